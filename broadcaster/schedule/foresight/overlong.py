"""A text that is longer than any session that takes it, and where to divide it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadcaster.bulletins.spoken_line import SpokenLine
from broadcaster.production.model import LEAD_IN_MS
from broadcaster.schedule.foresight.dividing import divide
from broadcaster.schedule.foresight.longest import Longest


@dataclass(frozen=True)
class Overlong:
    """What does not fit, and the way out."""

    title: str
    """Of the session that has the most room."""
    room_ms: int
    length_ms: int
    divide_before: tuple[SpokenLine, ...] = ()
    """The lines the second part, the third, ... begin with."""
    parts_ms: tuple[int, ...] = ()
    too_long: tuple[SpokenLine, ...] = ()
    """Lines that alone do not fit; then nothing is divided."""


def overlong_of(
    lines: Sequence[SpokenLine], length_ms: int, longest: Longest | None
) -> Overlong | None:
    """Return how to divide a text of these lines; None when it fits, or no session takes it.

    Each part will be a cut of its own, with the silence at both ends of a cut.
    """
    if longest is None or length_ms <= longest.length_ms or not lines:
        return None
    lengths = [line.length_ms for line in lines]
    opening = [place for place, line in enumerate(lines) if line.opens]
    division = divide(lengths, longest.length_ms - 2 * LEAD_IN_MS, opening)
    return Overlong(
        longest.title,
        longest.length_ms,
        length_ms,
        tuple(lines[number] for number in division.starts),
        division.parts_ms,
        tuple(lines[number] for number in division.too_long),
    )
