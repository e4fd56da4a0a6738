"""What somebody saw before they sent a form: the state of the bulletin, and the airings that end.

Every form about a bulletin carries both. An action refuses when the bulletin has moved on since,
and when airings would stop that nobody was shown.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends

from broadcaster.schedule import actions as schedule_actions
from broadcaster.web.fields import Tick, Turn
from broadcaster.web.visit import Visit


@dataclass(frozen=True)
class Seen:
    """The turn a page showed, and whether it listed the airings that the form ends."""

    turn: int
    confirmed: bool


def _seen(turn: Turn, confirmed: Tick = "") -> Seen:
    return Seen(turn, bool(confirmed))


WhatWasSeen = Annotated[Seen, Depends(_seen)]


def consent(visit: Visit, seen: Seen) -> dict[str, Any]:
    """Return it as the words by which actions ask for it."""
    return {
        "airings": lambda bulletin: schedule_actions.airings_of(visit.desk, bulletin),
        "confirmed": seen.confirmed,
        "turn": seen.turn,
    }
