"""What the calendar brings: another hours policy, a public holiday. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from broadcaster.schedule.calendar.holidays import HolidayTable
from broadcaster.schedule.foresight.trouble import Trouble, TroubleKind
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.hours.unit_hours import UnitHours
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.model import RunningOrder
from broadcaster.schedule.station_time import moment_at, station_date


def day_troubles(
    inputs: Inputs, orders: Sequence[RunningOrder], holidays: HolidayTable
) -> Iterator[Trouble]:
    """Yield the changes of hours and the holidays of the days that are planned."""
    days = _days(inputs)
    yield from _hours(inputs, days)
    counts = Counter(station_date(order.start, inputs.zone) for order in orders)
    for day in days:
        if name := holidays.name_of(day):
            at = moment_at(day, 0, inputs.zone)
            yield Trouble(TroubleKind.HOLIDAY, at, name, count=counts[day])


def _days(inputs: Inputs) -> list[date]:
    first = station_date(inputs.since, inputs.zone)
    last = station_date(inputs.until - timedelta(microseconds=1), inputs.zone)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _hours(inputs: Inputs, days: Sequence[date]) -> Iterator[Trouble]:
    for before, day in pairwise(days):
        if _held(inputs.hours, before) != _held(inputs.hours, day):
            then, was = inputs.hours.signed_for(day), inputs.hours.signed_for(before)
            at = moment_at(day, 0, inputs.zone)
            subject, title = (policy.title if policy else "" for policy in (then, was))
            yield Trouble(TroubleKind.HOURS_END, at, subject, title)


def _held(hours: HoursPolicy, day: date) -> list[UnitHours | None]:
    """Return the policies that hold on a day, the station's own first."""
    return [hours.signed_for(day), *(upper.signed_for(day) for upper in hours.above)]
