"""Several outputs at once: together, each with its own items and volume, none delaying another."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from broadcaster.playout.feeds.model import FeedState
from broadcaster.playout.model import ClusterHeard
from broadcaster.units.wiring import Feed
from tests.playout.feeds.spreading import Blocked, Station, heard_at, noise, stamping
from tests.playout.rig import find

MS = 1_000_000
TOGETHER_MS = 50
"""How far apart clusters on one box may start."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def stations() -> Iterator[list[Station]]:
    made: list[Station] = []
    yield made
    for station in made:
        station.close()


def recorded(folder: Path) -> bytes:
    return b"".join(path.read_bytes()[-10_000_000:] for path in sorted(folder.glob("*.wav")))


def file_feed(folder: Path, name: str, latency_ms: int = 0, cap_percent: int = 100) -> Feed:
    output = f"file:{folder / name}"
    return Feed(name, (name,), output, latency_ms, cap_percent=cap_percent)


def test_each_feed_gets_the_items_of_its_zone_whole_and_silence_for_the_others(
    folder: Path, stations: list[Station]
) -> None:
    station = Station(folder, tuple(file_feed(folder, name) for name in "abc"))
    stations.append(station)
    one, other, both = noise(14_400, 1), noise(9_600, 2), noise(4_801, 3)
    station.place(one, 0.3, {"a"})
    station.place(other, 0.9, {"b"})
    last = station.place(both, 1.3, {"a", "b"})
    station.wait_for(last)
    heard = station.stream.heard(last)
    station.close()
    sounds = {
        name: [len(find(recorded(folder / name), pcm)) for pcm in (one, other, both)]
        for name in "abc"
    }
    assert sounds == {"a": [1, 0, 1], "b": [0, 1, 1], "c": [0, 0, 0]}
    assert heard.whole
    assert heard.clusters == (ClusterHeard("a", 4801, 1), ClusterHeard("b", 4801, 1))


def test_feeds_start_together_whatever_their_latency_or_as_staggered(
    folder: Path, stations: list[Station]
) -> None:
    feeds = (
        Feed("quick", ("quick",), stamping(folder / "quick")),
        Feed("slow", ("slow",), stamping(folder / "slow"), latency_ms=400),
        Feed("later", ("later",), stamping(folder / "later"), stagger_ms=300),
    )
    station = Station(folder, feeds)
    stations.append(station)
    segment = station.place(noise(24_000), 1.5)
    station.wait_for(segment)
    planned = station.stream.clock.monotonic_of(segment.at)
    station.close()
    for feed in feeds:
        sounds = heard_at(folder / feed.id) + feed.latency_ms * MS - feed.stagger_ms * MS
        assert abs(sounds - planned) < TOGETHER_MS * MS, feed.id


@pytest.mark.parametrize("call", ["open", "write"])
def test_a_driver_that_blocks_for_ever_delays_no_other(
    folder: Path, stations: list[Station], call: str
) -> None:
    blocked = Blocked(on=call)
    feeds = (Feed("stuck", ("stuck",), "stuck"), file_feed(folder, "a"))
    station = Station(folder, feeds, {"stuck": lambda: blocked})
    stations.append(station)
    pcm = noise(19_200)
    first = station.place(pcm, 0.6)
    planned = station.stream.clock.monotonic_of(first.end)
    station.wait_for(first)
    assert station.time.monotonic() - planned < 400 * MS
    heard = station.stream.heard(first)
    assert heard.whole
    assert heard.clusters == (ClusterHeard("stuck", 0, 0), ClusterHeard("a", 19_200, 1))
    station.until(lambda: station.spread.reports()[0].state is FeedState.FAULT, 6)
    second = station.place(pcm, 0.5)
    station.wait_for(second)
    station.until(lambda: blocked.opened == 2, 6)  # tried again beside the call that hangs
    began = station.time.monotonic()
    station.close()
    assert station.time.monotonic() - began < 5_000 * MS
    blocked.free.set()
    assert [count for _at, count in find(recorded(folder / "a"), pcm)] == [19_200, 19_200]


