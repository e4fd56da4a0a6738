"""When loudspeakers may sound: the signed hours policy, decided from the policy and the clock.

The planner uses it to plan, and the player's guard uses it last before the samples (DESIGN law
3). Windows are [start, end) in station time; windows that touch, also across midnight, are one.
Outside every window nothing may sound but an emergency, which is not decided here. A dated
policy lies over a standing one and gives way to it outside its dates; with nothing beneath it,
nothing may sound there. Only windows and volume ceilings bind the player; caps are the planner's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from broadcaster.journal.model import Cause
from broadcaster.schedule.station_time import station_date
from broadcaster.schedule.windows import Ceiling, HoursException, Interval, Stretch, Window, join

LOOK_AROUND_DAYS = 2
"""How far around a moment windows are joined; no session is longer."""


@dataclass(frozen=True)
class Verdict:
    """Whether an item may start. `wait_until` is set when it may, but not yet."""

    ok: bool
    cause: str = ""
    wait_until: datetime | None = None


DEFAULT_OUTER = (Stretch(4 * 60 + 30, 22 * 60),)
"""Where an exception may lie unless the policy says otherwise."""


@dataclass(frozen=True)
class HoursPolicy:
    """One policy with its exceptions, as it stands in `plan/hours.json`."""

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
    exceptions: tuple[HoursException, ...] = ()
    outer: tuple[Stretch, ...] = DEFAULT_OUTER
    standing: "HoursPolicy | None" = None
    """What holds on the days this dated policy does not."""

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "HoursPolicy":
        """Read a policy; KeyError, TypeError or ValueError when it is not one."""
        standing = document.get("standing")
        return cls(
            unit=document["unit"],
            title=document["title"],
            document=document["document"],
            origin=document["origin"],
            zone=ZoneInfo(document["zone"]),
            windows=tuple(Window.from_document(item) for item in document["windows"]),
            session_minutes=document["session_minutes"],
            day_minutes=document["day_minutes"],
            volume=tuple(
                Ceiling(Stretch.from_document(item), int(item["percent"]))
                for item in document["volume"]
            ),
            lock_lead_s=document["lock_lead_s"],
            valid_from=_date_or_none(document["from"]),
            valid_until=_date_or_none(document["until"]),
            by=document["by"],
            at=document["at"],
            exceptions=tuple(HoursException.from_document(x) for x in document["exceptions"]),
            outer=tuple(Stretch.from_document(item) for item in document["outer"]),
            standing=cls.from_document(standing) if standing else None,
        )

    def to_document(self) -> dict[str, Any]:
        """Return the policy as the JSON of `plan/hours.json`."""
        return {
            "v": 1,
            "unit": self.unit,
            "title": self.title,
            "document": self.document,
            "origin": self.origin,
            "zone": self.zone.key,
            "windows": [window.to_document() for window in self.windows],
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
            "standing": self.standing.to_document() if self.standing else None,
        }

    def in_force_on(self, day: date) -> "HoursPolicy | None":
        """Return the policy that holds on `day`: this one, else what it lies over, else none."""
        begun = self.valid_from is None or self.valid_from <= day
        over = self.valid_until is not None and self.valid_until < day
        if begun and not over:
            return self
        return self.standing.in_force_on(day) if self.standing else None

    def windows_on(self, day: date) -> tuple[Interval, ...]:
        """Return the joined windows and exceptions that begin on `day`, earliest first."""
        return join([*self._regular(day), *self._exceptional(day)])

    def covering(self, moment: datetime) -> Interval | None:
        """Return the joined window around `moment`, or None when nothing may sound then.

        A window that never ends is given up to two days around the moment.
        """
        today = station_date(moment, self.zone)
        days = (today + timedelta(days=n) for n in range(-LOOK_AROUND_DAYS, LOOK_AROUND_DAYS + 1))
        joined = join([window for day in days for window in self.windows_on(day)])
        return next((w for w in joined if w.start <= moment < w.end), None)

    def ceiling_at(self, moment: datetime) -> int:
        """Return the highest volume, in percent, that is allowed at `moment`."""
        if not self.volume and self.standing is None:
            return 100  # the usual policy, asked for every planned item
        local = moment.astimezone(self.zone)
        policy = self.in_force_on(local.date())
        minute = local.hour * 60 + local.minute
        ceilings = policy.volume if policy else ()
        return min((c.percent for c in ceilings if c.stretch.covers(minute)), default=100)

    def fits(self, start: datetime, length_ms: int, uncertainty_ms: int) -> Verdict:
        """Say whether an item may start at `start` on a clock that is this far off at most.

        At a window's start it waits the uncertainty out (`wait_until`); at its end it is refused
        unless it finishes a whole uncertainty before. Lengths are milliseconds.
        """
        doubt = timedelta(milliseconds=uncertainty_ms)
        window = self.covering(start)
        if window is None:
            return Verdict(False, Cause.OUTSIDE_HOURS)
        opens = window.start + doubt
        if max(start, opens) + timedelta(milliseconds=length_ms) > window.end - doubt:
            return Verdict(False, Cause.OUTSIDE_HOURS)
        return Verdict(True, wait_until=opens if start < opens else None)

    def with_exceptions(self, exceptions: Iterable[HoursException]) -> "HoursPolicy":
        """Return the same policy with these exceptions, ordered by when they begin."""
        ordered = sorted(exceptions, key=lambda e: (e.day, e.stretch.start, e.stretch.end, e.at))
        return replace(self, exceptions=tuple(ordered))

    def _regular(self, day: date) -> list[Interval]:
        policy = self.in_force_on(day)
        weekday = str(day.isoweekday())
        windows = policy.windows if policy else ()
        return [w.stretch.on(day, self.zone) for w in windows if weekday in w.days]

    def _exceptional(self, day: date) -> list[Interval]:
        # Also a signed exception holds only where one may lie: limits narrowed later still bind.
        dated = [exception.stretch for exception in self.exceptions if exception.day == day]
        return [
            Stretch(max(stretch.start, limit.start), min(stretch.end, limit.end)).on(day, self.zone)
            for stretch in dated
            for limit in self.outer
            if max(stretch.start, limit.start) < min(stretch.end, limit.end)
        ]


def _date_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
