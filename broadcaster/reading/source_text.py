"""A file's bytes to text: the encodings Vietnamese offices hand in, and a refusal for the rest.

UTF-8 with or without its mark, UTF-16 in both orders, TCVN3 and VNI, and Windows-1258, which
stores tone marks apart from their letters. The text comes back as it was written; repair composes
it later. A Unicode file whose words were typed for a legacy font is converted like its bytes.
"""

import unicodedata
from typing import NamedTuple

from broadcaster.i18n import _
from broadcaster.reading.composing import composed
from broadcaster.reading.errors import ReadingError
from broadcaster.reading.legacy import recognise_legacy, western

_MAGIC = (
    (b"PK\x03\x04", "Word, Excel, ODT or ZIP"),
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "Word 97"),
    (b"{\\rtf", "RTF"),
    (b"ID3", "MP3"),
    (b"RIFF", "WAV"),
    (b"OggS", "Ogg"),
    (b"fLaC", "FLAC"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
)
_LETTERS_TOO = {b"BM", b"MZ"}
"""These begin a text as well; a NUL soon after tells them apart."""
_PHOTOS = (b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1", b"ftypavif")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\v\f\r") + b"\x7f"


class Decoded(NamedTuple):
    """A text and the encoding it was recognised in."""

    text: str
    encoding: str
    original: str = ""
    """Before its conversion from TCVN3 or VNI: as Windows-1252 shows it. Else empty."""


def decode_text(data: bytes) -> str:
    """Return the text of a file's bytes; `ReadingError` when they are no text."""
    return recognise(data).text


def recognise(data: bytes) -> Decoded:
    """Return the text of a file's bytes and the name of its encoding.

    NUL characters inside a text are dropped. `ReadingError` when the bytes are another kind of
    file or no text at all.
    """
    other = kind_of(data)
    if other:
        raise ReadingError.binary(other)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    guessed = _unmarked_utf16(data)
    if guessed:
        return _decoded(data, guessed)
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _eight_bit(data)


def kind_of(data: bytes) -> str:
    """Name the kind of file that bytes plainly are; empty when they may be a text."""
    if data[4:16].startswith(_PHOTOS):
        return "HEIC"
    for magic, name in _MAGIC:
        if data.startswith(magic) and (magic not in _LETTERS_TOO or b"\0" in data[:64]):
            return name
    return ""


def _decoded(data: bytes, encoding: str) -> Decoded:
    if encoding.startswith("utf-16") and len(data) % 2:
        data = data[:-1]
    try:
        return _checked(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise ReadingError.binary(f"{encoding}: {error.reason}") from error


def _unmarked_utf16(data: bytes) -> str | None:
    """Name the byte order of UTF-16 without a mark: one half of the bytes is mostly zero."""
    if len(data) < 4 or len(data) % 2:
        return None
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = len(data) // 2
    if odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _eight_bit(data: bytes) -> Decoded:
    strange = sum(data.count(bytes([c])) for c in _CONTROL)
    if strange:
        raise ReadingError.binary(_("{count} control characters").format(count=strange))
    shown = western(data)
    legacy = recognise_legacy(shown)
    if legacy:
        return Decoded(legacy.text, legacy.encoding, shown)
    text = data.decode("cp1258", errors="replace")
    if "\ufffd" in text:
        raise ReadingError.binary(_("no known encoding"))
    return Decoded(composed(text), "windows-1258")


def _checked(text: str, encoding: str) -> Decoded:
    """Drop NULs; refuse a text that is mostly control characters."""
    kept = text.replace("\0", "")
    strange = sum(1 for c in kept if unicodedata.category(c) == "Cc" and c not in "\t\n\v\f\r\x85")
    if strange > len(kept) // 20 or (text and not kept):
        count = strange + len(text) - len(kept)
        raise ReadingError.binary(_("{count} control characters").format(count=count))
    legacy = recognise_legacy(kept)
    return Decoded(legacy.text, legacy.encoding, kept) if legacy else Decoded(kept, encoding)
