"""What the log says of emergency orders: which stand, how often they sounded, who confirmed them.

Folded like the rest of the logbook, so that a restart goes on with an order where it stood.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from broadcaster.journal.model import Cause, Kind
from broadcaster.playout.emergency.order import EmergencyOrder

Fields = Mapping[str, Any]
CONFIRMED_WITHIN = timedelta(hours=24)
"""So soon an approver is to confirm what somebody ordered in an emergency."""
FAULTS = frozenset({Cause.INTERRUPTED, Cause.NO_OUTPUT})
"""What broke an airing off without anybody wanting it; then it is said again."""


@dataclass
class Use:
    """One emergency order and what became of it."""

    order: EmergencyOrder
    at: datetime
    """When it was ordered (aware UTC)."""
    begun: datetime | None = None
    """When it was last put on air."""
    item: str = ""
    """What of it is on air."""
    is_said: bool = False
    """It was heard to its end, or somebody broke it off."""
    is_over: bool = False
    """Nothing more of it is to sound."""
    confirmed_by: str = ""
    """The approver who answers for it; empty as long as nobody has."""
    is_overdue: bool = False
    """The log says that nobody confirmed it in time."""


class Uses:
    """Every use that stands, by its name."""

    def __init__(self) -> None:
        self.known: dict[str, Use] = {}
        self._items: dict[str, Use] = {}

    def standing(self) -> list[Use]:
        """Return the orders of which something may still sound, oldest first."""
        return [use for use in self.known.values() if not use.is_over]

    def unconfirmed(self) -> list[Use]:
        """Return the orders that no approver has confirmed yet, oldest first; drills too."""
        return [use for use in self.known.values() if not use.confirmed_by]

    def take(self, kind: str, at: datetime, fields: Fields) -> None:
        """Take in one record."""
        if kind == Kind.EMERGENCY:
            self._state(str(fields.get("state", "")), at, fields)
        elif kind == Kind.UNPLANNED and (use := self.known.get(str(fields.get("use", "")))):
            use.begun, use.item = at, str(fields.get("item", ""))
            self._items[use.item] = use
        elif kind == Kind.END and (found := self._items.pop(str(fields.get("item", "")), None)):
            found.item = ""
            found.is_said = found.is_said or fields.get("cause") not in FAULTS

    def _state(self, state: str, at: datetime, fields: Fields) -> None:
        name = str(fields.get("use", ""))
        if state == "ordered":
            self.known[name] = Use(EmergencyOrder.from_fields(fields), at)
        elif name in self.known and state in ("cancelled", "over"):
            self.known[name].is_over = True
        elif name in self.known and state == "confirmed":
            self.known[name].confirmed_by = str(fields.get("by", ""))
        elif name in self.known and state == "overdue":
            self.known[name].is_overdue = True
