"""An emergency order as the player carries it out, and as the log keeps it (DESIGN law 1d).

Its authority is one person with a PIN and a template that was approved in advance, or two people
with an approved bulletin. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from broadcaster.journal.record import Value

EMERGENCY, DRILL = "emergency", "drill"
BY_TEMPLATE, BY_TWO = "template", "two-people"
LONGEST_REPEAT = timedelta(hours=2)
LONGEST_LASTING = timedelta(hours=24)


@dataclass(frozen=True)
class EmergencyOrder:
    """What was ordered. `use` names this use of a template or bulletin for ever."""

    use: str
    what: str
    """`emergency` or `drill`."""
    by: str
    title: str
    template: str = ""
    fills: tuple[tuple[str, str], ...] = ()
    approval: str = ""
    """Of a bulletin that two people put on air."""
    second: str = ""
    """The other of the two."""
    repeat: timedelta = timedelta(0)
    """From one beginning to the next; zero for once."""
    lasts: timedelta = timedelta(hours=1)
    """How long after the order it may begin again, or be tried again."""

    @property
    def is_drill(self) -> bool:
        """Say whether it only practises; then the hours bind it as they bind everything."""
        return self.what == DRILL

    @property
    def authority(self) -> str:
        """Return the English code of what gives it its force."""
        return BY_TEMPLATE if self.template else BY_TWO

    def to_fields(self) -> dict[str, Value]:
        """Return it as fields of a record."""
        return {
            "use": self.use,
            "what": self.what,
            "by": self.by,
            "title": self.title,
            "authority": self.authority,
            "template": self.template,
            "fills": [f"{name}={value}" for name, value in self.fills],
            "approval": self.approval,
            "second": self.second,
            "repeat_s": int(self.repeat.total_seconds()),
            "lasts_s": int(self.lasts.total_seconds()),
        }

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any]) -> "EmergencyOrder":
        """Read it back from a record."""
        pairs = (str(text).partition("=") for text in fields.get("fills", ()))
        return cls(
            use=str(fields.get("use", "")),
            what=str(fields.get("what", EMERGENCY)),
            by=str(fields.get("by", "")),
            title=str(fields.get("title", "")),
            template=str(fields.get("template", "")),
            fills=tuple((name, value) for name, _equals, value in pairs),
            approval=str(fields.get("approval", "")),
            second=str(fields.get("second", "")),
            repeat=timedelta(seconds=int(fields.get("repeat_s", 0))),
            lasts=timedelta(seconds=int(fields.get("lasts_s", 0))),
        )
