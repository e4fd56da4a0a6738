"""The line that switches an amplifier, held by a process of its own under a lease.

A relay wants current to stay closed. The keeper (`amplifier_keeper`) lets it fall open when it has
not been fed for `LEASE_S`, and at once when its input closes. It is fed only while samples leave
for this feed: so a player that was killed or hangs, or whose output is stuck, is off the air.
"""

import contextlib
import os
import subprocess
import sys

from broadcaster.playout.feeds.amplifier_keeper import DROP, HOLD
from broadcaster.timebase import NANOSECONDS

RENEW_NS = NANOSECONDS
"""How often the lease is renewed; it lasts three times as long."""
RETRY_NS = 2 * NANOSECONDS
ENDING_S = 1.0
KEEPER = "broadcaster.playout.feeds.amplifier_keeper"


class Amplifier:
    """One amplifier, `hold:CMD` or `file:PATH`; an empty one is none. Never waits but in `close`.

    Called from the feed's thread, but `drop` and `wanted_until` from any.
    """

    def __init__(self, spec: str, hang_ns: int) -> None:
        """Switch `spec`, and keep it on for `hang_ns` after the last sound."""
        self.wanted_until = 0
        """Until when it is to be on for what sounds or is about to (monotonic ns)."""
        self._spec, self._hang_ns = spec, hang_ns
        self._keeper: subprocess.Popen[bytes] | None = None
        self._renewed_at = self._dropped_at = 0
        self._is_on = False

    def keep(self, now: int, sounded_at: int) -> None:
        """Renew or drop the lease, whichever is due, now that samples have left.

        `sounded_at` is when a sample of this feed sounded last, 0 for never.
        """
        if not self._spec:
            return
        hangs = sounded_at > self._dropped_at and now - sounded_at < self._hang_ns
        if now < self.wanted_until or hangs:
            if not self._is_on or now - self._renewed_at >= RENEW_NS:
                self._renewed_at = now
                self._is_on = self._say(HOLD)
        elif self._is_on:
            self._is_on = False
            self._say(DROP)

    def drop(self, now: int) -> None:
        """Switch off at once; a later sound switches it on again."""
        self.wanted_until, self._dropped_at = 0, now
        if self._is_on:
            self._is_on = False
            self._say(DROP)

    def close(self) -> None:
        """Switch off and end the keeper."""
        keeper, self._keeper = self._keeper, None
        if keeper is None:
            return
        self._is_on = False
        if keeper.stdin is not None:
            with contextlib.suppress(OSError):
                keeper.stdin.close()
        try:
            keeper.wait(ENDING_S)
        except subprocess.TimeoutExpired:
            keeper.kill()
            keeper.wait()

    def _say(self, word: bytes) -> bool:
        """Tell the keeper, made anew where it is gone; say whether it was told."""
        if self._keeper is not None and self._keeper.poll() is not None:
            self.close()
        if self._keeper is None and word == HOLD:
            self._keeper = _start(self._spec)
        if self._keeper is None or self._keeper.stdin is None:
            return False
        try:
            return os.write(self._keeper.stdin.fileno(), word) == 1
        except OSError:  # gone, or so stuck that its pipe is full: then its lease runs out
            return False


def _start(spec: str) -> subprocess.Popen[bytes] | None:
    try:
        keeper = subprocess.Popen(
            [sys.executable, "-m", KEEPER, spec],
            stdin=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
        )
    except OSError:
        return None
    if keeper.stdin is not None:
        os.set_blocking(keeper.stdin.fileno(), False)
    return keeper
