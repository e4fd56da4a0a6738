"""The hours that one unit signed: windows, caps, ceilings, limits of exceptions, with their dates.

A dated policy lies over a standing one and gives way to it outside its dates; with nothing beneath
it, it allows nothing there. What a station obeys is more: `hours.HoursPolicy` lays the policies of
the units above over it. Pure values, and their JSON as it stands in `plan/hours.json`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self
from zoneinfo import ZoneInfo

from broadcaster.schedule.hours.limits import Beyond, Limit
from broadcaster.schedule.hours.windows import (
    Ceiling,
    HoursException,
    Interval,
    Stretch,
    Window,
    within,
)

DEFAULT_OUTER = (Stretch(4 * 60 + 30, 22 * 60),)
"""Where an exception may lie unless the policy says otherwise."""
BUILT_IN = "built-in"
"""Origin of the hours that hold where nobody signed any; they give way to those of a unit above."""


@dataclass(frozen=True)
class UnitHours:
    """One unit's policy with its exceptions."""

    unit: str
    title: str
    document: str
    """Number of the document it rests on; empty for the built-in one."""
    origin: str
    """`built-in` or `set`."""
    zone: ZoneInfo
    windows: tuple[Window, ...]
    session_minutes: int | None = None
    day_minutes: int | None = None
    volume: tuple[Ceiling, ...] = ()
    lock_lead_s: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    """Last day on which it holds."""
    by: str = ""
    at: str = ""
    """When it was signed, RFC 3339."""
    exceptions: tuple[HoursException, ...] = ()
    outer: tuple[Stretch, ...] = DEFAULT_OUTER
    standing: Self | None = None
    """What holds on the days this dated policy does not."""
    holidays: tuple[Window, ...] | None = None
    """The windows of public holidays; None keeps those of the weekday."""
    beyond: tuple[Beyond, ...] = ()
    """What of the units above it may exceed."""

    def cap_of(self, limit: Limit) -> int | None:
        """Return its cap in minutes, of a `SESSION` or else of a day; None is no cap."""
        return self.session_minutes if limit is Limit.SESSION else self.day_minutes

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> Self:
        """Read a policy; KeyError, TypeError or ValueError when it is not one."""
        return cls(**cls._fields(document))

    @classmethod
    def _fields(cls, document: dict[str, Any]) -> dict[str, Any]:
        standing, holidays = document.get("standing"), document.get("holidays")
        return {
            "unit": document["unit"],
            "title": document["title"],
            "document": document["document"],
            "origin": document["origin"],
            "zone": ZoneInfo(document["zone"]),
            "windows": _windows(document["windows"]),
            "session_minutes": document["session_minutes"],
            "day_minutes": document["day_minutes"],
            "volume": tuple(
                Ceiling(Stretch.from_document(item), int(item["percent"]))
                for item in document["volume"]
            ),
            "lock_lead_s": document["lock_lead_s"],
            "valid_from": _date_or_none(document["from"]),
            "valid_until": _date_or_none(document["until"]),
            "by": document["by"],
            "at": document["at"],
            "exceptions": tuple(HoursException.from_document(x) for x in document["exceptions"]),
            "outer": tuple(Stretch.from_document(item) for item in document["outer"]),
            "standing": cls.from_document(standing) if standing else None,
            "holidays": None if holidays is None else _windows(holidays),
            "beyond": tuple(Beyond.from_document(item) for item in document.get("beyond", ())),
        }

    def to_document(self) -> dict[str, Any]:
        """Return the policy as plain JSON values."""
        holidays = self.holidays
        return {
            "v": 1,
            "unit": self.unit,
            "title": self.title,
            "document": self.document,
            "origin": self.origin,
            "zone": self.zone.key,
            "windows": [window.to_document() for window in self.windows],
            "holidays": None if holidays is None else [w.to_document() for w in holidays],
            "session_minutes": self.session_minutes,
            "day_minutes": self.day_minutes,
            "volume": [{**c.stretch.to_document(), "percent": c.percent} for c in self.volume],
            "lock_lead_s": self.lock_lead_s,
            "from": self.valid_from.isoformat() if self.valid_from else None,
            "until": self.valid_until.isoformat() if self.valid_until else None,
            "by": self.by,
            "at": self.at,
            "exceptions": [exception.to_document() for exception in self.exceptions],
            "outer": [stretch.to_document() for stretch in self.outer],
            "beyond": [one.to_document() for one in self.beyond],
            "standing": self.standing.to_document() if self.standing else None,
        }

    def signed_for(self, day: date) -> Self | None:
        """Return the policy whose dates hold `day`: this one, else what it lies over, else none."""
        begun = self.valid_from is None or self.valid_from <= day
        over = self.valid_until is not None and self.valid_until < day
        if begun and not over:
            return self
        return self.standing.signed_for(day) if self.standing else None

    def windows_begun(self, day: date, *, is_holiday: bool) -> list[Interval]:
        """Return the windows of this very policy that begin on `day`."""
        weekday = str(day.isoweekday())
        special = is_holiday and self.holidays is not None
        windows = (self.holidays or ()) if special else self.windows
        return [w.stretch.on(day, self.zone) for w in windows if weekday in w.days]

    def exceptions_begun(self, day: date) -> list[Stretch]:
        """Return the exceptions signed for `day`, cut to where one may lie.

        Limits that were narrowed after an exception was signed bind it too.
        """
        return within((one.stretch for one in self.exceptions if one.day == day), self.outer)

    def may_exceed(self, above: "UnitHours", limit: Limit) -> bool:
        """Say whether it need not keep a limit of a policy above, signed no later than itself."""
        return above.at <= self.at and any(
            one.unit == above.unit and limit in one.limits for one in self.beyond
        )

    def with_exceptions(self, exceptions: Iterable[HoursException]) -> Self:
        """Return the same policy with these exceptions, ordered by when they begin."""
        ordered = sorted(exceptions, key=lambda e: (e.day, e.stretch.start, e.stretch.end, e.at))
        return replace(self, exceptions=tuple(ordered))


def _windows(documents: Iterable[dict[str, Any]]) -> tuple[Window, ...]:
    return tuple(Window.from_document(item) for item in documents)


def _date_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
