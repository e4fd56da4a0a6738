"""`read`: a written text to a `Script`.

Repair, page, sentences, spoken words, flags - each its own module; here they only meet. Reading
is pure: the same text, region and lexicon give the same script.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from broadcaster.reading.accounting import UNREAD, accounted
from broadcaster.reading.breath import closed_places, with_breaths
from broadcaster.reading.errors import ReadingError
from broadcaster.reading.furniture import furniture
from broadcaster.reading.languages import MARK, UNKNOWN, VIETNAMESE, languages_of
from broadcaster.reading.layout import blocks, is_capitals, is_speakable
from broadcaster.reading.lexicon import Lexicon
from broadcaster.reading.marks import Piece, ended, joined, kept, silences
from broadcaster.reading.model import (
    Flag,
    FlagKind,
    Region,
    Script,
    Sentence,
    Silence,
)
from broadcaster.reading.remarks import remarks
from broadcaster.reading.repair import Repaired, repair
from broadcaster.reading.sentences import Stretch, stretches
from broadcaster.reading.vi.definitions import Document
from broadcaster.reading.vi.sight import Doubt, Sight
from broadcaster.reading.vi.speaker import speak

LIMIT = 200_000
"""Characters read at once; a bulletin of that length would sound for three hours."""

RULES_VERSION = "1"
"""Raised whenever the same text would be read differently."""

_TOKEN = re.compile(r"\S+")


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
    flags = _flags(lines, repaired, text)
    flags += _unread(silent, sentences, text, len(flags))
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
        words = ended(joined(pieces, repaired), repaired.text[line.start : line.end])
        words = with_breaths(words, _closed(repaired, line))
    else:
        pieces = _as_written(repaired.text, line)
        words = kept(pieces, repaired)
    span = repaired.span(line.start, line.end)
    sentence = Sentence(words, span, line.kind, line.pause_ms, own)
    doubts = remarks(sight, line, pieces, own, bulletin)
    return SpokenLine(sentence, doubts, silences(pieces, repaired))


def _closed(repaired: Repaired, line: Stretch) -> set[int]:
    """Return the source offsets inside the brackets and quotes of a line."""
    places = closed_places(repaired.text, line.start, line.end)
    return {repaired.span(at - 1, at).end for at in places}


def _as_written(text: str, line: Stretch) -> list[Piece]:
    """Leave every word to a voice of another language, without the mark of it such as `[EN]`.

    A sign that cannot be spoken alone goes with its neighbour.
    """
    mark = MARK.match(text, line.start, line.end)
    places: list[tuple[int, int]] = []
    waiting: int | None = None
    for token in _TOKEN.finditer(text, mark.end() if mark else line.start, line.end):
        if is_speakable(token.group()):
            places.append((token.start() if waiting is None else waiting, token.end()))
            waiting = None
        elif places:
            places[-1] = (places[-1][0], token.end())
        elif waiting is None:
            waiting = token.start()
    return [
        Piece(start, end, " ".join(text[start:end].split()), "as-written") for start, end in places
    ]


def _flags(lines: Sequence[SpokenLine], repaired: Repaired, text: str) -> tuple[Flag, ...]:
    """Return the doubts of all lines as numbered flags.

    A line without words, such as a mark of language, gives its flags to the next one.
    """
    out: list[Flag] = []
    last = sum(1 for line in lines if line.sentence.words)
    number = 0
    for line in lines:
        for doubt in line.doubts:
            span = repaired.span(doubt.start, doubt.end)
            written = text[span.start : span.end]
            where = min(number + 1, last)
            out.append(
                Flag(len(out) + 1, doubt.kind, span, written, doubt.reason, doubt.candidates, where)
            )
        number += 1 if line.sentence.words else 0
    return tuple(out)


def _unread(
    silent: Sequence[Silence], sentences: Sequence[Sentence], text: str, number: int
) -> tuple[Flag, ...]:
    """Return a flag for every place no rule knew, numbered behind the others."""
    starts = [sentence.span.start for sentence in sentences]
    spans = [one.span for one in silent if one.rule == UNREAD]
    return tuple(
        Flag(
            number + place,
            FlagKind.AMBIGUOUS,
            span,
            text[span.start : span.end],
            UNREAD,
            line=max(1, bisect_right(starts, span.start)),
        )
        for place, span in enumerate(spans, 1)
    )
