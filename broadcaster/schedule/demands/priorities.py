"""In which order an operator wants the PRIORITY bulletins of a session (DESIGN law 11).

Those named go first, as named; the others follow by approval time. Two people may order the same
session: each writes on top of a turn, and whoever has not seen the newest is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from broadcaster.schedule.demands.priority_errors import PriorityError
from broadcaster.schedule.model import RunningOrder


@dataclass(frozen=True)
class PriorityOrder:
    """One order of a session's PRIORITY bulletins. `at` is aware UTC."""

    session: str
    turn: int
    """Counted from 1; the highest counts."""
    bulletins: tuple[str, ...]
    """Empty: by approval time again."""
    by: str
    at: datetime


def seen_turn(newest: PriorityOrder | None, person: str, seen: int | None) -> int:
    """Return the turn a person writes on top of: what they say they saw, else their own."""
    if seen is not None:
        return seen
    return newest.turn if newest and newest.by == person else 0


def require_turn(newest: PriorityOrder | None, seen: int, name: str, clock: str) -> None:
    """Refuse an order made without having seen the newest; `name` gave that one at `clock`."""
    turn = newest.turn if newest else 0
    if seen == turn:
        return
    if newest is None:
        raise PriorityError.no_such_turn(seen)
    raise PriorityError.overtaken(newest.session, name, clock, newest.bulletins, newest.turn)


def require_open(order: RunningOrder, now: datetime, *, is_locked: bool, later: str) -> None:
    """Refuse to order a session that is locked or due to be; `later` is the next one that is not.

    The player may lock at its next look, and a change that may come too late is none.
    """
    if is_locked or order.locks_at <= now:
        raise PriorityError.locked(order.session, later)


def distinct(bulletins: Sequence[str]) -> tuple[str, ...]:
    """Return the bulletins as named; one named twice is refused."""
    for place, bulletin in enumerate(bulletins):
        if bulletin in bulletins[:place]:
            raise PriorityError.named_twice(bulletin)
    return tuple(bulletins)
