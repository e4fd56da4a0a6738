"""The player, made to kill itself at a named point: `KILL_AT=<point>:<nth>`.

Product code knows nothing of this. The functions that matter are wrapped from outside, and at the
nth passing of the point the process sends itself SIGKILL, which nothing can catch or clean up
after.

    before-start, after-start    around the append of a `start`; of every other kind likewise
    before-end, after-end        around the append of an `end`
    half-record, written         with half of a record in the file; with all, not yet on disk
    before-rename, renamed       in the replacing of a file: order, checkpoint, kept copy
    mid-item                     after samples of an item left, before its position is written
    junction                     as the first samples of the next item leave
    copy, plan, half-plan        at the lock: before the order's copy, before and between `plan`s
    recovery                     around the records that a start writes first
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from broadcaster import home
from broadcaster.journal import segment
from broadcaster.journal.model import Kind
from broadcaster.journal.record import Record
from broadcaster.journal.writer import Journal
from broadcaster.playout.__main__ import main
from broadcaster.playout.instructions.orders import SignedOrder
from broadcaster.playout.locking import Locking
from broadcaster.playout.player import Player
from broadcaster.playout.sound.stream import Stream
from broadcaster.playout.sound.timeline import Segment

VARIABLE = "KILL_AT"


def kill() -> None:
    """End this process as nothing can be guarded against."""
    os.kill(os.getpid(), signal.SIGKILL)


class Executioner:
    """Counts the passings of one point, and ends the process at the nth."""

    def __init__(self, order: str, end: Callable[[], None] = kill) -> None:
        self.point, _, nth = order.partition(":")
        self._left, self._end = int(nth or 1), end

    def pass_by(self, point: str, last_deed: Callable[[], object] = lambda: None) -> None:
        """Count, and when it is time do the last deed and end."""
        if point == self.point:
            self._left -= 1
            if self._left <= 0:
                last_deed()
                self._end()


def arm(executioner: Executioner, acknowledge: Callable[[Record], None] = lambda _r: None) -> None:
    """Wrap what is to be interrupted; `acknowledge` is told of each record that was promised."""
    _wrap_journal(executioner, acknowledge)
    _wrap_files(executioner)
    _wrap_stream(executioner)
    _wrap_lock(executioner)


def _wrap_journal(executioner: Executioner, acknowledge: Callable[[Record], None]) -> None:
    append, recover = Journal.append, Player.recover
    recovering: list[bool] = []

    def watched_append(self: Journal, kind: Kind, **fields: Any) -> Any:
        if recovering:
            executioner.pass_by("recovery")
        if kind is Kind.PLAN:
            executioner.pass_by("plan" if fields["part"] == 1 else "half-plan")
        executioner.pass_by(f"before-{kind}")
        record = append(self, kind, **fields)
        acknowledge(record)
        executioner.pass_by(f"after-{kind}")
        return record

    def watched_recover(self: Player) -> None:
        recovering.append(True)
        recover(self)
        executioner.pass_by("recovery")
        recovering.clear()

    Journal.append = watched_append  # type: ignore[method-assign]
    Player.recover = watched_recover  # type: ignore[method-assign]


def _wrap_files(executioner: Executioner) -> None:
    write_all, sync_folder, replace = segment._write_all, home.sync_folder, Path.replace

    def watched_write_all(handle: int, data: bytes) -> None:
        half = data[: len(data) // 2]
        executioner.pass_by("half-record", lambda: os.write(handle, half))
        write_all(handle, data)
        executioner.pass_by("written")

    def watched_replace(self: Path, target: Path) -> Path:
        executioner.pass_by("before-rename")
        return replace(self, target)

    def watched_sync_folder(folder: Path) -> None:
        executioner.pass_by("renamed")
        sync_folder(folder)

    segment._write_all = watched_write_all
    home.sync_folder = watched_sync_folder
    Path.replace = watched_replace  # type: ignore[method-assign,assignment]


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
