"""Page furniture is proposed, never dropped."""

import pytest

from broadcaster.reading import FlagKind, SentenceKind, read

BODY = (
    "Ngày 22/9, Sở Thông tin và Truyền thông phối hợp với huyện tổ chức hội nghị tập huấn công tác "
    "tuyên truyền cho cán bộ đài truyền thanh cấp xã, các lực lượng tham gia hoạt động thông tin "
    "đối ngoại và đông đảo nhân dân trên địa bàn hai huyện."
)


def furniture(text: str) -> list[str]:
    script = read(text)
    flagged = [f.written for f in script.flags if f.reason == "furniture"]
    spoken = [
        text[s.span.start : s.span.end]
        for s in script.spoken_sentences
        if s.kind is SentenceKind.FURNITURE
    ]
    assert flagged == spoken, "each is flagged and still spoken"
    assert all(f.kind is FlagKind.NOTICE for f in script.flags if f.reason == "furniture")
    return flagged


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content", "Comment (0)", "ss", "Quang cảnh Hội nghị.", "Ảnh: Văn Nam",
        "(Ảnh minh họa)", "Nguồn: Cổng thông tin xã", "Xem thêm", "Lượt xem: 152",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "(Đã ký, đóng dấu)",
        "Compliment of individuals. (Photo: Duy Van).",
    ],
)  # fmt: skip
def test_a_line_of_the_page_is_proposed_for_omission(line: str) -> None:
    found = furniture(f"{BODY}\n\n{line}\n\n{BODY}")
    assert " ".join(found) == line


def test_a_caption_between_two_paragraphs_is_proposed() -> None:
    caption = "Lãnh đạo UBND tỉnh phát biểu tại Hội nghị."
    assert furniture(f"{BODY}\n\n{caption}\n\n{BODY}") == [caption]


def test_the_same_words_inside_the_news_are_not() -> None:
    assert furniture(f"{BODY} Lãnh đạo UBND tỉnh phát biểu tại Hội nghị.") == []


def test_what_follows_the_end_mark_is_name_and_office() -> None:
    assert furniture(f"{BODY}\n{BODY}./.\n\nTô Thị Thương\n\nTrung tâm Công nghệ số") == [
        "Tô Thị Thương", "Trung tâm Công nghệ số",
    ]  # fmt: skip


def test_everything_behind_related_posts_is_furniture() -> None:
    text = f"{BODY}\n\nRelated Posts\n\nLào Cai: kết quả nổi bật\n\n{BODY}"
    assert len(furniture(text)) == 3


def test_recipients_and_signature_are_furniture() -> None:
    text = f"{BODY}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    assert len(furniture(text)) == 5


def test_a_text_that_is_nothing_but_furniture_is_read_as_text() -> None:
    assert furniture("ss") == []
    assert furniture("Skip to main content") == []
