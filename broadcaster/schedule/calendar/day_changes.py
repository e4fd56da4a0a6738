"""What is different on one day: another start, another length, another title, or nothing at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DayChange:
    """What is different on one day, for one start of it or for all of them."""

    day: date
    of: int | None = None
    """The start (minutes after midnight) it concerns; None is every start of the day."""
    start: int | None = None
    longest_ms: int | None = None
    cancelled: bool = False
    title: str = ""


def change_of(changes: Sequence[DayChange], start: int) -> DayChange | None:
    """Return the change of one start; one that names it counts before one of the whole day."""
    named = [change for change in changes if change.of == start]
    return next(iter(named or [change for change in changes if change.of is None]), None)
