"""Apply the station's own table of holidays, and show which days are off.

Like programmes, a hand edit does nothing until it is applied: holidays move firings.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.home import write_atomically
from broadcaster.i18n import _
from broadcaster.schedule import store
from broadcaster.schedule.actions.programmes import (
    APPLIERS,
    greatest_doubt_ms,
    known_today,
    programmes,
    sharing_of,
)
from broadcaster.schedule.actions.signed_hours import refresh_hours
from broadcaster.schedule.calendar.bounds import is_known
from broadcaster.schedule.calendar.holidays import HolidayTable
from broadcaster.schedule.errors import ScheduleError
from broadcaster.schedule.plan_files import hours_or_none
from broadcaster.schedule.programmes.firing_list import Firing, changed, judge, list_firings
from broadcaster.schedule.programmes.holiday_file import read_holidays
from broadcaster.schedule.programmes.model import Programme
from broadcaster.schedule.programmes.overlap_words import overlap_sentence
from broadcaster.schedule.programmes.overlaps import find_overlaps
from broadcaster.schedule.programmes.when_check import when_mistakes
from broadcaster.units import actions as units_actions

LARGEST_BYTES = 100_000
_SHIPPED = Path(__file__).parents[1] / "data" / "holidays.toml"


@dataclass(frozen=True)
class KnownDay:
    """One day that is off, or worked in exchange."""

    day: date
    name: str
    """Empty: a day off by the week that is worked."""
    worked_for: date | None
    document: str
    is_own: bool
    """It stands in the station's table."""


def holiday_table(desk: Desk) -> HolidayTable:
    """Return the table that was applied last; empty when none was."""
    with desk.database.transaction() as session:
        return store.read_holiday_table(session)


def known_holidays(desk: Desk, since: date | None, days: int) -> tuple[KnownDay, ...]:
    """Return the days off and the days worked in exchange, from `since` (today) on.

    `ScheduleError` for days beyond what can be planned.
    """
    first = since or known_today(desk)
    last = first + timedelta(days=days - 1)
    for day in (first, last):
        if not is_known(day):
            raise ScheduleError.day_outside(day)
    table = holiday_table(desk)
    found = (_known(table, first + timedelta(days=number)) for number in range(days))
    return tuple(one for one in found if one.name or one.worked_for)


def check_holidays(desk: Desk, path: Path | None = None) -> HolidayTable:
    """Read a table from its file; `ScheduleError` lists every mistake."""
    path = path or desk.home.holidays
    return read_holidays(_read(path), path.name)


def propose_holidays(desk: Desk, path: Path | None = None) -> tuple[Firing, ...]:
    """Return the firings of seven days as applying the file would leave them.

    `ScheduleError` for mistakes, and when a programme would never fire again or collide.
    """
    units_actions.require_role(desk, *APPLIERS)
    table = check_holidays(desk, path)
    before = [applied.programme for applied in programmes(desk)]
    after = [_under(table, programme) for programme in before]
    _refuse_what_breaks(desk, after)
    now, zone = desk.time.now(), desk.settings.zone_info
    firings = list_firings(before, after, now, zone)
    hours = hours_or_none(desk.home, desk.key.public)
    lead_ms = sharing_of(desk).lead_ms
    return judge(firings, hours, {}, greatest_doubt_ms(desk), lead_ms)


def apply_holidays(
    desk: Desk, path: Path | None = None, *, confirmed: bool = False
) -> tuple[Firing, ...]:
    """Make a file the table that stands; an operator's or approver's act.

    The signed hours name the holidays and are made anew. Raises `ScheduleError` as
    `propose_holidays` does, and when starts within seven days would
    change and `confirmed` is not given.
    """
    authority = units_actions.require_role(desk, *APPLIERS)
    firings = propose_holidays(desk, path)
    if (moves := len(changed(firings))) and not confirmed:
        raise ScheduleError.starts_move(moves)
    with desk.database.transaction() as session:
        store.write_holidays(session, _read(path or desk.home.holidays), authority, desk.time.now())
    refresh_hours(desk)
    return firings


def copy_holiday_file(desk: Desk) -> None:
    """Put the shipped table, which says nothing yet, into a home that has none."""
    if not desk.home.holidays.exists():
        write_atomically(desk.home.holidays, _SHIPPED.read_bytes())


def _under(table: HolidayTable, programme: Programme) -> Programme:
    return replace(programme, recurrence=replace(programme.recurrence, table=table))


def _refuse_what_breaks(desk: Desk, after: list[Programme]) -> None:
    mistakes = [
        f"{programme.name}: {mistake}"
        for programme in after
        for mistake in when_mistakes(programme.recurrence)
    ]
    overlaps = find_overlaps(after, known_today(desk), desk.settings.zone_info, sharing_of(desk))
    mistakes += [overlap_sentence(overlap, overlap.second) for overlap in overlaps]
    if mistakes:
        raise ScheduleError.holidays_break(mistakes)


def _known(table: HolidayTable, day: date) -> KnownDay:
    own = next((one for one in table.added if one.day == day), None)
    swap = next((one for one in table.swaps if day in (one.off, one.work)), None)
    document = own.document if own else swap.document if swap else ""
    worked_for = table.worked_for(day)
    name = table.name_of(day) or ""
    return KnownDay(day, name, worked_for, document, own is not None or swap is not None)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
        if len(data) > LARGEST_BYTES:
            raise ScheduleError.unreadable(path, _("it is too large"))
        return data.decode("utf-8-sig")
    except OSError as error:
        raise ScheduleError.unreadable(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise ScheduleError.unreadable(path, _("it is not UTF-8")) from error
