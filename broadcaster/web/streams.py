"""Answers that stay open: so many at once, for so long, and each frees its place however it ends.

A stream holds no thread while it waits, so slow readers cost others nothing but a place; and a
reader who takes nothing any more loses theirs when the time is up.
"""

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from anyio import move_on_after
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

MOST = 60
"""More devices than a station has people; a fraction of the connections a server takes."""
LONGEST_S = 600.0
"""Then the browser comes again by itself, and proves who it is."""
COME_AGAIN_S = 30


class Places:
    """How many streams are open."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._lock = most, threading.Lock()
        self.taken = 0

    @contextmanager
    def one(self) -> Iterator[bool]:
        """Hold a place; gives False when there is none."""
        with self._lock:
            got = self.taken < self._most
            self.taken += got
        try:
            yield got
        finally:
            with self._lock:
                self.taken -= got


class Stream(StreamingResponse):
    """A stream of events in one of the places; 503 with the sentence `full` when all are taken."""

    def __init__(self, events: AsyncIterator[str], places: Places, full: str) -> None:
        super().__init__(events, media_type="text/event-stream")
        self._places, self._full = places, full

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for as long as there is something to tell, and the reader listens."""
        with self._places.one() as got:
            if got:
                with move_on_after(LONGEST_S):
                    await super().__call__(scope, receive, send)
                return
        retry = {"retry-after": str(COME_AGAIN_S)}
        await Response(self._full, 503, retry, "text/plain")(scope, receive, send)
