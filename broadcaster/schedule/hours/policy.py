"""When loudspeakers may sound: the signed hours policy, decided from the policy and the clock.

The planner uses it to plan, and the player's guard uses it last before the samples (DESIGN law
3). Windows are [start, end) in station time; windows that touch, also across midnight, are one.
Outside every window nothing may sound but an emergency, which is not decided here. What the
station's unit signed is narrowed by every unit above it: a moment is allowed that each of them
allows. Only windows and volume ceilings bind the player; caps are the planner's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from broadcaster.journal.model import Cause
from broadcaster.schedule.allowed_days import WHOLE_DAY, AllowedDays
from broadcaster.schedule.hours.binding import Binding, as_one, who_binds
from broadcaster.schedule.hours.limits import Limit
from broadcaster.schedule.hours.unit_hours import DEFAULT_OUTER, UnitHours
from broadcaster.schedule.hours.upper_hours import UpperHours
from broadcaster.schedule.hours.windows import Interval, intersect, within
from broadcaster.schedule.station_time import station_date

__all__ = ["DEFAULT_OUTER", "HoursPolicy", "Verdict"]


@dataclass(frozen=True)
class Verdict:
    """Whether an item may start. `wait_until` is set when it may, but not yet."""

    ok: bool
    cause: str = ""
    wait_until: datetime | None = None


@dataclass(frozen=True)
class HoursPolicy(UnitHours):
    """What a station obeys: the policy of its unit and of the units above, with their dates.

    It knows the public holidays until some day; after it the windows of the weekday hold.
    """

    above: tuple[UpperHours, ...] = ()
    """Nearest first."""
    holiday_days: tuple[tuple[date, str], ...] = ()
    """Each with its name, in order."""
    made: str = ""
    """When the file was made, RFC 3339; later than what is in it was signed."""

    @classmethod
    def over(
        cls,
        own: UnitHours,
        above: Iterable[UpperHours],
        holiday_days: Mapping[date, str],
        made: str,
    ) -> "HoursPolicy":
        """Return what a station obeys whose unit signed `own`."""
        days = tuple(sorted(holiday_days.items()))
        policy = cls.from_document(own.to_document())
        return replace(policy, above=tuple(above), holiday_days=days, made=made)

    @classmethod
    def _fields(cls, document: dict[str, Any]) -> dict[str, Any]:
        days = document.get("holiday_days", {})
        return {
            **super()._fields(document),
            "above": tuple(UpperHours.from_document(item) for item in document.get("above", ())),
            "holiday_days": tuple((date.fromisoformat(day), days[day]) for day in sorted(days)),
            "made": document.get("made", ""),
        }

    def to_document(self) -> dict[str, Any]:
        """Return the policy as the JSON of `plan/hours.json`."""
        days = {day.isoformat(): name for day, name in self.holiday_days}
        above = [upper.to_document() for upper in self.above]
        own = super().to_document()
        return {**own, "above": above, "holiday_days": days, "made": self.made}

    def binding_on(self, day: date, limit: Limit) -> tuple[Binding, ...]:
        """Return the policies that must be kept in this limit on `day`, nearest first.

        For `HOLIDAYS` as if the day were one, for `WINDOWS` as if it were none.
        """
        own = Binding(self, self.signed_for(day))
        uppers = [Binding(one.hours, held) for one in self.above if (held := one.signed_for(day))]
        return who_binds(own, uppers, limit)

    def in_force_on(self, day: date) -> "HoursPolicy | None":
        """Return what holds on `day` as one policy without dates, or None when nothing does.

        Its windows are those of the week, allowed by all; title and document are the nearest
        unit's. Exceptions are not in it.
        """
        if day not in self._in_force:
            self._in_force[day] = self._as_one(day)
        return self._in_force[day]

    def cap_minutes(self, day: date, limit: Limit) -> int | None:
        """Return the tightest cap (`SESSION` or `DAY`) that binds on `day`; None is no cap.

        Where an exception opens a day without a policy of the unit, those above still bind.
        """
        policy = self.in_force_on(day)
        held = [policy] if policy else [one.signed for one in self.binding_on(day, limit)]
        caps = [one.cap_of(limit) for one in held if one]
        return min((cap for cap in caps if cap is not None), default=None)

    def windows_on(self, day: date) -> tuple[Interval, ...]:
        """Return when sound is allowed on `day`, from midnight to midnight, earliest first."""
        return intersect(self._allowed.around(day), [WHOLE_DAY.on(day, self.zone)])

    def covering(self, moment: datetime) -> Interval | None:
        """Return the joined window around `moment`, or None when nothing may sound then.

        A window that never ends is given up to two days around the moment.
        """
        today = station_date(moment, self.zone)
        return next((w for w in self._allowed.around(today) if w.start <= moment < w.end), None)

    def ceiling_at(self, moment: datetime) -> int:
        """Return the highest volume, in percent, that is allowed at `moment`."""
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

    def is_holiday(self, day: date) -> bool:
        """Say whether it is a public holiday, as far as they are known."""
        return day in self._holidays

    def _opened(self, day: date) -> tuple[Binding, ...]:
        return self.binding_on(day, Limit.HOLIDAYS if self.is_holiday(day) else Limit.WINDOWS)

    def _lifted(self, day: date) -> list[Interval]:
        """Return the station's own exceptions, inside the outer limits of all that bind it."""
        stretches = [one.stretch for one in self.exceptions if one.day == day]
        for one in self.binding_on(day, Limit.OUTER) if stretches else ():
            stretches = within(stretches, one.unit.outer)
        return [stretch.on(day, self.zone) for stretch in stretches]

    def _as_one(self, day: date) -> "HoursPolicy | None":
        own = self.signed_for(day)
        if own is None:
            return None
        fields = as_one(own, lambda limit: self.binding_on(day, limit))
        alone = replace(self, standing=None, above=(), exceptions=(), beyond=())
        return replace(alone, valid_from=own.valid_from, valid_until=own.valid_until, **fields)

    @cached_property
    def _holidays(self) -> frozenset[date]:
        return frozenset(day for day, _name in self.holiday_days)

    @cached_property
    def _allowed(self) -> AllowedDays:
        return AllowedDays(self.zone, self._opened, self.is_holiday, self._lifted)

    @cached_property
    def _in_force(self) -> dict[date, "HoursPolicy | None"]:
        return {}
