"""After a stop or a kill nothing is left open, nothing is played twice, nothing planned vanishes.

Here the player is dropped between its steps and in the middle of recovery, on the virtual clock;
`tests/e2e` kills real processes between any two system calls that matter.
"""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcaster.home import Home
from broadcaster.playout.log.logbook import Logbook
from broadcaster.playout.log.position import SLOT_BYTES, SLOTS, Position, pack
from broadcaster.playout.log.recovery import close_interrupted
from broadcaster.signed import BoxKey
from broadcaster.timebase import VirtualTime, as_rfc3339
from tests.playout.rig import Rig
from tests.playout.station import TestStation, at_station

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
START = at_station("05:30")


def test_the_item_on_air_is_closed_where_the_position_stood_and_never_started_again(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start + 4 * SECOND)
    rig.drop()
    rig.time.advance(2 * 10**9)
    rig.start()
    (ended,) = rig.records("end")
    ((_heard, count),) = rig.recorder.heard_at(abc.cuts["a"].pcm)
    assert ended["samples"] == count
    assert ended.text("cause") == "interrupted"
    assert rig.outcomes()["a"] == ("partial", "interrupted")
    rig.run_until(start + MINUTE)
    assert len(rig.recorder.heard_at(abc.cuts["a"].pcm)) == 1
    ((heard, _count),) = rig.recorder.heard_at(abc.cuts["b"].pcm)
    assert heard - (start + 6 * SECOND) < SECOND  # on at the next whole item, at once
    assert rig.outcomes()["c"] == ("aired", "whole")


def test_an_item_whose_start_stands_in_the_log_but_never_sounded_is_missed(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start - 0.7 * SECOND)
    assert len(rig.records("start")) == 1
    rig.drop()
    rig.start()
    assert rig.outcomes()["a"] == ("missed", "interrupted")
    rig.run_until(start + MINUTE)
    assert not rig.recorder.heard_at(abc.cuts["a"].pcm)


