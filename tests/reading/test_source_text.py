"""Bytes to text: each encoding our offices use, and what is no text."""

import unicodedata

import pytest

from broadcaster.reading import ReadingError, decode_text, read
from broadcaster.reading.source_text import recognise

TEXT = "Ủy ban nhân dân xã thông báo: ngày 5/9 khai giảng."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (("Thong bao hop thon. " * 4).encode("utf-16-le"), "utf-16-le"),
        (("Thong bao hop thon. " * 4).encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_each_encoding_is_recognised(data: bytes, encoding: str) -> None:
    decoded = recognise(data)
    assert decoded.encoding == encoding
    assert decoded.text.startswith(("Ủy ban", "Thong bao"))


def windows_1258(text: str) -> bytes:
    """Write as Vietnamese Windows does: the letter, then its tone mark."""
    out = []
    for char in text:
        try:
            out.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tone = [mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323"]
            letter = unicodedata.normalize("NFC", parts.replace(tone[0], ""))
            out += [letter.encode("cp1258"), tone[0].encode("cp1258")]
    return b"".join(out)


def test_windows_1258_comes_back_composed() -> None:
    decoded = recognise(windows_1258(TEXT))
    assert decoded == (TEXT, "windows-1258", "")


def test_nul_characters_are_dropped() -> None:
    assert decode_text(b"Th\0\xc3\xb4n 1 h\0\xe1\xbb\x8dp.") == "Thôn 1 họp."


@pytest.mark.parametrize(
    ("data", "sign"),
    [
        (b"PK\x03\x04" + bytes(40), "Word"),
        (b"%PDF-1.7\n", "PDF"),
        (b"ID3\x04" + bytes(20), "MP3"),
        (bytes(range(256)), "control characters"),
        (bytes(400), "control characters"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, sign: str) -> None:
    with pytest.raises(ReadingError, match=sign):
        decode_text(data)


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode_text(b"") == ""
    with pytest.raises(ReadingError, match="empty"):
        read(decode_text(b""))
