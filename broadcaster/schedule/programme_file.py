"""A programme's TOML file, read into a `Programme` with every mistake listed at once.

The file is the only truth about a programme, but it does nothing until it is applied.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from broadcaster.checked_table import (
    CheckedTable,
    Reader,
    choice,
    list_of,
    text,
    whole,
)
from broadcaster.i18n import _
from broadcaster.schedule.clock_key import clock
from broadcaster.schedule.programme import (
    LATER_KINDS,
    Filter,
    LatePolicy,
    Overrun,
    Part,
    PartKind,
    Programme,
)
from broadcaster.schedule.recurrence import EVERY_DAY, Recurrence
from broadcaster.schedule.station_time import DAY_NAMES

MINUTE_MS = 60_000
LONGEST_MINUTES = 1439
"""A session ends before the same time of the next day."""
LONGEST_GRACE_S = 600
PLANNED_CLASSES = ("priority", "normal")
"""An emergency is never planned, so no filter names it."""
NEVER_PLANNED = ("alert", "bed")
"""Kinds of sound that no layout may name."""
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class ProgrammeFileError(ValueError):
    """A file is no programme. `mistakes` holds one phrase each, in the order of the file."""

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        super().__init__("; ".join(mistakes))


def read_programme(toml: str, zones: Collection[str] | None) -> Programme:
    """Return the programme that a file's text states; `zones` are the ids the station knows.

    None takes any zone, as a text that was applied before may name one that is gone.

    Raises `ProgrammeFileError` with every mistake: key, value, remedy.
    """
    try:
        document = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeFileError([_("not TOML: {error}").format(error=error)]) from error
    mistakes: list[str] = []
    programme = _programme(CheckedTable(document, mistakes), zones)
    if mistakes:
        raise ProgrammeFileError(mistakes)
    return programme


def _programme(table: CheckedTable, zones: Collection[str] | None) -> Programme:
    programme = Programme(
        name=table.need("name", _name, ""),
        title=table.need("title", text, ""),
        recurrence=_recurrence(table),
        longest_ms=table.need("longest_minutes", whole(1, LONGEST_MINUTES), 1) * MINUTE_MS,
        zones=table.need("zones", list_of(_zone(zones)), ()),
        layout=_layout(table),
    )
    table.finish()
    return programme


def _name(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 60 or not _NAME.fullmatch(value):
        raise ValueError(
            _("needs small letters a-z, digits and single hyphens, 60 at most, in quotes")
        )
    return value


def _sound(value: Any) -> str:
    name = _name(value)
    if name.partition("-")[0] in NEVER_PLANNED:
        raise ValueError(_("is not for programmes: an alert is for emergencies, a bed for speech"))
    return name


def _zone(zones: Collection[str] | None) -> Reader[str]:
    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError(_("needs a text in quotes"))
        if zones is not None and value not in zones:
            raise ValueError(
                _("this station's zones are {zones}").format(zones=", ".join(sorted(zones)))
            )
        return value

    return read


def _recurrence(table: CheckedTable) -> Recurrence:
    rhythm = table.need("recurrence", choice(("daily", "weekly")), "daily")
    start = table.need("start", clock, 0)
    if rhythm == "weekly":
        names = table.need("days", list_of(choice(DAY_NAMES)), ())
        return Recurrence(start, frozenset(DAY_NAMES.index(name) + 1 for name in names))
    table.may("days", _no_days, None)
    return Recurrence(start, EVERY_DAY)


def _no_days(_value: Any) -> None:
    raise ValueError(_('belongs to recurrence = "weekly"; remove it or change the recurrence'))


def _layout(table: CheckedTable) -> tuple[Part, ...]:
    rows = table.need("layout", _rows, ())
    parts = [_part(row, number, table.mistakes) for number, row in enumerate(rows, start=1)]
    return tuple(part for part in parts if part is not None)


def _rows(value: Any) -> tuple[Mapping[str, Any], ...]:
    if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
        raise ValueError(_("needs at least one [[layout]] table"))
    return tuple(value)


def _part(row: Mapping[str, Any], number: int, mistakes: list[str]) -> Part | None:
    table = CheckedTable(row, mistakes, where=f"layout {number}: ")
    kind = table.need("part", _kind, None)
    if kind is None:
        return None
    part = _items_part(table) if kind is PartKind.ITEMS else _sound_part(table, kind)
    table.finish()
    return part


def _kind(value: Any) -> PartKind:
    if value in LATER_KINDS:
        raise ValueError(_("this version cannot fill that kind of part yet; remove the part"))
    return PartKind(choice(tuple(PartKind))(value))


def _items_part(table: CheckedTable) -> Part:
    minutes = table.may("max_minutes", whole(1, LONGEST_MINUTES), None)
    return _with_timing(
        table,
        Part(
            PartKind.ITEMS,
            sound=table.may("separator", _sound, ""),
            opener=table.may("opener", _sound, ""),
            filter=Filter(
                classes=table.may("class", list_of(choice(PLANNED_CLASSES)), ()),
                columns=table.may("column", list_of(text), ()),
                kinds=table.may("kind", list_of(text), ()),
                languages=table.may("language", list_of(text), ()),
                origins=table.may("origin", list_of(text), ()),
            ),
            max_items=table.may("max_items", whole(1, 1000), None),
            max_ms=None if minutes is None else minutes * MINUTE_MS,
        ),
        Overrun.FINISH,
    )


def _sound_part(table: CheckedTable, kind: PartKind) -> Part:
    overrun = Overrun.CUT if kind is PartKind.MUSIC else Overrun.FINISH
    return _with_timing(table, Part(kind, sound=table.may("sound", _sound, str(kind))), overrun)


def _with_timing(table: CheckedTable, part: Part, overrun: Overrun) -> Part:
    grace_s = table.may("grace_s", whole(0, LONGEST_GRACE_S), None)
    return replace(
        part,
        hard_start=table.may("start", choice(("soft", "hard")), "soft") == "hard",
        grace_ms=None if grace_s is None else grace_s * 1000,
        late=LatePolicy(table.may("late", choice(tuple(LatePolicy)), LatePolicy.PLAY)),
        overrun=Overrun(table.may("overrun", choice(tuple(Overrun)), overrun)),
    )
