"""The text of a Word document (DOCX): paragraphs, tables and text boxes, in reading order.

Left out: what tracked changes deleted or moved away, hidden text, codes of fields, footnotes,
comments, page headers and footers. Numbers that Word itself puts before list items are not in
the file's text and so not here. Only the main part of the package is unpacked, within a bound:
the sizes a package declares are the word of whoever made it.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from docx.oxml.ns import nsmap
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from broadcaster.bulletins.document_model import Document, Fault, Refused
from broadcaster.reading import LIMIT

MOST_ENTRIES = 2_000
LARGEST_UNPACKED = 40_000_000
MOST_PACKED = 200
"""How many times smaller than its content an entry of a megabyte or more may be."""
_LARGE_ENTRY = 1_000_000
_XML_ERR_NO_MEMORY = 2
"""xmlParserErrors of libxml2."""
_MAIN_PART = re.compile(r"word/document\d*\.xml")
_OTHER_KINDS = (
    ("xl/", "Excel"),
    ("ppt/", "PowerPoint"),
    ("Index/", "Apple Pages"),
    ("AndroidManifest.xml", "APK"),
    ("META-INF/MANIFEST.MF", "JAR"),
)
_MIME_KINDS = (
    (b"opendocument.text", "OpenDocument (ODT)"),
    (b"opendocument.spreadsheet", "OpenDocument (ODS)"),
    (b"opendocument", "OpenDocument"),
    (b"epub", "EPUB"),
)
_W = f"{{{nsmap['w']}}}"
_SKIPPED = {
    *(_W + name for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr")),
    *(_W + name for name in ("instrText", "delText", "delInstrText")),
    # The same text box once more, for readers older than 2010.
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_SIGNS = {
    _W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-",
    _W + "softHyphen": "\u00ad",
}  # fmt: skip
"""The soft hyphen is kept: in a text for TCVN3 fonts it is the letter ư."""


def read_word(file: BinaryIO) -> Document:
    """Return the text of a DOCX; raises `Refused` for another package or one that unpacks wildly.

    A damaged package raises whatever the parser raises.
    """
    with zipfile.ZipFile(file) as package:
        _check(package.infolist())
        root = _parsed(_unpacked(package, _main_part(package)))
    lines: list[str] = []
    length = 0
    for line in _lines(root):
        lines.append(line)
        length += len(line) + 1
        if length > LIMIT:
            raise Refused(Fault.TOO_LONG)
    if not "".join(lines).strip():
        raise Refused(Fault.NO_TEXT)
    return Document("docx", "\n".join(lines), sum(bool(line.strip()) for line in lines))


def _check(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse by what the package says of itself, before anything is unpacked."""
    if len(entries) > MOST_ENTRIES or sum(one.file_size for one in entries) > LARGEST_UNPACKED:
        raise Refused(Fault.UNPACKS)
    for one in entries:
        if one.file_size >= _LARGE_ENTRY and one.file_size > one.compress_size * MOST_PACKED:
            raise Refused(Fault.UNPACKS)


def _main_part(package: zipfile.ZipFile) -> zipfile.ZipInfo:
    entries = {one.filename: one for one in package.infolist()}
    main = next((name for name in sorted(entries) if _MAIN_PART.fullmatch(name)), None)
    if main is None:
        raise Refused(Fault.OTHER, _other_kind(package, entries))
    if entries[main].flag_bits & 1:
        raise Refused(Fault.ENCRYPTED)
    return entries[main]


def _other_kind(package: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> str:
    for begin, kind in _OTHER_KINDS:
        if any(name.startswith(begin) for name in entries):
            return kind
    if "mimetype" in entries and not entries["mimetype"].flag_bits & 1:
        with package.open("mimetype") as file:
            mime = file.read(100)
        return next((kind for sign, kind in _MIME_KINDS if sign in mime), "ZIP")
    return "ZIP"


def _unpacked(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with package.open(entry) as file:
        data = file.read(LARGEST_UNPACKED + 1)
    if len(data) > LARGEST_UNPACKED:
        raise Refused(Fault.UNPACKS)
    return data


def _parsed(xml: bytes) -> BaseOxmlElement:
    try:
        root = parse_xml(xml)
    except SyntaxError as error:  # lxml's own error is one, also when the memory is full
        if getattr(error, "code", 0) == _XML_ERR_NO_MEMORY:
            raise MemoryError from error
        raise
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused(Fault.DAMAGED)  # no editor declares entities; whoever does wants harm
    return root


def _lines(parent: BaseOxmlElement) -> Iterator[str]:
    """Give the lines of everything inside a body, a cell, a text box or a wrapper of these."""
    for child in parent:
        if child.tag in _SKIPPED:
            continue
        if child.tag == _W + "p":
            yield from _paragraph(child)
        elif child.tag == _W + "tr":
            yield from _row(child)
        elif isinstance(child.tag, str):
            yield from _lines(child)


def _row(row: BaseOxmlElement) -> Iterator[str]:
    """Give a row as one line with bars; cells of several paragraphs each as lines of their own.

    The latter are no figures but the layout of a page, such as the head of a letter.
    """
    cells = [[line for line in _lines(cell) if line.strip()] for cell in _cells(row)]
    cells = [cell for cell in cells if cell]
    if any(len(cell) > 1 for cell in cells):
        yield from (line for cell in cells for line in cell)
    elif cells:
        yield " | ".join(cell[0].strip() for cell in cells)


def _cells(row: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    for child in row:
        if child.tag == _W + "tc":
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _cells(child)


def _paragraph(paragraph: BaseOxmlElement) -> Iterator[str]:
    """Give the lines of a paragraph, then those of the text boxes that hang on it."""
    boxes: list[BaseOxmlElement] = []
    yield from "".join(_pieces(paragraph, boxes)).split("\n")
    for box in boxes:
        yield from _lines(box)


def _pieces(parent: BaseOxmlElement, boxes: list[BaseOxmlElement]) -> Iterator[str]:
    for child in parent:
        if child.tag in _SKIPPED or _is_hidden(child):
            continue
        if child.tag == _W + "t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == _W + "txbxContent":
            boxes.append(child)
        elif isinstance(child.tag, str):
            yield from _pieces(child, boxes)


def _is_hidden(run: BaseOxmlElement) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish") if run.tag == _W + "r" else None
    return vanish is not None and vanish.get(_W + "val", "1") not in ("0", "false", "off")
