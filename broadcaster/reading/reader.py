"""`read`: a written text to a `Script`.

Repair, page, sentences, spoken words, flags - each its own module; here they only meet. Reading
is pure: the same text, region and lexicon give the same script.
"""

import re
import unicodedata

from broadcaster.reading.errors import ReadingError
from broadcaster.reading.layout import blocks, is_capitals, is_speakable
from broadcaster.reading.lexicon import Lexicon
from broadcaster.reading.model import Flag, Region, Script, Sentence, Word
from broadcaster.reading.repair import Repaired, repair
from broadcaster.reading.sentences import Stretch, stretches
from broadcaster.reading.vi.scanner import Piece
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
    lower = repaired.text.lower()
    sentences, flags = [], []
    for number, line in enumerate(lines, 1):
        sight = _sight(repaired.text, lower, line, region, lexicon)
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


def _sight(text: str, lower: str, line: Stretch, region: Region, lexicon: Lexicon) -> Sight:
    capitals = is_capitals(text[line.start : line.end])
    return Sight(text, lower, line.start, line.end, region, lexicon, capitals)


def _as_written(text: str, line: Stretch) -> list[Piece]:
    """Leave every word to a voice of another language."""
    tokens = _TOKEN.finditer(text, line.start, line.end)
    return [Piece(t.start(), t.end(), t.group(), "as-written") for t in tokens]


def _sentence(repaired: Repaired, line: Stretch, pieces: list[Piece], language: str) -> Sentence:
    words: list[Word] = []
    for piece in pieces:
        spoken = unicodedata.normalize("NFC", piece.spoken)
        if words and not is_speakable(spoken):
            last = words.pop()
            words.append(Word(last.spoken + spoken, last.span, last.rule))
        elif is_speakable(spoken):
            words.append(Word(spoken, repaired.span(piece.start, piece.end), piece.rule))
    span = repaired.span(line.start, line.end)
    return Sentence(tuple(words), span, line.kind, line.pause_ms, language)
