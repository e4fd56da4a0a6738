"""Whether a file ends before the recording in it does, told by its outermost structure.

FFmpeg gives what there is and says nothing when a container breaks off. Each walk here goes from
one size to the next, and is bounded, since it reads what a stranger wrote. A writer that left a
size open because it did not know it yet is believed; one that stated it is held to it.
"""

import io
import struct
from collections.abc import Callable
from typing import IO

MOST_PARTS = 2_000_000
"""Three hours of the smallest blocks; nothing healthy has more."""
MOST_CHUNKS = 1000
_OPEN = {0, 0xFFFFFFFF}
_CLUSTER, _SEGMENT = b"\x1f\x43\xb6\x75", b"\x18\x53\x80\x67"
_ASF = b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"
_ASF_PROPERTIES = b"\xa1\xdc\xab\x8c\x47\xa9\xcf\x11\x8e\xe4\x00\xc0\x0c\x20\x53\x65"
_ASF_LIVE = 1
_OGG_HEADER, _OGG_LARGEST = 27, 65_307


def ends_early(file: IO[bytes]) -> bool:
    """Say whether an open file that can be sought in is cut off; False where it can't be told."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(16).ljust(16, b"\0")
    for at, sign, walk in _WALKS:
        if head[at : at + len(sign)] == sign:
            return walk(file, size)
    return False


def _mp4(file: IO[bytes], size: int) -> bool:
    """Walk over the boxes. The index may stand last: without one nothing was finished."""
    at, indexed = 0, False
    for _box in range(MOST_PARTS):
        if at + 8 > size:
            return not indexed
        length, kind = struct.unpack(">I4s", _at(file, at, 8))
        if length == 1:
            length = struct.unpack(">Q", _at(file, at + 8, 8))[0]
        length = length or size - at
        if at + length > size:
            return kind in {b"moov", b"moof", b"mdat"} or not indexed
        if length < 8:
            break
        indexed |= kind == b"moov"
        at += length
    return False


def _ogg(file: IO[bytes], size: int) -> bool:
    """Pages have no total; the last one has to be whole."""
    end = _at(file, max(size - _OGG_LARGEST, 0), _OGG_LARGEST)
    page = end[end.rfind(b"OggS") :]
    lengths = page[_OGG_HEADER : _OGG_HEADER + page[26]] if len(page) >= _OGG_HEADER else b""
    return len(page) < _OGG_HEADER + len(lengths) + sum(lengths)


def _ebml(file: IO[bytes], size: int) -> bool:
    """Segments and clusters may have no size while they are written; blocks always have one."""
    at = 0
    for _element in range(MOST_PARTS):
        if at >= size:
            return False
        head = _at(file, at, 12)
        kind = head[: _width(head[0])]
        width = _width(head[len(kind)])
        length = int.from_bytes(head[len(kind) : len(kind) + width]) & ((1 << 7 * width) - 1)
        at += len(kind) + width
        unknown = length == (1 << 7 * width) - 1
        if (not unknown and at + length > size) or at > size:
            return True
        if kind not in {_SEGMENT, _CLUSTER}:
            if unknown:
                return False
            at += length
    return False


def _width(first: int) -> int:
    """Return how many bytes a number of EBML has, by its first."""
    return 9 - first.bit_length()


def _asf(file: IO[bytes], size: int) -> bool:
    header = _at(file, 0, 1 << 16)
    start = header.find(_ASF_PROPERTIES)
    properties = header[start + 24 : start + 104]
    if start < 0 or len(properties) < 80:
        return False
    stated, flags = struct.unpack("<16xQ40xI", properties[:68])
    return not flags & _ASF_LIVE and size < stated


def _riff(file: IO[bytes], size: int) -> bool:
    """Hold the chunks of a WAV to their sizes, and an AVI to its own."""
    stated, kind = struct.unpack("<I4s", _at(file, 4, 8))
    if kind == b"AVI ":
        return stated not in _OPEN and size < 8 + stated
    at = 12
    for _chunk in range(MOST_CHUNKS):
        name, length = struct.unpack("<4sI", _at(file, at, 8))
        if at >= size or (name == b"data" and length in _OPEN):
            return False
        at += 8 + length
        if at > size:
            return name in {b"data", b"fmt "}
        at += length % 2
    return False


def _w64(file: IO[bytes], size: int) -> bool:
    stated: int = struct.unpack("<Q", _at(file, 16, 8))[0]
    return size < stated < 1 << 62


def _caf(file: IO[bytes], size: int) -> bool:
    at = 8
    for _chunk in range(MOST_PARTS):
        if at >= size:
            break
        length = struct.unpack(">4xq", _at(file, at, 12))[0]
        if length < 0:
            break
        at += 12 + length
    return at > size


def _at(file: IO[bytes], at: int, count: int) -> bytes:
    file.seek(at)
    return file.read(count).ljust(count, b"\0") if count <= 16 else file.read(count)


_WALKS: tuple[tuple[int, bytes, Callable[[IO[bytes], int], bool]], ...] = (
    (4, b"ftyp", _mp4),
    (0, b"OggS", _ogg),
    (0, b"\x1aE\xdf\xa3", _ebml),
    (0, _ASF, _asf),
    (0, b"RIFF", _riff),
    (0, b"riff\x2e\x91\xcf\x11", _w64),
    (0, b"caff", _caf),
)
