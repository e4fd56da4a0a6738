"""`read`: a written text to a `Script`.

Repair, page, sentences, spoken words, flags - each its own module; here they only meet. Reading
is pure: the same text, region and lexicon give the same script.
"""

import re

from broadcaster.reading.errors import ReadingError
from broadcaster.reading.furniture import furniture
from broadcaster.reading.languages import is_vietnamese
from broadcaster.reading.layout import blocks, is_capitals
from broadcaster.reading.lexicon import Lexicon
from broadcaster.reading.marks import Piece, ended, joined, kept
from broadcaster.reading.model import (
    Flag,
    FlagKind,
    Region,
    Script,
    Sentence,
    SentenceKind,
)
from broadcaster.reading.repair import Repaired, repair
from broadcaster.reading.sentences import Stretch, stretches
from broadcaster.reading.vi.definitions import Document
from broadcaster.reading.vi.sight import Doubt, Sight
from broadcaster.reading.vi.speaker import speak

LIMIT = 200_000
"""Characters read at once; a bulletin of that length would sound for three hours."""

RULES_VERSION = "1"
"""Raised whenever the same text would be read differently."""

VIETNAMESE = "vi"
_TOKEN = re.compile(r"\S+")


def read(
    text: str,
    *,
    language: str = VIETNAMESE,
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
    page = blocks(repaired.text)
    lines = stretches(repaired.text, page, furniture(repaired.text, page))
    if not lines:
        raise ReadingError.nothing_to_say(" ".join(text.split())[:40])
    document = Document(repaired.text, repaired.text.lower())
    sentences: list[Sentence] = []
    doubts: list[tuple[int, Doubt]] = []
    for line in lines:
        sight = _sight(document, line, region, lexicon)
        pieces = speak(sight) if language == VIETNAMESE else _as_written(repaired.text, line)
        sentence = _sentence(repaired, line, pieces, language)
        # A line without words, such as a mark of language, gives its flags to the next one.
        number = len(sentences) + 1
        if sentence.words:
            sentences.append(sentence)
            doubts += [(number, doubt) for doubt in _doubts_of_line(sight, line, language)]
        doubts += [(number, doubt) for doubt in sight.doubts]
    if not sentences:
        raise ReadingError.nothing_to_say(" ".join(text.split())[:40])
    flags = [
        _flag(number, doubt, min(line_number, len(sentences)), repaired, text)
        for number, (line_number, doubt) in enumerate(doubts, 1)
    ]
    version = f"{RULES_VERSION}-{lexicon.version}"
    return Script(text, language, region, tuple(sentences), tuple(flags), version)


def _sight(document: Document, line: Stretch, region: Region, lexicon: Lexicon) -> Sight:
    text = document.text
    capitals = is_capitals(text[line.start : line.end])
    return Sight(text, document.lower, line.start, line.end, region, lexicon, document, capitals)


def _as_written(text: str, line: Stretch) -> list[Piece]:
    """Leave every word to a voice of another language."""
    tokens = _TOKEN.finditer(text, line.start, line.end)
    return [Piece(t.start(), t.end(), t.group(), "as-written") for t in tokens]


def _sentence(repaired: Repaired, line: Stretch, pieces: list[Piece], language: str) -> Sentence:
    if language == VIETNAMESE:
        words = ended(joined(pieces, repaired), repaired.text[line.start : line.end])
    else:
        words = kept(pieces, repaired)
    span = repaired.span(line.start, line.end)
    return Sentence(words, span, line.kind, line.pause_ms, language)


def _doubts_of_line(sight: Sight, line: Stretch, language: str) -> list[Doubt]:
    """Return the flags on a whole line; a foreign line has no abbreviations to settle."""
    doubts = []
    if line.kind is SentenceKind.FURNITURE:
        sight.doubts = [doubt for doubt in sight.doubts if doubt.reason != "foreign-word"]
        doubts.append(Doubt(FlagKind.NOTICE, line.start, line.end, "furniture"))
    elif language == VIETNAMESE and not is_vietnamese(sight.text[line.start : line.end]):
        doubts.append(Doubt(FlagKind.NOTICE, line.start, line.end, "foreign-sentence"))
        sight.doubts = [doubt for doubt in sight.doubts if doubt.reason == "language-mark"]
    return doubts


def _flag(number: int, doubt: Doubt, line: int, repaired: Repaired, text: str) -> Flag:
    span = repaired.span(doubt.start, doubt.end)
    written = text[span.start : span.end]
    return Flag(number, doubt.kind, span, written, doubt.reason, doubt.candidates, line)
