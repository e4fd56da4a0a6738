"""DOCX and PDF: their text in reading order, and for every other thing a sentence of ours."""

import io
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from docx.document import Document as Word
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcaster.bulletins import BulletinsError, document_reader
from broadcaster.bulletins.document_errors import DocumentError
from broadcaster.bulletins.document_model import Document, Fault, Refused
from broadcaster.bulletins.documents import read_document
from broadcaster.bulletins.intake import Brought, bring, bring_bytes
from broadcaster.errors import BroadcasterError
from broadcaster.reading import LIMIT, ReadingError, read
from tests.bulletins.made_documents import (
    lying,
    one_line,
    package,
    pdf,
    scan,
    stream,
    word,
    word_of,
    word_xml,
)
from tests.reading.test_legacy import as_tcvn3, as_vni

LINES = ("Ủy ban nhân dân xã thông báo lịch cắt điện.", "Thôn Bó Lạ mất điện từ 8 giờ.")
TYPED = "Ủy ban nhân dân xã thông báo: từ ngày mai các hộ gia đình sử dụng nước tiết kiệm."


def refusal(data: bytes, name: str = "tin.docx") -> str:
    """Return the one sentence with which a file is refused."""
    with pytest.raises((BulletinsError, ReadingError)) as refused:
        bring_bytes(data, name)
    assert one_line(str(refused.value))
    return str(refused.value)


def text_of(body: str) -> str:
    return bring_bytes(word_xml(body), "tin.docx").text


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


# Word documents


def test_a_word_document_is_a_line_for_each_paragraph() -> None:
    def write(document: Word) -> None:
        document.add_heading("Thông báo", 1)
        for line in LINES:
            document.add_paragraph(line)

    brought = bring_bytes(word(write), "C:\\fakepath\\Lịch cắt điện.docx")
    text = "\n".join(("Thông báo", *LINES))
    assert brought == Brought("Lịch cắt điện", text, kind="docx", parts=3)


def test_a_document_is_known_by_its_bytes_and_not_by_its_name() -> None:
    assert bring_bytes(word_of(*LINES), "anh.png").kind == "docx"
    assert bring_bytes(pdf(LINES), "ghi-am.mp3").kind == "pdf"
    assert bring_bytes("Mai mất điện.".encode(), "tin.docx").kind == "text"


def test_a_document_comes_by_path_and_through_a_pipe(tmp_path: Path) -> None:
    data = word_of(*LINES)
    path = tmp_path / "Tin cắt điện.bin"
    path.write_bytes(data)
    assert bring(str(path)) == bring_bytes(data, "Tin cắt điện.docx")
    assert bring("-", io.BytesIO(data)).text == "\n".join(LINES)


def test_a_row_of_figures_is_a_line_with_bars() -> None:
    def write(document: Word) -> None:
        table = document.add_table(2, 2)
        for row, cells in enumerate((("Thôn", "Số hộ"), ("Bó Lạ", "42"))):
            for column, written in enumerate(cells):
                table.cell(row, column).text = written

    assert bring_bytes(word(write), "").text == "Thôn | Số hộ\nBó Lạ | 42"


def test_the_head_of_a_letter_is_read_cell_after_cell_and_proposed_for_omission() -> None:
    def write(document: Word) -> None:
        head = document.add_table(1, 2)
        head.cell(0, 0).text = "UBND XÃ BÓ LẠ\nSố: 12/TB-UBND"
        right = head.cell(0, 1)
        right.text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        head.cell(0, 0).add_paragraph("(Bản sao)")
        right.add_paragraph("Độc lập - Tự do - Hạnh phúc")
        document.add_paragraph(LINES[0])

    text = bring_bytes(word(write), "").text
    assert text.splitlines()[-3:-1] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    spoken = " ".join(sentence.spoken for sentence in read(text).spoken_sentences)
    assert "độc lập" not in spoken


def test_tracked_insertions_are_read_and_deletions_are_not() -> None:
    body = (
        f"<w:p>{run('Họp lúc ')}<w:del><w:r><w:delText>7</w:delText></w:r></w:del>"
        f"<w:ins>{run('8')}</w:ins>{run(' giờ.')}<w:moveFrom>{run('Xa')}</w:moveFrom></w:p>"
    )
    assert text_of(body) == "Họp lúc 8 giờ."


def test_links_controls_and_smart_tags_keep_their_text() -> None:
    body = (
        f"<w:p><w:hyperlink>{run('Đơn')}</w:hyperlink><w:smartTag>{run(' vị')}</w:smartTag></w:p>"
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run('Kính gửi')}</w:p></w:sdtContent></w:sdt>"
    )
    assert text_of(body) == "Đơn vị\nKính gửi"


