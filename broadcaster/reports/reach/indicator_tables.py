"""The tables of both indicators: who has named whom, which policies were heard where. Pure."""

from collections.abc import Iterator

from broadcaster.i18n import _
from broadcaster.policies import Agency, Post, Scope
from broadcaster.policies.words import post_name, scope_name
from broadcaster.reports.activity_figures import share
from broadcaster.reports.paper import Coded, Column, Measure, Row, Table
from broadcaster.reports.reach.gathering import Gathered
from broadcaster.reports.reach.indicators import Gap, Reach, lacking
from broadcaster.reports.reach.words import reason_text, stages_text
from broadcaster.units import Unit


def indicator_tables(gathered: Gathered) -> Iterator[Table]:
    """Give KPI A, KPI B of each scope, and what is missing where and why."""
    yield _agencies(gathered)
    for scope in Scope:
        yield _scope(gathered, scope)
    yield _gaps(gathered)


def _agencies(gathered: Gathered) -> Table:
    there = [one for one in gathered.agencies if one.term.covers(gathered.day)]
    count, left = lacking(gathered.agencies, gathered.day)
    return Table(
        "agencies",
        _("A. Agencies that have named a leader and a focal point"),
        (
            Column("number", _("No."), Measure.COUNT, weight=1),
            Column("agency", _("Agency"), weight=8),
            Column("leader", _("Leader"), weight=5),
            Column("focal_point", _("Focal point"), weight=5),
            Column("named", _("Both named"), Measure.COUNT, summed=True),
            Column("lacks", _("Missing"), weight=5),
        ),
        tuple(_agency(number, one, gathered) for number, one in enumerate(there, 1)),
        ("", _("Total of {count}").format(count=count), "", "", count - len(left), ""),
    )


def _agency(number: int, agency: Agency, gathered: Gathered) -> Row:
    held = [agency.holder_on(post, gathered.day) for post in Post]
    lacks = agency.lacks_on(gathered.day)
    missing = Coded(
        ",".join(str(post) for post in lacks), ", ".join(post_name(post) for post in lacks)
    )
    return (
        number,
        agency.name,
        *(one.name if one else "" for one in held),
        0 if lacks else 1,
        missing,
    )


def _scope(gathered: Gathered, scope: Scope) -> Table:
    reaches = gathered.reaches(scope)
    missing = len([gap for one in reaches for gap in one.gaps])
    pairs = gathered.pairs(scope)
    return Table(
        f"reach_{scope}",
        _("B. Policies heard at each stage they have reached: {scope}").format(
            scope=scope_name(scope)
        ),
        (
            Column("number", _("No."), Measure.COUNT, weight=1),
            Column("unit", _("Unit"), weight=8),
            Column("code", _("Code"), weight=3),
            Column("heard", _("Heard"), Measure.COUNT, summed=True),
            Column("policies", _("Policies"), Measure.COUNT, summed=True),
            Column("share", _("Share"), Measure.SHARE),
            Column("log_until", _("Log until"), Measure.DAY, weight=3),
        ),
        tuple(
            _reach(number, unit, reach, gathered)
            for number, (unit, reach) in enumerate(zip(gathered.lines, reaches, strict=True), 1)
        ),
        ("", _("Total"), "", pairs - missing, pairs, share(pairs - missing, pairs), ""),
    )


def _reach(number: int, unit: Unit, reach: Reach, gathered: Gathered) -> Row:
    until = gathered.placed.reaches.get(unit.id)
    return (
        number, unit.name, unit.code, reach.covered, reach.policies,
        share(reach.covered, reach.policies), until,
    )  # fmt: skip


def _gaps(gathered: Gathered) -> Table:
    gaps = [gap for scope in Scope for one in gathered.reaches(scope) for gap in one.gaps]
    names = {one.id: one.name for one in gathered.lines}
    return Table(
        "missing",
        _("What is missing, where and why"),
        (
            Column("unit", _("Unit"), weight=6),
            Column("policy", _("Policy"), weight=5),
            Column("title", _("Title"), weight=8),
            Column("stages", _("Stage"), weight=5),
            Column("why", _("Why"), weight=6),
        ),
        tuple(_gap(names[gap.unit], gap) for gap in gaps),
    )


def _gap(unit: str, gap: Gap) -> Row:
    stages = Coded(",".join(map(str, gap.stages)), stages_text(gap.stages))
    return unit, gap.policy.id, gap.policy.title, stages, Coded(str(gap.why), reason_text(gap.why))
