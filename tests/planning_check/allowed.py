"""Which minutes a commune's hours allow, minute by minute, from the plain fields of the policy."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from broadcaster.schedule.hours import HoursPolicy
from broadcaster.schedule.windows import Stretch
from tests.planning_check.commune import Commune

MINUTE_MS = 60_000
EPOCH = date(1970, 1, 1)
MARGIN = timedelta(days=3)


@dataclass(frozen=True)
class Allowed:
    """The allowed minutes, counted from 1970 in UTC."""

    minutes: frozenset[int]

    def around(self, moment_ms: int) -> tuple[int, int] | None:
        """Return the unbroken stretch [start, end) around a moment, all in ms; None outside."""
        first = last = moment_ms // MINUTE_MS
        if first not in self.minutes:
            return None
        while first - 1 in self.minutes:
            first -= 1
        while last in self.minutes:
            last += 1
        return first * MINUTE_MS, last * MINUTE_MS


def ms_of(moment: datetime) -> int:
    """Return a moment as ms since 1970."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def allowed(commune: Commune) -> Allowed:
    """Return every allowed minute of the days planned and a few around them."""
    minutes: set[int] = set()
    day = (commune.since - MARGIN).astimezone(commune.zone).date()
    while day <= (commune.until + MARGIN).astimezone(commune.zone).date():
        midnight = _midnight(commune, day)
        for first, last in (*_regular(commune.hours, day), *_exceptions(commune.hours, day)):
            minutes.update(range(midnight + first, midnight + last))
        day += timedelta(days=1)
    return Allowed(frozenset(minutes))


def policy_on(policy: HoursPolicy | None, day: date) -> HoursPolicy | None:
    """Return the policy whose dates hold that day, the one on top first."""
    while policy is not None:
        first, last = policy.valid_from or date.min, policy.valid_until or date.max
        if first <= day <= last:
            return policy
        policy = policy.standing
    return None


def _midnight(commune: Commune, day: date) -> int:
    """Return the minute at which a day of the station begins; its zone has no clock changes."""
    offset = datetime(day.year, day.month, day.day, tzinfo=commune.zone).utcoffset()
    assert offset is not None
    return (day - EPOCH).days * 1440 - offset // timedelta(minutes=1)


def _regular(policy: HoursPolicy, day: date) -> Iterator[tuple[int, int]]:
    in_force = policy_on(policy, day)
    for window in in_force.windows if in_force else ():
        if str(day.weekday() + 1) in window.days:
            yield window.stretch.start, window.stretch.end


def _exceptions(policy: HoursPolicy, day: date) -> Iterator[tuple[int, int]]:
    for exception in policy.exceptions:
        if exception.day == day:
            asked = _minutes(exception.stretch)
            for limit in policy.outer:
                for minute in sorted(asked & _minutes(limit)):
                    yield minute, minute + 1


def _minutes(stretch: Stretch) -> frozenset[int]:
    return frozenset(range(stretch.start, stretch.end))
