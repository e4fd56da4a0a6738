"""What is ambiguous blocks, what is uncertain is shown, what is plain raises nothing."""

import pytest

from broadcaster.reading import Flag, FlagKind, read


def flags(text: str) -> list[Flag]:
    return list(read(text).flags)


@pytest.mark.parametrize(
    ("text", "reason", "candidates"),
    [
        (
            "BCH xã họp.",
            "ambiguous-abbreviation",
            ("Ban Chấp hành", "Ban Chỉ huy", "Bộ Chỉ huy", "bê xê hát"),
        ),
        ("Tổ QZK trực.", "unknown-abbreviation", ("quy dét ca",)),
        ("Báo cáo về 3/4.", "date-or-fraction", ("ba phần tư", "mùng ba tháng tư", "ba trên bốn")),
        (
            "Có 3,500 người dự.",
            "decimal-or-thousand",
            ("ba nghìn năm trăm", "ba phẩy năm không không"),
        ),
        ("Mã 9-4 kho.", "range-or-score", ("mùng chín tháng tư", "chín bốn", "chín đến bốn")),
    ],
)
def test_what_nobody_can_know_is_asked(text: str, reason: str, candidates: tuple[str, ...]) -> None:
    (flag,) = flags(text)
    assert (flag.kind, flag.reason, flag.candidates) == (FlagKind.AMBIGUOUS, reason, candidates)
    assert flag.candidates[0].split()[-1] in read(text).sentences[0].spoken


@pytest.mark.parametrize(
    "text",
    [
        "BCH Đảng bộ xã họp.",
        "BCH quân sự xã trực.",
        "Ngày 3/4 họp thôn.",
        "Khoảng 3/4 số hộ có nước sạch.",
        "Hạn chót 31/12.",
        "Đội nhà thắng 3-1.",
        "UBND xã, HĐND xã và Hội LHPN xã phối hợp.",
        "Nghị định số 49/2024/NĐ-CP có hiệu lực.",
    ],
)
def test_context_settles_it_without_a_question(text: str) -> None:
    assert flags(text) == []


def test_an_abbreviation_the_text_explains_is_only_shown() -> None:
    text = "Hội đồng tuyển sinh xã Tân Mường thông báo. Bà con gặp HĐTS tại trường."
    (flag,) = flags(text)
    assert (flag.kind, flag.reason) == (FlagKind.NOTICE, "abbreviation-from-text")
    assert flag.candidates[0] == "hội đồng tuyển sinh"
    assert "gặp hội đồng tuyển sinh tại" in read(text).sentences[1].spoken


def test_an_office_is_read_from_its_field() -> None:
    assert read("SVHTTDL thông báo.").sentences[0].spoken.startswith("Sở Văn hóa, Thể thao")


def test_a_sentence_of_another_language_is_shown_once() -> None:
    text = "Bà con chú ý. Please carry a valid passport with you."
    (flag,) = flags(text)
    assert (flag.reason, flag.line) == ("foreign-sentence", 2)


def test_a_foreign_word_is_shown_once_in_a_text() -> None:
    found = flags("Máy Blefzor chạy tốt. Máy Blefzor bền.")
    assert [(flag.kind, flag.reason) for flag in found] == [(FlagKind.NOTICE, "foreign-word")]


def test_marks_and_lost_signs_are_shown() -> None:
    found = flags("[EN]\nThông báo 📢 khẩn.")
    assert [flag.reason for flag in found] == ["language-mark", "unspoken-sign"]
    assert found[0].line == 1


def test_other_languages_keep_their_words_and_get_no_questions() -> None:
    text = "Kuv nyob 1191/QD-TTg 2022 - 2027.\n\nComment (0)"
    script = read(text, language="hmn")
    assert script.sentences[0].spoken == "Kuv nyob 1191/QD-TTg 2022 - 2027."
    assert [flag.reason for flag in script.flags] == ["furniture-navigation"]


@pytest.mark.parametrize("text", ["", "  \n\t ", "--- ***", "…", "\u200b\ufeff"])
def test_a_text_with_nothing_to_say_is_refused(text: str) -> None:
    from broadcaster.reading import ReadingError

    with pytest.raises(ReadingError, match=r"empty|holds no word"):
        read(text)


def test_a_text_above_the_limit_is_refused_with_both_figures() -> None:
    from broadcaster.reading import LIMIT, ReadingError

    with pytest.raises(ReadingError, match=rf"1000000 .*{LIMIT}"):
        read("a" * 1_000_000)


def test_a_rule_that_does_not_speak_leaves_no_question() -> None:
    """`HKIIII` is no term of a school year, so nobody is asked what HK means there."""
    assert "ambiguous-abbreviation" not in [flag.reason for flag in flags("Mã HKIIII đã khóa.")]
