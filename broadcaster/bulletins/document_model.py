"""What the reading of a DOCX or PDF comes to: its text, or why there is none.

Words of both sides: the child process that reads, and the parent that asked for it.
"""

from dataclasses import dataclass, field
from enum import StrEnum

LARGEST_DOCUMENT_MB = 20
"""Pictures included; the text of a bulletin alone is a hundredth of it."""


class Fault(StrEnum):
    """Why a document is refused. Codes of the child; the parent has the sentences."""

    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    MISSING = "missing"
    NO_TEXT = "no-text"
    OTHER = "other"
    SCAN = "scan"
    TOO_LONG = "too-long"
    TOO_MUCH = "too-much"
    UNPACKS = "unpacks"


class Refused(Exception):  # noqa: N818 # an answer of the child, not a mistake in it
    """A document is not read; `detail` names the other kind of file where it is one."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(fault)
        self.fault = fault
        self.detail = detail


@dataclass(frozen=True)
class Document:
    """The text of a document, one line a paragraph, a row, or a line of a page."""

    kind: str
    """`docx` or `pdf`."""
    text: str
    parts: int
    """Paragraphs of a DOCX, pages of a PDF."""
    pictures: tuple[int, ...] = field(default=())
    """Pages of a PDF, from 1, that hold a picture and no text: they were not read."""


def document_kind(head: bytes) -> str:
    """Say by its first bytes whether a file may be a `docx` or a `pdf`; empty for neither."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    begins = head[:1024].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\0")
    return "pdf" if begins.startswith(b"%PDF-") else ""
