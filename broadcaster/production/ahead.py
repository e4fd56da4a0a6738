"""Work done ahead by a thread of its own, so that what makes blocks and what takes them overlap.

FFmpeg's and numpy's long calls leave the interpreter to others, so two stages fill two cores.
"""

import queue
import threading
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

DEPTH = 4
"""Items that wait; what makes them stops there, so memory stays small."""
PATIENCE_S = 0.1


def ahead(items: Iterable[T]) -> Iterator[T]:
    """Give `items`, made by another thread while the last ones are being used.

    An error in making them is raised here. A taker that stops early ends the thread.
    """
    made: queue.Queue[tuple[T] | BaseException | None] = queue.Queue(DEPTH)
    stopped = threading.Event()

    def hand_on(found: "tuple[T] | BaseException | None") -> bool:
        while not stopped.is_set():
            try:
                made.put(found, timeout=PATIENCE_S)
            except queue.Full:
                continue
            return True
        return False

    def make() -> None:
        try:
            for item in items:
                if not hand_on((item,)):
                    return
            hand_on(None)
        except BaseException as error:
            hand_on(error)

    maker = threading.Thread(target=make, name="ahead", daemon=True)
    maker.start()
    try:
        while (found := made.get()) is not None:
            if isinstance(found, BaseException):
                raise found
            yield found[0]
    finally:
        stopped.set()
        maker.join()
