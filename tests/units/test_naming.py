"""Names are kept composed, and ids are plain."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.units import UnitsError
from broadcaster.units.choosing import check_name, choose, new_id
from broadcaster.units.model import first_free
from broadcaster.units.naming import is_same_name, slug, tidy


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Xã Khe Rèn", "xa-khe-ren"),
        ("Đặng Thị Đào", "dang-thi-dao"),
        ("UBND xã Mỏ Quạ (cũ)", "ubnd-xa-mo-qua-cu"),
        ("Nguye\u0302\u0303n Va\u0306n A", "nguyen-van-a"),
        ("  thôn   3 ", "thon-3"),
        ("…", ""),
    ],
)
def test_an_id_is_the_names_plain_letters(name: str, id_: str) -> None:
    assert slug(name) == id_


def test_hidden_characters_make_no_second_name() -> None:
    assert tidy("a\u200b\u0301") == "á"
    assert tidy("Lê\u200b \u202eThị\u00a0\tMai\n\x00") == "Lê Thị Mai"
    assert is_same_name("LÊ  THỊ MAI", "le\u0302 thi\u0323 mai")
    assert not is_same_name("Lê Thị Mai", "Le Thi Mai")


@given(st.text(max_size=300))
def test_tidying_is_done_once_and_ids_stay_plain(name: str) -> None:
    shown = tidy(name)
    assert tidy(shown) == shown
    assert unicodedata.is_normalized("NFC", shown)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(name))


@given(st.lists(st.sampled_from(["An", "Ân", "Ấn", "an"]), max_size=8))
def test_ids_never_meet(names: list[str]) -> None:
    known: dict[str, str] = {}
    for name in names:
        id_ = first_free(slug(name), known)
        assert id_ not in known
        known[id_] = name


@pytest.mark.parametrize("name", ["", "   ", "…", "\u200b", "ngô " * 60])
def test_a_name_that_makes_no_id_or_is_endless_is_refused_and_quoted(name: str) -> None:
    with pytest.raises(UnitsError) as refused:
        check_name(name)
    assert name[:60] in str(refused.value)


@pytest.mark.parametrize("id_", ["", "Khe Ren", "khe_ren", "-a", "a--b", "../x", "a" * 61])
def test_an_id_of_ones_own_is_plain_too(id_: str) -> None:
    with pytest.raises(UnitsError):
        new_id("Khe Rèn", {}, id_)


def test_a_taken_id_is_refused() -> None:
    with pytest.raises(UnitsError, match='"khe-ren"'):
        new_id("Xã mới", {"khe-ren": "Khe Rèn"}, "khe-ren")


def test_a_handle_is_an_id_then_a_name_then_a_tail() -> None:
    names = {"an": "Bình An", "binh-an": "An", "tran-an": "Trần An"}
    assert choose("an", names, "person") == "an"
    assert choose("AN", names, "person") == "binh-an"
    assert choose("tran-an", names, "person") == "tran-an"
    assert choose("n-an", names, "person") == "tran-an"
    assert choose("@last", names, "person") == "tran-an"
    with pytest.raises(UnitsError, match="binh-an, tran-an"):
        choose("-an", names, "person")
    for nothing in ("", "x", "\u200b"):
        with pytest.raises(UnitsError):
            choose(nothing, names, "person")
