"""A stage in a thread of its own: the same items, its errors, and an end in every case."""

import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.production.ahead import DEPTH, ahead


@given(st.lists(st.integers() | st.none()))
def test_everything_comes_in_order(items: list[int | None]) -> None:
    assert list(ahead(items)) == items


def test_an_error_in_making_comes_after_what_was_made() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise OSError("the disk is full")

    given_out = ahead(items())
    assert next(given_out) == 1
    with pytest.raises(OSError, match="the disk is full"):
        next(given_out)


def test_no_more_is_made_than_may_wait_and_stopping_early_ends_the_thread() -> None:
    made: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            made.append(number)
            yield number

    before = threading.active_count()
    given_out = ahead(items())
    for wanted in range(3):
        assert next(given_out) == wanted
    given_out.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
    assert len(made) <= 3 + DEPTH + 2
