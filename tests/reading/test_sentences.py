"""A page into spoken lines: where one ends, what kind it is, how long the silence after it."""

import pytest

from broadcaster.reading import SentenceKind, read


def lines(text: str) -> list[str]:
    """The written form of every spoken line."""
    return [text[s.span.start : s.span.end] for s in read(text).sentences]


def kinds(text: str) -> list[SentenceKind]:
    return [sentence.kind for sentence in read(text).sentences]


@pytest.mark.parametrize(
    "text",
    [
        "Họp tại TP. Lào Cai vào sáng mai.",
        "ThS. Nguyễn Văn An và PGS. Lê Thị Bình cùng dự.",
        "Diện tích 2.345,6 ha, giá 7.200 đồng.",
        "Trồng rau, nuôi gà, v.v. để tăng thu nhập.",
        "Ông A. Páo nhặt được ví.",
        "Điều 1. Cấm ô tô vào đường làng.",
        "1. Hộ nghèo được hỗ trợ.",
        "Xem tại tanmuong.edu.example để biết.",
    ],
)
def test_a_point_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert lines(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hôm nay họp. Ngày mai đi.", ["Hôm nay họp.", "Ngày mai đi."]),
        ("Ai đi? Tôi đi! Tốt lắm.", ["Ai đi?", "Tôi đi!", "Tốt lắm."]),
        ("Bà con chú ý…Nước lên.", ["Bà con chú ý…Nước lên."]),
        ("Nước sạch.Bà con dùng.", ["Nước sạch.", "Bà con dùng."]),
        ("Dài 6,2 km. Sức gió mạnh.", ["Dài 6,2 km.", "Sức gió mạnh."]),
        ("Ở địa phương./. Tô Thị Thương", ["Ở địa phương./.", "Tô Thị Thương"]),
    ],
)
def test_sentences_end_at_their_marks(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


def test_a_wrapped_line_goes_on_and_a_new_paragraph_does_not() -> None:
    wrapped = "Ủy ban nhân dân xã thông báo đến toàn thể bà con\nnhân dân trong xã được biết."
    assert len(lines(wrapped)) == 1
    assert len(lines(wrapped.replace("\n", "\n\n"))) == 2


def test_a_long_sentence_parts_at_its_semicolons() -> None:
    clause = "các thôn bản rà soát lại danh sách hộ nghèo và hộ cận nghèo trên địa bàn"
    text = f"Đề nghị {clause}; {clause}; {clause}."
    assert len(lines(text)) == 3
    assert len(lines("Rau sạch; cá tươi; gạo mới.")) == 1


def test_what_brackets_enclose_and_what_is_short_is_not_parted() -> None:
    clause = "các thôn bản rà soát lại danh sách hộ nghèo và hộ cận nghèo trên địa bàn"
    assert (
        len(lines(f"Đề nghị {clause} (gồm Nà Lĩnh; Bản Giàng; Khe Rèn và Pá Hu), {clause}.")) == 1
    )
    assert len(lines(f"Đề nghị {clause}, {clause}; xin cảm ơn.")) == 1


def test_a_clause_of_an_item_has_a_shorter_pause_than_the_item() -> None:
    clause = "các thôn bản rà soát lại danh sách hộ nghèo và hộ cận nghèo trên địa bàn"
    first, last = read(f"- Đề nghị {clause}, {clause}; {clause};").sentences
    assert first.pause_ms < last.pause_ms


def test_columns_of_a_letterhead_are_lines_of_their_own() -> None:
    assert lines("SỞ Y TẾ TỈNH                THÔNG BÁO KHẨN") == ["SỞ Y TẾ TỈNH", "THÔNG BÁO KHẨN"]


def test_a_row_of_a_table_is_one_line() -> None:
    text = "1   | Trạm Y tế      | 02/12/2026 | 68 trẻ\n2   | Nhà văn hóa    | 03/12/2026 | 34 trẻ"
    assert kinds(text) == [SentenceKind.ITEM] * 2


def test_kinds_follow_the_page() -> None:
    text = (
        "THÔNG BÁO\nLịch tiêm chủng mở rộng\n\nTrạm xin thông báo như sau:\n\n"
        "1. Đối tượng\n- Trẻ dưới 1 tuổi;\n- Phụ nữ có thai.\n2. Hồ sơ\na) Sổ tiêm.\n"
    )
    heading, item = SentenceKind.HEADING, SentenceKind.ITEM
    assert kinds(text) == [
        heading, heading, SentenceKind.TEXT, heading, item, item, heading, item,
    ]  # fmt: skip


def test_capitals_become_ordinary_words() -> None:
    spoken = read("UBND XÃ KHE RÈN THÔNG BÁO LẦN THỨ II").sentences[0].spoken
    assert spoken == "Ủy ban nhân dân xã khe rèn thông báo lần thứ hai"


def test_a_heading_and_a_paragraph_are_followed_by_more_silence_than_a_sentence() -> None:
    script = read("THÔNG BÁO KHẨN\nHôm nay họp. Ngày mai đi.\n\nHết.")
    heading, first, second, _last = script.sentences
    assert heading.pause_ms == second.pause_ms > first.pause_ms


def test_punctuation_stays_with_the_word_before_it() -> None:
    spoken = read("Thôn (bản) nào - xa hay gần - cũng họp: 7h…").sentences[0].spoken
    assert spoken == "Thôn, bản, nào, xa hay gần, cũng họp: bảy giờ."


def test_two_numbers_side_by_side_are_parted() -> None:
    spoken = read("Nước dưới báo động II 0,18 m.").sentences[0].spoken
    assert spoken == "Nước dưới báo động hai, không phẩy mười tám mét."
