"""Items come one ahead of their use, in order, with their errors in place."""

import threading
from collections.abc import Iterator

import pytest

from broadcaster.production.ahead import ahead


def test_the_first_is_begun_before_it_is_asked_for() -> None:
    begun = threading.Event()

    def items() -> Iterator[int]:
        begun.set()
        yield 1

    with ahead(items()) as coming:
        assert begun.wait(10)
        assert list(coming) == [1]


def test_all_come_in_order() -> None:
    with ahead(iter(range(50))) as coming:
        assert list(coming) == list(range(50))


def test_an_error_comes_after_what_was_made_before_it() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("two")

    with ahead(items()) as coming:
        assert next(coming) == 1
        with pytest.raises(ValueError, match="two"):
            next(coming)


def test_never_more_than_one_is_made_ahead() -> None:
    made: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            made.append(number)
            yield number

    with ahead(items()) as coming:
        next(coming)
    assert len(made) <= 2