def test_codes_of_fields_and_hidden_text_are_left_out() -> None:
    body = (
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>"
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>{run('Trang')}"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> một</w:t></w:r></w:p>'
    )
    assert text_of(body) == "Trang một"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent><w:p>{run('Trong khung')}</w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p>{run('Trước ')}<w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>{run('sau')}</w:p>"
    )
    assert text_of(body) == "Trước sau\nTrong khung"


def test_tabs_breaks_and_hyphens_are_signs_of_the_text() -> None:
    body = (
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>"
        "<w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>"
    )
    assert text_of(body) == "a\tb\nc-d"


@pytest.mark.parametrize(("encoding", "typed"), [("tcvn3", as_tcvn3), ("vni", as_vni)])
def test_a_document_in_a_legacy_font_is_converted_and_kept_as_it_was(
    encoding: str, typed: Callable[[str], str]
) -> None:
    shown = typed(TYPED)
    for data in (word_of(shown), pdf([shown])):
        brought = bring_bytes(data, "cu.docx")
        assert brought.encoding == encoding
        assert brought.text.strip().lower() == TYPED.lower()
        assert brought.original.strip() == shown


# PDF


def test_a_pdf_is_read_page_after_page_through_its_own_map_of_letters() -> None:
    brought = bring_bytes(pdf(LINES, ["Trang hai."]), "tin.pdf")
    assert brought == Brought("tin", "\n".join((*LINES, "Trang hai.")), kind="pdf", parts=2)


def test_a_scan_is_named_as_one() -> None:
    assert "is a scan" in refusal(scan(3), "quet.pdf")


def test_a_page_that_is_a_picture_among_pages_of_text_is_told() -> None:
    writer = pypdf.PdfWriter()
    for data in (pdf(LINES), scan(), pdf(LINES)):
        writer.append(io.BytesIO(data))
    out = io.BytesIO()
    writer.write(out)
    assert bring_bytes(out.getvalue(), "tin.pdf").pictures == (2,)


def test_a_page_without_anything_holds_no_text() -> None:
    assert "without any text" in refusal(pdf([]), "trang.pdf")
    assert "without any text" in refusal(word_of(""), "trang.docx")


