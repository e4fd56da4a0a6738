"""The parts of a relay by themselves: what waits, what is settled, and the gain."""

from dataclasses import dataclass, field

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcaster.playout.relaying.carried import GATHER_BYTES, Carried
from broadcaster.playout.relaying.levelling import MOST_DB, Levelling
from broadcaster.playout.relaying.ring import SECOND_BYTES, Ring
from broadcaster.playout.relaying.source import way_to
from broadcaster.playout.sound.timeline import Timeline
from broadcaster.production.gating import gating_of, integrated
from tests.playout.relaying.broadcasting import programme

SAID = (np.arange(1, 60_001) % 20_000 + 200).astype("<i2").tobytes()


@dataclass
class Given:
    """A source that gives what it was given."""

    waits: bytearray = field(default_factory=bytearray)
    has_ended: bool = False
    reason: str = ""
    joined: int = 0

    @property
    def waiting(self) -> int:
        return len(self.waits)

    def join(self) -> None:
        self.joined += 1

    def take(self, most: int) -> bytes:
        taken = bytes(self.waits[:most])
        del self.waits[:most]
        return taken

    def close(self) -> None:
        self.waits.clear()


@given(
    st.lists(st.integers(1, 4_000), min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 30_000), st.integers(1, 4_000)), max_size=10),
)
def test_what_was_settled_once_stays_so_whoever_asks_and_is_recorded_once(
    blocks: list[int], again: list[tuple[int, int]]
) -> None:
    recorded = bytearray()
    source = Given(bytearray(SAID))
    carried = Carried(source, 60_000, record=recorded.extend)
    at = 0
    for block in blocks:
        assert carried[at * 2 : (at + block) * 2] == SAID[at * 2 : (at + block) * 2]
        at = min(60_000, at + block)
    for first, count in again:
        last = min(first + count, at)
        if first < last:
            assert carried[first * 2 : last * 2] == SAID[first * 2 : last * 2]
    assert bytes(recorded) == SAID[: at * 2]
    assert (source.joined, carried.missing) == (1, 0)


def test_after_a_gap_it_waits_until_enough_has_come_and_says_what_was_missing() -> None:
    source = Given()
    carried = Carried(source, 480_000)
    assert not any(carried[0:9600])
    source.waits += SAID[: GATHER_BYTES - 2]
    assert not any(carried[9600:19200])
    source.waits += SAID[GATHER_BYTES - 2 : GATHER_BYTES + 9600]
    assert carried[19200:28800] == SAID[:9600]
    assert (carried.missing, carried.silent_ms) == (9600, 0)
    assert carried.gives_nothing is False


def test_a_relay_joined_late_begins_with_its_first_sample_at_that_place_of_the_line() -> None:
    timeline = Timeline()
    carried = Carried(Given(bytearray(SAID)), 10_000, begins=4_000)
    segment = timeline.place("voh", carried, 100, 4_000)
    assert (segment.at, segment.end) == (100, 6_100)
    line = b"".join(timeline.take(700)[1] for _block in range(20))
    assert line[200 : 200 + 12_000] == SAID[:12_000]


@given(st.lists(st.binary(min_size=2, max_size=400).map(lambda b: b[: len(b) // 2 * 2])))
def test_the_ring_gives_back_what_was_put_in_its_order(pieces: list[bytes]) -> None:
    ring = Ring()
    assert all(ring.put(piece, wait_s=0) for piece in pieces)
    out = b""
    while ring.held:
        out += ring.take(34)
    assert out == b"".join(pieces)


def test_the_ring_is_bounded_and_gives_way_to_the_newest_when_asked() -> None:
    ring = Ring(most_s=1)
    assert ring.put(bytes(SECOND_BYTES), wait_s=0)
    assert not ring.put(b"\1\1", wait_s=0)
    ring.keep_newest(10)
    assert ring.put(b"\1\1", wait_s=0)
    assert ring.take(100) == bytes(10) + b"\1\1"


@given(st.floats(0.005, 1.2), st.integers(1, 20_000))
@settings(max_examples=15, deadline=None)
def test_the_first_sample_is_at_our_level_already_within_the_bounds(
    amplitude: float, block: int
) -> None:
    sound = programme(4, amplitude=amplitude)
    pieces = (sound[n : n + block] for n in range(0, len(sound), block))
    level = Levelling(-16.0)
    out = np.concatenate(list(level.levelled(pieces)))
    assert len(out) == len(sound)
    before = float(integrated(gating_of([sound], 48_000).powers))
    after = float(integrated(gating_of([out], 48_000).powers))
    wanted = min(max(-16.0 - before, -MOST_DB), MOST_DB) if before > -49 else 0.0
    assert abs(after - before - wanted) < 0.7


def test_the_gain_moves_by_no_more_than_a_decibel_a_second_and_rests_in_a_pause() -> None:
    loud, quiet = programme(5, amplitude=0.3), programme(5, amplitude=0.05)
    level = Levelling(-16.0)
    sound = np.concatenate((loud, quiet, np.zeros(5 * 48_000, dtype=np.float32)))
    gains = [level.gain_db for _stretch in level.levelled([sound])]
    steps = np.abs(np.diff(gains[40:]))
    assert steps.max() < 0.101
    assert gains[-1] == gains[-30]
    assert gains[95] > gains[45] + 3


def test_only_what_is_named_takes_part_in_opening_a_source() -> None:
    assert dict(way_to("https://a.example/x").options)["protocol_whitelist"] == (
        "https,tcp,tls,crypto"
    )
    assert "file" not in dict(way_to("http://a.example/x").options)["protocol_whitelist"]
    for strange in ("concat:a|b", "ftp://a", "pipe:0", "subfile:x"):
        assert dict(way_to(strange).options)["protocol_whitelist"] == "none"
    local = way_to("file:/srv/a.mp3")
    assert local.address == "/srv/a.mp3"
    assert dict(local.options)["protocol_whitelist"] == "file"
    assert "hls" not in dict(local.options)["format_whitelist"]
