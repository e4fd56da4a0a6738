"""What is to be said of a line as a whole: page furniture, another language, other letters.

A language that some voice speaks is only shown. One that no known voice speaks, and letters that
are not of the line's language, would be heard as noise: somebody has to decide what is said.
"""

from collections.abc import Iterator, Sequence

from broadcaster.reading.en import UNSPOKEN
from broadcaster.reading.languages import (
    ENGLISH,
    MARK,
    VIETNAMESE,
    VOICED,
    is_vietnamese,
    other_letters,
)
from broadcaster.reading.marks import Piece
from broadcaster.reading.model import FlagKind, SentenceKind
from broadcaster.reading.sentences import Stretch
from broadcaster.reading.vi.sight import Doubt, Sight
from broadcaster.reading.vi.unmet import UNMET_FORM
from broadcaster.reading.words import FURNITURE

_OF_DEBRIS = frozenset({"foreign-word", "unknown-abbreviation"})
"""What nobody asks of a leftover such as `ss`: it is no abbreviation."""
_STILL_TRUE = frozenset({"language-mark", "unspoken-sign"})
"""What is worth saying of a foreign line too."""


def remarks(
    sight: Sight, line: Stretch, pieces: Sequence[Piece], language: str, bulletin: str
) -> list[Doubt]:
    """Return what is to be said of a line in `language`, of a text in the language `bulletin`.

    `sight` holds the doubts of its words; a foreign line has no abbreviations to settle.
    """
    strange = [piece for piece in pieces if other_letters(piece.spoken, language)]
    inside = _inside(sight, line, language, bulletin)
    out = list(_whole(sight.text, line, language, bulletin))
    if language == ENGLISH:
        lost = [piece for piece in pieces if piece.rule == UNSPOKEN]
        out += [Doubt(FlagKind.NOTICE, one.start, one.end, "unspoken-sign") for one in lost]
    if not strange:
        return [*out, *inside]
    first, last = strange[0].start, strange[-1].end
    out.append(Doubt(FlagKind.AMBIGUOUS, first, last, "other-letters"))
    places = {(piece.start, piece.end) for piece in strange}
    return [*out, *(one for one in inside if not _is_of(one, places, (first, last)))]


def _is_of(doubt: Doubt, places: set[tuple[int, int]], whole: tuple[int, int]) -> bool:
    """Say whether the flag for other letters, on `whole`, says what this doubt would."""
    if doubt.reason == UNMET_FORM:
        return doubt.start < whole[1] and whole[0] < doubt.end
    return (doubt.start, doubt.end) in places


def _whole(text: str, line: Stretch, language: str, bulletin: str) -> Iterator[Doubt]:
    if line.kind is SentenceKind.FURNITURE:
        reason = f"{FURNITURE}-{line.furniture}"
        yield Doubt(FlagKind.NOTICE, line.start, line.end, reason)
    if bulletin != VIETNAMESE:
        return
    if language not in VOICED:
        yield Doubt(FlagKind.AMBIGUOUS, line.start, line.end, "no-voice")
    elif line.kind is not SentenceKind.FURNITURE and _is_foreign(text, line, language):
        yield Doubt(FlagKind.NOTICE, line.start, line.end, "foreign-sentence")


def _inside(sight: Sight, line: Stretch, language: str, bulletin: str) -> Iterator[Doubt]:
    mark = MARK.match(sight.text, line.start, line.end)
    if mark and language != VIETNAMESE:
        yield Doubt(FlagKind.NOTICE, mark.start(), mark.end(), "language-mark")
    if line.kind is SentenceKind.FURNITURE:
        unasked = _OF_DEBRIS if line.furniture == "debris" else {"foreign-word"}
        yield from (doubt for doubt in sight.doubts if doubt.reason not in unasked)
    elif bulletin == VIETNAMESE and _is_foreign(sight.text, line, language):
        yield from (doubt for doubt in sight.doubts if doubt.reason in _STILL_TRUE)
    else:
        yield from sight.doubts


def _is_foreign(text: str, line: Stretch, language: str) -> bool:
    return language != VIETNAMESE or not is_vietnamese(text[line.start : line.end])
