from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from broadcaster.i18n import use_language
from broadcaster.reports.day import fold_days
from broadcaster.reports.frame import Frame
from broadcaster.reports.logbook import logbook
from broadcaster.reports.paper import Coded, Paper
from broadcaster.reports.paper.totals import with_totals_checked
from broadcaster.reports.period import PeriodKind, period_of
from broadcaster.reports.tally import Tally
from tests.reports.records import Log, at, busy_day

ZONE = "Asia/Ho_Chi_Minh"
DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    use_language("vi")


def book(log: Log) -> Paper:
    period = period_of(PeriodKind.WEEK, DAY)
    tally = Tally(period.first, period.last, ZoneInfo(ZONE))
    stretch = fold_days(log.logs(), period.first, period.last, ZONE, tally)
    return with_totals_checked(logbook(stretch, tally.totals, period, Frame()))


def rows(paper: Paper, table: str = "items") -> list[dict[str, Any]]:
    (found,) = (one for one in paper.tables if one.code == table)
    names = [column.code for column in found.columns]
    return [dict(zip(names, row, strict=True)) for row in (*found.rows, found.total) if row]


def test_every_bulletin_has_its_line_heard_or_not_and_the_total_is_their_sum() -> None:
    paper = book(busy_day())
    *lines, total = rows(paper)
    assert len(lines) == 8  # the ident is counted below and not listed
    assert lines[0]["day"] == DAY
    assert lines[0]["time"] == time(5, 30, 7)
    assert total["length"] == sum(line["length"] for line in lines) == 6 * 3 + 2
    assert paper.warnings == ()


def test_what_ended_badly_says_so_and_why() -> None:
    notes = [line["note"] for line in rows(book(busy_day()))[:-1]]
    assert notes[0] == Coded("aired", "")
    assert notes[4].code == "refused"
    assert notes[4].text == "bị từ chối; ngoài khung giờ cho phép"


def test_who_wrote_read_and_approved_comes_from_the_records() -> None:
    log = Log()
    log.plan("00000001:0:6000", "00000002:7000:6000", "00000003:14000:6000")
    people = {"writer": "Lò Thị Vận", "reader": "Giàng A Páo", "approver_name": "Hà Văn Duyệt"}
    log.aired("00000001", 0, **people)
    log.aired("00000002", 7, voice_kind="neural", approver_name="Hà Văn Duyệt")
    relay = {"part": "relay", "bulletin": "", "approver_name": "Hà Văn Duyệt", "approval": "r.a1"}
    log.aired("00000003", 14, title="VOV1", **relay)
    first, second, third, _total = rows(book(log))
    assert [first[name] for name in ("writer", "reader", "approver")] == list(people.values())
    assert second["writer"] is None  # nobody knows, and the paper says so
    assert second["reader"] == Coded("machine", "giọng đọc máy")
    assert (third["title"], third["approver"]) == ("Tiếp âm: VOV1", "Hà Văn Duyệt")


def test_what_sounded_outside_the_plan_stands_apart_with_who_ordered_it() -> None:
    paper = book(busy_day())
    line, total = rows(paper, "unplanned")
    assert line["note"].code == "announcement"
    assert "nguyen-van-a" in line["note"].text
    assert total["length"] == line["length"] == 18


def test_an_announcement_that_gave_way_and_went_on_counts_all_its_segments() -> None:
    log = busy_day()
    log.add(
        "end", at(140), session="", item="unplanned/20261122T053140-1", first=at(130),
        last=at(135), samples=5 * 48_000, length=18 * 48_000, evidence="1", cause="resumed",
    )  # fmt: skip
    line, total = rows(book(log), "unplanned")
    assert line["length"] == total["length"] == 23


def test_an_outcome_that_no_plan_names_breaks_the_total_and_the_paper_says_so() -> None:
    log = busy_day()
    log.aired("ffffffff", 90)
    paper = book(log)
    assert any("SỐ CỘNG KHÔNG BẰNG TỔNG" in text and "0:20" in text for text in paper.warnings)
    assert any("ffffffff" in text for text in paper.warnings)


def test_law_two_is_printed_and_the_unplanned_are_no_part_of_it() -> None:
    notes = book(busy_day()).notes
    assert any(note.startswith("Bản tin: 8 mục theo kế hoạch = ") for note in notes)


def test_a_session_without_an_order_is_a_line_of_its_own() -> None:
    (line,) = rows(book(busy_day()), "no_plan")
    assert line["session"] == "ban-tin-chieu@2026-11-22T17:00"
    assert line["cause"].code == "bad-signature"


def test_days_that_the_log_does_not_know_are_named() -> None:
    facts = dict(book(busy_day()).facts)
    assert facts["Ghi nhận từ"] == "22/11/2026 04:30:00"


def test_a_paper_ends_with_its_log_and_the_code_of_its_tree_head() -> None:
    assert book(Log()).seals == ("Không nhật ký máy nào có bản ghi của những ngày này.",)
    (seal,) = book(busy_day()).seals
    assert "khe-ren-20261121T220000Z-0a1b2c3d" in seal
