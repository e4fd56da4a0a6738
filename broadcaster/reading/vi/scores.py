"""Two figures with a dash between: so many to so many, a score, a day and its month.

A unit, a counted thing, words of a match, a day everybody knows: each speaks for one of them.
Where none does, or several do, a person is asked.
"""

import re

from broadcaster.reading.tables import context
from broadcaster.reading.vi.dates import DATED, FEASTS, is_day_of_month, say_day_month
from broadcaster.reading.vi.evidence import BESIDE, ELSEWHERE, NEAR, USUAL, Sense
from broadcaster.reading.vi.sight import Sight, governed_by

_SCORED = governed_by(*context("before-score"))
_SPANNED = governed_by(*context("before-span"))
_MIXED = re.compile(r"(?<!\w)(?:tỷ lệ|tỉ lệ|pha|trộn)(?:,?\s[^\W\d_]+){0,6}\s\Z")
_MATCH = re.compile(rf"(?<!\w)(?:{'|'.join(context('match'))})(?!\w)")
_COUNTED = re.compile(r"\s+[^\W\d_]")
_FUNCTION = re.compile(rf"\s+(?:{'|'.join(context('function-words'))})(?!\w)")
_SMALL = re.compile(r"\d{1,3}")
_LARGEST_SCORE = 199


def is_match(sight: Sight, at: int) -> bool:
    """Say whether the sentence speaks of a match."""
    return sight.near(_MATCH, at, at)


def is_counted(sight: Sight, end: int) -> bool:
    """Say whether a thing that is counted follows at `end`."""
    return sight.before(_COUNTED, end) and not sight.before(_FUNCTION, end)


def dashed(found: re.Match[str], sight: Sight, spoken: tuple[str, str], rises: bool) -> str:
    """Say `a-b`, the figures of groups 1 and 3, without a unit; `spoken` are the two alone."""
    at = found.start()
    first, last = found[1], found[3]
    low, high = spoken
    senses = [Sense(f"{low} đến {high}", _span(found, sight) if rises else 0.0)]
    if not _SMALL.fullmatch(first) or not _SMALL.fullmatch(last):
        return senses[0].spoken
    if max(int(first), int(last)) <= _LARGEST_SCORE:
        senses.insert(0, Sense(f"{low} {high}", _score(sight, at)))
    if is_day_of_month(first, last):
        day = _day(found, sight)
        senses.insert(0, Sense(say_day_month(first, last, sight), day))
    if rises:
        senses.reverse()
    return sight.settle(at, found.end(), "range-or-score", *senses)


def _span(found: re.Match[str], sight: Sight) -> float:
    governed = sight.after(_SPANNED, found.start())
    counted = is_counted(sight, found.end())
    return (BESIDE if governed else 0.0) + (NEAR if counted else 0.0)


def _score(sight: Sight, at: int) -> float:
    scored = sight.after(_SCORED, at)
    if sight.after(_MIXED, at):
        return BESIDE
    if is_match(sight, at):
        return BESIDE + (BESIDE if scored else 0.0)
    spoken_of = any(sight.document.holds(word) for word in context("match"))
    return (ELSEWHERE if spoken_of else 0.0) + (USUAL if scored and spoken_of else 0.0)


def _day(found: re.Match[str], sight: Sight) -> float:
    if is_counted(sight, found.end()):
        return 0.0
    known = (int(found[1]), int(found[3])) in FEASTS
    dated = sight.after(DATED, found.start())
    return (NEAR if known else 0.0) + (NEAR if dated else 0.0)
