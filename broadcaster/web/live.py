"""The player's answer as a page shows it: words for codes, times of the station, seconds to go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from broadcaster.playout.alarms import alarm_sentence
from broadcaster.playout.words import SOUNDS, word_for
from broadcaster.timebase import from_rfc3339

Document = Mapping[str, Any]
SILENCE_DBFS = -60.0
"""What a level meter shows as empty."""


@dataclass(frozen=True)
class Sounding:
    """The item on air. `level_dbfs` is what was sent to the output, never what was heard."""

    title: str
    started: datetime
    ends: datetime
    level_dbfs: float | None

    @property
    def meter(self) -> float:
        """The level for a meter from `SILENCE_DBFS` to 0."""
        if self.level_dbfs is None:
            return SILENCE_DBFS
        return max(SILENCE_DBFS, min(0.0, self.level_dbfs))


@dataclass(frozen=True)
class Coming:
    """What sounds next."""

    title: str
    starts: datetime


@dataclass(frozen=True)
class Muted:
    """Who muted the station, and until when; None is until somebody unmutes it."""

    by: str
    until: datetime | None


@dataclass(frozen=True)
class Live:
    """What the page shows of this moment."""

    running: bool
    at: datetime
    sounding: Sounding | None
    coming: Coming | None
    muted: Muted | None
    repaired_by: str | None
    """Who works on the installation, so that nothing sounds."""
    alarms: tuple[str, ...]


def live_of(
    document: Document, name_of: Callable[[str], str], title_of: Callable[[str], str]
) -> Live:
    """Return the player's answer in words; people and sessions by their names."""
    on_air, coming, mute = document["on_air"], document["next"], document["mute"]
    repair = document["maintenance"]
    until = from_rfc3339(mute["until"]) if mute and mute["until"] else None
    return Live(
        running=document["player"] == "running",
        at=from_rfc3339(document["at"]),
        sounding=_sounding(on_air) if on_air else None,
        coming=_coming(coming, title_of) if coming else None,
        muted=Muted(name_of(mute["by"]), until) if mute else None,
        repaired_by=name_of(repair["by"]) if repair else None,
        alarms=tuple(alarm_sentence(a["code"], a["detail"]) for a in document["alarms"]),
    )


def seconds_left(ends: datetime, now: datetime) -> int:
    """Return how many whole seconds there are to go, none when it is over."""
    return max(0, -((now - ends) // timedelta(seconds=1)))


def _sounding(on_air: Document) -> Sounding:
    return Sounding(
        word_for(SOUNDS, on_air["title"]),
        from_rfc3339(on_air["started"]),
        from_rfc3339(on_air["ends"]),
        on_air.get("level_dbfs"),
    )


def _coming(coming: Document, title_of: Callable[[str], str]) -> Coming:
    title = coming.get("title") or title_of(coming["session"])
    return Coming(word_for(SOUNDS, title), from_rfc3339(coming["starts"]))
