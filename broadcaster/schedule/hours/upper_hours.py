"""The hours of a unit above the station's, for as long as it stands above. Pure values."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from broadcaster.schedule.hours.unit_hours import BUILT_IN, UnitHours


@dataclass(frozen=True)
class UpperHours:
    """What a unit above signed, and the days on which it is above; None is open on that side."""

    hours: UnitHours
    since: date | None = None
    until: date | None = None
    """Last day."""

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "UpperHours":
        """Read it; KeyError, TypeError or ValueError when it is none."""
        since, until = (
            date.fromisoformat(text) if text else None
            for text in (document["from"], document["until"])
        )
        return cls(UnitHours.from_document(document["hours"]), since, until)

    def to_document(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "from": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "hours": self.hours.to_document(),
        }

    def is_above(self, day: date) -> bool:
        """Say whether the unit is above the station's on `day`."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)

    def signed_for(self, day: date) -> UnitHours | None:
        """Return what binds the units below on `day`; the built-in hours bind nobody else."""
        signed = self.hours.signed_for(day) if self.is_above(day) else None
        return signed if signed and signed.origin != BUILT_IN else None
