"""Policies from a workbook: one row each, the first row names the columns.

Columns are found by name, English or Vietnamese, in any order: number, title, level, owner, and
one per stage holding the day it was reached. Every mistake is listed with its cell; a sheet with
one is not imported.
"""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.policy import Level, Policy, Stage, amended
from broadcaster.bulletins.tidying import tidy
from broadcaster.bulletins.validity import read_day
from broadcaster.i18n import _

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "document", "số văn bản", "số hiệu", "số ký hiệu"),
    "title": ("title", "tên", "tên chính sách", "trích yếu"),
    "level": ("level", "cấp"),
    "owner": ("owner", "agency", "cơ quan", "cơ quan chủ trì"),
    "proposal": ("proposal", "đề xuất"),
    "drafting": ("drafting", "soạn thảo"),
    "consultation": ("consultation", "lấy ý kiến"),
    "approval": ("approval", "phê duyệt", "thông qua"),
    "promulgation": ("promulgation", "ban hành"),
    "implementation": ("implementation", "thực hiện", "triển khai"),
    "feedback": ("feedback", "phản hồi"),
}
LEVELS: Mapping[str, Level] = {
    "trung ương": Level.CENTRAL,
    "tỉnh": Level.PROVINCE,
    "thành phố": Level.PROVINCE,
    "xã": Level.COMMUNE,
    "phường": Level.COMMUNE,
}
NEEDED = ("number", "title")
MOST_ROWS = 20_000


@dataclass
class _Reading:
    """What has been found in the sheet so far."""

    columns: dict[str, int]
    policies: dict[str, Policy] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)

    def cell(self, row: Sequence[Any], name: str) -> Any:
        index = self.columns.get(name)
        return None if index is None or index >= len(row) else row[index]


def read_policies(path: Path) -> tuple[Policy, ...]:
    """Return the policies of the first sheet of an .xlsx file, in its order.

    `BulletinsError` lists every mistake, each with its row.
    """
    rows = _rows(path)
    reading = _Reading(_columns(path, next(rows, ())))
    for number, row in enumerate(rows, 2):
        if number > MOST_ROWS:
            reading.mistakes.append(_("more than {count} rows").format(count=MOST_ROWS))
            break
        if any(value not in (None, "") for value in row):
            _read_row(reading, number, row)
    if reading.mistakes:
        raise BulletinsError.bad_sheet(path.name, reading.mistakes)
    return tuple(reading.policies.values())


def _rows(path: Path) -> Iterator[tuple[Any, ...]]:
    from openpyxl import load_workbook  # slow to load
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            yield from book.worksheets[0].iter_rows(values_only=True)
        finally:
            book.close()
    except OSError as error:
        raise BulletinsError.unreadable(str(path), error.strerror or str(error)) from error
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError) as error:
        raise BulletinsError.bad_sheet(path.name, [_("it is no .xlsx workbook")]) from error


def _columns(path: Path, header: Sequence[Any]) -> dict[str, int]:
    named = {" ".join(str(cell or "").split()).lower(): at for at, cell in enumerate(header)}
    found = {
        column: named[name] for column, names in COLUMNS.items() for name in names if name in named
    }
    missing = [column for column in NEEDED if column not in found]
    if missing:
        raise BulletinsError.bad_sheet(
            path.name,
            [
                _('row 1 has no column "{column}" ({names})').format(
                    column=column, names=", ".join(COLUMNS[column])
                )
                for column in missing
            ],
        )
    return found


def _read_row(reading: _Reading, number: int, row: Sequence[Any]) -> None:
    try:
        document = _text(reading.cell(row, "number"))
        policy = amended(
            reading.policies.get(tidy(document, "number")),
            document,
            title=_text(reading.cell(row, "title")),
            level=_level(_text(reading.cell(row, "level"))),
            owner=_text(reading.cell(row, "owner")) or None,
            stages=_stages(reading, row),
        )
    except BulletinsError as error:
        reading.mistakes.append(
            _("row {row}: {mistake}").format(row=number, mistake=str(error).rstrip("."))
        )
    else:
        reading.policies[policy.id] = policy


def _stages(reading: _Reading, row: Sequence[Any]) -> list[tuple[Stage, date]]:
    cells = ((stage, reading.cell(row, str(stage))) for stage in Stage)
    return [(stage, _day(value, str(stage))) for stage, value in cells if value not in (None, "")]


def _day(value: Any, column: str) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else read_day(str(value), column)


def _level(text: str) -> str | None:
    return str(LEVELS.get(text.lower(), text)) if text else None


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()
