"""The text of a PDF, page after page; a scan is told from a text.

pypdf's own bounds on what a stream may unpack to stay as they are. What stands at the head and
foot of each page comes along: which lines are furniture is for reading to propose.
"""

from typing import BinaryIO

from pypdf import PageObject, PdfReader
from pypdf.errors import FileNotDecryptedError, LimitReachedError

from broadcaster.bulletins.document_model import Document, Fault, Refused
from broadcaster.reading import LIMIT

MOST_PAGES = 1_000


def read_pdf(file: BinaryIO) -> Document:
    """Return the text of a PDF; raises `Refused`, or what pypdf raises at a damaged one."""
    try:
        return _read(PdfReader(file))
    except FileNotDecryptedError as error:
        raise Refused(Fault.ENCRYPTED) from error
    except LimitReachedError as error:
        raise Refused(Fault.UNPACKS) from error


def _read(reader: PdfReader) -> Document:
    # An owner's password alone forbids printing, not reading.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(Fault.ENCRYPTED)
    pages: list[str] = []
    pictures: list[int] = []
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text().strip("\n")  # a sentence may go on over the page
        pages.append(text)
        if not _says_something(text) and _has_picture(page):
            pictures.append(number)
        if sum(map(len, pages)) > LIMIT or number > MOST_PAGES:
            raise Refused(Fault.TOO_LONG)
    if not any(map(_says_something, pages)):
        raise Refused(Fault.SCAN if pictures else Fault.NO_TEXT)
    return Document("pdf", "\n".join(pages), len(pages), tuple(pictures))


def _says_something(text: str) -> bool:
    """Say whether a page has a word; the number that a scanner prints on it is none."""
    return any(char.isalpha() for char in text)


def _has_picture(page: PageObject) -> bool:
    """Say whether a page holds a picture, without unpacking it."""
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources else None
    found = objects.get_object().values() if objects else ()
    if any(one.get_object().get("/Subtype") in ("/Image", "/Form") for one in found):
        return True
    contents = page.get_contents()
    return contents is not None and b"\nEI" in contents.get_data()
