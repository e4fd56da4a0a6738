"""When sound is allowed around a day, by all units that bind: each day is worked out once.

A plan asks the same fourteen days thousands of times, and the player the same one. Pure.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import reduce
from zoneinfo import ZoneInfo

from broadcaster.schedule.hours.binding import Binding
from broadcaster.schedule.hours.windows import Interval, Stretch, intersect, join
from broadcaster.schedule.station_time import DAY_MINUTES

LOOK_AROUND_DAYS = 2
"""How far around a day windows are joined; no session is longer."""
WHOLE_DAY = Stretch(0, DAY_MINUTES)


class AllowedDays:
    """The allowed moments of one policy, remembered day by day."""

    def __init__(
        self,
        zone: ZoneInfo,
        binding: Callable[[date], Sequence[Binding]],
        is_holiday: Callable[[date], bool],
        lifted: Callable[[date], Sequence[Interval]],
    ) -> None:
        """`binding` says whose windows a day must keep, `lifted` what is allowed in any case."""
        self._zone, self._binding = zone, binding
        self._is_holiday, self._lifted = is_holiday, lifted
        self._around: dict[date, tuple[Interval, ...]] = {}
        self._begun: dict[tuple[int, date], tuple[Interval, ...]] = {}

    def around(self, today: date) -> tuple[Interval, ...]:
        """Return when sound is allowed around `today`, joined, earliest first."""
        if today not in self._around:
            reach = range(-LOOK_AROUND_DAYS, LOOK_AROUND_DAYS + 1)
            days = [today + timedelta(days=n) for n in reach]
            binding = {day: self._binding(day) for day in days}
            units = dict.fromkeys(id(one.unit) for day in days for one in binding[day])
            allowed = reduce(intersect, [join(self._by_one(unit, binding)) for unit in units])
            lifted = [interval for day in days for interval in self._lifted(day)]
            self._around[today] = join([*allowed, *lifted])
        return self._around[today]

    def _by_one(self, unit: int, binding: Mapping[date, Sequence[Binding]]) -> Iterator[Interval]:
        """Yield what one unit allows; on days on which it does not bind, all of the day."""
        for day, every in binding.items():
            if (unit, day) not in self._begun:
                one = next((one for one in every if id(one.unit) == unit), None)
                self._begun[unit, day] = self._begun_on(day, one)
            yield from self._begun[unit, day]

    def _begun_on(self, day: date, one: Binding | None) -> tuple[Interval, ...]:
        if one is None:
            return (WHOLE_DAY.on(day, self._zone),)
        lifted = [stretch.on(day, self._zone) for stretch in one.unit.exceptions_begun(day)]
        if one.signed is None:
            return tuple(lifted)
        return (*one.signed.windows_begun(day, is_holiday=self._is_holiday(day)), *lifted)
