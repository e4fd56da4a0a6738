"""Page furniture is proposed, never dropped."""

import pytest

from broadcaster.reading import FlagKind, SentenceKind, read
from broadcaster.reading.words import is_furniture, reason_text

BODY = (
    "Ngày 22/9, Sở Thông tin và Truyền thông phối hợp với huyện tổ chức hội nghị tập huấn công tác "
    "tuyên truyền cho cán bộ đài truyền thanh cấp xã, các lực lượng tham gia hoạt động thông tin "
    "đối ngoại và đông đảo nhân dân trên địa bàn hai huyện."
)


def furniture(text: str) -> list[str]:
    script = read(text)
    flagged = [f.written for f in script.flags if is_furniture(f.reason)]
    spoken = [
        text[s.span.start : s.span.end]
        for s in script.spoken_sentences
        if s.kind is SentenceKind.FURNITURE
    ]
    assert flagged == spoken, "each is flagged and still spoken"
    assert all(f.kind is FlagKind.NOTICE for f in script.flags if is_furniture(f.reason))
    return flagged


def kinds(text: str) -> list[str]:
    """What each proposed line is said to be, without what all of them are."""
    reasons = [flag.reason for flag in read(text).flags if is_furniture(flag.reason)]
    return [reason.removeprefix("furniture-") for reason in reasons]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Skip to main content", "navigation"),
        ("Comment (0)", "navigation"),
        ("Xem thêm", "navigation"),
        ("Lượt xem: 152", "navigation"),
        ("ss", "debris"),
        ("Quang cảnh Hội nghị.", "caption"),
        ("Compliment of individuals. (Photo: Duy Van).", "caption"),
        ("Ảnh: Văn Nam", "photo-credit"),
        ("Tin, ảnh: Văn Nam", "photo-credit"),
        ("(Ảnh minh họa)", "photo-credit"),
        ("Nguồn: Cổng thông tin xã", "source-line"),
        ("Theo TTXVN", "source-line"),
        ("(Theo Báo Lào Cai)", "source-line"),
        ("Theo baotanmuong.vn", "source-line"),
        ("(TTXVN/Vietnam+)", "source-line"),
        ("Tác giả: Lò Thị Vân", "source-line"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "letterhead"),
        ("Độc lập - Tự do - Hạnh phúc", "letterhead"),
        ("Số: 56/TB-UBND", "letterhead"),
        ("Khe Rèn, ngày 12 tháng 11 năm 2026", "letterhead"),
        ("(Đã ký, đóng dấu)", "signature"),
        ("CHỦ TỊCH", "signature"),
        ("PHÓ TRƯỞNG CÔNG AN XÃ", "signature"),
        ("- 2 -", "page-number"),
        ("Trang 2/5", "page-number"),
        ("Page 2 of 5", "page-number"),
        ("2/5", "page-number"),
        ("12", "page-number"),
    ],
)
def test_a_line_of_the_page_is_proposed_for_omission(line: str, kind: str) -> None:
    text = f"{BODY}\n\n{line}\n\n{BODY}"
    assert " ".join(furniture(text)) == line
    assert set(kinds(text)) == {kind}
    assert reason_text(f"furniture-{kind}") != f"furniture-{kind}"


@pytest.mark.parametrize(
    "line",
    [
        "Đường dây nóng: 0912 345 678", "Hotline: 1900 9068", "Báo sự cố điện: tổng đài 1900.0713.",
        "Theo báo cáo của các thôn", "Theo Luật Đất đai 2024", "Chủ tịch xã chúc Tết bà con",
        "Thứ Hai, ngày 5 tháng 10 năm 2026", "Trang phục gọn gàng", "12 hộ", "Trưởng thôn Páo",
        "Địa điểm: Nhà văn hóa thôn Nà Lĩnh", "Nà Lĩnh", "5/2",
    ],
)  # fmt: skip
def test_a_line_that_people_wait_for_is_not(line: str) -> None:
    assert furniture(f"{BODY}\n\n{line}\n\n{BODY}") == []


def test_a_caption_between_two_paragraphs_is_proposed() -> None:
    caption = "Lãnh đạo UBND tỉnh phát biểu tại Hội nghị."
    assert furniture(f"{BODY}\n\n{caption}\n\n{BODY}") == [caption]


def test_the_same_words_inside_the_news_are_not() -> None:
    assert furniture(f"{BODY} Lãnh đạo UBND tỉnh phát biểu tại Hội nghị.") == []


def test_what_follows_the_end_mark_is_name_and_office() -> None:
    assert furniture(f"{BODY}\n{BODY}./.\n\nTô Thị Thương\n\nTrung tâm Công nghệ số") == [
        "Tô Thị Thương", "Trung tâm Công nghệ số",
    ]  # fmt: skip


def test_a_signature_block_without_an_end_mark_is_one() -> None:
    block = ["TM. UBND XÃ", "CHỦ TỊCH", "(Đã ký)", "Nguyễn Văn An"]
    assert furniture("\n".join([BODY, *block])) == block
    assert furniture("\n".join([BODY, *block[1:]])) == block[1:]
    assert kinds("\n".join([BODY, *block])) == ["signature"] * 4


def test_a_name_alone_under_the_text_is_a_signature_and_elsewhere_a_heading() -> None:
    assert furniture(f"{BODY}\n\nTô Thị Thương") == ["Tô Thị Thương"]
    assert furniture(f"{BODY}\n\nTô Thị Thương\n\nTin liên quan\n\n{BODY}")[0] == "Tô Thị Thương"
    assert furniture(f"{BODY}\n\nTô Thị Thương\n\n{BODY}") == []


def test_a_second_text_below_a_signature_is_read() -> None:
    assert furniture(f"{BODY}\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n{BODY}") == [
        "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    ]  # fmt: skip


def test_everything_behind_related_posts_is_furniture() -> None:
    text = f"{BODY}\n\nRelated Posts\n\nLào Cai: kết quả nổi bật\n\n{BODY}"
    assert len(furniture(text)) == 3


def test_recipients_and_signature_are_furniture() -> None:
    text = f"{BODY}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    assert kinds(text) == ["recipients"] * 3 + ["signature"] * 2


def test_a_text_that_is_nothing_but_furniture_is_read_as_text() -> None:
    assert furniture("ss") == []
    assert furniture("Skip to main content") == []


def test_a_script_from_before_there_were_kinds_still_has_furniture() -> None:
    assert is_furniture("furniture")
    assert is_furniture("furniture-caption")
    assert not is_furniture("foreign-word")
