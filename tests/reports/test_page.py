import re
from datetime import date
from html.parser import HTMLParser

from broadcaster.i18n import use_language
from broadcaster.reports.day import fold_day
from broadcaster.reports.page import render_html
from tests.reports.records import Log, busy_day

VOID = {"meta", "br"}


class Outline(HTMLParser):
    """Collects tags and text, and checks that every element is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.text: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _value in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text.append(data)


def page(log: Log) -> str:
    return render_html(fold_day(log.logs(), date(2026, 11, 22), "Asia/Ho_Chi_Minh"))


def outline(log: Log) -> Outline:
    parser = Outline()
    parser.feed(page(log))
    parser.close()
    assert parser.open == []
    return parser


def test_it_needs_nothing_from_outside_and_runs_no_script() -> None:
    parsed = outline(busy_day())
    assert not parsed.seen & {"script", "img", "link", "iframe", "object"}
    assert not {name for name in parsed.attributes if name.startswith("on")}
    assert not re.search(r"https?://|url\(|@import", page(busy_day()))


def test_what_a_title_holds_is_text_and_no_markup() -> None:
    parsed = outline(busy_day())
    assert "@SUM(A1:A9) <b>đậm</b>" in parsed.text
    assert "b" not in parsed.seen
    assert 'Dòng một\nDòng hai, có "ngoặc kép"' in parsed.text


def test_direction_marks_and_control_characters_do_not_reach_the_page() -> None:
    log = Log()
    log.plan("00000000:0:6000")
    log.aired("00000000", 0, title="a\u202eb\x00c\r\nd")
    assert "ab\N{REPLACEMENT CHARACTER}c\nd" in outline(log).text


def test_it_is_vietnamese_when_vietnamese_is_read() -> None:
    use_language("vi")
    text = page(busy_day())
    assert '<html lang="vi">' in text
    assert "Báo cáo phát sóng ngày 22/11/2026" in text
    assert "ngoài khung giờ cho phép" in text


def test_every_item_stands_with_both_starts_outcome_and_cause() -> None:
    text = outline(busy_day()).text
    assert [t for t in text if t.startswith("05:30:") and len(t) == 8].__len__() == 9
    assert "05:30:24.500" in text
    assert "whole, in time" in text
    assert "the audio had been altered" in text


def test_the_identity_is_shown_as_a_sum() -> None:
    text = outline(busy_day()).text
    assert "= 9" in text
    assert any("9 planned = 3 aired" in t and t.endswith("holds") for t in text)


def test_a_broken_identity_is_a_warning() -> None:
    log = Log()
    log.plan("00000000:0:6000")
    assert 'class="warning"' in page(log)
    assert "≠ 0" in outline(log).text
    assert 'class="warning"' not in page(busy_day())


def test_a_rehearsal_wears_a_banner() -> None:
    log = Log(rehearsal=True)
    log.plan("00000000:0:6000")
    assert 'class="rehearsal"' in page(log)
    assert 'class="rehearsal"' not in page(busy_day())


def test_unplanned_items_and_missing_plans_have_tables_of_their_own() -> None:
    text = outline(busy_day()).text
    assert "Tìm trẻ lạc" in text
    assert "ban-tin-chieu@2026-11-22T17:00" in text
    assert "its running order was not signed by this box" in text
