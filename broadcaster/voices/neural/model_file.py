"""Whether a file is a whole Piper network, told from its outline and without running it.

An ONNX file is one protocol-buffer message (onnx.proto, ModelProto): fields, each with its
length, up to the last byte. So a file that was cut off gives itself away, and so does one that
asks for other inputs than Piper's. Reads a few hundred bytes of it.
"""

from collections.abc import Iterator
from typing import BinaryIO

from broadcaster.i18n import _

MOST_BYTES = 256 * 1024 * 1024
"""Twice the largest voice that Piper publishes."""
GRAPH = 7
"""ModelProto.graph."""
INPUT, NAME = 11, 1
"""GraphProto.input, and the name of such a ValueInfoProto."""
WANTED = frozenset({"input", "input_lengths", "scales"})
LONGEST_NAME = 100

VARINT, FIXED64, LENGTH, FIXED32 = 0, 1, 2, 5


class _TornError(Exception):
    """The message does not end where it should."""


def why_not_a_voice(file: BinaryIO, size: int) -> str | None:
    """Return None for a whole network of Piper's, else what is wrong. `size` is the file's."""
    try:
        graphs = [(at, end) for field, at, end in _fields(file, 0, size) if field == GRAPH]
        if len(graphs) != 1:
            return _("it is not an ONNX network")
        inputs = set(_inputs(file, *graphs[0]))
    except _TornError:
        return _("it is cut off, or not an ONNX network")
    if "sid" in inputs:
        return _("it is a network for several speakers, and only one can be used")
    if inputs != WANTED:
        return _("it is an ONNX network, but not one of Piper's")
    return None


def _inputs(file: BinaryIO, at: int, end: int) -> Iterator[str]:
    for field, first, last in _fields(file, at, end):
        if field == INPUT:
            yield from (
                _text(file, start, stop)
                for inner, start, stop in list(_fields(file, first, last))
                if inner == NAME
            )


def _text(file: BinaryIO, at: int, end: int) -> str:
    file.seek(at)
    return file.read(min(end - at, LONGEST_NAME)).decode(errors="replace")


def _fields(file: BinaryIO, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Give the number of each field of a message, and where its content begins and ends."""
    while at < end:
        key, at = _varint(file, at, end)
        first, at = _content(file, at, end, key & 7)
        if at > end or key >> 3 == 0:
            raise _TornError
        yield key >> 3, first, at


def _content(file: BinaryIO, at: int, end: int, wire: int) -> tuple[int, int]:
    """Return where a field's content begins, and where the next field does."""
    if wire == VARINT:
        return at, _varint(file, at, end)[1]
    if wire == LENGTH:
        length, at = _varint(file, at, end)
        return at, at + length
    if wire in (FIXED64, FIXED32):
        return at, at + (8 if wire == FIXED64 else 4)
    raise _TornError


def _varint(file: BinaryIO, at: int, end: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, lowest first, and where it ends."""
    file.seek(at)
    value = 0
    for place, byte in enumerate(file.read(min(10, max(0, end - at)))):
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return value, at + place + 1
    raise _TornError
