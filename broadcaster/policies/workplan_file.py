"""Read the plan of a quarter from TOML, or its lines from a spreadsheet.

quarter = "2026-Q4"
difficulties = "Mưa lũ, ba xã mất điện."
[[line]]
name = "Phát bản tin chính sách"
target = 120
unit = "lượt"
measure = "policy-airings"      # counted by the report; else done = 3
"""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from broadcaster.checked_table import CheckedTable, choice, text, whole
from broadcaster.i18n import _
from broadcaster.policies.errors import PoliciesError
from broadcaster.policies.tidying import LONGEST_FIELD, LONGEST_TITLE
from broadcaster.policies.workplan import (
    LARGEST,
    LONGEST_TEXT,
    MOST_LINES,
    Line,
    Measure,
    Texts,
    Workplan,
    read_quarter,
    with_texts,
)
from broadcaster.units.cells import as_text, as_whole, one_of
from broadcaster.units.naming import tidy
from broadcaster.units.sheet import Column, Record, read_records
from broadcaster.units.workbook import read_workbook

LARGEST_FILE = 256 * 1024
TEXTS = ("difficulties", "good_practice", "next_quarter")
MEASURES: Mapping[str, Measure] = {
    **{str(measure): measure for measure in Measure},
    "buoi-phat": Measure.SESSIONS,
    "luot-phat": Measure.AIRINGS,
    "luot-phat-chinh-sach": Measure.POLICY_AIRINGS,
    "chinh-sach": Measure.POLICIES,
    "phut": Measure.MINUTES,
    "phut-tieng-dan-toc": Measure.MINORITY_MINUTES,
    "xa": Measure.COMMUNES,
    "co-quan": Measure.AGENCIES,
}
COLUMNS = (
    Column("name", ("noi-dung", "noi-dung-cong-viec", "cong-viec"), as_text, is_required=True),
    Column("target", ("chi-tieu", "ke-hoach"), as_whole, is_required=True),
    Column("unit", ("don-vi-tinh", "dvt"), as_text),
    Column("measure", ("cach-do", "do-bang"), one_of(MEASURES, [str(one) for one in Measure])),
    Column("done", ("da-thuc-hien", "thuc-hien", "ket-qua"), as_whole),
    Column("note", ("ghi-chu",), as_text),
)


def read_plan(path: Path, quarter: str | None) -> Workplan:
    """Return the plan of a file; a spreadsheet has lines only, and needs `quarter`.

    `PoliciesError` lists every mistake; `SheetError` for a workbook that is none.
    """
    if path.suffix.lower() != ".xlsx":
        return _from_toml(path, quarter)
    if quarter is None:
        raise PoliciesError.no_quarter(path.name)
    records, mistakes = read_records(read_workbook(path), COLUMNS)
    lines = tuple(_line(record.values, _row(record), mistakes) for record in records)
    return _checked(path, Workplan(read_quarter(quarter), lines), mistakes)


def _row(record: Record) -> str:
    return _("row {row}: {mistake}").format(row=record.row, mistake="")


def _from_toml(path: Path, quarter: str | None) -> Workplan:
    mistakes: list[str] = []
    table = CheckedTable(_document(path), mistakes)
    named = table.need("quarter", text, "") if quarter is None else table.may("quarter", text, "")
    entries = table.may("line", _tables, ())
    texts = {name: table.may(name, _paragraphs, "") for name in TEXTS}
    table.finish()
    lines = []
    for number, entry in enumerate(entries, 1):
        where = f"line {number}: "
        values = _values(CheckedTable(entry, mistakes, where))
        lines.append(_line(values, where, mistakes))
    if mistakes:
        raise PoliciesError.bad_sheet(path.name, mistakes)
    plan = Workplan(read_quarter(quarter or named), tuple(lines))
    return _checked(path, with_texts(plan, Texts(**texts)), mistakes)


def _document(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise PoliciesError.bad_sheet(path.name, [_("it is larger than 256 kB")])
        return tomllib.loads(content.decode("utf-8"))
    except OSError as error:
        raise PoliciesError.bad_sheet(path.name, [error.strerror or str(error)]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PoliciesError.bad_sheet(path.name, [str(error)]) from error


def _values(table: CheckedTable) -> dict[str, Any]:
    found = {
        "name": table.need("name", text, ""),
        "target": table.need("target", whole(0, LARGEST), 0),
        "unit": table.may("unit", text, ""),
        "measure": table.may("measure", choice([str(one) for one in Measure]), None),
        "done": table.may("done", whole(0, LARGEST), None),
        "note": table.may("note", text, ""),
    }
    table.finish()
    return found


def _line(values: Mapping[str, Any], where: str, mistakes: list[str]) -> Line:
    measure = Measure(values["measure"]) if values.get("measure") else None
    line = Line(
        values.get("name", ""),
        values.get("target", 0),
        values.get("unit", ""),
        measure,
        values.get("done"),
        values.get("note", ""),
    )
    if measure and line.done is not None:
        mistakes.append(where + _("it is counted from the logs, so nothing is entered as done"))
    if not 0 <= line.target <= LARGEST or not 0 <= (line.done or 0) <= LARGEST:
        mistakes.append(where + _("a number is below zero, or larger than anybody plans"))
    if max(len(line.name), len(line.note)) > LONGEST_TITLE or len(line.unit) > LONGEST_FIELD:
        mistakes.append(where + _("a text is too long"))
    return line


def _checked(path: Path, plan: Workplan, mistakes: Sequence[str]) -> Workplan:
    found = list(mistakes)
    if len(plan.lines) > MOST_LINES:
        found.append(_("it has more than {count} lines").format(count=MOST_LINES))
    names = [tidy(line.name).casefold() for line in plan.lines]
    twice = sorted({name for name in names if names.count(name) > 1})
    found += [f'"{name}" {_("stands twice")}' for name in twice]
    if found:
        raise PoliciesError.bad_sheet(path.name, found)
    return plan


def _tables(value: Any) -> tuple[Mapping[str, Any], ...]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValueError(_("needs tables, each below [[line]]"))
    return tuple(value)


def _paragraphs(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise ValueError(_("needs a text of at most {count} characters").format(count=LONGEST_TEXT))
    return "\n".join(tidy(line) for line in value.splitlines()).strip()
