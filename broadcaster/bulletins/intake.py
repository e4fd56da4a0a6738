"""What somebody brought: a text in whatever encoding, or a recording.

A file counts as a recording by its first bytes, or by its name when those say nothing, so that a
broken recording is refused as one and not as a strange text.
"""

import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from broadcaster.bulletins.errors import BulletinsError
from broadcaster.reading.source_text import recognise

LARGEST_MB = 2
"""No text of at most `reading.LIMIT` characters is larger in any encoding we know."""
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
    """A text with the encoding it was recognised in, or the path of a recording."""

    name: str
    """The file's name without its ending; empty for standard input."""
    text: str = ""
    encoding: str = ""
    recording: Path | None = None


def bring(named: str, stdin: BinaryIO | None = None) -> Brought:
    """Read the file that was named, or standard input for `-`.

    `BulletinsError` when it cannot be read or is too large; `ReadingError` when it is neither a
    text nor a recording.
    """
    if named == STDIN:
        return _from_pipe(stdin or sys.stdin.buffer)
    path = Path(named)
    try:
        with path.open("rb") as file:
            if is_recording(file.read(16), path.suffix):
                return Brought(path.stem, recording=path)
            file.seek(0)
            return _text(file, named, path.stem)
    except (OSError, io.UnsupportedOperation) as error:
        raise BulletinsError.unreadable(named, error.strerror or str(error)) from error


def is_recording(head: bytes, suffix: str = "") -> bool:
    """Say whether a file that begins with `head` and ends in `suffix` is meant as sound."""
    if head.startswith(SOUND_MAGIC) or head[4:8] == b"ftyp" or suffix.lower() in SOUND_NAMES:
        return True
    # An MPEG or AAC frame begins with eleven set bits; FF FE is the mark of UTF-16 instead.
    return len(head) > 2 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] != 0xFE


def _from_pipe(stdin: BinaryIO) -> Brought:
    data = stdin.read(LARGEST_MB * 1_000_000 + 1)
    if is_recording(data[:16]):
        raise BulletinsError.recording_from_pipe()
    return _text(io.BytesIO(data), STDIN, "")


def _text(file: BinaryIO, named: str, stem: str) -> Brought:
    data = file.read(LARGEST_MB * 1_000_000 + 1)
    if len(data) > LARGEST_MB * 1_000_000:
        raise BulletinsError.too_large(named, LARGEST_MB)
    decoded = recognise(data)
    return Brought(stem, decoded.text, decoded.encoding)
