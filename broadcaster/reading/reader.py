"""`read`: a written text to a `Script`.

Repair, page, sentences, spoken words, flags - each its own module; here they only meet. Reading
is pure: the same text, region and lexicon give the same script.
"""

from collections.abc import Sequence
from typing import NamedTuple

from broadcaster.reading import foreign
from broadcaster.reading.accounting import accounted
from broadcaster.reading.breath import closed_places, with_breaths
from broadcaster.reading.errors import ReadingError
from broadcaster.reading.flagging import flagged, flagged_unread
from broadcaster.reading.furniture import furniture
from broadcaster.reading.languages import ENGLISH, UNKNOWN, VIETNAMESE, languages_of
from broadcaster.reading.layout import blocks, is_capitals
from broadcaster.reading.lexicon import Lexicon
from broadcaster.reading.marks import Piece, ended, joined, kept, silences
from broadcaster.reading.model import (
    Region,
    Script,
    Sentence,
    Silence,
    Word,
)
from broadcaster.reading.remarks import remarks
from broadcaster.reading.repair import Repaired, repair
from broadcaster.reading.sentences import Stretch, stretches
from broadcaster.reading.vi.definitions import Document
from broadcaster.reading.vi.sight import Doubt, Sight
from broadcaster.reading.vi.speaker import speak

LIMIT = 200_000
"""Characters read at once; a bulletin of that length would sound for three hours."""

RULES_VERSION = "3"
"""Raised whenever the same text would be read differently."""


class SpokenLine(NamedTuple):
    """One line as it will be spoken, and what is to be said about it."""

    sentence: Sentence
    doubts: Sequence[Doubt]
    silences: Sequence[Silence] = ()


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
    document = Document(repaired.text, repaired.text.lower())
    places = stretches(repaired.text, page, furniture(repaired.text, page))
    lines = [
        _spoken(line, repaired, (own, language), _sight(document, line, region, lexicon))
        for line, own in zip(places, _languages(repaired.text, places, language), strict=True)
    ]
    sentences = tuple(line.sentence for line in lines if line.sentence.words)
    if not sentences:
        raise ReadingError.nothing_to_say(" ".join(text.split())[:40])
    version = f"{RULES_VERSION}-{lexicon.version}"
    silent = accounted(text, sentences, (one for line in lines for one in line.silences))
    flags = flagged([(line.sentence, line.doubts) for line in lines], repaired, text)
    flags += flagged_unread(silent, sentences, text, len(flags))
    return Script(text, language, region, sentences, flags, version, silent)


def _sight(document: Document, line: Stretch, region: Region, lexicon: Lexicon) -> Sight:
    text = document.text
    capitals = is_capitals(text[line.start : line.end])
    return Sight(text, document.lower, line.start, line.end, region, lexicon, document, capitals)


def _languages(text: str, lines: Sequence[Stretch], language: str) -> list[str]:
    """Return the language of each line: a bulletin that is not Vietnamese keeps its own in all.

    Latin letters of an unknown language stay Vietnamese and are shown: the voice says what it can.
    """
    if language != VIETNAMESE:
        return [language] * len(lines)
    found = languages_of([text[line.start : line.end] for line in lines])
    return [VIETNAMESE if own == UNKNOWN else own for own in found]


def _spoken(
    line: Stretch, repaired: Repaired, languages: tuple[str, str], sight: Sight
) -> SpokenLine:
    """Speak one line of (its language, the bulletin's); only Vietnamese is put into words."""
    own, bulletin = languages
    if own == VIETNAMESE:
        pieces = speak(sight)
        words = with_breaths(_words(pieces, repaired, line), _closed(repaired, line))
    else:
        pieces = foreign.speak(repaired.text, line.start, line.end, own)
        words = _words(pieces, repaired, line) if own == ENGLISH else kept(pieces, repaired)
    span = repaired.span(line.start, line.end)
    sentence = Sentence(words, span, line.kind, line.pause_ms, own)
    doubts = remarks(sight, line, pieces, own, bulletin)
    return SpokenLine(sentence, doubts, silences(pieces, repaired))


def _words(pieces: Sequence[Piece], repaired: Repaired, line: Stretch) -> tuple[Word, ...]:
    return ended(joined(pieces, repaired), repaired.text[line.start : line.end])


def _closed(repaired: Repaired, line: Stretch) -> set[int]:
    """Return the source offsets inside the brackets and quotes of a line."""
    places = closed_places(repaired.text, line.start, line.end)
    return {repaired.span(at - 1, at).end for at in places}
