"""Write: a text, a document, an old encoding or a recording becomes a bulletin in hand."""

import io
from pathlib import Path

import pytest
from docx import Document

from broadcaster.bulletins import State, actions
from broadcaster.bulletins.store.dossiers import Listed
from tests.bulletins.conftest import write_tone
from tests.web.conftest import Browser, Town

TEXT = "Lịch tiêm phòng\nNgày mai 8h trạm y tế tiêm phòng cho trẻ em."
TCVN3 = (
    "Ngµy mai tr¹m y tÕ x· tiªm phßng cho trÎ em. §Ò nghÞ bµ con ®­a trÎ ®Õn ®óng giê, "
    "mang theo sæ tiªm chñng vµ giÊy khai sinh."
)


def newest(town: Town) -> Listed:
    return actions.listing(town.desk)[-1]


def test_a_pasted_text_is_entered_and_its_page_opened(town: Town, operator: Browser) -> None:
    page = operator.send("/write", page="/write", text=TEXT)
    assert page.url.path == f"/write/{newest(town).id}"
    assert "The bulletin is entered" in page.text
    assert "Ngày mai tám giờ" in page.text
    assert newest(town).author == "lo-thi-van"


def test_a_word_document_is_entered_with_its_name(town: Town, operator: Browser) -> None:
    document, kept = Document(), io.BytesIO()
    document.add_paragraph("Mai mất điện.")
    document.save(kept)
    file = {"file": ("Thông báo.docx", kept.getvalue())}
    page = operator.send("/write", page="/write", files=file)
    assert "Mai mất điện" in page.text
    assert page.url.path == f"/write/{newest(town).id}"


def test_an_old_encoding_is_shown_both_ways_before_anything_is_entered(
    town: Town, operator: Browser
) -> None:
    page = operator.send("/write", page="/write", text=TCVN3)
    assert "TCVN3" in page.text
    assert "Ngµy mai" in page.text
    assert "Ngày mai trạm y tế xã" in page.text
    assert actions.listing(town.desk) == ()


def test_the_converted_text_or_the_one_that_came_is_entered_as_chosen(
    town: Town, operator: Browser
) -> None:
    for text in ("Ngày mai trạm y tế xã tiêm phòng.", TCVN3):
        operator.send("/write", page="/write", text=text, as_written="1")
        source = actions.find(town.desk, newest(town).id).revision.script.source
        assert source.strip() == text


def test_a_file_in_an_old_encoding_asks_as_well(town: Town, operator: Browser) -> None:
    file = {"file": ("tin.txt", TCVN3.encode("latin-1"))}
    page = operator.send("/write", page="/write", files=file)
    assert "Ngày mai trạm y tế xã" in page.text
    assert actions.listing(town.desk) == ()


def test_a_recording_is_entered_under_its_own_name(
    town: Town, operator: Browser, tmp_path: Path
) -> None:
    tone = write_tone(tmp_path / "x.wav").read_bytes()
    page = operator.send("/write", page="/write", files={"file": ("Lời chúc.wav", tone)})
    assert newest(town).fields.title == "Lời chúc"
    assert newest(town).state is State.RENDERED
    assert "<audio" in page.text


def test_a_name_that_is_a_path_stays_a_title(town: Town, operator: Browser, tmp_path: Path) -> None:
    tone = write_tone(tmp_path / "x.wav").read_bytes()
    operator.send("/write", page="/write", files={"file": ("../../etc/pass wd.wav", tone)})
    assert newest(town).fields.title == "pass wd"


def test_what_was_typed_stays_when_it_is_refused(town: Town, operator: Browser) -> None:
    page = operator.send("/write", page="/write", text=TEXT, title="x" * 400)
    assert page.status_code == 422
    assert "Title has 400 characters" in page.text
    assert "trạm y tế tiêm phòng cho trẻ em." in page.text
    assert actions.listing(town.desk) == ()


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_is_refused_in_words(operator: Browser, text: str) -> None:
    page = operator.send("/write", page="/write", text=text)
    assert page.status_code == 422
    assert 'role="alert"' in page.text


def test_the_desk_lists_what_is_in_hand_and_what_waits(town: Town, operator: Browser) -> None:
    assert "Nothing is being worked on" in operator.get("/write").text
    operator.send("/write", page="/write", text=TEXT)
    page = operator.get("/write").text
    assert "Lịch tiêm phòng" in page
    assert "Nothing is being worked on" not in page