@pytest.mark.parametrize(("user", "readable"), [("", True), ("mat-khau", False)])
def test_a_pdf_that_wants_a_password_is_named_and_one_that_forbids_printing_is_read(
    user: str, readable: bool
) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(LINES)))
    writer.encrypt(user, "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    if readable:
        assert bring_bytes(out.getvalue(), "").text.startswith(LINES[0])
    else:
        assert "password" in refusal(out.getvalue(), "khoa.pdf")


# What is something else


@pytest.mark.parametrize(
    ("data", "sign"),
    [
        (package({"xl/workbook.xml": b"x"}), "Excel"),
        (package({"ppt/presentation.xml": b"x"}), "PowerPoint"),
        (package({"mimetype": b"application/vnd.oasis.opendocument.text"}), "ODT"),
        (package({"a.txt": b"x"}), "ZIP"),
        (package({}), "ZIP"),
        (b"MZ\x90\0" + bytes(100), "EXE"),
        (b"\x7fELF\x02\x01" + bytes(100), "ELF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "JPEG"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(100), "HEIC"),
        (b"\x89PNG\r\n\x1a\n" + bytes(3_000_000), "PNG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "97-2003"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (b"OggS" + bytes(100), "recording"),
    ],
)
def test_what_is_no_document_is_named_by_its_content(data: bytes, sign: str) -> None:
    assert sign in refusal(data)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.999])
@pytest.mark.parametrize("whole", [word_of(*LINES), pdf(LINES)], ids=["docx", "pdf"])
def test_a_truncated_document_is_damaged_or_still_readable(whole: bytes, share: float) -> None:
    cut = whole[: int(len(whole) * share)]
    try:
        said = bring_bytes(cut, "cut.docx").text
    except DocumentError as refused:
        said = str(refused)
    assert LINES[0] in said or one_line(said)


def test_a_document_is_refused_above_the_limits() -> None:
    assert "20 MB" in refusal(b"%PDF-1.7" + bytes(20_000_001))
    assert f"more than {LIMIT} characters" in refusal(word_of("a" * LIMIT, "b"))


# What wants harm


def test_packages_that_declare_too_much_are_not_unpacked() -> None:
    main = {"word/document.xml": b"<a/>"}
    many = {f"word/{number}.xml": b"" for number in range(2_001)}
    for data in (
        package(main | many),
        package({"word/document.xml": bytes(2_000_000)}),
        package(main | {f"word/{number}.bin": bytes(900_000) for number in range(50)}),
    ):
        assert "unpacks" in refusal(data)


@pytest.mark.parametrize("declared", [100, 100_000])
def test_a_bomb_that_lies_about_its_size_is_unpacked_no_further(declared: int) -> None:
    bomb = package({"word/document.xml": b"<a>" + b" " * 60_000_000})
    assert "damaged" in refusal(lying(bomb, declared))


def test_entities_are_not_expanded_and_nothing_outside_is_read() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    for declared, used in (
        (f'<!ENTITY l0 "ha">{laughs}', "&l11;"),
        ('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
        ('<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;', ""),
    ):
        data = word_xml(f"<w:p>{run(used)}</w:p>", f"<!DOCTYPE d [{declared}]>")
        assert "damaged" in refusal(data)


def test_a_pdf_whose_stream_unpacks_wildly_is_stopped() -> None:
    whole = pdf(LINES)
    drawn = list(re.finditer(rb"<</Filter.*?endstream", whole, re.DOTALL))[-1]
    bomb = whole[: drawn.start()] + stream(b" " * 90_000_000) + whole[drawn.end() :]
    assert refusal(bomb, "bom.pdf")


def test_a_document_that_fills_the_memory_costs_its_own_process_only() -> None:
    letters = random.Random(1).choices("abcdefghijklmnop", k=100_000)
    data = package({"word/document.xml": f"<d>{'<b/>'.join(letters) * 79}</d>".encode()})
    assert "memory" in refusal(data)


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_parser_that_is_not_installed_is_named_and_not_taken_for_a_heavy_document(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in ("word_document", "pdf_document"):
        monkeypatch.setitem(sys.modules, f"broadcaster.bulletins.{part}", None)
    with pytest.raises(Refused) as refused:
        document_reader.read_document(word_of(*LINES) if kind == "docx" else pdf(LINES))
    assert refused.value.fault == Fault.MISSING
    said = str(DocumentError.refused("tin.docx", Fault.MISSING, refused.value.detail))
    assert "_document is missing from this installation" in said


def test_a_document_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(DocumentError, match="time or memory"):
        read_document(word_of(*LINES), "tin.docx", longest_s=0)


def test_the_reading_process_has_lowered_its_limits() -> None:
    """Each `tried` line would end this child's program if the limit did not hold."""
    program = (
        "import resource, sys, tempfile\n"
        "from broadcaster.bulletins.document_reader import limit_itself\n"
        "limit_itself()\n"
        "assert resource.getrlimit(resource.RLIMIT_CPU) == (20, 20)\n"
        "def tried(act):\n"
        "    try: act()\n"
        "    except (OSError, MemoryError): return\n"
        "    sys.exit(3)\n"
        "tried(lambda: bytearray(1 << 30))\n"
        "tried(lambda: [open('/dev/null') for _ in range(40)])\n"
        "tried(lambda: open(sys.argv[1], 'wb', 0).write(b'x'))\n"
    )
    with tempfile.NamedTemporaryFile() as file:
        done = subprocess.run([sys.executable, "-c", program, file.name], check=False)
    assert done.returncode == 0


# Anything at all


def answered(data: bytes) -> Document | Fault:
    """Read as the child does, in this process."""
    try:
        return document_reader.read_document(data)
    except Refused as refused:
        return refused.fault


MADE = (word_of(*LINES), pdf(LINES), scan(), word_xml(f"<w:p>{run('Họp thôn')}</w:p>"))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from([b"PK\x03\x04", b"%PDF-1.7\n"]), st.binary(max_size=2_000))
def test_random_bytes_after_a_magic_are_answered(magic: bytes, rest: bytes) -> None:
    assert answered(magic + rest)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(MADE), st.data())
def test_a_document_with_changed_bytes_is_answered(whole: bytes, data: st.DataObject) -> None:
    changed = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert answered(bytes(changed))


@settings(max_examples=12, deadline=None)
@given(st.sampled_from([b"PK\x03\x04", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0", b""]), st.binary())
def test_whatever_is_uploaded_ends_in_a_text_or_a_sentence(magic: bytes, rest: bytes) -> None:
    try:
        said = bring_bytes(magic + rest, "tep").kind
    except BroadcasterError as refused:
        said = str(refused)
    assert said == "text" or one_line(said)
