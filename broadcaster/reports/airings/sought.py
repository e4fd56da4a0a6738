"""Which airings somebody looks for. Pure."""

from dataclasses import dataclass
from datetime import datetime

from broadcaster.journal.airings import Airing
from broadcaster.units import WHOLE_STATION

OPEN = "open"
"""In place of an outcome: planned, and none yet."""


@dataclass(frozen=True)
class Sought:
    """What has to be so; empty lets everything pass. Times are aware UTC, `until` excluded."""

    since: datetime | None = None
    until: datetime | None = None
    session: str = ""
    """Any part of its id."""
    zone: str = ""
    """What was for the whole station was for each zone."""
    item_class: str = ""
    origin: str = ""
    language: str = ""
    bulletin: str = ""
    """Its id, its revision's, or the number at the end."""
    outcomes: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()

    def fits(self, one: Airing) -> bool:
        """Say whether an airing is one of those."""
        when = one.when
        return (
            (self.since is None or (when is not None and when >= self.since))
            and (self.until is None or (when is not None and when < self.until))
            and self.session in (one.plan.session or one.text("session"))
            and self._fits_words(one)
            and self._fits_zone(one)
            and (not self.outcomes or (one.outcome or _open(one)) in self.outcomes)
            and (not self.grades or grade_of(one) in self.grades)
        )

    def _fits_words(self, one: Airing) -> bool:
        words = {"class": self.item_class, "origin": self.origin, "language": self.language}
        return all(not wanted or one.text(name) == wanted for name, wanted in words.items()) and (
            not self.bulletin or self._is_of_bulletin(one.text("bulletin"), one.text("revision"))
        )

    def _is_of_bulletin(self, bulletin: str, revision: str) -> bool:
        wanted = self.bulletin
        return wanted in (bulletin, revision) or bulletin.endswith(f"-{wanted}")

    def _fits_zone(self, one: Airing) -> bool:
        return not self.zone or self.zone in one.zones or WHOLE_STATION in one.zones


def grade_of(one: Airing) -> str:
    """Return the evidence grade of an airing: its outcome's, else its end's, else 0."""
    return one.text("evidence") or "0"


def _open(one: Airing) -> str:
    return OPEN if one.line == "planned" else ""
