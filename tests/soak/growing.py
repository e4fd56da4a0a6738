"""How the time of reading grows up to a million characters, for every shape of text we know.

The slowest random texts are shapes as well, each repeated. Nothing may grow faster than its
length: from 25,000 characters to 100,000 the time rises about four times, and ten to a million.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from tests.reading.growth import (
    IN_ANOTHER_LANGUAGE,
    PLAIN,
    SHAPES,
    Shape,
    any_length,
    growth,
    seconds,
)

TWICE = 2.0
SHORT, MIDDLE = 25_000, 100_000
SHOWN = 8


@dataclass(frozen=True)
class Grown:
    """The steepest growth of one shape, from where, and its time a character."""

    shape: Shape
    language: str
    linear: float
    """Times linear: so many times the text in so many times as long is 1."""
    length: int
    """Characters of the longer text."""
    microseconds: float


@dataclass(frozen=True)
class Report:
    """What all the shapes came to."""

    grown: tuple[Grown, ...]
    longest: int

    @property
    def good(self) -> bool:
        """Say whether every shape is read in linear time."""
        return all(one.linear <= TWICE for one in self.grown)

    def lines(self) -> list[str]:
        """Return the report: the steepest shapes, then the slowest."""
        plain = next(one.microseconds for one in self.grown if one.shape == PLAIN)
        worst = sorted(self.grown, key=lambda one: -one.linear)[:SHOWN]
        slow = sorted(self.grown, key=lambda one: -one.microseconds)[:SHOWN]
        return [
            f"Slowest shape: {worst[0].linear:.1f} of linear, of {len(self.grown)} shapes up to "
            f"{max(self.longest, MIDDLE):,} characters; plain text takes {plain:.1f} microseconds "
            "a character.",
            "",
            "| of linear | characters | steepest shapes |",
            "| ---: | ---: | --- |",
            *(f"| {one.linear:.2f} | {one.length:,} | {_cell(one)} |" for one in worst),
            "",
            "| microseconds a character | beside plain text | slowest shapes |",
            "| ---: | ---: | --- |",
            *(
                f"| {one.microseconds:.1f} | {one.microseconds / plain:.1f} | {_cell(one)} |"
                for one in slow
            ),
            "",
        ]


def soak(found: list[str], longest: int, processes: int) -> Report:
    """Measure every shape from 25,000 characters up to `longest`; tell on stderr how far it is.

    Up to a million it takes the better part of an hour on two processors.
    """
    shapes = [(shape, "vi") for shape in (*SHAPES, *(Shape((text,)) for text in found))]
    shapes += [(shape, "en") for shape in IN_ANOTHER_LANGUAGE]
    grown: list[Grown] = []
    with ProcessPoolExecutor(processes) as pool:
        for one in pool.map(partial(_grown, longest), shapes):
            grown.append(one)
            print(f"{len(grown)} of {len(shapes)}: {one.linear:.2f} {one.shape}", file=sys.stderr)
    return Report(tuple(grown), longest)


def _grown(longest: int, asked: tuple[Shape, str]) -> Grown:
    shape, language = asked
    with any_length():
        steepest = (0.0, SHORT)
        for length, times in ((SHORT, MIDDLE // SHORT), (MIDDLE, longest // MIDDLE)):
            if steepest[0] <= TWICE and times > 1:
                linear = growth(shape, length, times, enough=TWICE, language=language)
                steepest = max(steepest, (linear, times * length))
        each = seconds(shape.of(SHORT), language) / SHORT * 1e6
    return Grown(shape, language, *steepest, each)


def _cell(one: Grown) -> str:
    text = str(one.shape).replace("|", "\\|").replace("`", "'")
    shown = text if len(text) <= 60 else f"{text[:59]}…"
    return f"`{shown}`" + (f" in {one.language}" if one.language != "vi" else "")
