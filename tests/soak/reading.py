"""The laws of reading tried on random texts, in several processes at once."""

import heapq
import re
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from tests.bench.figures import seconds as taken
from tests.reading.growth import seconds
from tests.reading.laws import broken
from tests.soak.shrinking import shrunk
from tests.soak.texts import case, sentences

BATCH = 500
SHOWN = 8
FEWEST_CHARACTERS = 80
"""What the start of a reading costs tells nothing about its text."""


@dataclass(frozen=True, order=True)
class Slow:
    """A text that took long for its length."""

    microseconds: float
    """For each character."""
    text: str


@dataclass(frozen=True)
class Failure:
    """A text that breaks a law, shortened, with how it does."""

    number: int
    text: str
    how: str


@dataclass(frozen=True)
class Found:
    """What some cases came to."""

    cases: int
    failures: tuple[Failure, ...]
    slowest: tuple[Slow, ...]
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        """Say whether every law held."""
        return not self.failures

    def lines(self) -> list[str]:
        """Return the report."""
        lines = [
            f"{self.cases:,} texts from {len(sentences()):,} sentences and tokens kept the laws of "
            f"reading in {self.seconds:,.0f} s; {len(self.failures)} did not.",
            "",
        ]
        distinct = {failure.text: failure for failure in self.failures}
        for failure in list(distinct.values())[: 4 * SHOWN]:
            lines += [f"- case {failure.number}: `{failure.text!r}`", f"  {failure.how}"]
        lines += ["| microseconds a character | slowest texts | shape |", "| ---: | --- | --- |"]
        lines += [
            f"| {slow.microseconds:.1f} | `{_cell(slow.text)}` | `{_cell(shape_of(slow.text))}` |"
            for slow in self.slowest
        ]
        return [*lines, ""]


def soak(seed: int, cases: int, processes: int) -> Found:
    """Try so many cases and return what was found, the slowest first."""
    starts = range(0, cases, BATCH)
    found: list[Found] = []
    with ProcessPoolExecutor(processes) as pool:
        total = taken(lambda: found.extend(pool.map(partial(_batch, seed, cases), starts)))
    return Found(
        sum(one.cases for one in found),
        tuple(failure for one in found for failure in one.failures),
        _slowest(slow for one in found for slow in one.slowest),
        total,
    )


def shape_of(text: str) -> str:
    """Return what a text is made of: a, A and 9 for runs of letters and figures, else itself."""
    kinds = (
        "A" if c.isupper() else "a" if c.isalpha() else "9" if c.isdigit() else c for c in text
    )
    plain = re.sub(r"([Aa9])\1+", r"\1", "".join(kinds))
    return re.sub(r"(.{1,12}?)\1+", r"\1…", plain, flags=re.DOTALL)


def _batch(seed: int, cases: int, start: int) -> Found:
    numbers = range(start, min(cases, start + BATCH))
    failures: list[Failure] = []
    timed: list[Slow] = []
    for number in numbers:
        text = case(seed, number)
        how = broken(text)
        if how:
            short = shrunk(text, partial(_breaks, how.split(":")[0]))
            failures.append(Failure(number, short, broken(short)))
        elif len(text) >= FEWEST_CHARACTERS:
            timed.append(Slow(seconds(text) / len(text) * 1e6, text))
    return Found(len(numbers), tuple(failures), _slowest(timed))


def _breaks(law: str, text: str) -> bool:
    return broken(text).split(":")[0] == law


def _slowest(timed: Iterable[Slow]) -> tuple[Slow, ...]:
    shapes = {shape_of(slow.text): slow for slow in sorted(timed)}
    return tuple(heapq.nlargest(SHOWN, shapes.values()))


def _cell(text: str) -> str:
    shown = repr(text).replace("|", "\\|").replace("`", "'")
    return shown if len(shown) <= 70 else f"{shown[:69]}…"
