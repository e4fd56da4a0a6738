"""The two ends of a stretch of time as options: a day, or a moment at the station."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import click

from broadcaster.i18n import _


@dataclass(frozen=True)
class Bound:
    """A day or a moment as typed, at the station."""

    typed: date
    """A `datetime` (naive, or aware where an offset was typed) is a moment."""
    is_last: bool = False
    """Then a day counts to its end."""

    def moment(self, zone: ZoneInfo) -> datetime:
        """Return it as aware UTC. Of an hour that came twice it is the first."""
        typed = self.typed
        if isinstance(typed, datetime):
            return (typed if typed.tzinfo else typed.replace(tzinfo=zone)).astimezone(UTC)
        day = typed + timedelta(days=1) if self.is_last else typed
        return datetime.combine(day, time(), zone).astimezone(UTC)


class Moment(click.ParamType):
    """A day as 2026-11-22 or 22/11/2026, or a moment as 2026-11-22T04:45."""

    name = "moment"

    def __init__(self, *, is_last: bool) -> None:
        self.is_last = is_last

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Bound:
        """Return the bound; a usage error quotes what was typed."""
        from broadcaster.units.days import read_day

        if isinstance(value, Bound):
            return value
        try:
            typed = datetime.fromisoformat(value) if ":" in value else read_day(value)
            if not 1971 <= typed.year <= 9000:  # no zone applies at the ends of the calendar
                raise ValueError(value)
        except ValueError:
            self.fail(
                _(
                    '"{value}" is no day or moment; write 2026-11-22, 22/11/2026 or '
                    "2026-11-22T04:45."
                ).format(value=value),
                param,
                ctx,
            )
        return Bound(typed, self.is_last)


FIRST, LAST = Moment(is_last=False), Moment(is_last=True)
