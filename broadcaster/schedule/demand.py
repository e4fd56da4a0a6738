"""What wants to be heard: own bulletins, mandates and accepted offers, all in one shape.

A demand says how often a bulletin (or the family of one bulletin and its variants) wants to air,
between which moments, how far apart and where. What of it is still owed is counted from the log,
never from earlier plans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from broadcaster.bulletins.model import BulletinClass
from broadcaster.schedule.sessions.slot import Candidate


class DemandKind(StrEnum):
    """Who asks: the commune itself, a unit above that must be heard, or one that offers."""

    OWN = "own"
    MANDATE = "mandate"
    OFFER = "offer"


@dataclass(frozen=True)
class Demand:
    """One bulletin, or one family of variants, that wants airings. Times are aware UTC."""

    id: str
    """Approval of an own bulletin, or `mandate/<id>`, `offer/<id>`."""
    kind: DemandKind
    candidates: tuple[Candidate, ...]
    """The approved cuts of the family, its source first; at least one."""
    wanted: int | None = None
    """Airings asked for in all; None is every session that takes it."""
    since: datetime | None = None
    """No first sample before; beside the validity of the approval."""
    until: datetime | None = None
    """First moment at which it may no longer start."""
    apart_ms: int = 0
    """Least distance between two airings, from session start to session start: a day apart is
    kept by the same session of the next day, wherever in it they stand."""
    preferred: tuple[str, ...] = ()
    """Programmes it would rather go into, by name."""
    zones: tuple[str, ...] = ()
    """Zones it is meant for, within those of the approval; none named is all of those."""
    mandate: str = ""
    """Id of the mandate or offer that its items name; empty for an own bulletin."""
    aired: int = 0
    """Airings that the log counts: `aired` and `late`."""
    heard: tuple[datetime, ...] = ()
    """Starts of the sessions of those airings, as far back as `apart_ms` reaches."""
    missed: tuple[str, ...] = ()
    """Items planned, not heard whole, and not made good by another yet; oldest first."""

    @property
    def source(self) -> Candidate:
        """The variant that stands for the family: its first."""
        return self.candidates[0]

    @property
    def bulletin_class(self) -> BulletinClass:
        """The class of all its variants."""
        return self.source.approval.bulletin_class

    @property
    def key(self) -> str:
        """What its items are known by from plan to plan: the mandate, or the bulletin."""
        return self.mandate or self.source.approval.bulletin

    @cached_property
    def shortest_ms(self) -> int:
        """The length of its shortest variant."""
        return min(candidate.length_ms for candidate in self.candidates)

    @cached_property
    def precedence(self) -> tuple[bool, datetime, str]:
        """Return the sort key: PRIORITY first, then approval time."""
        return self.source.precedence

    def candidate_for(self, languages: Sequence[str]) -> Candidate:
        """Return the variant for zones that ask for one of `languages`; without one the source."""
        for language in languages:
            for candidate in self.candidates:
                if candidate.approval.details.get("language", "") == language:
                    return candidate
        return self.source


def own_demand(candidate: Candidate, aired: int = 0, missed: tuple[str, ...] = ()) -> Demand:
    """Return what an own bulletin wants: the airings of its approval, or every session."""
    approval = candidate.approval
    return Demand(
        approval.id, DemandKind.OWN, (candidate,), approval.times, aired=aired, missed=missed
    )
