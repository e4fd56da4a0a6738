"""Samples on one line: each exactly where it was placed, once, and silence between."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.journal.model import Cause
from broadcaster.playout.sound.timeline import Segment, Timeline


def samples(value: int, count: int) -> bytes:
    return value.to_bytes(2, "little") * count


def take_all(timeline: Timeline, upto: int, most: int = 7) -> bytes:
    out = b""
    while timeline.taken < upto:
        out += timeline.take(min(most, upto - timeline.taken))[1]
    return out


def test_an_item_lies_where_it_was_placed_between_zeros() -> None:
    timeline = Timeline()
    timeline.place("a", samples(1, 3), 5)
    assert take_all(timeline, 10) == samples(0, 5) + samples(1, 3) + samples(0, 2)


def test_the_next_item_begins_with_the_very_next_sample() -> None:
    timeline = Timeline()
    first = timeline.place("a", samples(1, 4), 2)
    timeline.place("b", samples(2, 4), first.end)
    assert take_all(timeline, 10) == samples(0, 2) + samples(1, 4) + samples(2, 4)


def test_what_is_placed_too_early_waits_for_what_sounds() -> None:
    timeline = Timeline()
    timeline.place("a", samples(1, 4), 2)
    assert timeline.place("b", samples(2, 4), 3).at == 6


def test_what_is_placed_too_late_begins_with_the_first_open_sample() -> None:
    timeline = Timeline()
    take_all(timeline, 10)
    assert timeline.place("a", samples(1, 4), 3).at == 10


def test_a_block_holds_samples_of_one_item_only() -> None:
    timeline = Timeline()
    a = timeline.place("a", samples(1, 4), 2)
    b = timeline.place("b", samples(2, 4), 6)
    blocks = [timeline.take(100) for _n in range(3)]
    assert [(segment, len(block) // 2) for segment, block in blocks] == [(None, 2), (a, 4), (b, 4)]


def test_silencing_one_item_leaves_the_others() -> None:
    timeline = Timeline()
    a = timeline.place("a", samples(1, 4), 0)
    timeline.place("b", samples(2, 2), 4)
    timeline.silence_from(a, 2)
    assert take_all(timeline, 6) == samples(1, 2) + samples(0, 2) + samples(2, 2)
    assert a.sounded(6) == 2


def test_silence_takes_back_nothing_that_was_handed_out() -> None:
    timeline = Timeline()
    a = timeline.place("a", samples(1, 10), 0)
    b = timeline.place("b", samples(2, 10), 10)
    take_all(timeline, 4)
    timeline.silence(Cause.MUTED)
    assert take_all(timeline, 20) == samples(0, 16)
    assert (a.sounded(20), b.sounded(20)) == (4, 0)
    assert (a.cut_by, b.cut_by) == (Cause.MUTED, Cause.MUTED)


def test_what_was_whole_before_a_silence_stays_whole() -> None:
    timeline = Timeline()
    a = timeline.place("a", samples(1, 4), 0)
    take_all(timeline, 4)
    timeline.silence(Cause.MUTED)
    assert a.sounded(4) == a.length
    assert a.cut_by is None


def test_room_that_a_cut_leaves_may_be_used() -> None:
    timeline = Timeline()
    a = timeline.place("a", samples(1, 10), 0)
    b = timeline.place("b", samples(2, 10), 10)
    timeline.silence_from(b, 10)
    timeline.silence_from(a, 3)
    assert timeline.free_from == 3


def test_a_fade_goes_down_to_nothing_and_ends_where_the_cut_is() -> None:
    timeline = Timeline()
    a = timeline.place("a", samples(100, 20), 0)
    b = timeline.place("b", samples(7, 5), 20)
    timeline.silence_from(a, 15, fade=10)
    line = take_all(timeline, 25)
    heard = [int.from_bytes(line[at : at + 2], "little") for at in range(0, len(line), 2)]
    assert heard[:15] == [100] * 6 + [90, 80, 70, 60, 50, 40, 30, 20, 10]
    assert heard[15:] == [0] * 5 + [7] * 5
    assert (a.sounded(25), b.at) == (15, 20)


def test_a_fade_that_comes_late_has_what_is_open_of_it() -> None:
    timeline = Timeline()
    a = timeline.place("a", samples(100, 20), 0)
    assert take_all(timeline, 10) == samples(100, 10)
    timeline.silence_from(a, 14, fade=10)
    assert take_all(timeline, 15)[:8] == b"".join(samples(n, 1) for n in (100, 75, 50, 25))


def test_what_ends_before_the_cut_is_not_faded() -> None:
    timeline = Timeline()
    a = timeline.place("a", samples(100, 5), 0)
    timeline.silence_from(a, 9, fade=5)
    assert take_all(timeline, 5) == samples(100, 5)


@given(values=st.lists(st.integers(-32768, 32767), min_size=1, max_size=60), data=st.data())
def test_a_fade_is_the_same_however_the_line_is_taken(
    values: list[int], data: st.DataObject
) -> None:
    pcm = np.array(values, dtype="<i2").tobytes()
    end = data.draw(st.integers(0, len(values)))
    fade = data.draw(st.integers(1, 60))
    lines = []
    for most in (1, data.draw(st.integers(2, 40)), 100):
        timeline = Timeline()
        timeline.silence_from(timeline.place("a", pcm, 3), 3 + end, fade)
        lines.append(take_all(timeline, 70, most))
    assert lines[0] == lines[1] == lines[2]
    heard = np.frombuffer(lines[0], dtype="<i2").astype(int)[3 : 3 + len(values)]
    assert (np.abs(heard) <= np.abs(np.array(values))).all()
    assert not heard[end:].any()


@given(
    items=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8),
    most=st.integers(1, 30),
)
def test_every_sample_of_every_item_leaves_once_and_in_order(
    items: list[tuple[int, int]], most: int
) -> None:
    timeline = Timeline()
    placed: list[Segment] = []
    for number, (at, count) in enumerate(items, 1):
        placed.append(timeline.place(str(number), samples(number, count), at))
    end = max((segment.end for segment in placed), default=0) + 5
    line = take_all(timeline, end, most)
    expected = bytearray(end * 2)
    for number, segment in enumerate(placed, 1):
        expected[segment.at * 2 : segment.end * 2] = samples(number, segment.length)
    assert line == bytes(expected)
    assert all(a.end <= b.at for a, b in pairwise(placed))
