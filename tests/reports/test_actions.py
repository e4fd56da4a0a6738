from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from broadcaster.config import Settings
from broadcaster.home import Home
from broadcaster.journal import JournalError, Kind
from broadcaster.journal.writer import Journal
from broadcaster.reports.actions import day_report, render_day, write_report
from broadcaster.reports.errors import ReportsError
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.signed import BoxKey
from broadcaster.timebase import VirtualTime
from tests.reports.conftest import open_journal, write_morning

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
SHAPES = ("table", "csv", "html", "json")


def test_today_at_the_station_is_reported_when_no_day_is_named(
    home: Home, journal: Journal
) -> None:
    report = day_report(home, Settings(), NOW)
    assert report.day == DAY
    assert report.identity().holds
    assert [row.outcome for row in report.items] == ["aired", "refused"]


def test_the_first_checkpoint_over_the_records_used_is_named(
    home: Home, journal: Journal, clock: VirtualTime
) -> None:
    first = journal.checkpoint()
    clock.advance(48 * 3600 * 1_000_000_000)
    journal.append(Kind.HEARTBEAT)
    journal.checkpoint()
    (log,) = day_report(home, Settings(), NOW).logs
    assert log.seal is not None
    assert (log.seal.code, log.seal.size) == (first.short_code, first.size)


def test_records_after_the_newest_checkpoint_are_said_to_be_uncovered(
    home: Home, journal: Journal
) -> None:
    journal.checkpoint()
    journal.append(Kind.ALARM, code="no-output", text="không có loa", detail="")
    report = day_report(home, Settings(), NOW)
    assert report.logs[0].seal is None
    assert b"no checkpoint covers them yet" in render_day(report, "table").replace(b"\n", b" ")


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_log_gives_the_same_bytes(home: Home, journal: Journal, shape: str) -> None:
    journal.checkpoint()
    first = render_day(day_report(home, Settings(), NOW), shape)
    again = day_report(home, Settings(), datetime(2030, 1, 1, tzinfo=UTC), DAY)
    assert render_day(again, shape) == first


@pytest.mark.parametrize("shape", SHAPES)
def test_the_policy_and_the_checkpoint_stand_in_every_shape(
    home: Home, journal: Journal, shape: str
) -> None:
    code = journal.checkpoint().short_code
    text = render_day(day_report(home, Settings(), NOW), shape).decode()
    assert "15/QĐ-UBND" in text
    assert code in text


@pytest.mark.parametrize("shape", SHAPES)
def test_an_altered_log_is_reported_as_such(home: Home, journal: Journal, shape: str) -> None:
    journal.checkpoint()
    (segment,) = (home.journal / journal.log_id).glob("*.jsonl")
    segment.write_bytes(segment.read_bytes().replace(b'"refused"', b'"skipped"'))
    report = day_report(home, Settings(), NOW)
    assert not report.logs[0].is_whole
    said = {"json": '"is_whole": false'}.get(shape, "THE LOG IS NOT AS IT WAS WRITTEN")
    assert said in render_day(report, shape).decode()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_rehearsal_is_reported_with_its_banner_when_nothing_real_is_there(
    home: Home, clock: VirtualTime, shape: str
) -> None:
    write_morning(open_journal(home, clock, rehearsal=True), clock)
    report = day_report(home, Settings(), datetime(2030, 1, 1, tzinfo=UTC))
    assert report.day == DAY
    said = {"json": '"rehearsal": true'}.get(shape, "REHEARSAL")
    assert said in render_day(report, shape).decode()


def test_a_rehearsal_never_counts_in_a_real_report(
    home: Home, journal: Journal, clock: VirtualTime
) -> None:
    write_morning(open_journal(home, clock, rehearsal=True), clock)
    report = day_report(home, Settings(), NOW)
    assert not report.rehearsal
    assert report.identity().planned == 2
    assert day_report(home, Settings(), NOW, DAY, "rehearsal").rehearsal


def test_without_a_log_the_refusal_says_how_one_begins(home: Home) -> None:
    with pytest.raises(JournalError, match="playout run"):
        day_report(home, Settings(), NOW)


def test_a_log_that_is_not_there_is_named(home: Home, journal: Journal) -> None:
    with pytest.raises(JournalError, match="khong-co"):
        day_report(home, Settings(), NOW, DAY, "khong-co")


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportsError, match=r"file/day\.html"):
        write_report(tmp_path / "file" / "day.html", b"x")


def sign_exceptions(home: Home, key: BoxKey, *dates: str, at: str) -> None:
    exceptions = [
        {
            "date": day,
            "start": "18:00",
            "end": "19:00",
            "reason": "Khai mạc hội",
            "by": "le-thi-b",
            "at": at,
        }
        for day in dates
    ]
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    policy = HoursPolicy("khe-ren", "Khung giờ", "15/QĐ-UBND", "set", zone, windows=())
    document = {**policy.to_document(), "exceptions": exceptions}
    home.hours.write_bytes(key.sign("hours", document))


@pytest.mark.parametrize("shape", SHAPES)
def test_an_exception_to_the_hours_of_that_day_is_reported_with_its_reason(
    home: Home, journal: Journal, shape: str
) -> None:
    key = BoxKey.load(home.keys)
    sign_exceptions(home, key, "2026-11-21", "2026-11-22", at="2026-11-20T01:00:00.000000Z")
    report = day_report(home, Settings(), NOW)
    (found,) = report.exceptions
    assert found.start == datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
    assert "Khai mạc hội" in render_day(report, shape).decode()


def test_an_exception_that_was_signed_after_the_day_changes_nothing(
    home: Home, journal: Journal
) -> None:
    sign_exceptions(home, BoxKey.load(home.keys), "2026-11-22", at="2026-11-22T17:00:00.000000Z")
    assert day_report(home, Settings(), NOW).exceptions == ()


def test_an_exception_that_this_box_did_not_sign_is_none(home: Home, journal: Journal) -> None:
    sign_exceptions(home, BoxKey.generate(), "2026-11-22", at="2026-11-20T01:00:00.000000Z")
    assert day_report(home, Settings(), NOW).exceptions == ()
