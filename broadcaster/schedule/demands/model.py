"""Calls for airtime: what units ask of stations below, and how a commune answers.

A *call* is a mandate (it must be heard) or an offer (the commune decides, DESIGN law 11). It names
a bulletin and means the family of it and its variants. Its days are station days and count whole:
from 00:00 of the first to the end of the last. Its document holds all that a station needs, so that
a signed file may bring one as well as a command.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from broadcaster.timebase import as_rfc3339, from_rfc3339


class CallKind(StrEnum):
    """Whether a station has a say in it."""

    MANDATE = "mandate"
    OFFER = "offer"


class Reach(StrEnum):
    """What an address names."""

    UNIT = "unit"
    """Every station of the unit and of the units below it."""
    STATION = "station"
    GROUP = "group"
    """A named list of units; a call keeps the list as it was when it was made."""


@dataclass(frozen=True)
class Address:
    """To whom a call goes: a unit with all below it, one station, or a group of units."""

    reach: Reach
    id: str
    units: tuple[str, ...] = ()
    """Of a group: its units."""

    def to_document(self) -> dict[str, Any]:
        """Return the address as plain JSON values."""
        return {"reach": str(self.reach), "id": self.id, "units": list(self.units)}

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Address":
        """Read an address; KeyError, TypeError or ValueError when it is none."""
        return cls(Reach(document["reach"]), document["id"], tuple(document["units"]))


@dataclass(frozen=True)
class Withdrawal:
    """Who took a call back, when (aware UTC) and why."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Call:
    """N airings of a bulletin's family between two days, at least so far apart, at these places."""

    id: str
    """`<unit>-<yyyy>-m<nnnn>` of a mandate, `-o<nnnn>` of an offer; items of the plan name it."""
    kind: CallKind
    bulletin: str
    """Id of the family's source."""
    unit: str
    """The unit that asks; whom it asks belongs to it on the day."""
    times: int
    since: date
    until: date
    """The last day."""
    to: tuple[Address, ...]
    by: str
    at: datetime
    apart_ms: int = 0
    """Least distance between two airings at one station, from session start to session start."""
    preferred: tuple[str, ...] = ()
    """Programmes by name it would rather go into."""
    zones: tuple[str, ...] = ()
    """Ids of zones; empty is wherever the approval allows."""
    document: str = ""
    withdrawal: Withdrawal | None = None
    """Kept beside the document: it comes later."""

    def to_document(self) -> dict[str, Any]:
        """Return the call as plain JSON values, without its withdrawal."""
        return {
            "v": 1,
            "id": self.id,
            "kind": str(self.kind),
            "bulletin": self.bulletin,
            "unit": self.unit,
            "times": self.times,
            "from": self.since.isoformat(),
            "until": self.until.isoformat(),
            "to": [address.to_document() for address in self.to],
            "apart_ms": self.apart_ms,
            "prefer": list(self.preferred),
            "zones": list(self.zones),
            "document": self.document,
            "by": self.by,
            "at": as_rfc3339(self.at),
        }

    @classmethod
    def from_document(
        cls, document: dict[str, Any], withdrawal: Withdrawal | None = None
    ) -> "Call":
        """Read a call; KeyError, TypeError or ValueError when it is none."""
        return cls(
            id=document["id"],
            kind=CallKind(document["kind"]),
            bulletin=document["bulletin"],
            unit=document["unit"],
            times=int(document["times"]),
            since=date.fromisoformat(document["from"]),
            until=date.fromisoformat(document["until"]),
            to=tuple(Address.from_document(one) for one in document["to"]),
            by=document["by"],
            at=from_rfc3339(document["at"]),
            apart_ms=int(document["apart_ms"]),
            preferred=tuple(document["prefer"]),
            zones=tuple(document["zones"]),
            document=document["document"],
            withdrawal=withdrawal,
        )
