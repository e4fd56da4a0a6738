import io
import unicodedata
from pathlib import Path

import pytest

from broadcaster.bulletins import BulletinsError
from broadcaster.bulletins.intake import bring
from broadcaster.reading import ReadingError

TEXT = "Ủy ban nhân dân xã thông báo: mai mất điện."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_is_brought_whatever_its_unicode_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "tin.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert bring(str(path)).text == TEXT


def test_windows_1258_is_recognised_and_said(tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    decomposed = unicodedata.normalize("NFD", "Họp thôn, mời bà con")
    kept = decomposed.replace("o\u0302", "ô").replace("a\u0302", "â").replace("o\u031b", "ơ")
    path.write_bytes(kept.encode("cp1258"))
    brought = bring(str(path))
    assert brought.text == "Họp thôn, mời bà con"
    assert brought.encoding == "windows-1258"


def test_nul_characters_inside_a_text_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    path.write_bytes(f"{TEXT}\0{TEXT}".encode())
    assert bring(str(path)).text == TEXT + TEXT


@pytest.mark.parametrize(
    "head", [b"%PDF-1.7 ", b"PK\x03\x04word", b"\x89PNG\r\n\x1a\n", bytes(range(1, 32)) * 9]
)
def test_other_kinds_of_file_are_refused_in_one_sentence(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "tin.doc"
    path.write_bytes(head + b"\x00\x01\x02" * 50)
    with pytest.raises((BulletinsError, ReadingError)) as refused:
        bring(str(path))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.bin", b"RIFF\x00\x00\x00\x00WAVE"),
        ("a.bin", b"ID3\x04"),
        ("a.bin", b"\xff\xfb\x90\x00"),
        ("a.bin", b"OggS"),
        ("a.bin", b"\x00\x00\x00\x18ftypM4A "),
        ("a.mp3", b"no sound at all"),
        ("GHI-AM.WAV", b""),
    ],
)
def test_a_recording_is_known_by_its_bytes_or_its_name(
    tmp_path: Path, name: str, head: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(head)
    assert bring(str(path)).recording == path


def test_the_marks_of_utf16_are_no_recording(tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    path.write_bytes(b"\xff\xfe" + TEXT.encode("utf-16-le"))
    assert bring(str(path)).recording is None


def test_text_comes_through_a_pipe_and_a_recording_does_not() -> None:
    assert bring("-", io.BytesIO(TEXT.encode())).text == TEXT
    with pytest.raises(BulletinsError, match="through the pipe"):
        bring("-", io.BytesIO(b"OggS and so on"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BulletinsError, match=r"khong-co\.txt"):
        bring(str(tmp_path / "khong-co.txt"))
    with pytest.raises(BulletinsError, match="cannot be read"):
        bring(str(tmp_path))


def test_a_file_of_many_megabytes_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    path.write_bytes(b"a" * 2_100_000)
    with pytest.raises(BulletinsError, match="larger than 2 MB"):
        bring(str(path))
