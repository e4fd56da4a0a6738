"""What reading never met in a judged sentence is asked about; what it met is not."""

import pytest

from broadcaster.reading import Entry, FlagKind, Lexicon, read
from tests.reading.forms import written_tables


@pytest.mark.parametrize(
    ("text", "written", "candidates"),
    [
        (
            "Nộp báo cáo 14T/2019 về xã.",
            "14T/2019",
            (
                "mười bốn tấn trên hai nghìn không trăm mười chín",
                "một bốn tê hai không một chín",
            ),
        ),
        ("Dây 3m05k dài.", "3m05k", ("ba mờ năm nghìn", "ba mờ không năm ca")),
        ("Xã đứng thứ 1/12.", "1/12", ("mùng một tháng mười hai", "một một hai")),
        ("Gửi kèm Z7=Q9 trong đơn.", "Z7=Q9", ("dét bảy bằng quy chín",)),
        ("Mã kho là (+8)!45 ạ.", "+8", ("cộng tám",)),
    ],
)
def test_a_form_never_met_is_asked_about(
    text: str, written: str, candidates: tuple[str, ...]
) -> None:
    """The flag offers what is said now, then the token spelled where that is something else."""
    flag = next(flag for flag in read(text).flags if flag.written == written)
    assert (flag.kind, flag.reason) == (FlagKind.AMBIGUOUS, "unmet-form")
    assert flag.candidates == candidates


@pytest.mark.parametrize(
    "text",
    [
        "Họp lúc 7h30 ngày 15/9/2025 tại P.302, nhà A2.",
        "Thu 10.000đ/người/năm, nộp qua số 0912.345.678.",
        "Theo khoản 2a Điều 8 và mục 3.2 quy chế.",
        "Diện tích 2,5 - 3 ha, tăng 10-15% so với năm 2024.",
    ],
)
def test_what_was_met_raises_nothing(text: str) -> None:
    assert read(text).flags == ()


def test_where_another_doubt_stands_there_is_no_second() -> None:
    (flag,) = read("Ghi 3qz2 vào sổ.").flags
    assert (flag.written, flag.reason) == ("qz", "unknown-abbreviation")


def test_a_short_form_with_one_meaning_that_was_never_met_is_shown() -> None:
    text = "Hội CCB xã họp."
    (flag,) = read(text).flags
    assert (flag.kind, flag.reason) == (FlagKind.NOTICE, "unmet-short-form")
    assert flag.candidates == ("Cựu chiến binh", "xê xê bê")


def test_a_short_form_that_the_commune_confirmed_is_not() -> None:
    own = Lexicon.built_in().with_layer("commune", [Entry("CCB", "Cựu chiến binh")])
    assert read("Hội CCB xã họp.", lexicon=own).flags == ()


def test_a_token_too_long_to_be_spelled_is_asked_about_without_candidates() -> None:
    (flag,) = read(f"Mã {'7=Q9+' * 20} đó.").flags
    assert (flag.reason, flag.candidates) == ("unmet-form", ())


def test_the_tables_hold_what_the_judged_sentences_hold() -> None:
    """After a change of rules or sets: `python -m tests.reading.forms`."""
    for path, text in written_tables().items():
        assert path.read_text(encoding="utf-8") == text
