"""Documents as offices hand them in, made here: DOCX by python-docx, PDF object by object."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence

import docx
from docx.document import Document as Word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(write: Callable[[Word], object]) -> bytes:
    """Return the DOCX that `write` fills."""
    document = docx.Document()
    write(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_of(*paragraphs: str) -> bytes:
    return word(lambda document: [document.add_paragraph(text) for text in paragraphs])


def package(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def word_xml(body: str, before: str = "") -> bytes:
    """Return a package of nothing but a main part with this body."""
    xml = f"{before}<w:document {W}><w:body>{body}</w:body></w:document>"
    return package({"word/document.xml": xml.encode()})


def lying(data: bytes, size: int) -> bytes:
    """Return a package of one entry that declares another size than it unpacks to."""
    declared = size.to_bytes(4, "little")
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        found = data.index(mark) + at
        data = data[:found] + declared + data[found + 4 :]
    return data


def pdf(*pages: Sequence[str], extra: bytes = b"") -> bytes:
    """Return a PDF of lines in a font whose codes mean letters by a ToUnicode map only.

    `extra` goes into the trailer.
    """
    letters = sorted({char for page in pages for line in page for char in line})
    codes = {char: number for number, char in enumerate(letters, 1)}
    cmap = "begincmap\n1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n"
    for char, number in codes.items():
        cmap += f"1 beginbfchar\n<{number:04x}><{char.encode('utf-16-be').hex()}>\nendbfchar\n"
    objects = [
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H"
        b"/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/DW 600"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        stream((cmap + "endcmap").encode()),
    ]
    drawn = [stream(_drawn(page, codes)) for page in pages]
    return _file(objects, drawn, "/Font<</F 3 0 R>>", extra)


def scan(pages: int = 1) -> bytes:
    """Return a PDF whose pages are pictures."""
    picture = stream(
        bytes(3), "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
        "/ColorSpace/DeviceRGB",
    )  # fmt: skip
    return _file([picture], [stream(b"/P Do")] * pages, "/XObject<</P 3 0 R>>")


def stream(data: bytes, keys: str = "") -> bytes:
    packed = zlib.compress(data, 9)
    head = f"<<{keys}/Filter/FlateDecode/Length {len(packed)}>>stream\n"
    return head.encode() + packed + b"\nendstream"


def _drawn(lines: Sequence[str], codes: dict[str, int]) -> bytes:
    out = "BT /F 12 Tf 50 800 Td 14 TL\n"
    for line in lines:
        out += f"<{''.join(f'{codes[char]:04x}' for char in line)}> Tj T*\n"
    return (out + "ET").encode()


def _file(objects: list[bytes], pages: list[bytes], resources: str, extra: bytes = b"") -> bytes:
    """Number the objects from 3, then each page and what it draws; write table and trailer."""
    first = 3 + len(objects)
    numbers = [first + 2 * at for at in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        *objects,
    ]
    for number, drawn in zip(numbers, pages, strict=True):
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {number + 1} 0 R"
        objects += [f"{page}/Resources<<{resources}>>>>".encode(), drawn]
    out = b"%PDF-1.7\n"
    starts = []
    for number, written in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj" % number + written + b"endobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % start for start in starts)
    trailer = b"trailer<</Root 1 0 R/Size %d%s>>\n" % (len(objects) + 1, extra)
    return out + table + trailer + b"startxref\n%d\n%%%%EOF" % len(out)


def one_line(sentence: str) -> bool:
    return re.fullmatch(r"[^\n]{20,}", sentence) is not None
