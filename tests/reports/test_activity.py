"""The report of a period: what it counts, what it cannot know, and that its totals are checked."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcaster.i18n import use_language
from broadcaster.journal.model import Outcome
from broadcaster.reports.activity import activity
from broadcaster.reports.activity_figures import Reported, activity_of
from broadcaster.reports.day import fold_days
from broadcaster.reports.frame import Frame
from broadcaster.reports.paper import FORMATS, Coded, Paper, render
from broadcaster.reports.paper.totals import with_totals_checked
from broadcaster.reports.period import PeriodKind, period_of
from broadcaster.reports.tally import Tally, summed
from tests.reports.records import Log, at, busy_day

ZONE = "Asia/Ho_Chi_Minh"
PERIOD = period_of(PeriodKind.MONTH, date(2026, 11, 22))


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    use_language("vi")


def report(*logs: Log | None) -> Paper:
    units, totals = [], []
    for number, log in enumerate(logs):
        stretch = None
        if log:
            tally = Tally(PERIOD.first, PERIOD.last, ZoneInfo(ZONE))
            stretch = fold_days(log.logs(), PERIOD.first, PERIOD.last, ZONE, tally)
            totals.append(tally.totals)
        units.append(Reported(f"Xã {number}", f"{number:05}", stretch))
    return with_totals_checked(activity(units, summed(totals), PERIOD, Frame()))


def rows(paper: Paper, code: str) -> list[dict[str, Any]]:
    (table,) = (one for one in paper.tables if one.code == code)
    names = [column.code for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in (*table.rows, table.total) if row]


def test_a_station_has_one_line_and_its_total_is_the_same() -> None:
    paper = report(busy_day())
    line, total = rows(paper, "sessions")
    expected = {
        "due": 2, "sounding": 1, "own": 3, "relayed": 0, "from_above": 0, "normal": 2,
        "priority": 1, "repeats": 2, "not_whole": 5, "length": 20,
    }  # fmt: skip
    assert {name: line[name] for name in expected} == expected
    assert {name: total[name] for name in expected} == expected
    assert line["on_time"] == 500  # one session of two
    assert rows(paper, "more")[0]["refused"] == 1
    assert paper.warnings == ()


def test_a_unit_without_a_log_has_no_figures_and_no_zeros() -> None:
    paper = report(busy_day(), None)
    _known, absent, total = rows(paper, "sessions")
    figures = {
        name: value
        for name, value in absent.items()
        if name not in ("number", "unit", "code", "note")
    }
    assert set(figures.values()) == {None}
    assert absent["note"] == "chưa có nhật ký ở đây"
    assert total["due"] == 2
    assert any("Chưa có nhật ký của 1 đơn vị" in note for note in paper.notes)


def test_where_nobody_has_a_log_no_total_is_zero() -> None:
    paper = report(None, None)
    assert rows(paper, "sessions")[-1]["due"] is None
    assert paper.warnings == ()
    for shape in FORMATS:
        assert render(paper, shape)


def test_what_no_log_tells_is_left_for_a_person_to_fill_in() -> None:
    line = rows(report(busy_day()), "more")[0]
    assert [line[name] for name in ("feedback", "answered", "outlets", "clusters")] == [None] * 4


def test_law_two_is_a_table_with_a_verdict_and_the_unplanned_are_another() -> None:
    paper = report(busy_day())
    *lines, total = rows(paper, "identity")
    assert (total["planned"], total["open"], total["holds"].code) == (9, 0, "holds")
    assert {line["group"].code: line["planned"] for line in lines}["bulletins"] == 8
    what, outside = rows(paper, "unplanned")
    assert (what["what"], what["length"]) == (Coded("announcement", "thông báo"), 18)
    assert outside["count"] == 1


def test_a_planned_item_without_an_outcome_breaks_the_identity_and_is_said_so() -> None:
    log = busy_day()
    log.plan("0000000a:0:1000", session="toi@2026-11-23T19:00")
    total = rows(report(log), "identity")[-1]
    assert (total["open"], total["holds"].code) == (1, "open")


def test_an_outcome_that_no_plan_names_breaks_the_totals() -> None:
    log = busy_day()
    log.aired("ffffffff", 90)
    text = render(report(log), "table").decode()
    assert "SỐ CỘNG KHÔNG BẰNG TỔNG" in text


def test_a_second_outcome_of_one_item_is_named_and_counted_nowhere() -> None:
    log = busy_day()
    log.aired("00000001", 95)
    paper = report(log)
    assert rows(paper, "sessions")[-1]["length"] == 20
    assert [warning for warning in paper.warnings if "SỐ CỘNG" in warning] == []
    assert any("00000001" in warning for warning in paper.warnings)


@pytest.mark.parametrize(
    ("seconds", "shares"), [(-60, 1000), (60, 1000), (61, 0), (None, 0)], ids=str
)
def test_a_session_is_on_time_within_a_minute(seconds: int | None, shares: int) -> None:
    log = Log()
    log.plan("00000001:0:6000", "00000002:7000:6000")
    if seconds is None:
        log.outcome("00000001", "missed", "station-down")
    else:
        log.aired("00000001", seconds)
    log.aired("00000002", 7)
    assert rows(report(log), "sessions")[0]["on_time"] == shares


def test_relays_and_live_voices_are_in_every_paper() -> None:
    log = Log()
    log.boot(at(-60))
    log.plan("00000001:0:6000", "00000002:7000:6000")
    relay = {"part": "relay", "bulletin": "", "origin": "relay", "relay": "vov", "language": ""}
    log.aired("00000001", 0, title="VOV1", **relay)
    log.outcome("00000002", "missed", "source-lost", title="VOV2", **relay)
    live: dict[str, Any] = {"item": "unplanned/1", "session": "", "what": "live", "by": "Hà"}
    log.add("unplanned", at(100), title="Phát trực tiếp", **live)
    log.add("end", at(160), **(live | {"samples": 60 * 48_000, "evidence": "1", "cause": "whole"}))
    paper = report(log)
    assert rows(paper, "sessions")[0]["relayed"] == 1
    assert rows(paper, "sessions")[0]["not_whole"] == 1
    origin, _total = rows(paper, "by_origin")
    assert origin["origin"] == Coded("relay", "Tiếp âm")
    live_row = rows(paper, "unplanned")[0]
    assert (live_row["what"].code, live_row["length"]) == ("live", 60)


def test_a_bulletin_that_aired_before_the_period_is_a_repeat_in_it() -> None:
    log = Log()
    log.plan(
        "00000001:0:6000", session="sang@2026-10-31T05:30", planned="2026-10-30T22:30:00.000000Z"
    )
    log.aired("00000001", 0, session="sang@2026-10-31T05:30")
    log.plan("00000002:0:6000")
    log.aired("00000002", 0)
    assert rows(report(log), "sessions")[0]["repeats"] == 1


def test_the_time_from_an_emergency_order_to_its_first_sound() -> None:
    log = Log()
    log.boot(at(-60))
    log.add("emergency", at(0), state="ordered", use="lu-quet-1", by="Hà", title="Lũ quét")
    for number, first in ((1, 0.8), (2, 300)):
        common = {"item": f"unplanned/{number}", "session": "", "what": "emergency"}
        log.add("unplanned", at(first - 0.1), use="lu-quet-1", by="Hà", title="Lũ quét", **common)
        log.add(
            "end", at(first + 9), first=at(first), last=at(first + 9), samples=9 * 48_000, **common
        )
    line = rows(report(log), "more")[0]
    assert (line["emergencies"], line["slowest"]) == (2, 1)


def test_clusters_count_by_what_their_outputs_took() -> None:
    log = busy_day()
    item = "ban-tin-sang@2026-11-22T05:30/00000001"
    for entry in ("a:6000:2", "b:100:2", "not an entry"):
        log.add(
            "end", at(14), session="ban-tin-sang@2026-11-22T05:30", item=item, samples=6 * 48_000,
            cause="whole", evidence="2", clusters=[entry],
        )  # fmt: skip
    found = activity_of(fold_days(log.logs(), PERIOD.first, PERIOD.last, ZONE))
    assert (found.clusters, found.cluster_share) == (2, 500)


OUTCOMES = st.sampled_from([str(outcome) for outcome in Outcome])
ITEM = st.tuples(
    OUTCOMES,
    st.integers(0, 400_000),
    st.sampled_from(["own", "province", "relay", ""]),
    st.sampled_from(["normal", "priority"]),
    st.integers(1, 5),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(ITEM, max_size=12), max_size=3))
def test_rows_and_records_come_to_the_same_whatever_happened(
    stations: Sequence[Sequence[tuple[str, int, str, str, int]]],
) -> None:
    logs: list[Log | None] = [None]
    for items in stations:
        log = Log()
        log.boot(at(-60))
        log.plan(*(f"{n:08x}:{n * 1000}:1000" for n in range(len(items))))
        for n, (outcome, sounded, origin, item_class, bulletin) in enumerate(items):
            part = {"part": "relay", "bulletin": ""} if origin == "relay" else {}
            named = {"bulletin": f"xa-2026-{bulletin:04}"} | part
            log.outcome(
                f"{n:08x}", outcome, "whole", sounded_ms=sounded, origin=origin,
                actual=at(n) if sounded else "", **{"class": item_class}, **named,
            )  # fmt: skip
        logs.append(log)
    assert report(*logs).warnings == ()
