"""A bulletin read paragraph by paragraph: which take belongs where, and whether all are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from broadcaster.bulletins.taking_errors import TakingError
from broadcaster.production.takes import Heard, Part
from broadcaster.reading.paragraphs import Paragraph


@dataclass(frozen=True)
class ParagraphTake:
    """A recording that somebody brought for a paragraph."""

    key: str
    """Of the paragraph."""
    name: str
    """Of the file, as it came."""
    heard: Heard
    by: str
    at: datetime


@dataclass(frozen=True)
class Placed:
    """A paragraph with its take, if it has one."""

    paragraph: Paragraph
    take: ParagraphTake | None


def place(
    paragraphs: Sequence[Paragraph], takes: Mapping[str, ParagraphTake]
) -> tuple[Placed, ...]:
    """Return each paragraph with the take of its words."""
    return tuple(Placed(one, takes.get(one.key)) for one in paragraphs)


def choose(bulletin: str, paragraphs: Sequence[Paragraph], number: int) -> Paragraph:
    """Return the paragraph of this number; `TakingError` when there is none."""
    if not 1 <= number <= len(paragraphs):
        raise TakingError.no_paragraph(bulletin, number, len(paragraphs))
    return paragraphs[number - 1]


def parts_of(bulletin: str, placed: Sequence[Placed]) -> list[Part]:
    """Return the takes as they are joined; `TakingError` while one is missing."""
    open_ = [one.paragraph.number for one in placed if one.take is None]
    if open_:
        raise TakingError.incomplete(bulletin, open_)
    return [
        Part(one.paragraph.number, one.take.heard, one.paragraph.pause_ms)
        for one in placed
        if one.take is not None
    ]
