import pytest

from broadcaster.bulletins.titles import propose_title
from broadcaster.reading import Region, Script, read


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("LỊCH CẮT ĐIỆN\n\nNgày mai cắt điện.", "LỊCH CẮT ĐIỆN"),
        (
            "UBND XÃ\nSố: 23/TB\n\nTHÔNG BÁO\nV/v đăng ký tuyển sinh\n\nKính gửi",
            "Đăng ký tuyển sinh",
        ),
        (
            "TRẠM Y TẾ XÃ\n\nTHÔNG BÁO\nLịch tiêm chủng đợt II\n\nTrạm xin báo.",
            "Lịch tiêm chủng đợt II",
        ),
        ("BAN CHỈ HUY XÃ\nTIN BÃO KHẨN CẤP\n\nHồi 4 giờ.", "TIN BÃO KHẨN CẤP"),
        ("BẢO HIỂM XÃ HỘI CƠ SỞ\nHỎI - ĐÁP VỀ BẢO HIỂM\n\nThưa bà con.", "HỎI - ĐÁP VỀ BẢO HIỂM"),
        ("(baosonla.vn) - Mai mất điện.", "Mai mất điện"),
        ("Mai mất điện.", "Mai mất điện"),
    ],
)
def test_a_title_is_what_the_head_of_the_page_is_about(text: str, title: str) -> None:
    assert propose_title(read(text), "tệp") == title


def test_a_long_title_ends_at_a_word() -> None:
    title = propose_title(read("Ủy ban nhân dân xã thông báo " * 10), "tệp")
    assert len(title) <= 101
    assert title[:-1].split()[-1] in "Ủy ban nhân dân xã thông báo"
    assert title.endswith("…")


def test_where_nothing_is_written_the_file_gives_the_title() -> None:
    assert propose_title(Script("", "vi", Region.NORTH, ()), "ghi-am") == "Ghi-am"
