"""The real logs of a home, followed: each record is parsed once in the life of the process.

For a console, which asks many times a minute. One follower per journal folder remembers how far
it has read every segment and takes only what came after. It starts anew when what it has read may
have changed: a segment that is gone, shorter, another file, changed without growing or grown
where it is not the last, an end that reads differently, a log that is gone or stands elsewhere in
the chain. An edit in the middle of a segment that grows at the same moment it does not see;
naming edits is what `verification` does, and no hash is checked here. A line is read once its
newline is there.

Safe from any thread: one reads, the others wait for it; what is returned is frozen.
"""

import os
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import BinaryIO

from broadcaster.home import Home
from broadcaster.journal.facts import FactsFold, LogFacts
from broadcaster.journal.logs import logs_in, segment_lines
from broadcaster.journal.record import Place, Record
from broadcaster.journal.scan import Line, Scanner, Whole

MOST_RECENT = 5000
"""Records that are kept whole: weeks of a commune's station, some 15 MB."""
MOST_FOLLOWERS = 8
"""Journal folders followed at once; a process has one home, tests have many."""
TAIL_BYTES = 512
_STEP = 1 << 16

Signature = tuple[int, int, int, int, int]
UNREAD: Signature = (0, 0, 0, 0, 0)


@dataclass(frozen=True)
class _Read:
    """How far a segment was read."""

    log_id: str
    path: Path
    signature: Signature
    """Of the file as it was then."""
    next: Place
    """Where its first unread line begins."""
    tail: bytes = b""
    """The last bytes before that."""


class _Picture:
    """What the records that were read say."""

    def __init__(self) -> None:
        self.fold = FactsFold()
        self._recent: deque[Record] = deque(maxlen=MOST_RECENT)
        self._view: tuple[Record, ...] | None = None

    def take(self, record: Record) -> None:
        self.fold.take(record)
        self._recent.append(record)
        self._view = None

    def recent(self) -> Sequence[Record]:
        if self._view is None:
            self._view = tuple(self._recent)
        return self._view


class Follower:
    """What is known of one journal folder so far."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guard = threading.Lock()
        self._forget()

    def facts(self) -> LogFacts:
        """Return what the real logs say about the plan, as they stand now."""
        with self._guard:
            self._catch_up()
            return self._picture.fold.facts()

    def recent(self) -> Sequence[Record]:
        """Return the newest records of the real logs in log order, `MOST_RECENT` at most."""
        with self._guard:
            self._catch_up()
            return self._picture.recent()

    def _forget(self) -> None:
        self._reads: list[_Read] = []
        self._scanner, self._log_id = Scanner(), ""
        self._last: Record | None = None
        self._picture = _Picture()

    def _catch_up(self) -> None:
        try:
            while not self._went_on():
                self._forget()
        except BaseException:
            self._forget()  # what was read half would be counted twice
            raise

    def _went_on(self) -> bool:
        """Take in what is new; False when what was read before does not stand any more."""
        found = [(log.id, path) for log in logs_in(self._folder) for path in log.segments]
        known = [(read.log_id, read.path) for read in self._reads]
        if found[: len(known)] != known or not all(map(_is_unchanged, self._reads[:-1])):
            return False
        if self._reads and not _is_unchanged(self._reads[-1]):
            before = self._reads.pop()
            if not self._read(before):
                return False
        for log_id, path in found[len(known) :]:
            if not self._read(_Read(log_id, path, UNREAD, Place(path.name, 1, 0))):
                return False
        self._take_last()
        return True

    def _read(self, before: _Read) -> bool:
        """Take in the new lines of one segment; False when it is not the one read before."""
        with before.path.open("rb") as file:
            signature = _signature(os.fstat(file.fileno()))
            size, offset = signature[2], before.next.offset
            if offset and (signature[:2] != before.signature[:2] or size <= before.signature[2]):
                return False
            if _tail(file, offset) != before.tail:
                return False
            end = _last_end(file, offset, size)
            tail = _tail(file, end)
        if before.log_id != self._log_id:
            self._take_last()
            self._scanner, self._last, self._log_id = Scanner(), None, before.log_id
        line, new = before.next.line, segment_lines(before.path, before.next)
        for each in takewhile(lambda one: one.place.offset < end, new):
            if not self._take(each):
                return False
            line = each.place.line + 1
        upto = Place(before.path.name, line, end)
        self._reads.append(_Read(before.log_id, before.path, signature, upto, tail))
        return True

    def _take(self, line: Line) -> bool:
        """Feed one line; False when it declares torn what was taken for the last record."""
        entries = self._scanner.take(line)
        if self._last is not None:
            first = next(entries, None)
            if not isinstance(first, Whole) or first.record is not self._last:
                return False
            self._last = None
        for entry in entries:
            if isinstance(entry, Whole):
                self._picture.take(entry.record)
        return True

    def _take_last(self) -> None:
        """Take the last line for what it is as long as nothing follows it."""
        if self._last is None:
            for entry in self._scanner.finish():
                if isinstance(entry, Whole):
                    self._last = entry.record
                    self._picture.take(entry.record)


def log_facts(home: Home) -> LogFacts:
    """Return what the real logs of a home say about its plan; a rehearsal says nothing of it."""
    return _follower(home.journal).facts()


def recent_records(home: Home) -> Sequence[Record]:
    """Return the newest records of a home's real logs in log order, `MOST_RECENT` at most."""
    return _follower(home.journal).recent()


_followers: dict[Path, Follower] = {}
_registry = threading.Lock()


def _follower(folder: Path) -> Follower:
    with _registry:
        name = folder.absolute()
        if name not in _followers and len(_followers) >= MOST_FOLLOWERS:
            del _followers[next(iter(_followers))]
        return _followers.setdefault(name, Follower(name))


def _signature(stat: os.stat_result) -> Signature:
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _is_unchanged(read: _Read) -> bool:
    return _signature(read.path.stat()) == read.signature


def _tail(file: BinaryIO, end: int) -> bytes:
    begin = max(0, end - TAIL_BYTES)
    file.seek(begin)
    return file.read(end - begin)


def _last_end(file: BinaryIO, since: int, size: int) -> int:
    """Return where the last whole line before `size` ends, `since` when there is none after it."""
    stop = size
    while stop > since:
        start = max(since, stop - _STEP)
        file.seek(start)
        found = file.read(stop - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        stop = start
    return since
