"""The stretches of the day and week that an hours policy is made of.

Pure values. A window is [start, end); its days say when it may begin, so one that crosses
midnight belongs to the evening.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from broadcaster.schedule.station_time import (
    ALL_DAYS,
    DAY_MINUTES,
    clock_text,
    moment_at,
    stretch_of,
)


@dataclass(frozen=True)
class Interval:
    """Moments from `start` (included) to `end` (excluded), aware UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Stretch:
    """Part of a day at the station: minutes after midnight, the end possibly in the next day."""

    start: int
    end: int

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Stretch":
        """Read `start` and `end`; KeyError, TypeError or ValueError when they are no times."""
        return cls(*stretch_of(document["start"], document["end"]))

    def to_document(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {"start": clock_text(self.start), "end": clock_text(self.end)}

    def on(self, day: date, zone: ZoneInfo) -> Interval:
        """Return the moments it covers when it begins on `day`."""
        return Interval(moment_at(day, self.start, zone), moment_at(day, self.end, zone))

    def covers(self, minute: int) -> bool:
        """Say whether the minute of the day lies in it, begun today or yesterday."""
        return self.start <= minute < self.end or self.start <= minute + DAY_MINUTES < self.end

    def __str__(self) -> str:
        return f"{clock_text(self.start)}-{clock_text(self.end)}"


@dataclass(frozen=True)
class Window:
    """A stretch in which sound is allowed, on the days it may begin (`1` is Monday)."""

    stretch: Stretch
    days: str = ALL_DAYS

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Window":
        """Read a window; KeyError, TypeError or ValueError when it is not one."""
        days = document["days"]
        if not days or set(days) - set(ALL_DAYS):
            raise ValueError(f"not days of the week: {days!r}")
        return cls(Stretch.from_document(document), "".join(sorted(set(days))))

    def to_document(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {"days": self.days, **self.stretch.to_document()}


@dataclass(frozen=True)
class HoursException:
    """A dated stretch allowed beyond the windows, signed by an approver with a reason."""

    day: date
    stretch: Stretch
    reason: str
    by: str = ""
    at: str = ""
    unit: str = ""
    """The unit whose limits it lifts; empty for the station's own."""

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "HoursException":
        """Read an exception; KeyError, TypeError or ValueError when it is not one."""
        return cls(
            date.fromisoformat(document["date"]),
            Stretch.from_document(document),
            document["reason"],
            document["by"],
            document["at"],
            document.get("unit", ""),
        )

    def to_document(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "date": self.day.isoformat(),
            **self.stretch.to_document(),
            "reason": self.reason,
            "by": self.by,
            "at": self.at,
            "unit": self.unit,
        }


@dataclass(frozen=True)
class Ceiling:
    """The highest volume, in percent, in one stretch of every day."""

    stretch: Stretch
    percent: int


def join(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the same moments as the fewest intervals, earliest first; touching ones are one."""
    joined: list[Interval] = []
    for interval in sorted(intervals, key=lambda i: (i.start, i.end)):
        if interval.end <= interval.start:
            continue  # a skipped hour swallowed it
        if joined and interval.start <= joined[-1].end:
            joined[-1] = Interval(joined[-1].start, max(joined[-1].end, interval.end))
        else:
            joined.append(interval)
    return tuple(joined)


def within(stretches: Iterable[Stretch], limits: Iterable[Stretch]) -> list[Stretch]:
    """Return what of `stretches` lies within `limits`."""
    allowed = tuple(limits)
    return [
        Stretch(max(one.start, limit.start), min(one.end, limit.end))
        for one in stretches
        for limit in allowed
        if max(one.start, limit.start) < min(one.end, limit.end)
    ]


def intersect(one: Sequence[Interval], other: Sequence[Interval]) -> tuple[Interval, ...]:
    """Return the moments that are in both; each is joined, earliest first, as `join` gives it."""
    shared = (
        Interval(max(a.start, b.start), min(a.end, b.end))
        for a in one
        for b in other
        if a.start < b.end and b.start < a.end
    )
    return tuple(shared)


def minutes_of_week(windows: Sequence[Window]) -> frozenset[int]:
    """Return every minute of the week, counted from Monday midnight, in which sound is allowed."""
    return frozenset(
        ((int(day) - 1) * DAY_MINUTES + minute) % (7 * DAY_MINUTES)
        for window in windows
        for day in window.days
        for minute in range(window.stretch.start, window.stretch.end)
    )


def widens(windows: Sequence[Window], base: Sequence[Window]) -> bool:
    """Say whether `windows` allow a minute of the week that `base` does not."""
    return not minutes_of_week(windows) <= minutes_of_week(base)
