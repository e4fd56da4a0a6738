"""The order in which token classes are asked, and one sentence spoken by them.

The order is the grammar of precedence: an address of the net before its figures, a telephone
before a date, a date before a ratio, a ratio before a range, a range before its first number.
"""

from broadcaster.reading.marks import Piece
from broadcaster.reading.vi import (
    abbreviations,
    codes,
    counted_letters,
    dates,
    documents,
    figures,
    half_days,
    letter_days,
    list_heads,
    lists,
    phones,
    pointed,
    punctuation,
    quantities,
    ratios,
    roman,
    times,
    units,
    web,
    words,
)
from broadcaster.reading.vi.scanner import Rules, scan
from broadcaster.reading.vi.sight import Sight
from broadcaster.reading.vi.unmet import unmet

RULES = Rules(
    digit=(
        *list_heads.RULES,
        *web.RULES,
        *phones.RULES,
        *codes.PLATES,
        *documents.RULES,
        ratios.MAP_SCALE,
        *lists.RULES,
        *letter_days.RULES,
        *dates.RULES,
        *half_days.RULES,
        *times.RULES,
        *counted_letters.RULES,
        *quantities.BEFORE_RATIOS,
        *ratios.RULES,
        *quantities.RULES,
        *codes.RULES,
        *pointed.RULES,
        *figures.RULES,
    ),
    letter=(
        abbreviations.SLASHED,
        *counted_letters.LETTER_RULES,
        *documents.LETTER_RULES,
        *list_heads.LETTER_RULES,
        *web.RULES,
        *quantities.LETTER_RULES,
        *roman.LETTER_RULES,
        *letter_days.LETTER_RULES,
        *codes.ROADS,
        abbreviations.WITH_FIGURE,
        abbreviations.NUMBERED,
        abbreviations.NUMBERED_ROMAN,
        *codes.LETTER_RULES,
        *abbreviations.LETTER_RULES,
        *words.LETTER_RULES,
    ),
    sign=(
        *codes.SIGN_RULES,
        *letter_days.SIGN_RULES,
        *list_heads.SIGN_RULES,
        *phones.SIGN_RULES,
        *web.SIGN_RULES,
        *quantities.SIGN_RULES,
        *units.SIGN_RULES,
        *words.SIGN_RULES,
        *punctuation.SIGN_RULES,
    ),
)


def speak(sight: Sight) -> list[Piece]:
    """Return the spoken pieces of a sentence; doubts are left in `sight`."""
    pieces = scan(sight, RULES)
    sight.doubts += unmet(pieces, sight)
    return pieces
