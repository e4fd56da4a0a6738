"""What somebody brought: a text in whatever encoding, a document, or a recording.

A file counts as a recording by its first bytes, or by its name when those say nothing, so that a
broken recording is refused as one and not as a strange text. A document (DOCX, PDF) is known by
its bytes alone and read by a process of its own. Text typed for a TCVN3 or VNI font is converted,
and kept as it was beside.
"""

import io
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from broadcaster.bulletins.document_errors import DocumentError
from broadcaster.bulletins.document_model import LARGEST_DOCUMENT_MB, document_kind
from broadcaster.bulletins.documents import read_document
from broadcaster.bulletins.errors import BulletinsError
from broadcaster.reading import recognise_legacy
from broadcaster.reading.source_text import kind_of, recognise

LARGEST_MB = 2
"""No text of at most `reading.LIMIT` characters is larger in any encoding we know."""
_MB = 1_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
"""The name of the stream in which Office keeps a newer document behind a password."""
STDIN = "-"
SOUND_NAMES = {
    *(".3gp", ".aac", ".aif", ".aiff", ".amr", ".caf", ".flac", ".m4a", ".mka", ".mp2", ".mp3"),
    *(".mp4", ".oga", ".ogg", ".opus", ".wav", ".webm", ".wma"),
}
SOUND_MAGIC = (
    b"RIFF", b"RF64", b"ID3", b"OggS", b"fLaC", b"FORM", b"caff", b"#!AMR", b"\x1aE\xdf\xa3",
    b"0&\xb2u\x8ef\xcf\x11",
)  # fmt: skip


@dataclass(frozen=True)
class Brought:
    """A text with what it was taken from, or the path of a recording."""

    name: str
    """The file's name without its ending; empty for standard input."""
    text: str = ""
    encoding: str = ""
    """Empty for a document, unless its text was converted from `tcvn3` or `vni`."""
    recording: Path | None = None
    kind: str = "text"
    """`text`, `docx`, `pdf`, or `recording`."""
    original: str = ""
    """The text before its conversion from TCVN3 or VNI; empty when there was none."""
    parts: int = 0
    """Paragraphs of a DOCX, pages of a PDF."""
    pictures: tuple[int, ...] = ()
    """Pages of a PDF that hold a picture and no text, and so were not read."""


def bring(named: str, stdin: BinaryIO | None = None) -> Brought:
    """Read the file that was named, or standard input for `-`.

    `BulletinsError` when it cannot be read, is too large or a document without a text that can be
    taken; `ReadingError` when it is no text, no document and no recording. A document may take
    `documents.LONGEST_S`.
    """
    if named == STDIN:
        return _from_pipe(stdin or sys.stdin.buffer)
    path = Path(named)
    try:
        with path.open("rb") as file:
            if is_recording(file.read(16), path.suffix):
                return Brought(path.stem, recording=path, kind="recording")
            file.seek(0)
            return _taken(_bounded(file, named), named, path.stem)
    except (OSError, io.UnsupportedOperation) as error:
        raise BulletinsError.unreadable(named, error.strerror or str(error)) from error


def bring_bytes(data: bytes, name: str) -> Brought:
    """Take the text of an uploaded file; its type is what its bytes say, `name` only a title.

    Raises as `bring` does, and `BulletinsError` for a recording: those are brought by path.
    """
    return bring_file(io.BytesIO(data), name)


def bring_file(file: BinaryIO, name: str) -> Brought:
    """Do the same with a file that is open for reading, of which no more is read than allowed."""
    short = re.split(r"[/\\]", name)[-1]
    data = _bounded(file, short)
    if is_recording(data[:16]):
        raise DocumentError.recording(short)
    return _taken(data, short, Path(short).stem)


def is_recording(head: bytes, suffix: str = "") -> bool:
    """Say whether a file that begins with `head` and ends in `suffix` is meant as sound."""
    if kind_of(head) == "HEIC":
        return False
    if head.startswith(SOUND_MAGIC) or head[4:8] == b"ftyp" or suffix.lower() in SOUND_NAMES:
        return True
    # An MPEG or AAC frame begins with eleven set bits; FF FE is the mark of UTF-16 instead.
    return len(head) > 2 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] != 0xFE


def _from_pipe(stdin: BinaryIO) -> Brought:
    data = _bounded(stdin, STDIN)
    if is_recording(data[:16]):
        raise BulletinsError.recording_from_pipe()
    return _taken(data, STDIN, "")


def _bounded(file: BinaryIO, named: str) -> bytes:
    """Read a file; one that is larger than its kind may be is refused before it is read whole."""
    data = file.read(LARGEST_MB * _MB + 1)
    if document_kind(data[:1024]):
        data += file.read((LARGEST_DOCUMENT_MB - LARGEST_MB) * _MB)
        if len(data) > LARGEST_DOCUMENT_MB * _MB:
            raise DocumentError.too_heavy(named)
    elif len(data) > LARGEST_MB * _MB and not (is_recording(data[:16]) or kind_of(data)):
        raise BulletinsError.too_large(named, LARGEST_MB)
    return data


def _taken(data: bytes, named: str, stem: str) -> Brought:
    if data.startswith(_OLD_OFFICE):
        raise DocumentError.old_office(named, protected=_PROTECTED in data)
    if not document_kind(data[:1024]):
        decoded = recognise(data)
        return Brought(stem, decoded.text, decoded.encoding, original=decoded.original)
    found = read_document(data, named)
    legacy = recognise_legacy(found.text)
    return Brought(
        stem,
        legacy.text if legacy else found.text,
        legacy.encoding if legacy else "",
        kind=found.kind,
        original=found.text if legacy else "",
        parts=found.parts,
        pictures=found.pictures,
    )
