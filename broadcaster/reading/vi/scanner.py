"""A sentence from left to right: at each place the first rule that knows the token says it.

Plain words pass by on a fast path. What no rule knows is still spoken - digits one by one,
letters by name - or flagged; nothing falls through silently.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadcaster.reading.vi.sight import Rule, Sight


@dataclass(frozen=True)
class Piece:
    """Spoken words for the repaired characters `start`..`end`, by the rule named."""

    start: int
    end: int
    spoken: str
    rule: str


_PLAIN = re.compile(
    r"[^\W\d_][^\W\d_A-ZÀ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]+(?![\w/&@'+°²³-])"
)
_GAP = re.compile(r"\s+")


@dataclass(frozen=True)
class Rules:
    """The rules by what a token opens with."""

    digit: Sequence[Rule]
    letter: Sequence[Rule]
    sign: Sequence[Rule]

    def at(self, char: str) -> Sequence[Rule]:
        """Return the rules for tokens that open with `char`."""
        if char.isdigit():
            return self.digit
        return self.letter if char.isalpha() else self.sign


def scan(sight: Sight, rules: Rules, plain_exceptions: frozenset[str]) -> list[Piece]:
    """Return the spoken pieces of a sentence in order; they cover everything but spaces."""
    pieces: list[Piece] = []
    at = sight.start
    while at < sight.end:
        gap = _GAP.match(sight.text, at, sight.end)
        if gap:
            at = gap.end()
            continue
        word = _PLAIN.match(sight.text, at, sight.end)
        if word and word.group().lower() not in plain_exceptions:
            pieces.append(Piece(at, word.end(), word.group(), "word"))
            at = word.end()
            continue
        piece = _first(sight, rules.at(sight.text[at]), at)
        pieces.append(piece)
        at = piece.end
    return pieces


def _first(sight: Sight, rules: Sequence[Rule], at: int) -> Piece:
    for rule in rules:
        found = rule.pattern.match(sight.text, at, sight.end)
        if found and found.end() > at:
            spoken = rule.say(found, sight)
            if spoken is not None:
                return Piece(at, found.end(), spoken, rule.name)
    return Piece(at, at + 1, sight.text[at], "unknown")
