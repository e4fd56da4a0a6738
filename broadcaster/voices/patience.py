"""How often a service is asked again, how long is waited in between, and when it is enough.

A bulletin has one errand to a service. Its whole time is limited, so that a slow service can
not keep a bulletin from being spoken in the next voice. What a service gave is kept sentence by
sentence, so the next errand begins where this one ended.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import TypeVar

from broadcaster.timebase import NANOSECONDS, TimeSource
from broadcaster.voices.failure import PASSING, ServiceError, late, out_of_time

T = TypeVar("T")
Send = Callable[[int], T]
"""Asks once; is told the monotonic moment (ns) at which the answer has to be whole."""

TRIES = 4
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0


@dataclass(frozen=True)
class Limits:
    """How long one request, and all that one bulletin asks for, may take."""

    request_s: int = 20
    total_s: int = 600


def pause_s(error: ServiceError, attempt: int, share: float) -> float | None:
    """Return how long to wait after the `attempt`-th failure, from 1; None when that was enough.

    The pause doubles, and `share` (0 to 1) takes up to half of it away: a hundred communes that
    render the same text at the same hour should not come back together. What the service itself
    asked for is never undercut.
    """
    if error.failure not in PASSING or attempt >= TRIES:
        return None
    doubled: float = min(FIRST_PAUSE_S * 2 ** (attempt - 1), LONGEST_PAUSE_S)
    if error.retry_after_s is None:
        return doubled * (1 - share / 2)
    return max(doubled, error.retry_after_s) + share * FIRST_PAUSE_S


def share_of(*parts: object) -> float:
    """Return a number from 0 to below 1 that is always the same for the same parts."""
    digest = hashlib.sha256("\0".join(map(str, parts)).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


class Errand:
    """All that one bulletin asks of one service. It begins when it is made."""

    def __init__(self, time: TimeSource, limits: Limits, seed: str) -> None:
        self._time = time
        self._limits = limits
        self._seed = seed
        """Tells stations apart, so that their pauses differ."""
        self._until = time.monotonic() + limits.total_s * NANOSECONDS

    def ask(self, what: str, send: Send[T]) -> T:
        """Return what `send` gives, asking again where that may help; `ServiceError` when not.

        `what` tells this request from the others of the errand.
        """
        last: ServiceError | None = None
        for attempt in count(1):
            try:
                return send(self._request_until())
            except ServiceError as error:
                if self._time.monotonic() >= self._until:
                    raise out_of_time(self._limits.total_s, last) from error
                pause = pause_s(error, attempt, share_of(self._seed, what, attempt))
                if pause is None:
                    raise
                last = error
                self.wait(pause, error)
        raise AssertionError("counting does not end")

    def poll(self, send: Send[T | None], every_s: float, within_s: float) -> T:
        """Ask every so often until `send` gives something; `ServiceError` after `within_s`."""
        deadline = self._time.monotonic() + round(within_s * NANOSECONDS)
        while (found := send(self._request_until())) is None:
            if self._time.monotonic() + every_s * NANOSECONDS > deadline:
                raise late(within_s)
            self.wait(every_s)
        return found

    def wait(self, seconds: float, why: ServiceError | None = None) -> None:
        """Wait, or say at once that the bulletin's time will be over before."""
        moment = self._time.monotonic() + round(seconds * NANOSECONDS)
        if moment >= self._until:
            raise out_of_time(self._limits.total_s, why) from why
        self._time.sleep_until(moment)

    def _request_until(self) -> int:
        now = self._time.monotonic()
        if now >= self._until:
            raise out_of_time(self._limits.total_s, None)
        return min(self._until, now + self._limits.request_s * NANOSECONDS)
