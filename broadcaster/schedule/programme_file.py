"""A programme's TOML file, read into a `Programme` with every mistake listed at once.

The file is the only truth about a programme, but it does nothing until it is applied.
"""

import tomllib
from collections.abc import Collection
from typing import Any

from broadcaster.checked_table import CheckedTable, Reader, choice, list_of, text, whole
from broadcaster.i18n import _
from broadcaster.schedule.clock_key import clock
from broadcaster.schedule.layout_file import LONGEST_MINUTES, MINUTE_MS, read_layout
from broadcaster.schedule.programme import Programme
from broadcaster.schedule.programme_name import programme_name
from broadcaster.schedule.recurrence import EVERY_DAY, Recurrence
from broadcaster.schedule.station_time import DAY_NAMES


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
        name=table.need("name", programme_name, ""),
        title=table.need("title", text, ""),
        recurrence=_recurrence(table),
        longest_ms=table.need("longest_minutes", whole(1, LONGEST_MINUTES), 1) * MINUTE_MS,
        zones=table.need("zones", list_of(_zone(zones)), ()),
        layout=read_layout(table),
    )
    table.finish()
    return programme


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
