"""The spreadsheet of policies that a province keeps; its headings may be Vietnamese or English.

Either a column per stage holds the day it was reached, or a row per stage names it with its day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from broadcaster.i18n import _
from broadcaster.policies.amending import Stated, amended
from broadcaster.policies.model import Level, Policy, Scope, Stage
from broadcaster.units.cells import as_day, as_text, one_of
from broadcaster.units.choosing import choose
from broadcaster.units.sheet import Column, Record

LEVELS: Mapping[str, Level] = {
    **{str(level): level for level in Level},
    "trung-uong": Level.CENTRAL,
    "cap-trung-uong": Level.CENTRAL,
    "tw": Level.CENTRAL,
    "tinh": Level.PROVINCE,
    "cap-tinh": Level.PROVINCE,
    "thanh-pho": Level.PROVINCE,
    "xa": Level.COMMUNE,
    "cap-xa": Level.COMMUNE,
    "phuong": Level.COMMUNE,
}
SCOPES: Mapping[str, Scope] = {
    **{str(scope): scope for scope in Scope},
    "ban-hanh": Scope.OWN,
    "tu-ban-hanh": Scope.OWN,
    "tinh-ban-hanh": Scope.OWN,
    "dia-phuong-ban-hanh": Scope.OWN,
    "tac-dong": Scope.IMPACT,
    "co-tac-dong": Scope.IMPACT,
    "chiu-tac-dong": Scope.IMPACT,
    "cap-tren-ban-hanh": Scope.IMPACT,
}
STAGES: Mapping[Stage, tuple[str, ...]] = {
    Stage.PROPOSAL: ("de-xuat", "ngay-de-xuat"),
    Stage.DRAFTING: ("soan-thao", "du-thao", "ngay-soan-thao"),
    Stage.CONSULTATION: ("lay-y-kien", "ngay-lay-y-kien"),
    Stage.APPROVAL: ("phe-duyet", "thong-qua", "ngay-phe-duyet", "ngay-thong-qua"),
    Stage.PROMULGATION: ("ban-hanh", "ngay-ban-hanh"),
    Stage.IMPLEMENTATION: ("thuc-hien", "trien-khai", "ngay-thuc-hien", "ngay-hieu-luc"),
    Stage.FEEDBACK: ("phan-hoi", "tiep-nhan-phan-hoi", "ngay-phan-hoi"),
}
STAGE_WORDS: Mapping[str, Stage] = {
    word: stage for stage, words in STAGES.items() for word in (str(stage), *words)
}
COLUMNS = (
    Column(
        "number",
        ("document", "so-van-ban", "so-hieu", "so-ky-hieu", "van-ban", "so-hieu-van-ban"),
        as_text,
        is_required=True,
    ),
    Column("title", ("ten", "ten-chinh-sach", "trich-yeu", "noi-dung", "chinh-sach"), as_text),
    Column("level", ("cap", "cap-ban-hanh"), one_of(LEVELS, [str(level) for level in Level])),
    Column(
        "scope",
        ("pham-vi", "loai-chinh-sach", "nhom-chinh-sach"),
        one_of(SCOPES, [str(scope) for scope in Scope]),
    ),
    Column("issuer", ("co-quan-ban-hanh", "noi-ban-hanh", "nguoi-ky"), as_text),
    Column("owner", ("agency", "co-quan", "co-quan-chu-tri", "don-vi-chu-tri"), as_text),
    Column("unit", ("dia-ban", "don-vi-ap-dung", "noi-ap-dung"), as_text),
    *(Column(str(stage), headings, as_day) for stage, headings in STAGES.items()),
    Column("stage", ("giai-doan",), one_of(STAGE_WORDS, [str(stage) for stage in Stage])),
    Column("day", ("ngay", "thoi-gian", "thoi-diem", "ngay-dat"), as_day),
    Column("until", ("het-hieu-luc", "ngay-het-hieu-luc", "dung-thuc-hien"), as_day),
)


def with_stages_named(records: Sequence[Record]) -> tuple[list[Record], list[str]]:
    """Return the rows with a stage and its day put under the stage's name; and the mistakes."""
    found, mistakes = [], []
    for record in records:
        values = dict(record.values)
        stage, day = values.pop("stage", None), values.pop("day", None)
        if stage and day:
            values.setdefault(str(stage), day)
        elif stage or day:
            reason = _("has no day") if stage else _("has no stage")
            mistakes.append(_("row {row}: {mistake}").format(row=record.row, mistake=reason))
        found.append(replace(record, values=values))
    return found, mistakes


def stated_in(values: Mapping[str, Any], units: Mapping[str, str]) -> Stated:
    """Return what a row states; `units` are id -> name. `UnitsError` for a unit that is none."""
    return Stated(
        title=values.get("title"),
        level=values.get("level"),
        scope=values.get("scope"),
        issuer=values.get("issuer"),
        owner=values.get("owner"),
        unit=choose(values["unit"], units, "unit") if "unit" in values else None,
        stages=tuple((stage, values[str(stage)]) for stage in Stage if str(stage) in values),
        until=values.get("until"),
    )


def lay(old: Policy | None, values: Mapping[str, Any], units: Mapping[str, str]) -> Policy:
    """Return a policy after a row."""
    return amended(old, values.get("number", ""), stated_in(values, units))
