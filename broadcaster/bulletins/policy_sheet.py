"""Policies from a spreadsheet: one row each; its headings may be Vietnamese or English.

A column per stage holds the day on which it was reached. A sheet with one mistake is not
imported, and every mistake is named.
"""

from collections.abc import Mapping
from pathlib import Path

from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.policy import Level, Policy, Stage, amended
from broadcaster.i18n import _
from broadcaster.units.sheet import Column, Record, as_day, as_text, one_of, read_records
from broadcaster.units.workbook import read_workbook

LEVELS: Mapping[str, Level] = {
    **{str(level): level for level in Level},
    "trung-uong": Level.CENTRAL,
    "cap-trung-uong": Level.CENTRAL,
    "tinh": Level.PROVINCE,
    "cap-tinh": Level.PROVINCE,
    "thanh-pho": Level.PROVINCE,
    "xa": Level.COMMUNE,
    "cap-xa": Level.COMMUNE,
    "phuong": Level.COMMUNE,
}
STAGES: Mapping[Stage, tuple[str, ...]] = {
    Stage.PROPOSAL: ("de-xuat",),
    Stage.DRAFTING: ("soan-thao",),
    Stage.CONSULTATION: ("lay-y-kien",),
    Stage.APPROVAL: ("phe-duyet", "thong-qua"),
    Stage.PROMULGATION: ("ban-hanh", "ngay-ban-hanh"),
    Stage.IMPLEMENTATION: ("thuc-hien", "trien-khai"),
    Stage.FEEDBACK: ("phan-hoi",),
}
COLUMNS = (
    Column(
        "number",
        ("document", "so-van-ban", "so-hieu", "so-ky-hieu", "van-ban"),
        as_text,
        is_required=True,
    ),
    Column("title", ("ten", "ten-chinh-sach", "trich-yeu"), as_text, is_required=True),
    Column("level", ("cap",), one_of(LEVELS, [str(level) for level in Level])),
    Column("owner", ("agency", "co-quan", "co-quan-chu-tri", "co-quan-ban-hanh"), as_text),
    *(Column(str(stage), headings, as_day) for stage, headings in STAGES.items()),
)


def read_policies(path: Path) -> tuple[Policy, ...]:
    """Return the policies of the first sheet of an .xlsx file, in its order.

    Two rows of one number are one policy. `SheetError` for the file, `BulletinsError` listing
    every mistake in it, each with its row.
    """
    records, mistakes = read_records(read_workbook(path), COLUMNS)
    policies: dict[str, Policy] = {}
    for record in records:
        if "number" in record.values and "title" in record.values:
            try:
                policy = _policy(record, policies)
            except BulletinsError as error:
                mistakes.append(_("row {row}: {mistake}").format(row=record.row, mistake=error))
            else:
                policies[policy.id] = policy
    if mistakes:
        raise BulletinsError.bad_sheet(path.name, mistakes)
    return tuple(policies.values())


def _policy(record: Record, before: Mapping[str, Policy]) -> Policy:
    values = record.values
    return amended(
        before.get(values["number"]),
        values["number"],
        title=values["title"],
        level=values.get("level"),
        owner=values.get("owner"),
        stages=[(stage, values[str(stage)]) for stage in Stage if str(stage) in values],
    )
