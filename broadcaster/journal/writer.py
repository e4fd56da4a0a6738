"""The as-run log as its one writer sees it: open, append, sign, close.

The caller holds `run/player.lock`. A record is on disk when `append` returns; an append that
fails leaves the log as it was. A log that is found damaged, or not to be what its newest
checkpoint signed, is left alone as evidence, and a new one is opened that names it.
"""

import contextlib
import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from types import TracebackType
from typing import TypeVar

from broadcaster import __version__
from broadcaster.errors import NO_ROOM
from broadcaster.home import Home, sync_folder, write_atomically
from broadcaster.journal.checkpoint import Checkpoint, sign
from broadcaster.journal.errors import JournalError
from broadcaster.journal.logs import (
    CURRENT_NAME,
    MACHINE_FIELD,
    REHEARSAL_PREFIX,
    Log,
    current_log_id,
)
from broadcaster.journal.machine import machine_mark
from broadcaster.journal.model import Kind
from broadcaster.journal.record import FIRST_PREV, HEADER, Place, Record, Value, decode, encode
from broadcaster.journal.segment import Reserve, Segment
from broadcaster.journal.succession import (
    NO_PREDECESSOR,
    Predecessor,
    look_at,
    predecessor,
    why_not_go_on,
)
from broadcaster.journal.tree import Range
from broadcaster.journal.verification import Survey
from broadcaster.signed import BoxKey
from broadcaster.timebase import TimeSource, TimeTrust, boot_id

T = TypeVar("T")

RESERVE_NAME = "reserve"
SOFTWARE = f"broadcaster {__version__}"
REHEARSAL_FIELD = "rehearsal"


@dataclass(frozen=True)
class Writer:
    """Who writes: what stands in every record, and the key that signs the checkpoints."""

    station: str
    unit: str
    key: BoxKey
    time: TimeSource
    trust: Callable[[], TimeTrust]
    software: str = SOFTWARE
    rehearsal: bool = False


