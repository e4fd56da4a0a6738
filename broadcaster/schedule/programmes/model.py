"""What a programme is: a recurring broadcast, when, how long, where, and in which layout."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from broadcaster.schedule.calendar.day_changes import DayChange
from broadcaster.schedule.programmes.recurrence import Recurrence, occurrences


class PartKind(StrEnum):
    """The kinds of layout part this version can fill."""

    IDENT = "ident"
    GREETING = "greeting"
    OPENER = "opener"
    HEADLINES = "headlines"
    """The headline of each bulletin that follows in the session, in their order."""
    ITEMS = "items"
    FEATURE = "feature"
    """One long bulletin that its filter names; no other part takes such a one."""
    SEPARATOR = "separator"
    MUSIC = "music"
    RELAY = "relay"
    """Another broadcaster, carried on for so many minutes."""
    CLOSING = "closing"


TAKING = (PartKind.ITEMS, PartKind.FEATURE)
"""The kinds that take bulletins; the others play a sound of the station's."""


class LatePolicy(StrEnum):
    """What happens to an item whose grace is over: it airs as `late`, or it is skipped."""

    PLAY = "play"
    SKIP = "skip"
    JOIN = "join"
    """It is heard from where it would be by now; never speech, which has a beginning."""


class Overrun(StrEnum):
    """What a hard start does to a part still sounding: lets the item finish, or ends it."""

    FINISH = "finish"
    CUT = "cut"
    FADE = "fade"
    """It ends there too, and is faded out before."""


class PartOrder(StrEnum):
    """What comes first in a part, among bulletins of one class."""

    APPROVAL = "approval"
    """What was approved first."""
    NEWEST = "newest"
    """What was approved last."""
    SHORTEST = "shortest"
    """The shortest, so that the most go in."""
    COLUMN = "column"
    """Columns one after the other, by name."""


@dataclass(frozen=True)
class Filter:
    """Which bulletins an `items` part takes. An empty tuple takes all; all given must match."""

    classes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One part of a layout. Limits, order and filter concern parts that take bulletins."""

    kind: PartKind
    sound: str = ""
    """Name of the station sound it plays; for `items` the separator between two of them."""
    opener: str = ""
    """The sound before the first bulletin, when there is a first."""
    filter: Filter = Filter()
    order: PartOrder = PartOrder.APPROVAL
    max_items: int | None = None
    max_ms: int | None = None
    """Most that its bulletins may sound; what is kept for headlines; how long a relay lasts."""
    relay: str = ""
    """Name of the relay it carries."""
    fallback: str = ""
    """The sound that fills a relay's time when its source is lost; else the next item moves up."""
    at: int | None = None
    """Minutes of the day at which a relay begins; None right after the part before it."""
    hard_start: bool = False
    grace_ms: int | None = None
    """How late its items may start and still count as aired; None takes the setting."""
    late: LatePolicy = LatePolicy.PLAY
    late_by_class: tuple[tuple[str, LatePolicy], ...] = ()
    """What holds instead for bulletins of a class."""
    overrun: Overrun = Overrun.FINISH

    @property
    def takes_bulletins(self) -> bool:
        """Say whether bulletins go into it, and no sound of its own."""
        return self.kind in TAKING

    def late_policy_of(self, bulletin_class: str) -> LatePolicy:
        """Return what happens to a late item of a class."""
        return dict(self.late_by_class).get(bulletin_class, self.late)


@dataclass(frozen=True)
class Programme:
    """One programme as its file states it."""

    name: str
    title: str
    recurrence: Recurrence
    longest_ms: int
    zones: tuple[str, ...]
    layout: tuple[Part, ...]

    def changed_by(self, change: DayChange | None) -> "Programme":
        """Return it as one day's change leaves it; its start is the recurrence's matter."""
        if change is None:
            return self
        return replace(
            self, title=change.title or self.title, longest_ms=change.longest_ms or self.longest_ms
        )


def held_at(programme: Programme, start: datetime, zone: ZoneInfo) -> Programme:
    """Return the programme as it is in its session at `start`; unchanged where it has none."""
    moment = sessions_between(programme, start, start + timedelta(microseconds=1), zone)
    return next((held for held, _start in moment), programme)


def sessions_between(
    programme: Programme, since: datetime, until: datetime | None, zone: ZoneInfo
) -> Iterator[tuple[Programme, datetime]]:
    """Yield its starts (aware, UTC) from `since` to `until`, each with the programme of that day.

    None is the end of what is known. A day's change of title and length is in the programme.
    """
    for one in occurrences(programme.recurrence, since, until, zone):
        yield programme.changed_by(one.change), one.start
