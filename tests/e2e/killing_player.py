"""The player, made to kill itself at a named point: `KILL_AT=<point>:<nth>`.

Product code knows nothing of this. The functions that matter are wrapped from outside, and at the
nth passing of the point the process sends itself SIGKILL, which nothing can catch or clean up
after.

    before-start, after-start    around the append of a `start`
    before-end, after-end        around the append of an `end`
    mid-item                     after samples of an item left, before its position is written
    junction                     as the first samples of the next item leave
    copy, plan, half-plan        at the lock: before the order's copy, before and between `plan`s
    recovery                     around the records that a start writes first
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from broadcaster.journal.model import Kind
from broadcaster.journal.writer import Journal
from broadcaster.playout.__main__ import main
from broadcaster.playout.instructions.orders import SignedOrder
from broadcaster.playout.locking import Locking
from broadcaster.playout.player import Player
from broadcaster.playout.sound.stream import Stream
from broadcaster.playout.sound.timeline import Segment

VARIABLE = "KILL_AT"


class Executioner:
    """Counts the passings of one point, and ends the process at the nth."""

    def __init__(self, order: str) -> None:
        self.point, _, nth = order.partition(":")
        self._left = int(nth or 1)

    def pass_by(self, point: str) -> None:
        """Count, and kill when it is time."""
        if point == self.point:
            self._left -= 1
            if self._left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)


def arm(executioner: Executioner) -> None:
    """Wrap what is to be interrupted."""
    _wrap_journal(executioner)
    _wrap_stream(executioner)
    _wrap_lock(executioner)


def _wrap_journal(executioner: Executioner) -> None:
    append, recover = Journal.append, Player.recover
    recovering: list[bool] = []

    def watched_append(self: Journal, kind: Kind, **fields: Any) -> Any:
        if recovering:
            executioner.pass_by("recovery")
        if kind is Kind.PLAN:
            executioner.pass_by("plan" if fields["part"] == 1 else "half-plan")
        executioner.pass_by(f"before-{kind}")
        record = append(self, kind, **fields)
        executioner.pass_by(f"after-{kind}")
        return record

    def watched_recover(self: Player) -> None:
        recovering.append(True)
        recover(self)
        executioner.pass_by("recovery")
        recovering.clear()

    Journal.append = watched_append  # type: ignore[method-assign]
    Player.recover = watched_recover  # type: ignore[method-assign]


def _wrap_stream(executioner: Executioner) -> None:
    note: Callable[[Stream, Segment], None] = Stream._note
    before: list[str] = []

    def watched_note(self: Stream, segment: Segment) -> None:
        if before and before[-1] != segment.item:
            executioner.pass_by("junction")
        before[:] = [segment.item]
        executioner.pass_by("mid-item")
        note(self, segment)

    Stream._note = watched_note  # type: ignore[method-assign]


def _wrap_lock(executioner: Executioner) -> None:
    keep: Callable[[Locking, SignedOrder], bool] = Locking._keep

    def watched_keep(self: Locking, signed: SignedOrder) -> bool:
        executioner.pass_by("copy")
        return keep(self, signed)

    Locking._keep = watched_keep  # type: ignore[method-assign]


if __name__ == "__main__":
    if order := os.environ.get(VARIABLE):
        arm(Executioner(order))
    sys.exit(main())
