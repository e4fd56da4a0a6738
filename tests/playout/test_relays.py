"""A relay is judged by its window; what may not be carried is not even connected."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from broadcaster.bulletins.model import Approval, ApprovalKind
from broadcaster.bulletins.relay import RelayWindow
from broadcaster.journal.model import Cause
from broadcaster.playout.judging.clearance import NOBODY_KNOWS, ApprovalFile, Withdrawals, clear
from broadcaster.schedule import PlannedItem, RunningOrder, item_id
from broadcaster.timebase import VirtualTime
from tests.playout.rig import Rig
from tests.playout.station import DEFAULT_WINDOWS, MADE, TestStation, at_station

AT = at_station("05:45")
WINDOW = RelayWindow("voh", "https://radio.example/voh", "morning", 900_000, "chair")
APPROVAL = Approval(
    "relay-voh.a1", ApprovalKind.RELAY, "", "", "operator", "chair", MADE, relay=WINDOW
)
ITEM = PlannedItem(
    "morning@2026-11-22T05:30/00000001", "relay", 900_000, 900_000, "", "relay-voh.a1", "normal",
    "VOH", relay="voh",
)  # fmt: skip


def cause(item: PlannedItem, approval: Approval = APPROVAL, **changes: Any) -> Cause | None:
    known = changes.get("withdrawals", Withdrawals({}))
    passed = clear(item, ApprovalFile(approval), known, at=AT, aired=0)
    return passed.cause if passed else None


def test_a_relay_within_its_window_may_sound() -> None:
    assert cause(ITEM) is None
    assert cause(replace(ITEM, length_ms=1)) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"relay": "vov"},
        {"length_ms": 900_001},
        {"id": "evening@2026-11-22T05:30/00000001"},
        {"cut": "c" * 64},
        {"sound": "ident"},
        {"part": "items"},
        {"part": "headlines"},
    ],
)
def test_anything_else_is_not_what_was_approved(changes: dict[str, Any]) -> None:
    assert cause(replace(ITEM, **changes)) is Cause.APPROVAL_VOID


def test_no_cut_of_an_item_hides_behind_a_relay() -> None:
    sound = replace(APPROVAL, kind=ApprovalKind.SOUND, relay=None)
    assert cause(ITEM, sound) is Cause.APPROVAL_VOID
    assert cause(replace(ITEM, part="items"), sound) is Cause.APPROVAL_VOID


def test_a_relay_that_may_have_been_withdrawn_is_not_carried() -> None:
    assert cause(ITEM, withdrawals=NOBODY_KNOWS) is Cause.APPROVAL_VOID


def relay_after(
    station: TestStation, start: datetime, minutes: int = 2, **changes: Any
) -> RunningOrder:
    """Plan ident, a relay that begins at its own time, and a bulletin after it."""
    station.approve("ident", 1000, part="ident", sound=True)
    station.approve("news", 2000)
    station.write_approval(APPROVAL)
    order = station.order(start, ["ident", "news"], changes={1: {"offset_ms": 60_000 * minutes}})
    relay = replace(
        ITEM, id=item_id(order.session, "relay:voh", "", 1), offset_ms=60_000,
        length_ms=60_000 * (minutes - 1), hard_start=True, **changes,
    )  # fmt: skip
    ident, news = order.items
    whole = replace(order, items=(ident, relay, news))
    station.write_order(whole)
    station.expect(whole)
    return whole


def outcomes(rig: Rig) -> list[tuple[str, str, str]]:
    return [
        (one.text("part"), one.text("outcome"), one.text("cause")) for one in rig.records("outcome")
    ]


def test_a_relay_sounds_for_its_time_and_the_session_goes_on_after_it(
    rig: Rig, station: TestStation, start: datetime
) -> None:
    relay_after(station, start)
    rig.start()
    rig.run_until(start + timedelta(minutes=5))
    assert outcomes(rig) == [
        ("ident", "aired", "whole"),
        ("relay", "aired", "whole"),
        ("items", "aired", "whole"),
    ]
    ((heard, _count),) = rig.recorder.heard_at(station.cuts["news"].pcm)
    assert abs(heard - (start + timedelta(minutes=2))) < timedelta(milliseconds=2)
    (record,) = (one for one in rig.records("outcome") if one.text("part") == "relay")
    assert (record.text("relay"), record.text("approval")) == ("voh", "relay-voh.a1")
    (job,) = rig.connected
    assert (job.source, job.longest_ms) == (WINDOW.source, 60_000)


def test_what_fell_out_before_a_relay_does_not_bring_forward_what_follows_it(
    rig: Rig, station: TestStation, start: datetime
) -> None:
    relay_after(station, start)
    station.withdraw({station.cuts["ident"].approval.id: "withdrawn"})
    rig.start()
    rig.run_until(start + timedelta(minutes=5))
    assert [cause for _part, _outcome, cause in outcomes(rig)] == [
        "withdrawn", "whole", "whole",
    ]  # fmt: skip
    ((heard, _count),) = rig.recorder.heard_at(station.cuts["news"].pcm)
    assert abs(heard - (start + timedelta(minutes=2))) < timedelta(milliseconds=2)


def test_a_withdrawn_relay_is_skipped(rig: Rig, station: TestStation, start: datetime) -> None:
    relay_after(station, start)
    station.withdraw({APPROVAL.id: "withdrawn"})
    rig.start()
    rig.run_until(start + timedelta(minutes=5))
    assert outcomes(rig)[1] == ("relay", "skipped", "withdrawn")
    assert rig.connected == []


def test_a_relay_that_is_withdrawn_while_it_sounds_falls_silent_and_the_next_moves_up(
    rig: Rig, station: TestStation, start: datetime
) -> None:
    relay_after(station, start, minutes=4)
    rig.start()
    rig.run_until(start + timedelta(minutes=2))
    station.withdraw({APPROVAL.id: "withdrawn"})
    rig.run_until(start + timedelta(minutes=3))
    assert outcomes(rig)[1:] == [("relay", "partial", "withdrawn"), ("items", "aired", "whole")]
    ((heard, _count),) = rig.recorder.heard_at(station.cuts["news"].pcm)
    assert heard - (start + timedelta(minutes=2)) < timedelta(seconds=2)


def test_a_relay_outside_the_hours_is_refused(
    rig: Rig, station: TestStation, start: datetime
) -> None:
    station.set_hours([{"days": "1234567", "start": "05:30", "end": "05:32"}])
    relay_after(station, start, minutes=4)
    rig.start()
    rig.run_until(start + timedelta(minutes=6))
    assert outcomes(rig)[1] == ("relay", "refused", "outside-hours")
    assert rig.connected == []


def test_a_relay_that_a_wrong_time_puts_into_the_night_is_refused_before_it_is_connected(
    rig: Rig, station: TestStation
) -> None:
    """Trung Lộc, 5 December 2025: after a repair an automatic relay sounded at 3:15 a.m."""
    station.set_hours(DEFAULT_WINDOWS)
    night = at_station("03:15:00")
    rig.time = VirtualTime(night - timedelta(minutes=5))
    relay_after(station, night)
    rig.start()
    rig.run_until(night + timedelta(minutes=5))
    assert {(outcome, cause) for _part, outcome, cause in outcomes(rig)} == {
        ("refused", "outside-hours")
    }
    assert len(outcomes(rig)) == 3
    assert rig.connected == []
    assert rig.recorder.is_silent()


def test_a_muted_station_connects_nothing(rig: Rig, station: TestStation, start: datetime) -> None:
    relay_after(station, start)
    player = rig.start()
    player.studio.mute.set("chair", start, None)
    rig.run_until(start + timedelta(minutes=5))
    assert outcomes(rig)[1] == ("relay", "missed", "muted")
    assert rig.connected == []
