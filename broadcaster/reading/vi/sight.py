"""What a rule sees of the sentence it works in, and what it may say about it.

A rule looks at one place: a compiled pattern that fits there, the words before it (`after`), the
words behind it (`text` itself), the region, the lexicon. It answers with spoken words, or with
None when the token is not of its class, and may raise doubts. Rules keep nothing between calls.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

from broadcaster.reading.lexicon import Lexicon
from broadcaster.reading.model import ENOUGH, FlagKind, Region
from broadcaster.reading.vi import numbers
from broadcaster.reading.vi.definitions import Document
from broadcaster.reading.vi.evidence import Sense, likeliest

_NEAR = 400
"""Characters around a token in which a word still speaks of it; a sentence is rarely longer."""
_REACH = 60
"""Characters before a token that may decide how it is read."""


@dataclass(frozen=True)
class Doubt:
    """A future flag: the repaired characters `start`..`end`, why, and what they might say."""

    kind: FlagKind
    start: int
    end: int
    reason: str
    candidates: tuple[str, ...] = ()


@dataclass
class Sight:
    """The sentence `start`..`end` of a repaired text, in small letters beside it."""

    text: str
    lower: str
    start: int
    end: int
    region: Region
    lexicon: Lexicon
    document: Document
    capitals: bool = False
    """The line is all capitals, so capitals do not mark an abbreviation."""
    doubts: list[Doubt] = field(default_factory=list)
    sure: dict[int, int] = field(default_factory=dict)
    """Where a token was decided by evidence: its start, and how surely, in percent."""
    _places: dict[re.Pattern[str], list[int]] = field(default_factory=dict)
    """Where words that were asked for begin in the sentence."""

    def after(self, tail: re.Pattern[str], at: int) -> bool:
        """Say whether the words before `at` end in `tail`, a pattern that holds its own end."""
        return tail.search(self.lower, max(self.start, at - _REACH), at) is not None

    def before(self, head: re.Pattern[str], at: int) -> bool:
        """Say whether the sentence goes on with `head` at `at`."""
        return head.match(self.lower, at, self.end) is not None

    def near(self, words: re.Pattern[str], start: int, end: int) -> bool:
        """Say whether `words` begin in the sentence, not too far from `start`..`end`."""
        places = self._places.get(words)
        if places is None:
            found = words.finditer(self.lower, self.start, self.end)
            places = self._places[words] = [one.start() for one in found]
        at = bisect_left(places, start - _NEAR)
        return at < len(places) and places[at] < end + _NEAR

    def count(self, digits: str) -> str:
        """Say a whole number; past the trillions it is a code and goes digit by digit."""
        if len(digits) > 15:
            return numbers.digit_by_digit(digits)
        return numbers.cardinal(int(digits), self.region)

    def settle(self, start: int, end: int, reason: str, *senses: Sense) -> str:
        """Say the likeliest of several readings of `start`..`end`; ask when it is not enough."""
        spoken, self.sure[start] = likeliest(senses)
        if self.sure[start] < ENOUGH:
            ordered = sorted(senses, key=lambda sense: -sense.weight)
            candidates = tuple(dict.fromkeys(sense.spoken for sense in ordered))
            self.doubts.append(Doubt(FlagKind.AMBIGUOUS, start, end, reason, candidates))
        return spoken

    def doubt(self, kind: FlagKind, start: int, end: int, reason: str, *candidates: str) -> None:
        """Leave a flag on the characters `start`..`end`."""
        self.doubts.append(Doubt(kind, start, end, reason, candidates))


_ITEM = r"(?:\d+(?:[./]\d+){0,3}[a-zđ]?|[ivxlc]{1,6}[ab]?)"
_LINK = r"\s*(?:,|;|và|đến|tới|hoặc|hay|-|–|&)\s*"


def governed_by(*words: str) -> re.Pattern[str]:
    """Return the tail after which a figure or numeral belongs to one of `words`.

    `quý` governs both numerals of `quý I, II` and `ngày` both days of `ngày 14 và 15/9`.
    """
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})[:,\s]\s*(?:{_ITEM}{_LINK}){{0,8}}\Z")


def directly_after(*words: str) -> re.Pattern[str]:
    """Return the tail of a sentence that ends in one of `words`."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})\s*\Z")


Say = Callable[[re.Match[str], Sight], "str | None"]


@dataclass(frozen=True)
class Rule:
    """A token class: its name in the trace, what it looks like, how it is said."""

    name: str
    pattern: re.Pattern[str]
    say: Say
