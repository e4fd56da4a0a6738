"""What an hours policy limits, and what of it a policy below may exceed. Pure values."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Limit(StrEnum):
    """What a policy limits."""

    WINDOWS = "windows"
    HOLIDAYS = "holidays"
    SESSION = "session"
    DAY = "day"
    VOLUME = "volume"
    OUTER = "outer"


@dataclass(frozen=True)
class Beyond:
    """That a policy may exceed these limits of a unit above, as that unit's stood when it was
    signed; what the unit signs later binds again.
    """

    unit: str
    limits: tuple[Limit, ...]
    ground: str
    """`signature` of an approver of that unit, or `document`."""

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Beyond":
        """Read it; KeyError, TypeError or ValueError when it is none."""
        limits = tuple(Limit(name) for name in document["limits"])
        return cls(document["unit"], limits, document["ground"])

    def to_document(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {"unit": self.unit, "limits": list(self.limits), "ground": self.ground}
