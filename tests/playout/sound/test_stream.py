"""Samples leave at their time, one after the other, and what left is known."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcaster.journal.model import Cause
from broadcaster.playout.log.position import Position, PositionFile, read_positions
from broadcaster.playout.reckoning import Reckoning
from broadcaster.playout.sound.pumps import ThreadPump, VirtualPump
from broadcaster.playout.sound.stream import BLOCK, STALL_NS, STALLED, Stream
from broadcaster.timebase import SystemTime, VirtualTime
from tests.playout.rig import RATE_HZ, Recorder
from tests.playout.station import at_station, tone

START = at_station("05:30")
SECOND_NS = 1_000_000_000


def read_newest(path: Path) -> Position | None:
    found = read_positions(path)
    return found[-1] if found else None


class Bench:
    """An open stream on a virtual clock."""

    def __init__(self, folder: Path, latency_ms: int = 0) -> None:
        self.time = VirtualTime(START)
        self.recorder = Recorder()
        self.reckoning = Reckoning(self.time)
        self.path = folder / "position"
        position = PositionFile(self.path)
        self.stream = Stream(self.recorder, self.reckoning, position, "log", latency_ms)
        self.stream.open("x", self.time.monotonic())
        self.pump = VirtualPump(self.time)
        self.pump.start(self.stream)

    @property
    def sent(self) -> bytes:
        return bytes(self.recorder.parts[0][1])


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_by_any_moment_exactly_the_blocks_that_are_due_have_left(bench: Bench) -> None:
    bench.pump.stop()
    bench.stream.pump(0)
    assert bench.stream.delivered == BLOCK
    for milliseconds in (1, 4.999, 5, 5.001, 1000, 1234.5):
        bench.stream.pump(int(milliseconds * 1_000_000))
        due = int(milliseconds * RATE_HZ / 1000) // BLOCK * BLOCK + BLOCK
        assert bench.stream.delivered == due
        assert len(bench.sent) == due * 2


def test_a_placed_item_sounds_at_its_wall_time(bench: Bench) -> None:
    pcm = tone(1, 300)
    at = START + timedelta(milliseconds=1234.5)
    bench.stream.place("a", pcm, bench.stream.clock.sample_at(at))
    bench.time.advance(2 * SECOND_NS)
    ((heard, count),) = bench.recorder.heard_at(pcm)
    assert abs(heard - at) <= timedelta(microseconds=21)
    assert count == len(pcm) // 2


def test_the_latency_of_the_output_is_made_up_for(tmp_path: Path) -> None:
    bench = Bench(tmp_path, latency_ms=120)
    assert bench.stream.clock.wall_of(0) == START + timedelta(milliseconds=120)
    at = START + timedelta(seconds=1)
    assert bench.stream.clock.sample_at(at) == int(0.880 * RATE_HZ)


def test_what_was_delivered_of_an_item_is_in_the_position_file(bench: Bench) -> None:
    pcm = tone(1, 1000)
    bench.stream.place("a", pcm, RATE_HZ)
    bench.time.advance(SECOND_NS // 2)
    assert read_newest(bench.path) is None
    bench.time.advance(SECOND_NS)
    found = read_newest(bench.path)
    assert found is not None
    assert (found.log, found.item, found.length) == ("log", "a", RATE_HZ)
    assert found.delivered == bench.stream.delivered - RATE_HZ
    assert found.first == START + timedelta(seconds=1)


def test_a_hush_is_at_once_and_lasts(bench: Bench) -> None:
    first, second = tone(1, 1000), tone(2, 1000)
    segment = bench.stream.place("a", first, 0)
    bench.time.advance(SECOND_NS // 2)
    bench.stream.hush(Cause.MUTED)
    placed_while_hushed = bench.stream.place("b", second, 0)
    bench.time.advance(SECOND_NS)
    assert bench.stream.heard(segment).samples == RATE_HZ // 2 + BLOCK
    assert bench.stream.heard(placed_while_hushed).samples == 0
    assert placed_while_hushed.cut_by is Cause.MUTED
    bench.stream.unhush()
    after = bench.stream.place("c", second, bench.stream.free_from)
    bench.time.advance(2 * SECOND_NS)
    assert bench.stream.heard(after).whole


def test_an_output_that_fails_ends_the_stream_where_it_stood(bench: Bench) -> None:
    segment = bench.stream.place("a", tone(1, 1000), 0)
    bench.time.advance(SECOND_NS // 4)
    bench.recorder.fails = True
    bench.time.advance(SECOND_NS)
    assert bench.stream.failed == "pulled out"
    assert bench.stream.is_over(segment)
    assert bench.stream.heard(segment).samples == len(bench.sent) // 2


def test_a_machine_that_slept_does_not_catch_up(bench: Bench) -> None:
    sent = bench.stream.delivered
    bench.time.advance(STALL_NS + SECOND_NS)
    assert bench.stream.failed == STALLED
    assert bench.stream.delivered == sent


def test_when_the_wall_clock_steps_the_first_sample_keeps_its_time(bench: Bench) -> None:
    segment = bench.stream.place("a", tone(1, 1000), 0)
    bench.time.advance(SECOND_NS // 2)
    bench.time.step_wall(timedelta(hours=3))
    bench.reckoning.compare()
    bench.time.advance(SECOND_NS)
    heard = bench.stream.heard(segment)
    assert heard.whole
    assert heard.first == START


@settings(max_examples=30, deadline=None)
@given(
    steps=st.lists(st.integers(1, 400), min_size=1, max_size=30),
    starts=st.lists(st.integers(0, 60_000), max_size=4),
)
def test_however_the_clock_moves_the_same_samples_leave(
    tmp_path_factory: pytest.TempPathFactory, steps: list[int], starts: list[int]
) -> None:
    bench = Bench(tmp_path_factory.mktemp("stream"))
    segments = [
        bench.stream.place(str(n), tone(n, 100), at) for n, at in enumerate(sorted(starts), 1)
    ]
    for milliseconds in steps:
        bench.time.advance(milliseconds * 1_000_000)
    line = bytearray(len(bench.sent))
    for segment in segments:
        line[segment.at * 2 : segment.end * 2] = segment.pcm[: segment.length * 2]
    assert bench.sent == bytes(line[: len(bench.sent)])


class CardClock(Recorder):
    """An output with a clock of its own that runs at another speed than ours."""

    def __init__(self, time: VirtualTime, speed: float) -> None:
        super().__init__(paces=True)
        self._time, self._speed = time, speed

    def position(self) -> int:
        return int(self._time.monotonic() * self._speed * RATE_HZ / SECOND_NS)


def test_an_output_with_its_own_clock_is_followed_as_it_drifts(tmp_path: Path) -> None:
    time = VirtualTime(START)
    card = CardClock(time, 1.001)
    stream = Stream(card, Reckoning(time), PositionFile(tmp_path / "p"), "log")
    stream.open("x", 0)
    for _n in range(600):
        time.advance(SECOND_NS // 10)
        stream.pump(time.monotonic())
    sounds_now = card.position()
    assert abs(stream.clock.wall_of(sounds_now) - time.now()) <= timedelta(milliseconds=6)


def test_in_real_time_samples_leave_as_time_passes(tmp_path: Path) -> None:
    time, recorder = SystemTime(), Recorder()
    stream = Stream(recorder, Reckoning(time), PositionFile(tmp_path / "p"), "log")
    stream.open("x", time.monotonic())
    pump = ThreadPump(time)
    pump.start(stream)
    time.sleep_until(time.monotonic() + SECOND_NS // 5)
    pump.stop()
    passed = (time.monotonic() - stream.clock.monotonic_of(0)) * RATE_HZ // SECOND_NS
    assert 0 < stream.delivered <= passed + BLOCK
    assert len(recorder.parts[0][1]) == stream.delivered * 2