def test_one_that_hangs_again_and_again_is_left_alone_and_no_threads_pile_up(
    folder: Path, stations: list[Station]
) -> None:
    blocked = Blocked(on="open")
    station = Station(folder, (Feed("stuck", ("stuck",), "stuck"),), {"stuck": lambda: blocked})
    stations.append(station)
    driver = station.spread._drivers["stuck"]
    now = station.time.monotonic()
    for hung in range(1, 8):
        station.until(lambda hung=hung: blocked.opened >= min(hung, 3), 12)  # type: ignore[misc]
        driver.watch(now + hung * 60_000 * MS)
    assert blocked.opened == 3
    blocked.free.set()
    blocked.on = ""
    station.until(lambda: station.spread.takes({"stuck"}), 12)


def test_one_that_dies_comes_back_by_itself_and_its_loss_is_its_own(
    folder: Path, stations: list[Station]
) -> None:
    dying = f"pipe:{sys.executable} -c 'import os; os.read(0, 70000)'"
    feeds = (Feed("dies", ("one", "two"), dying), file_feed(folder, "a"))
    station = Station(folder, feeds)
    stations.append(station)
    pcm = noise(96_000)
    segment = station.place(pcm, 0.3)
    station.wait_for(segment)
    heard = station.stream.heard(segment)
    assert heard.whole
    lost = {one.cluster: one.samples for one in heard.clusters}
    assert lost["a"] == 96_000
    assert lost["one"] == lost["two"] < 96_000
    station.close()
    assert [count for _at, count in find(recorded(folder / "a"), pcm)] == [96_000]


def test_without_any_output_an_item_is_lost_and_the_stream_goes_on(
    folder: Path, stations: list[Station]
) -> None:
    station = Station(folder, (Feed("a", ("a",), "pipe:/nonexistent"),))
    stations.append(station)
    segment = station.place(noise(4_800), 0.3)
    station.wait_for(segment)
    heard = station.stream.heard(segment)
    assert (heard.samples, heard.first, heard.evidence) == (0, None, "0")
    assert station.stream.is_lost(segment)
    assert station.stream.failed is None
    assert station.spread.reports()[0].reason


def test_a_feeds_cap_lowers_what_is_louder_and_nothing_else(
    folder: Path, stations: list[Station]
) -> None:
    feeds = (file_feed(folder, "low", cap_percent=40), file_feed(folder, "full"))
    station = Station(folder, feeds)
    stations.append(station)
    flat = np.full(4_800, 8_000, "<i2").tobytes()
    station.place(flat, 0.3, {"low", "full"}, volume=80)
    last = station.place(flat, 0.6, {"low", "full"}, volume=30)
    station.wait_for(last)
    station.close()
    levels = {
        name: sorted(set(np.frombuffer(recorded(folder / name)[1024:], "<i2")) - {0})
        for name in ("low", "full")
    }
    assert 4_000 in levels["low"]  # 80 % taken down to 40 %: half of what it was
    assert 8_000 in levels["low"]  # 30 % is under the cap
    assert 8_000 in levels["full"]
    assert 4_000 not in levels["full"]


def test_the_first_sound_of_each_feed_rises_from_silence_and_the_next_does_not(
    folder: Path, stations: list[Station]
) -> None:
    station = Station(folder, (file_feed(folder, "a"), file_feed(folder, "b")), fade_in_ms=100)
    stations.append(station)
    flat = np.full(9_600, 8_000, "<i2").tobytes()
    station.place(flat, 0.3, {"a"})
    last = station.place(flat, 0.8, {"a", "b"})
    station.wait_for(last)
    station.close()
    for name, at_full in (("a", 4_800 + 9_600), ("b", 4_800)):
        samples = np.frombuffer(recorded(folder / name), "<i2")
        assert np.count_nonzero(samples == 8_000) == pytest.approx(at_full, abs=60)


def test_a_mute_takes_back_what_waits_in_the_drivers(folder: Path, stations: list[Station]) -> None:
    from broadcaster.journal.model import Cause

    feeds = (file_feed(folder, "a", latency_ms=800), file_feed(folder, "b"))
    station = Station(folder, feeds)
    stations.append(station)
    pcm = noise(96_000)
    segment = station.place(pcm, 0.2)
    station.until(lambda: station.stream.heard(segment).samples > 4_800)
    station.stream.hush(Cause.MUTED)
    sent = station.stream.heard(segment).samples
    station.wait_for(segment)
    station.sleep(1.0)
    assert station.stream.heard(segment).samples - sent < 4_800
    station.close()
    for name in "ab":
        assert sum(count for _at, count in find(recorded(folder / name), pcm)) < sent + 4_800