def test_later_items_keep_their_order_until_the_session_ends(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc", max_length_ms=32_000)
    rig.start()
    rig.run_until(start + 4 * SECOND)
    rig.drop()
    rig.time.advance(10 * 10**9)
    rig.start()
    rig.run_until(start + MINUTE)
    assert rig.outcomes() == {
        "a": ("partial", "interrupted"),
        "b": ("late", "after-grace"),
        "c": ("missed", "no-time-left"),
    }


def test_a_clean_stop_ends_the_item_on_air_and_the_next_start_goes_on(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start + 4 * SECOND)
    rig.stop()
    assert rig.outcomes() == {"a": ("partial", "stopped")}
    rig.start()
    rig.run_until(start + MINUTE)
    assert {outcome for outcome, _cause in rig.outcomes().values()} == {"partial", "aired"}


def test_what_was_unplanned_gets_its_end_and_no_outcome(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    from tests.playout.test_operators import ask

    rig.start()
    ask(rig, "announce", cut="a")
    rig.run_until(rig.time.now() + 3 * SECOND)
    rig.drop()
    rig.start()
    (unplanned,), (ended,) = rig.records("unplanned"), rig.records("end")
    assert ended.text("item") == unplanned.text("item")
    assert 0 < ended["samples"] < ended["length"]
    assert rig.records("outcome") == []


def test_a_position_of_another_item_or_another_log_says_nothing(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start + 4 * SECOND)
    other = Position("rehearsal-x", rig.records("start")[0].text("item"), 9, 10, start, 1)
    rig.drop()
    (rig.home.run / "position").write_bytes(pack(other, 1).ljust(SLOTS * SLOT_BYTES, b"\0"))
    rig.start()
    assert rig.outcomes()["a"] == ("missed", "interrupted")


def test_after_each_recovery_the_log_is_signed(rig: Rig, abc: TestStation, start: datetime) -> None:
    rig.start()
    size = rig.player.studio.scribe.journal.size
    notes = list(rig.home.checkpoints.iterdir())
    assert any(f"{size:010}" in note.name for note in notes)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    drops_ms=st.lists(st.integers(-130_000, 50_000), max_size=5, unique=True),
    downtime_ms=st.integers(0, 15_000),
)
def test_whenever_it_is_killed_each_item_has_one_outcome_and_is_never_heard_twice(
    tmp_path_factory: pytest.TempPathFactory, drops_ms: list[int], downtime_ms: int
) -> None:
    rig, station = fresh(tmp_path_factory)
    for name in "abcd":
        station.approve(name, 3_000 + 500 * len(station.cuts))
    order = station.plan(START, "abcd", max_length_ms=60_000)
    rig.start()
    for drop_ms in sorted(drops_ms):
        rig.run_until(START + timedelta(milliseconds=drop_ms))
        rig.drop()
        rig.time.advance(downtime_ms * 1_000_000)
        rig.start()
    rig.run_until(START + 3 * MINUTE)
    rig.stop()
    outcomes = Counter(r.text("item") for r in rig.records("outcome"))
    assert outcomes == Counter(item.id for item in order.items)
    heard = {name: rig.recorder.heard_at(cut.pcm) for name, cut in station.cuts.items()}
    ends = {r.text("item"): r["samples"] for r in rig.records("end")}
    for item in order.items:
        sounded = sum(count for _at, count in heard[item.bulletin])
        assert sounded <= len(station.cuts[item.bulletin].pcm) // 2
        # Silence alone is not found: neither the lead-in nor the first samples after it.
        assert ends.get(item.id, 0) <= max(sounded, 7_300)
    starts = Counter(r.text("item") for r in rig.records("start"))
    assert max(starts.values(), default=0) <= 1


def fresh(factory: pytest.TempPathFactory) -> tuple[Rig, TestStation]:
    root = factory.mktemp("station")
    home = Home(root)
    home.config.write_text('station = "khe-ren"\nunit = "khe-ren"\n', encoding="utf-8")
    for folder in (home.audio_cache, home.approvals, home.journal, home.run):
        folder.mkdir(parents=True)
    BoxKey.generate().save(home.keys)
    return Rig(home, VirtualTime(at_station("05:25:00"))), TestStation.build(home)


def start_record(item: str, length_ms: int = 1000) -> dict[str, object]:
    return {
        "session": "morning@2026-11-22T05:30",
        "item": item,
        "planned": as_rfc3339(START),
        "length_ms": length_ms,
        "grace_ms": 2000,
        "approval": "a1",
        "title": "Title",
    }


@pytest.mark.parametrize("steps", range(5))
def test_recovery_interrupted_after_any_record_is_completed_by_the_next(steps: int) -> None:
    logbook = Logbook()
    logbook.take("start", START, start_record("s/1"))
    logbook.take("unplanned", START, {**start_record("unplanned/1"), "what": "test"})
    logbook.take("start", START, start_record("s/2"))
    position = Position("log", "s/2", 24_000, 48_000, START, 1)
    written = []
    for attempt in (steps, 100):
        for _n, (kind, fields) in zip(
            range(attempt), close_interrupted(logbook, [position]), strict=False
        ):
            logbook.take(kind, START, fields)
            written.append((str(kind), fields["item"]))
    assert sorted(written) == [
        ("end", "s/1"),
        ("end", "s/2"),
        ("end", "unplanned/1"),
        ("outcome", "s/1"),
        ("outcome", "s/2"),
    ]
    assert logbook.outcomes["s/1"]["outcome"] == "missed"
    assert logbook.outcomes["s/2"]["outcome"] == "partial"


def test_an_item_that_was_whole_when_the_kill_came_is_aired() -> None:
    logbook = Logbook()
    logbook.take("start", START, start_record("s/1"))
    position = Position("log", "s/1", 48_000, 48_000, START, 2)
    for kind, fields in close_interrupted(logbook, [position]):
        logbook.take(kind, START, fields)
    outcome = logbook.outcomes["s/1"]
    assert (outcome["outcome"], outcome["cause"]) == ("aired", "whole")
    assert outcome["evidence"] == "2"
    assert logbook.aired["a1"] == 1
