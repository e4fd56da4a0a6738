"""Which of several meanings a written form has here: the marks of its entries, weighed.

An entry's marks are explained in `data/abbreviations.tsv`. What stands beside the token weighs
most, then a word of the sentence, then a word of the whole text; an entry without marks is what
the form mostly means. Below `ENOUGH` a person is asked.
"""

import re
from functools import lru_cache

from broadcaster.reading.lexicon import Entry
from broadcaster.reading.vi.evidence import BESIDE, ELSEWHERE, LIKELIER, NEAR, USUAL, Sense
from broadcaster.reading.vi.letters import by_letter
from broadcaster.reading.vi.sight import Sight

_CAPITAL = "A-ZÀ-ÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
_NEXT = {
    ">A": re.compile(rf"\s*[{_CAPITAL}]"),
    ">AA": re.compile(r"\s*[A-ZĐ][A-ZĐƯ&-]+(?![^\W\d_])"),
    ">Aa": re.compile(rf"\s*[{_CAPITAL}](?=[^\W\d_])(?![{_CAPITAL}])"),
    ">Y": re.compile(r"[\s:]*(?:19|20)\d\d(?![\w/])"),
    ">n": re.compile(r"[\s:]*\d{1,3}(?![\d.])"),
    ">000": re.compile(r"[\s.]*\d{3}(?!\d)"),
    ">0": re.compile(r"[\s:.(+]*\d"),
}
"""What may follow: a capital, another abbreviation, a name, a year, a number below 1000 or of three
figures, any figure."""


_GAP = " \t\n."
"""What may part a mark's words from the token, of a repaired text."""
_GAPS = re.compile(r"[\s.]*")
_REACH = 80
"""Characters before a token in which its words are looked for; `Sight.after` looks at fewer."""
_NARROW = frozenset({">Y", ">000"})


def chosen(entries: tuple[Entry, ...], sight: Sight, start: int, end: int) -> str | None:
    """Say what stands at `start`..`end` by the entry with the most evidence.

    None when its only entry wants a context that is not here.
    """
    weights: dict[str, float] = {}
    for entry in entries:
        weight = _weight(entry, sight, start, end)
        weights[entry.spoken] = max(weight, weights.get(entry.spoken, 0.0))
    if len(weights) == 1:
        ((spoken, weight),) = weights.items()
        return spoken if weight >= USUAL else None
    if end - start == 1 and not any(weights.values()):
        return None
    senses = [Sense(spoken, weight) for spoken, weight in weights.items()]
    spelled = by_letter("".join(filter(str.isalpha, sight.text[start:end])))
    never = Sense(spelled, min(weights.values()) - NEAR)
    return sight.settle(start, end, "ambiguous-abbreviation", *senses, never)


def _weight(entry: Entry, sight: Sight, start: int, end: int) -> float:
    """Return what speaks for an entry: the strongest mark of each place, added up."""
    if not entry.context:
        return USUAL
    found: dict[str, float] = {}
    before, behind, others = _marks(entry.context)
    if _may_stand_before(before, sight, start):
        others = others + tuple(f"<{words}" for words in before)
    if _may_stand_behind(behind, sight, end):
        others = others + tuple(f">{words}" for words in behind)
    for mark in others:
        place = mark[0] if mark[0] in "<>=^~" else ""
        found[place] = max(found.get(place, 0.0), _found(mark, sight, start, end))
    return sum(found.values())


Marks = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


@lru_cache(maxsize=4096)
def _marks(context: tuple[str, ...]) -> Marks:
    """Part marks into words right before, words right behind, and all others."""
    shapes = (*_NEXT, "=", "^", "~")
    before = tuple(mark[1:] for mark in context if mark[0] == "<")
    behind = tuple(mark[1:] for mark in context if mark[0] == ">" and mark not in shapes)
    others = tuple(mark for mark in context if mark[0] not in "<>" or mark in shapes)
    return before, behind, others


def _may_stand_before(words: tuple[str, ...], sight: Sight, start: int) -> bool:
    """Say whether one of many words can end right before `start`, at the cost of asking once.

    Some forms have a hundred marks, nearly none of which hold.
    """
    low = max(sight.start, start - _REACH)
    high = low + len(sight.lower[low:start].rstrip(_GAP))
    return sight.lower.endswith(_trimmed(words), low, high)


def _may_stand_behind(words: tuple[str, ...], sight: Sight, end: int) -> bool:
    gap = _GAPS.match(sight.lower, end, sight.end)
    return sight.lower.startswith(_trimmed(words), gap.end() if gap else end)


@lru_cache(maxsize=4096)
def _trimmed(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one.strip(_GAP) for one in words)


def _found(mark: str, sight: Sight, start: int, end: int) -> float:
    """Return the weight of one mark: nothing where it does not hold."""
    if mark == "=":
        return USUAL
    if mark == "~":
        return LIKELIER
    if mark == "^":
        return BESIDE if start == sight.start else 0.0
    if mark in _NEXT:
        return _shape(mark, sight, end)
    if mark[0] == "<":
        return BESIDE if sight.after(_beside(mark[1:], True), start) else 0.0
    if mark[0] == ">":
        return BESIDE if sight.before(_beside(mark[1:], False), end) else 0.0
    if sight.near(_anywhere(mark), start, end):
        return NEAR
    return ELSEWHERE if sight.document.holds(mark) else 0.0


def _shape(mark: str, sight: Sight, end: int) -> float:
    """Weigh a shape that follows: the narrower one more than any figure."""
    if not _NEXT[mark].match(sight.text, end, sight.end):
        return 0.0
    return BESIDE if mark in _NARROW else NEAR


@lru_cache(maxsize=4096)
def _anywhere(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


@lru_cache(maxsize=4096)
def _beside(words: str, before: bool) -> re.Pattern[str]:
    escaped = re.escape(words)
    return re.compile(rf"(?<!\w){escaped}[\s.]*\Z" if before else rf"[\s.]*{escaped}(?!\w)")
