"""A sentence from left to right: at each place the first rule that knows the token says it.

Plain words pass by on a fast path. What no rule knows is still spoken - digits one by one,
letters by name - or flagged; nothing falls through silently.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadcaster.reading.marks import Piece
from broadcaster.reading.model import CERTAIN
from broadcaster.reading.vi.senses import chosen
from broadcaster.reading.vi.sight import Rule, Sight
from broadcaster.reading.vi.words import VOWELLESS, is_unit_in_brackets, show_foreign

_PLAIN = re.compile(
    r"[^\W\d_][^\W\d_²³A-ZÀ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]+(?![\w/&@'+°²³-]|\.[^\W\d_A-ZĐ])"
)
_WORD = re.compile(r"[^\W\d_]+")
_INSIDE = re.compile(r"\w")
_NUMERAL = frozenset({"roman", "number", "code"})
"""Rules after which another number wants a breath: `báo động II 0,18 m`."""
_GAP = re.compile(r"\s+")


@dataclass(frozen=True)
class Rules:
    """The rules by what a token opens with."""

    digit: Sequence[Rule]
    letter: Sequence[Rule]
    sign: Sequence[Rule]

    def at(self, char: str) -> Sequence[Rule]:
        """Return the rules for tokens that open with `char`."""
        if char.isdecimal():
            return self.digit
        return self.letter if char.isalpha() else self.sign


def scan(sight: Sight, rules: Rules) -> list[Piece]:
    """Return the spoken pieces of a sentence in order; they cover everything but spaces."""
    pieces: list[Piece] = []
    at = sight.start
    while at < sight.end:
        gap = _GAP.match(sight.text, at, sight.end)
        if gap:
            at = gap.end()
            if pieces and pieces[-1].rule in _NUMERAL and sight.text[at : at + 1].isdecimal():
                pieces.append(Piece(at, at, ",", "breath"))
            continue
        pieces.append(_next(sight, rules, at))
        at = pieces[-1].end
    return pieces


def _next(sight: Sight, rules: Rules, at: int) -> Piece:
    word = _PLAIN.match(sight.text, at, sight.end)
    if word and _is_plain(word, sight):
        return Piece(at, word.end(), word.group(), "word")
    return _entry(sight, at) or _first(sight, rules.at(sight.text[at]), at)


def _is_plain(word: re.Match[str], sight: Sight) -> bool:
    """Say whether a word may pass as it is; a foreign one is shown on its way."""
    written = word.group()
    if sight.lower[word.start() : word.end()] in sight.lexicon.openers:
        return False
    if VOWELLESS.fullmatch(written) or is_unit_in_brackets(word, sight):
        return False
    show_foreign(written, sight, word.start())
    return True


def _entry(sight: Sight, at: int) -> Piece | None:
    """Say the longest lexicon entry of several words, or of a plain word, that stands here."""
    word = _WORD.match(sight.lower, at, sight.end)
    for written in sight.lexicon.openers.get(word.group(), ()) if word else ():
        end = at + len(written)
        if (
            sight.text.startswith(written, at)
            and end <= sight.end
            and not _INSIDE.match(sight.text, end)
        ):
            spoken = chosen(sight.lexicon.entries(written), sight, at, end)
            if spoken is not None:
                return Piece(at, end, spoken, "lexicon", sight.sure.get(at, CERTAIN))
    return None


def _first(sight: Sight, rules: Sequence[Rule], at: int) -> Piece:
    for rule in rules:
        found = rule.pattern.match(sight.text, at, sight.end)
        if found and found.end() > at:
            spoken = rule.say(found, sight)
            if spoken is not None:
                return Piece(at, found.end(), spoken, rule.name, sight.sure.get(at, CERTAIN))
    return Piece(at, at + 1, sight.text[at], "unknown")
