"""When an item begins and what that does to the one before it: on whole sessions, to the sample."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from broadcaster.playout.airing import FADE_MS
from broadcaster.playout.rehearsal import POLL
from broadcaster.playout.studio import POLL as REAL_POLL
from tests.playout.rig import RATE_HZ, Rig, find, play
from tests.playout.station import TestStation

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
MILLISECOND = timedelta(milliseconds=1)
SAMPLE = timedelta(microseconds=21)


def samples_of(rig: Rig, station: TestStation, names: str) -> list[tuple[int, int]]:
    """Return for each cut the sample of the output at which it began, and how many sounded."""
    ((_began, recording),) = rig.recorder.parts
    found = [find(bytes(recording), station.cuts[name].pcm) for name in names]
    assert [len(places) for places in found] == [1] * len(names)
    return [places[0] for places in found]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {0: {"cut": "0" * 64}},
        {1: {"offset_ms": 4_321}, 2: {"offset_ms": 5_000}},
        {2: {"hard_start": True, "offset_ms": 12_000}},
    ],
    ids=["as-planned", "after-one-that-fell-out", "planned-too-early", "hard-after-speech"],
)
def test_an_item_begins_with_the_very_next_sample_of_the_one_before(
    rig: Rig, abc: TestStation, start: datetime, changes: dict[int, dict[str, Any]]
) -> None:
    abc.plan(start, "abc", changes=changes)
    play(rig, start + MINUTE)
    (b, b_count), (c, c_count) = samples_of(rig, abc, "bc")
    assert c == b + b_count
    assert (b_count, c_count) == (10 * RATE_HZ, 10 * RATE_HZ)


def test_a_hard_start_fades_what_its_part_says_and_begins_at_its_own_sample(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.approve("music", 20_000, sound=True, part="music")
    abc.plan(
        start,
        ["music", "a"],
        changes={0: {"overrun": "fade"}, 1: {"hard_start": True, "offset_ms": 8_000}},
    )
    rig.start()
    rig.run_until(start + MINUTE)
    assert rig.outcomes() == {"music": ("preempted", "hard-start"), "a": ("aired", "whole")}
    ((heard, _count),) = rig.recorder.heard_at(abc.cuts["a"].pcm)
    assert abs(heard - (start + 8 * SECOND)) < MILLISECOND
    ((_heard, count),) = rig.recorder.heard_at(abc.cuts["music"].pcm)
    faded_ms = 8_000 - count / 48
    assert FADE_MS - 2 < faded_ms <= FADE_MS
    began, recording = rig.recorder.parts[0]
    end = 2 * round((start + 8 * SECOND - began).total_seconds() * RATE_HZ)
    loudest = [
        int(np.abs(np.frombuffer(recording[first : first + 960], "<i2").astype(int)).max())
        for first in range(end - 150 * 96, end, 960)
    ]
    assert loudest == sorted(loudest, reverse=True)
    assert loudest[-1] < 700 < 8_000 < loudest[0]


@pytest.mark.parametrize("poll", [REAL_POLL, POLL], ids=["real", "rehearsal"])
def test_the_shortest_sounds_have_no_gap_between_them(
    rig: Rig, station: TestStation, start: datetime, poll: timedelta
) -> None:
    for name in "abcde":
        station.approve(name, 100, sound=True, lead_in_ms=10)
    station.plan(start, "abcde")
    rig.poll = poll
    play(rig, start + MINUTE)
    assert set(rig.outcomes().values()) == {("aired", "whole")}
    places = samples_of(rig, station, "abcde")
    assert [b[0] - a[0] for a, b in pairwise(places)] == [RATE_HZ // 10] * 4


def test_a_part_that_finishes_lets_a_hard_start_wait(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "ab", changes={1: {"hard_start": True, "offset_ms": 8_000, "grace_ms": 1_000}})
    play(rig, start + MINUTE)
    assert rig.outcomes() == {"a": ("aired", "whole"), "b": ("late", "after-grace")}


def test_a_soft_start_waits_and_counts_as_in_time_within_its_grace(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(
        start,
        "abc",
        changes={1: {"offset_ms": 8_500}, 2: {"offset_ms": 17_000}},
    )
    play(rig, start + MINUTE)
    assert rig.outcomes() == {
        "a": ("aired", "whole"),
        "b": ("aired", "whole"),  # 1.5 s late, and the grace is 2 s
        "c": ("late", "after-grace"),
    }


def came_back(rig: Rig, moment: datetime) -> None:
    """Start the player only at `moment`, as after a power cut."""
    rig.time.advance((moment - rig.time.now()) // timedelta(microseconds=1) * 1000)
    play(rig, moment + MINUTE)


@pytest.mark.parametrize(
    ("late", "outcome"),
    [("play", ("late", "after-grace")), ("skip", ("skipped", "programme-rule"))],
)
def test_what_is_late_is_heard_from_its_beginning_or_not_at_all(
    rig: Rig, abc: TestStation, start: datetime, late: str, outcome: tuple[str, str]
) -> None:
    abc.plan(start, "ab", changes={0: {"late_policy": late}})
    came_back(rig, start + 4 * SECOND)
    assert rig.outcomes()["a"] == outcome
    heard = rig.recorder.heard_at(abc.cuts["a"].pcm)
    assert [count for _at, count in heard] == ([10 * RATE_HZ] if late == "play" else [])


def test_only_what_asks_for_it_is_joined_and_ends_when_it_was_to_end(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.approve("music", 20_000, sound=True, part="music")
    abc.plan(start, ["music", "a"], changes={0: {"late_policy": "join"}})
    came_back(rig, start + 8 * SECOND)
    assert rig.outcomes() == {"music": ("partial", "joined"), "a": ("aired", "whole")}
    (begun,) = [r for r in rig.records("start") if r.text("sound") == "music"]
    from_ms = int(begun["from_ms"])
    assert 8_000 <= from_ms <= 12_000
    rest = abc.cuts["music"].pcm[from_ms * 96 :]
    ((joined, count),) = rig.recorder.heard_at(rest)
    assert abs(joined - (start + from_ms * MILLISECOND)) < 2 * MILLISECOND
    ((speech, _count),) = rig.recorder.heard_at(abc.cuts["a"].pcm)
    assert abs(speech - (start + 20 * SECOND)) < 2 * MILLISECOND
    (ended,) = [r for r in rig.records("end") if r.text("item") == begun.text("item")]
    assert (ended["samples"], ended["length"]) == (count, 20 * RATE_HZ)


def test_speech_is_never_joined_whatever_its_order_says(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "a", changes={0: {"late_policy": "join"}})
    came_back(rig, start + 4 * SECOND)
    assert rig.outcomes() == {"a": ("late", "after-grace")}
    ((_at, count),) = rig.recorder.heard_at(abc.cuts["a"].pcm)
    assert count == 10 * RATE_HZ


def test_music_that_would_be_over_is_missed(rig: Rig, abc: TestStation, start: datetime) -> None:
    abc.approve("music", 5_000, sound=True, part="music")
    abc.plan(start, ["music", "a"], changes={0: {"late_policy": "join"}})
    came_back(rig, start + 8 * SECOND)
    assert rig.outcomes()["music"] == ("missed", "no-time-left")
    assert rig.outcomes()["a"][0] == "late"
