"""`papers.toml` of a home: what stands around its reports, and what a piece of work is paid.

    [letterhead]                        # what is left out is left open on the paper
    above = "UBND TỈNH LAI CHÂU"
    issuer = "UBND XÃ KHE RÈN"
    number = "12/BC-UBND"
    place = "Khe Rèn"
    [signatures]
    head = "Hà Văn Duyệt"
    [royalties.writer.news]             # a role, then a kind of content; whole đồng
    item = 20_000
    minute = 5_000

There is no rate for a kind that is not named, and no amount either: never a zero.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from broadcaster.checked_table import CheckedTable, text, whole
from broadcaster.i18n import _
from broadcaster.reports.errors import ReportsError
from broadcaster.reports.frame import Frame
from broadcaster.reports.paper import Letterhead

ROLES = ("writer", "reader")
MOST_KINDS = 200
LARGEST_RATE = 1_000_000_000
LARGEST_FILE = 256 * 1024


@dataclass(frozen=True)
class Rate:
    """What one kind of work is paid, in whole đồng; each may be left out, not both."""

    item: int | None = None
    minute: int | None = None


@dataclass(frozen=True)
class PaperSettings:
    """The file as values."""

    frame: Frame = field(default_factory=Frame)
    rates: Mapping[tuple[str, str], Rate] = field(default_factory=dict)
    """By role and kind of content."""


def read_paper_settings(path: Path) -> PaperSettings:
    """Return the settings at `path`, all open where there is no such file.

    ReportsError lists every mistake: key, value, what is allowed.
    """
    try:
        with path.open("rb") as file:
            document = tomllib.loads(file.read(LARGEST_FILE).decode("utf-8"))
    except FileNotFoundError:
        return PaperSettings()
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReportsError.papers_file(path, [str(error)]) from error
    mistakes: list[str] = []
    settings = _read(document, mistakes)
    if mistakes:
        raise ReportsError.papers_file(path, mistakes)
    return settings


def _read(document: Mapping[str, Any], mistakes: list[str]) -> PaperSettings:
    top = CheckedTable(document, mistakes)
    head = CheckedTable(top.may("letterhead", _table, {}), mistakes, "[letterhead] ")
    names = CheckedTable(top.may("signatures", _table, {}), mistakes, "[signatures] ")
    roles = CheckedTable(top.may("royalties", _table, {}), mistakes, "[royalties] ")
    above, issuer, number, place = (
        head.may(key, text, "") for key in ("above", "issuer", "number", "place")
    )
    preparer, checker, chief = (names.may(k, text, "") for k in ("preparer", "checker", "head"))
    rates = {
        (role, kind): rate
        for role in ROLES
        for kind, rate in _rates(role, roles.may(role, _table, {}), mistakes)
    }
    for table in (top, head, names, roles):
        table.finish()
    return PaperSettings(
        Frame(Letterhead(above, issuer, number, place), (preparer, checker, chief)), rates
    )


def _rates(role: str, kinds: Mapping[str, Any], mistakes: list[str]) -> list[tuple[str, Rate]]:
    every = CheckedTable(kinds, mistakes, f"[royalties.{role}] ")
    found = []
    for kind in list(kinds)[:MOST_KINDS]:
        where = f"[royalties.{role}.{kind}] "
        table = CheckedTable(every.may(kind, _table, {}), mistakes, where)
        amount = whole(0, LARGEST_RATE)
        rate = Rate(table.may("item", amount, None), table.may("minute", amount, None))
        table.finish()
        if rate == Rate():
            mistakes.append(_('{where}needs "item" or "minute"').format(where=where))
        found.append((kind, rate))
    every.finish()
    return found


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(_("needs a table: [name], and below it one key a line"))
    return value