class Journal:
    """One log, open for appending. Safe to use from several threads."""

    def __init__(self, home: Home, writer: Writer, log_id: str) -> None:
        self.log_id = log_id
        self._home, self._writer = home, writer
        self._log = Log(log_id, home.journal / log_id)
        self._boot_id = boot_id()
        self._reserve = Reserve(home.journal / RESERVE_NAME)
        self._guard = threading.RLock()
        self._segment: Segment | None = None
        self._lines = 0
        self._tree = Range()
        self._prev = FIRST_PREV
        self._signed: Checkpoint | None = None

    @classmethod
    def open(
        cls,
        home: Home,
        *,
        station: str,
        unit: str,
        key: BoxKey,
        time: TimeSource,
        trust: Callable[[], TimeTrust],
        rehearsal: bool = False,
        software: str = SOFTWARE,
        note: str = "",
        log_id: str = "",
        boot: bool = True,
    ) -> "Journal":
        """Go on with the home's log, or begin one; the caller holds `run/player.lock`.

        Closes a torn tail, then writes a `boot` record with `note`; `boot=False` leaves it out
        where the log is gone on with. A rehearsal begins a log of its own each time, unless
        `log_id` names the one to go on with. JournalError when there is no room or no access.
        """
        writer = Writer(station, unit, key, time, trust, software, rehearsal)
        home.journal.mkdir(parents=True, exist_ok=True)
        named = log_id or ("" if rehearsal else current_log_id(home))
        found = look_at(home, named, key)
        why = "" if rehearsal else why_not_go_on(home, key, named, found)
        if found and found.can_go_on and not why:
            journal = cls(home, writer, named)
            journal._go_on(found)
            if boot:
                journal._append_boot(NO_PREDECESSOR, note)
        else:
            journal = cls(home, writer, _new_log_id(home, writer))
            notes_of_start = ", ".join(filter(None, (why, note)))
            before = NO_PREDECESSOR if rehearsal else predecessor(home, key, named, found)
            journal._begin(before, notes_of_start)
        journal._reserve.make()
        return journal

    @property
    def size(self) -> int:
        """How many records it holds; the next one gets this number."""
        return self._tree.size

    def append(self, kind: Kind, **fields: Value) -> Record:
        """Add one record; it is on disk on return.

        Times may be given as aware datetimes; a field that is None is left out. JournalError
        `full` or `unwritable` leaves the log as it was, and a later append may succeed.
        TypeError or ValueError for what no record may hold: a bug of the caller.
        """
        with self._guard:
            now = self._writer.time.now()
            line = encode(self._header(kind, now) | self._checked(fields))
            return self._store(line, line + b"\n", f"{now.year:04}-{now.month:02}.jsonl")

    def checkpoint(self) -> Checkpoint:
        """Sign the log as it stands and keep the note in `journal/checkpoints/`.

        To be called after each session, after a recovery and before a clean stop.
        """
        with self._guard:
            if self._signed is None or self._signed.size != self.size:
                self._signed = self._sign()
            self._reserve.make()
            return self._signed

    def with_reserve(self, write: Callable[[], T]) -> T:
        """Carry out `write`, giving up the reserve bit by bit when there is no room.

        For what belongs to the log. JournalError `full` or `unwritable`.
        """
        while True:
            try:
                return write()
            except OSError as error:
                if error.errno not in NO_ROOM:
                    raise JournalError.unwritable(self._log.folder, str(error)) from error
                if not self._reserve.release():
                    raise JournalError.full(self._log.folder) from error

    def records(self, since_seq: int = 0) -> Iterator[Record]:
        """Yield the records of this log from `since_seq` on, as they stand on disk."""
        return self._log.records(since_seq)

    def close(self) -> None:
        """Close the files. A clean stop is `checkpoint()` and then this."""
        with self._guard:
            if self._segment:
                self._segment.close()
                self._segment = None

    def __enter__(self) -> "Journal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _begin(self, previous: Predecessor, note: str) -> None:
        self._log.folder.mkdir()
        try:
            sync_folder(self._home.journal)
            self._append_boot(previous, note)
        except (OSError, JournalError):
            # A start that is refused again and again must not leave a folder each time.
            self._remove_empty()
            raise
        if not self._writer.rehearsal:
            named = json.dumps({"log_id": self.log_id, MACHINE_FIELD: machine_mark()})
            path = self._home.journal / CURRENT_NAME
            self.with_reserve(lambda: write_atomically(path, named.encode() + b"\n"))

    def _remove_empty(self) -> None:
        self.close()
        with contextlib.suppress(OSError):
            for path in self._log.segments:
                if not path.stat().st_size:
                    path.unlink()
            self._log.folder.rmdir()

    def _go_on(self, found: Survey) -> None:
        path = self._log.segments[-1]
        self._segment = self.with_reserve(lambda: Segment(path))
        self._tree = found.range
        if found.last:
            self._prev = found.last.leaf_hash.hex()
            self._lines = found.last.place.line if found.last.place.segment == path.name else 0
        if found.tail:
            self._close_tail(found)

    def _close_tail(self, found: Survey) -> None:
        """End the torn bytes with a newline and say in a record which bytes these are."""
        tail = found.tail
        if tail is None:
            return
        line = encode(
            self._header(Kind.TORN, self._writer.time.now())
            | {
                "offset": tail.place.offset,
                "length": len(tail.data),
                "sha256": sha256(tail.data).hexdigest(),
            }
        )
        self._lines = tail.place.line + tail.data.count(b"\n")
        # In the torn segment even when the month has changed: it stands next to what it closes.
        newline = b"" if tail.ended else b"\n"
        self._store(line, newline + line + b"\n", tail.place.segment)

    def _append_boot(self, previous: Predecessor, note: str) -> None:
        self.append(
            Kind.BOOT,
            station=self._writer.station,
            unit=self._writer.unit,
            key=self._writer.key.public_bytes.hex(),
            previous_log=previous.log_id,
            previous_size=previous.size,
            previous_root=previous.root.hex(),
            note=note,
        )

    def _header(self, kind: Kind, now: datetime) -> dict[str, Value]:
        writer, trust = self._writer, self._writer.trust()
        header: dict[str, Value] = {
            "kind": str(kind),
            "seq": self.size,
            "log_id": self.log_id,
            "boot_id": self._boot_id,
            "at": now,
            "mono_ns": writer.time.monotonic(),
            "time_quality": str(trust.quality),
            "uncertainty_ms": trust.uncertainty_ms,
            "software": writer.software,
            "prev": self._prev,
        }
        return header | {REHEARSAL_FIELD: 1} if writer.rehearsal else header

    def _checked(self, fields: dict[str, Value]) -> dict[str, Value]:
        taken = [name for name in fields if name in HEADER or name == REHEARSAL_FIELD]
        if taken:
            raise TypeError(f"the journal itself writes {', '.join(taken)}")
        return fields

    def _store(self, line: bytes, data: bytes, segment: str) -> Record:
        offset = self.with_reserve(lambda: self._segment_for(segment).append(data))
        self._lines += 1
        assert self._segment is not None  # noqa: S101 - for the type checker
        place = Place(self._segment.path.name, self._lines, offset + data.index(line))
        record = decode(line, place)
        self._tree, self._prev = self._tree.append(record.leaf_hash), record.leaf_hash.hex()
        return record

    def _segment_for(self, name: str) -> Segment:
        """Return the segment of this month, or the current one when that is a later month's."""
        if self._segment is None or self._segment.path.name < name:
            if self._segment:
                self._segment.settle()
            opened = Segment(self._log.folder / name)
            if self._segment:
                self._segment.close()
            self._segment, self._lines = opened, 0
        return self._segment

    def _sign(self) -> Checkpoint:
        key = self._writer.key
        station = _slug(self._writer.station)
        plain = Checkpoint(station, self.log_id, self.size, self._tree.root())
        note = sign(plain, key.public_bytes, key.sign_bytes)
        path = self._home.checkpoints / plain.file_name
        self.with_reserve(lambda: write_atomically(path, note))
        return replace(plain, note=note, name=path.name)


def _new_log_id(home: Home, writer: Writer) -> str:
    prefix = REHEARSAL_PREFIX if writer.rehearsal else ""
    at = f"{writer.time.now():%Y%m%dT%H%M%SZ}"
    plain = f"{prefix}{_slug(writer.station)}-{at}-{writer.key.public_bytes.hex()[:8]}"
    name, count = plain, 1
    while (home.journal / name).exists():
        count += 1
        name = f"{plain}-{count}"
    return name


def _slug(station: str) -> str:
    """Return the station's id as it may stand in a file name and in a checkpoint's origin."""
    slug = re.sub(r"[^a-z0-9-]+", "-", station.lower()).strip("-") or "station"
    return f"station-{slug}" if slug.startswith(REHEARSAL_PREFIX) else slug
