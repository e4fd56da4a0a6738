"""What a person asks of an hours policy, from a TOML file or from options, checked.

A policy with no window at all is legal: then nothing may sound but an emergency.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from broadcaster.checked_table import (
    CheckedTable,
    Reader,
    choice,
    day,
    list_of,
    text,
    whole,
)
from broadcaster.i18n import _
from broadcaster.schedule.calendar.bounds import is_known
from broadcaster.schedule.errors import ScheduleError
from broadcaster.schedule.hours.unit_hours import DEFAULT_OUTER
from broadcaster.schedule.hours.windows import Ceiling, Stretch, Window, widens
from broadcaster.schedule.programmes.clock_key import clock
from broadcaster.schedule.station_time import ALL_DAYS, DAY_MINUTES, DAY_NAMES, stretch_of

BUILT_IN_WINDOWS = (
    Window(Stretch(5 * 60 + 30, 6 * 60 + 30)),
    Window(Stretch(17 * 60, 18 * 60)),
)
"""05:30-06:30 and 17:00-18:00, as a ward citing Decree 49/2024 names them; check your own rules."""
LONGEST_LOCK_LEAD_S = 86_400


@dataclass(frozen=True)
class HoursDraft:
    """A policy before anybody signed it."""

    title: str
    document: str = ""
    windows: tuple[Window, ...] = ()
    session_minutes: int | None = None
    day_minutes: int | None = None
    volume: tuple[Ceiling, ...] = ()
    lock_lead_s: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    outer: tuple[Stretch, ...] = DEFAULT_OUTER
    holidays: tuple[Window, ...] | None = None
    """The windows of public holidays; None keeps those of the weekday."""
    is_built_in: bool = False
    """It gives the unit's own hours up, for those of the units above or else these."""

    @property
    def is_wider_than_built_in(self) -> bool:
        """Say whether it allows what the built-in policy does not, also to exceptions."""
        outer = [Window(stretch) for stretch in self.outer]
        limits = [Window(stretch) for stretch in DEFAULT_OUTER]
        every = (*self.windows, *(self.holidays or ()))
        return widens(every, BUILT_IN_WINDOWS) or widens(outer, limits)


def read_stretch(written: str) -> Stretch:
    """Read `HH:MM-HH:MM`, or refuse it with what was typed."""
    start, _dash, end = written.partition("-")
    try:
        return Stretch(*stretch_of(start.strip(), end.strip()))
    except ValueError as error:
        raise ScheduleError.not_a_window(written) from error


def read_days(written: str) -> str:
    """Read `mon,tue,...` as the digits of the days, or refuse it with what was typed."""
    names = [name.strip().lower() for name in written.split(",")]
    if not set(names) <= set(DAY_NAMES):
        raise ScheduleError.not_days(written, DAY_NAMES)
    return _digits(names)


def read_windows(stretches: Sequence[str], days: str | None) -> tuple[Window, ...]:
    """Read windows as options give them: stretches, and days that hold for all of them."""
    digits = ALL_DAYS if days is None else read_days(days)
    return tuple(Window(read_stretch(stretch), digits) for stretch in stretches)


def read_draft(path: Path) -> HoursDraft:
    """Read a policy file from disk."""
    try:
        toml = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ScheduleError.unreadable(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise ScheduleError.unreadable(path, _("it is not UTF-8")) from error
    return read_hours_file(toml, path.name)


def read_hours_file(toml: str, path: str) -> HoursDraft:
    """Read a policy file; `ScheduleError` lists every mistake with key, value and remedy."""
    try:
        document = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise ScheduleError.mistakes_in(
            path, [_("not TOML: {error}").format(error=error)]
        ) from error
    mistakes: list[str] = []
    draft = _draft(CheckedTable(document, mistakes))
    if mistakes:
        raise ScheduleError.mistakes_in(path, mistakes)
    return draft


def check_dates(draft: HoursDraft) -> None:
    """Refuse a policy that would end before it begins, or in no year of ours."""
    for end in (draft.valid_from, draft.valid_until):
        if end and not is_known(end):
            raise ScheduleError.day_outside(end)
    if draft.valid_from and draft.valid_until and draft.valid_until < draft.valid_from:
        raise ScheduleError.backwards(draft.valid_from, draft.valid_until)


def _draft(table: CheckedTable) -> HoursDraft:
    mistakes = table.mistakes
    draft = HoursDraft(
        title=table.need("title", text, ""),
        document=table.may("document", text, ""),
        windows=table.need("windows", _tables(_window, mistakes, "windows"), ()),
        session_minutes=table.may("session_minutes", whole(0, DAY_MINUTES), None),
        day_minutes=table.may("day_minutes", whole(0, DAY_MINUTES), None),
        volume=table.may("volume", _tables(_ceiling, mistakes, "volume"), ()),
        lock_lead_s=table.may("lock_lead_s", whole(1, LONGEST_LOCK_LEAD_S), None),
        valid_from=table.may("from", day, None),
        valid_until=table.may("until", day, None),
        outer=table.may("outer", _tables(_stretch, mistakes, "outer"), DEFAULT_OUTER),
        holidays=table.may("holidays", _tables(_window, mistakes, "holidays"), None),
    )
    table.finish()
    return draft


def _tables(read: Any, mistakes: list[str], key: str) -> Reader[tuple[Any, ...]]:
    """Return a reader of a list whose entries are `"HH:MM-HH:MM"` or tables."""

    def read_all(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError(_('needs a list, such as ["05:30-06:30"]; [] forbids everything'))
        return tuple(
            read(CheckedTable(_as_table(entry), mistakes, where=f"{key} {number}: "))
            for number, entry in enumerate(value, start=1)
        )

    return read_all


def _as_table(entry: Any) -> Mapping[str, Any]:
    if isinstance(entry, dict):
        return entry
    if isinstance(entry, str):
        start, _dash, end = entry.partition("-")
        return {"start": start.strip(), "end": end.strip()}
    raise ValueError(_('needs texts such as "05:30-06:30", or tables with start and end'))


def _window(table: CheckedTable) -> Window:
    names = table.may("days", list_of(choice(DAY_NAMES)), None)
    return Window(_stretch(table), _digits(names) if names else ALL_DAYS)


def _ceiling(table: CheckedTable) -> Ceiling:
    percent = table.need("percent", whole(0, 100), 0)
    return Ceiling(_stretch(table), percent)


def _stretch(table: CheckedTable) -> Stretch:
    start = table.need("start", clock, 0)
    end = table.need("end", _end, DAY_MINUTES)
    table.finish()
    if start == end:
        table.note("end", _("is also the start; a whole day is 00:00-24:00"))
    return Stretch(start, end if end > start else end + DAY_MINUTES)


def _end(value: Any) -> int:
    return DAY_MINUTES if value == "24:00" else clock(value)


def _digits(names: Sequence[str]) -> str:
    return "".join(sorted({str(DAY_NAMES.index(name) + 1) for name in names}))
