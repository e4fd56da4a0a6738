"""A programme's TOML file, read into a `Programme` with every mistake listed at once.

The file is the only truth about a programme, but it does nothing until it is applied.
"""

import tomllib
from collections.abc import Collection
from typing import Any

from broadcaster.checked_table import CheckedTable, Reader, list_of, text, whole
from broadcaster.i18n import _
from broadcaster.schedule.calendar.holidays import NATIONAL, HolidayTable
from broadcaster.schedule.programmes.layout_file import LONGEST_MINUTES, MINUTE_MS, read_layout
from broadcaster.schedule.programmes.model import Programme
from broadcaster.schedule.programmes.naming import programme_name
from broadcaster.schedule.programmes.when_file import read_when
from broadcaster.schedule.sessions.relays import relay_mistakes


class ProgrammeFileError(ValueError):
    """A file is no programme. `mistakes` holds one phrase each, in the order of the file."""

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        super().__init__("; ".join(mistakes))


def read_programme(
    toml: str, zones: Collection[str] | None, holidays: HolidayTable = NATIONAL
) -> Programme:
    """Return the programme that a file's text states; `zones` are the ids the station knows.

    None takes any zone, as a text that was applied before may name one that is gone. `holidays` is
    the station's own table over the national days.

    Raises `ProgrammeFileError` with every mistake: key, value, remedy.
    """
    try:
        document = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeFileError([_("not TOML: {error}").format(error=error)]) from error
    mistakes: list[str] = []
    programme = _programme(CheckedTable(document, mistakes), zones, holidays)
    if mistakes:
        raise ProgrammeFileError(mistakes)
    return programme


def _programme(
    table: CheckedTable, zones: Collection[str] | None, holidays: HolidayTable
) -> Programme:
    programme = Programme(
        name=table.need("name", programme_name, ""),
        title=table.need("title", text, ""),
        recurrence=read_when(table, holidays),
        longest_ms=table.need("longest_minutes", whole(1, LONGEST_MINUTES), 1) * MINUTE_MS,
        zones=table.need("zones", list_of(_zone(zones)), ()),
        layout=read_layout(table),
    )
    table.finish()
    if not table.mistakes:
        table.mistakes.extend(relay_mistakes(programme))
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
