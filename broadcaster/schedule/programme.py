"""What a programme is: a recurring broadcast, when, how long, where, and in which layout."""

from dataclasses import dataclass
from enum import StrEnum

from broadcaster.schedule.recurrence import Recurrence


class PartKind(StrEnum):
    """The kinds of layout part this version can fill."""

    IDENT = "ident"
    GREETING = "greeting"
    OPENER = "opener"
    ITEMS = "items"
    SEPARATOR = "separator"
    MUSIC = "music"
    CLOSING = "closing"


LATER_KINDS = ("headlines", "feature", "relay")
"""Kinds of the design that no version can fill yet; a programme naming one is refused."""


class LatePolicy(StrEnum):
    """What happens to an item whose grace is over: it airs as `late`, or it is skipped."""

    PLAY = "play"
    SKIP = "skip"


class Overrun(StrEnum):
    """What a hard start does to a part still sounding: lets the item finish, or cuts it."""

    FINISH = "finish"
    CUT = "cut"


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
    """One part of a layout. Limits and filter concern `items` only; the rest plays one sound."""

    kind: PartKind
    sound: str = ""
    """Name of the station sound it plays; for `items` the separator between two of them."""
    opener: str = ""
    """For `items`: the sound before the first of them, when there is a first."""
    filter: Filter = Filter()
    max_items: int | None = None
    max_ms: int | None = None
    hard_start: bool = False
    grace_ms: int | None = None
    """How late its items may start and still count as aired; None takes the setting."""
    late: LatePolicy = LatePolicy.PLAY
    overrun: Overrun = Overrun.FINISH


@dataclass(frozen=True)
class Programme:
    """One programme as its file states it."""

    name: str
    title: str
    recurrence: Recurrence
    longest_ms: int
    zones: tuple[str, ...]
    layout: tuple[Part, ...]
