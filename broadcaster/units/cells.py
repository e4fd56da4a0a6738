"""What is taken from one cell of a sheet; each raises ValueError with what is allowed."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from broadcaster.i18n import _
from broadcaster.units.days import read_day
from broadcaster.units.naming import slug, tidy
from broadcaster.units.sheet import Reader
from broadcaster.units.workbook import Cell

_WRITTEN_DAY = re.compile(r"(?:ngày )?(\d{1,2}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{4})", re.IGNORECASE)


def as_text(cell: Cell) -> str:
    """Take any text, tidied."""
    return tidy(cell.text)


def as_list(cell: Cell) -> tuple[str, ...]:
    """Take names separated by commas, semicolons or line breaks."""
    parts = cell.text.replace(";", ",").replace("\n", ",").split(",")
    return tuple(tidy(part) for part in parts if tidy(part))


def as_day(cell: Cell) -> date:
    """Take a date cell, or a day written out."""
    if isinstance(cell.value, date):
        return cell.value
    written = _WRITTEN_DAY.fullmatch(tidy(cell.value))
    try:
        return read_day("/".join(written.groups()) if written else cell.value)
    except ValueError as error:
        raise ValueError(_("is no day; write 22/11/2026")) from error


def as_whole(cell: Cell) -> int:
    """Take a whole number."""
    try:
        return int(cell.text)
    except ValueError as error:
        raise ValueError(_("is no whole number")) from error


def as_number(cell: Cell) -> float:
    """Take a number with a decimal point or comma."""
    try:
        return float(cell.text.replace(",", "."))
    except ValueError as error:
        raise ValueError(_("is no number")) from error


def as_yes_or_no(cell: Cell) -> bool:
    """Take yes or no, có or không, a cross or nothing."""
    word = slug(cell.text)
    if word in ("yes", "co", "true", "x", "1"):
        return True
    if word in ("no", "khong", "false", "0"):
        return False
    raise ValueError(_("is neither yes nor no"))


def one_of(words: Mapping[str, Any], shown: Sequence[str]) -> Reader:
    """Take one of the words whose slugs are given; a refusal lists `shown`."""

    def read(cell: Cell) -> Any:
        try:
            return words[slug(cell.text)]
        except KeyError as error:
            raise ValueError(_("is not one of {words}").format(words=", ".join(shown))) from error

    return read
