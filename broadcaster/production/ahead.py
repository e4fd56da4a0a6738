"""One item ahead: while an item is used, a thread waits for the next, which a process makes."""

import contextlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

T = TypeVar("T")


@contextlib.contextmanager
def ahead(items: Iterator[T]) -> Iterator[Iterator[T]]:
    """Begin with the first item now, before it is asked for; the next when one is taken.

    An error in making one is raised where it would have been given, in the caller's language.
    """
    with ThreadPoolExecutor(1, "ahead") as pool:
        context = copy_context()

        def begin() -> Future[T | None]:
            return pool.submit(lambda: context.run(next, items, None))

        def given(coming: Future[T | None]) -> Iterator[T]:
            while (item := coming.result()) is not None:
                coming = begin()
                yield item

        yield given(begin())
