"""How far the item on air had got, kept where a SIGKILL cannot take it.

`run/position` is a small file mapped into memory: writing it costs no system call, and what was
written survives the process (not the power: then the newest value on disk serves, never a later
one than was played). Of each item two slots are written in turn, each with a counter and a
CRC, so that a kill in the middle of a write leaves the one before.
"""

import mmap
import os
import struct
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from broadcaster.home import read_plain

MAGIC = b"BPOS1\0"
NAME_BYTES = 400
_BODY = struct.Struct(f"<6sQQQqBH{NAME_BYTES}s")
_CRC = struct.Struct("<I")
SLOT_BYTES = 512
ITEMS_KEPT = 8
"""How many items it remembers: what sounds, and what waits to be written down."""
SLOTS = 2 * ITEMS_KEPT
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Position:
    """What was delivered of one item, in samples of the bus."""

    log: str
    """The log that has its `start`; a rehearsal plays the same items again in another."""
    item: str
    delivered: int
    length: int
    first: datetime
    """When its first sample sounded (aware UTC)."""
    evidence: int
    """Grade of the output it went to."""


def segment_name(item: str, number: int) -> str:
    """Return what a segment of an item is called here: after an interruption it has a number."""
    return item if number == 1 else f"{item}#{number}"


def pack(position: Position, counter: int) -> bytes:
    """Return one slot."""
    name = f"{position.log} {position.item}".encode()[:NAME_BYTES]
    first_us = (position.first - _EPOCH) // timedelta(microseconds=1)
    body = _BODY.pack(
        MAGIC,
        counter,
        position.delivered,
        position.length,
        first_us,
        position.evidence,
        len(name),
        name,
    )
    return body + _CRC.pack(zlib.crc32(body))


def unpack(slot: bytes) -> tuple[int, Position] | None:
    """Return counter and position, or None when the slot is empty, torn or not ours."""
    if len(slot) < _BODY.size + _CRC.size:
        return None
    body, crc = slot[: _BODY.size], _CRC.unpack_from(slot, _BODY.size)[0]
    if zlib.crc32(body) != crc or not body.startswith(MAGIC):
        return None
    _, counter, delivered, length, first_us, evidence, size, name = _BODY.unpack(body)
    first = _EPOCH + timedelta(microseconds=first_us)
    log, _, item = name[:size].decode(errors="replace").partition(" ")
    return counter, Position(log, item, delivered, length, first, evidence)


def read_positions(path: Path) -> list[Position]:
    """Return the newest whole position of each item in `path`, oldest first."""
    try:
        data = read_plain(path, SLOTS * SLOT_BYTES)
    except OSError:
        return []
    slots = [unpack(data[n * SLOT_BYTES : (n + 1) * SLOT_BYTES]) for n in range(SLOTS)]
    found = sorted((slot for slot in slots if slot), key=lambda slot: slot[0])
    newest = {(position.log, position.item): position for _counter, position in found}
    return list(newest.values())


class PositionFile:
    """The open file. One writer: the stream."""

    def __init__(self, path: Path) -> None:
        self._map = _mapped(path)
        slots = [unpack(self._map[n * SLOT_BYTES :][:SLOT_BYTES]) for n in range(SLOTS)]
        self._counter = max((slot[0] for slot in slots if slot), default=0)
        self._pair = ITEMS_KEPT - 1
        self._item = ("", "")

    def write(self, position: Position) -> None:
        """Replace the older slot; a reader sees this position or the one before, whole."""
        self._counter += 1
        if (position.log, position.item) != self._item:
            self._item = (position.log, position.item)
            self._pair = (self._pair + 1) % ITEMS_KEPT
        start = (2 * self._pair + self._counter % 2) * SLOT_BYTES
        data = pack(position, self._counter)
        self._map[start : start + len(data)] = data

    def close(self) -> None:
        """Put it on disk and let go of it."""
        self._map.flush()
        self._map.close()


def _mapped(path: Path) -> mmap.mmap:
    """Map the file, its room on disk made sure of: writing where there is none would kill us.

    Without room the position is kept in memory only, and a kill then counts as nothing heard.
    """
    size = SLOTS * SLOT_BYTES
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError:
        return mmap.mmap(-1, size)
    try:
        if os.fstat(handle).st_size > size:
            os.ftruncate(handle, 0)
        os.posix_fallocate(handle, 0, size)
        return mmap.mmap(handle, size)
    except OSError:
        return mmap.mmap(-1, size)
    finally:
        os.close(handle)
