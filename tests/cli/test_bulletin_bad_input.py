"""Whatever people bring is taken well or refused in one line; nothing is half entered."""

import csv
import io
import json
import unicodedata
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from tests.bulletins.made_documents import pdf, word_of
from tests.cli.conftest import Ran, Run
from tests.reading.test_legacy import as_tcvn3

TEXT = "Ủy ban nhân dân xã thông báo: mai mất điện."


@pytest.fixture
def add(at_home: Run, tmp_path: Path) -> Run:
    """Add a file of these bytes."""

    def add(content: bytes, *options: str, name: str = "tin.txt") -> Ran:
        path = tmp_path / name
        path.write_bytes(content)
        return at_home("--as", "operator", "bulletin", "add", path, *options)

    return add


def entered(at_home: Run) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(at_home("bulletin", "list", "--json").out)
    return found


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n\r\n\t",
        "\ufeff\u200b\u202e".encode(),
        b"\0\0\0\0",
        ("Họp thôn. " * 80_000).encode(),
        b"a" * 2_500_000,
        b"%PDF-1.7\n\x00\x01",
        b"PK\x03\x04" + bytes(200),
        bytes(range(256)) * 20,
        "\U000f0000\u0378".encode(),
    ],
    ids=[
        "empty",
        "blank",
        "invisible",
        "nul",
        "1 MB",
        "2.5 MB",
        "pdf",
        "docx",
        "binary",
        "unassigned",
    ],
)
def test_what_is_no_text_is_refused_in_one_line(add: Run, at_home: Run, content: bytes) -> None:
    ran = add(content)
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert ran.out == ""
    assert entered(at_home) == []


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        b"\xef\xbb\xbf" + TEXT.encode(),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.replace(" ", "\u200b ").encode(),
        f"\u202a{TEXT}\u202c".encode(),
        TEXT.replace("xã", "xã\0").encode(),
        TEXT.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-16", "utf-16-le", "bom", "nfd", "zero-width", "bidi", "nul", "crlf"],
)
def test_a_text_in_odd_clothes_is_spoken_like_the_plain_one(
    add: Run, at_home: Run, content: bytes
) -> None:
    assert add(TEXT.encode()).code == 0
    assert add(content).code == 0
    scripts = [
        json.loads(at_home("bulletin", "script", number, "--json").out)["sentences"]
        for number in ("0001", "0002")
    ]
    assert [line["spoken"] for line in scripts[0]] == [line["spoken"] for line in scripts[1]]


def test_a_windows_1258_text_is_recognised_and_said(add: Run, at_home: Run) -> None:
    ran = add("Hôm nay mâ\u0301t \u0111iê\u0323n.".encode("cp1258"))
    assert ran.code == 0
    assert "windows-1258" in ran.err
    script = json.loads(at_home("bulletin", "script", "1", "--json").out)
    assert script["sentences"][0]["written"] == "Hôm nay mất điện."


def test_what_was_done_with_a_document_or_a_legacy_text_is_said(
    add: Run, at_home: Run, tmp_path: Path
) -> None:
    legacy = as_tcvn3(f"{TEXT} Bà con tắt hết thiết bị điện trước bảy giờ.")
    assert "Read as TCVN3 and converted." in add(legacy.encode("cp1252")).err
    ran = add(word_of(legacy, legacy), name="Cắt điện.docx")
    assert "From a Word document, 2 paragraphs." in ran.err
    assert "Read as TCVN3 and converted." in ran.err
    assert "From a PDF, 1 page." in add(pdf([TEXT])).err
    path = tmp_path / "moi.pdf"
    path.write_bytes(pdf(["Mai không mất điện."]))
    edited = at_home("--as", "operator", "bulletin", "edit", "1", "--text", path)
    assert edited.code == 0
    assert "From a PDF, 1 page." in edited.err
    script = json.loads(at_home("bulletin", "script", "1", "--json").out)
    assert script["sentences"][0]["written"] == "Mai không mất điện."


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Lịch \"cắt điện\"\nthôn 'Bó Lạ', đợt 2", "Lịch \"cắt điện\" thôn 'Bó Lạ', đợt 2"),
        ("Họp\u200b \u202ethôn\u2066\x07", "Họp thôn"),
        ("=1+1", "=1+1"),
        ("Đ" * 300, "Đ" * 300),
    ],
    ids=["newline and quotes", "invisible", "formula", "300 characters"],
)
def test_a_strange_title_survives_lists_csv_and_the_signed_file(
    add: Run, at_home: Run, desk: Desk, typed: str, kept: str
) -> None:
    assert add(TEXT.encode(), "--title", typed).code == 0
    assert entered(at_home)[0]["title"] == kept
    at_home("--as", "operator", "render", "1")
    at_home("--as", "operator", "bulletin", "submit", "1")
    approval = json.loads(at_home("--as", "approver", "bulletin", "approve", "1", "--json").out)
    assert approval["details"]["title"] == kept
    assert (desk.home.approvals / f"{approval['id']}.json").is_file()
    row = io.StringIO()
    csv.writer(row).writerow([kept, "x"])
    assert next(csv.reader(io.StringIO(row.getvalue()))) == [kept, "x"]


@pytest.mark.parametrize("title", ["Đ" * 301, "", "\u200b", "\n \n"])
def test_a_title_too_long_or_empty_is_refused(add: Run, at_home: Run, title: str) -> None:
    ran = add(TEXT.encode(), "--title", title)
    assert ran.code == 1
    assert "--title" in ran.err
    assert entered(at_home) == []


@pytest.mark.parametrize(
    "content", [b"", b"no sound at all", b"RIFF\x24\x00\x00\x00WAVEfmt ", b"ID3\x04" + bytes(50)]
)
def test_a_broken_recording_is_refused_as_one(add: Run, at_home: Run, content: bytes) -> None:
    ran = add(content, name="ghi-am.wav")
    assert ran.code == 1
    assert "ghi-am.wav" in ran.err
    assert entered(at_home) == []


def test_a_file_that_is_not_there_is_named(at_home: Run) -> None:
    ran = at_home("--as", "operator", "bulletin", "add", "/khong/co.txt")
    assert ran.code == 1
    assert "/khong/co.txt" in ran.err
