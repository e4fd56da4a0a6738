"""`read`: a written text to a `Script`.

Repair, page, sentences, spoken words, flags - each its own module; here they only meet. Reading
is pure: the same text, region and lexicon give the same script.
"""

import re

from broadcaster.reading.errors import ReadingError
from broadcaster.reading.layout import blocks, is_capitals
from broadcaster.reading.lexicon import Lexicon
from broadcaster.reading.marks import Piece, ended, joined
from broadcaster.reading.model import Flag, Region, Script, Sentence
from broadcaster.reading.repair import Repaired, repair
from broadcaster.reading.sentences import Stretch, stretches
from broadcaster.reading.vi.definitions import Document
from broadcaster.reading.vi.sight import Sight
from broadcaster.reading.vi.speaker import speak

LIMIT = 200_000
"""Characters read at once; a bulletin of that length would sound for three hours."""

RULES_VERSION = "1"
"""Raised whenever the same text would be read differently."""

_TOKEN = re.compile(r"\S+")


def read(
    text: str,
    *,
    language: str = "vi",
    region: Region = Region.NORTH,
    lexicon: Lexicon | None = None,
) -> Script:
    """Read `text` as it will be spoken.

    `lexicon` is the built-in one when None. Raises `ReadingError` when the text is longer than
    `LIMIT` or holds nothing to say.
    """
    if len(text) > LIMIT:
        raise ReadingError.too_long(len(text), LIMIT)
    lexicon = lexicon or Lexicon.built_in()
    repaired = repair(text)
    lines = stretches(repaired.text, blocks(repaired.text))
    if not lines:
        raise ReadingError.nothing_to_say(text.strip()[:40])
    document = Document(repaired.text, repaired.text.lower())
    sentences, flags = [], []
    for number, line in enumerate(lines, 1):
        sight = _sight(document, line, region, lexicon)
        pieces = speak(sight) if language == "vi" else _as_written(repaired.text, line)
        sentences.append(_sentence(repaired, line, pieces, language))
        flags += [
            Flag(0, doubt.kind, repaired.span(doubt.start, doubt.end),
                 text[slice(*_pair(repaired, doubt.start, doubt.end))],
                 doubt.reason, doubt.candidates, number)
            for doubt in sight.doubts
        ]  # fmt: skip
    return Script(
        text, language, region, tuple(sentences), tuple(flags), f"{RULES_VERSION}-{lexicon.version}"
    )


def _pair(repaired: Repaired, start: int, end: int) -> tuple[int, int]:
    span = repaired.span(start, end)
    return span.start, span.end


def _sight(document: Document, line: Stretch, region: Region, lexicon: Lexicon) -> Sight:
    text = document.text
    capitals = is_capitals(text[line.start : line.end])
    return Sight(text, document.lower, line.start, line.end, region, lexicon, document, capitals)


def _as_written(text: str, line: Stretch) -> list[Piece]:
    """Leave every word to a voice of another language."""
    tokens = _TOKEN.finditer(text, line.start, line.end)
    return [Piece(t.start(), t.end(), t.group(), "as-written") for t in tokens]


def _sentence(repaired: Repaired, line: Stretch, pieces: list[Piece], language: str) -> Sentence:
    words = ended(joined(pieces, repaired), repaired.text[line.start : line.end])
    span = repaired.span(line.start, line.end)
    return Sentence(words, span, line.kind, line.pause_ms, language)
