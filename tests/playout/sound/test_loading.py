"""Cuts decoded beside: what is dropped, what stands still, what dies of itself."""

import threading
from collections.abc import Callable

import pytest

from broadcaster.decoding.samples import Heed
from broadcaster.playout.model import Passed
from broadcaster.playout.sound.cuts import Audio
from broadcaster.playout.sound.loading import STUCK_NS, UNREADABLE, Loader, in_a_thread
from broadcaster.timebase import NANOSECONDS, VirtualTime
from tests.playout.station import at_station

PATIENCE_S = 30


def one_frame(cut: str, heed: Heed) -> Audio:
    heed()
    return Audio(cut, b"", cut)


def made(load: Callable[[str, Heed], Audio | Passed], **aside: object) -> tuple[Loader, list[str]]:
    told: list[str] = []
    loader = Loader(load, VirtualTime(at_station("05:25")), **aside)  # type: ignore[arg-type]
    loader.lost = lambda thread, died_of: told.append(f"{thread}: {died_of}")
    return loader, told


def test_on_a_virtual_clock_it_is_there_at_once() -> None:
    loader, told = made(one_frame)
    assert loader.look("item", "a" * 64) == Audio("a" * 64, b"", "a" * 64)
    assert told == []


def test_what_nobody_wants_any_more_ends_with_its_next_frame() -> None:
    goes_on, ended, done = threading.Event(), threading.Event(), threading.Event()

    def load(cut: str, heed: Heed) -> Audio:
        if cut == "long":
            try:
                goes_on.wait(PATIENCE_S)
                heed()
            finally:
                ended.set()
        return one_frame(cut, heed)

    loader, told = made(load, aside=in_a_thread)
    loader.wake = done.set
    assert loader.look("item", "long") is None
    loader.look("item", "short")
    assert done.wait(PATIENCE_S)
    assert loader.look("item", "short") == Audio("short", b"", "short")
    done.clear()
    goes_on.set()
    assert ended.wait(PATIENCE_S)
    assert not done.is_set()
    assert told == []


def test_one_that_stands_still_is_told_of_and_counts_as_unreadable() -> None:
    loader, told = made(one_frame, aside=lambda _name, _work: None)
    time = loader._time
    assert isinstance(time, VirtualTime)
    for _second in range(STUCK_NS // NANOSECONDS):
        assert loader.look("item", "stuck") is None
        time.advance(NANOSECONDS)
    assert loader.look("item", "stuck") == UNREADABLE
    assert told == ["decode stuck: "]
    assert loader.look("item", "stuck") == UNREADABLE
    assert len(told) == 1


def test_who_was_held_up_with_it_accuses_it_of_nothing() -> None:
    loader, told = made(one_frame, aside=lambda _name, _work: None)
    time = loader._time
    assert isinstance(time, VirtualTime)
    loader.look("item", "slow")
    time.advance(10 * STUCK_NS)
    assert loader.look("item", "slow") is None
    assert told == []


@pytest.mark.parametrize("fault", [MemoryError(), RuntimeError("a bug")], ids=repr)
def test_one_that_dies_costs_its_cut_and_is_told_of(fault: Exception) -> None:
    def load(_cut: str, _heed: Heed) -> Audio:
        raise fault

    loader, told = made(load)
    assert loader.look("item", "deadly") == UNREADABLE
    assert told == [f"decode deadly: {fault!r}"]
