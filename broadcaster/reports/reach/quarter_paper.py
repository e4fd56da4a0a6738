"""The pack of a quarter's review: plan against done, both indicators, what the centre has to say.

Pure. Figures of what was broadcast are those of the quarter's report; indicators are as of its
last day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from broadcaster.i18n import _
from broadcaster.policies.amending import key_of
from broadcaster.policies.workplan import Line, Workplan
from broadcaster.reports.activity_figures import Reported, share
from broadcaster.reports.frame import Frame
from broadcaster.reports.paper import Coded, Column, Measure, Paper, Row, Table
from broadcaster.reports.reach.gathering import Gathered
from broadcaster.reports.reach.indicator_paper import facts, figures, indicator_paper
from broadcaster.reports.reach.indicators import lacking
from broadcaster.reports.reach.measures import measured


def quarter_paper(
    activity: Paper, units: Sequence[Reported], gathered: Gathered, plan: Workplan
) -> Paper:
    """Return the pack; `activity` is the report of the same quarter and units.

    The indicators rest on every record up to the last day, so their seals stand there too.
    """
    indicators = indicator_paper(gathered, Frame())
    return replace(
        activity,
        code="quarter-pack",
        title=_("Quarterly review of policy communication"),
        facts=(*facts(gathered), *(fact for fact in activity.facts if fact[0] != _("Unit"))),
        tables=(
            _done(units, gathered, plan),
            *indicators.tables,
            *activity.tables,
            *_texts(plan),
        ),
        warnings=tuple(dict.fromkeys((*activity.warnings, *indicators.warnings))),
        notes=(*_plan_notes(units, plan), *indicators.notes, *activity.notes),
        seals=tuple(dict.fromkeys((*activity.seals, *indicators.seals))),
        details={**activity.details, **figures(gathered), "quarter": plan.quarter},
    )


def _done(units: Sequence[Reported], gathered: Gathered, plan: Workplan) -> Table:
    columns = (
        Column("number", _("No."), Measure.COUNT, weight=1),
        Column("content", _("Content"), weight=8),
        Column("unit", _("In"), weight=2),
        Column("target", _("Target"), Measure.COUNT),
        Column("done", _("Done"), Measure.COUNT),
        Column("share", _("Share"), Measure.SHARE),
        Column("source", _("Counted by"), weight=4),
        Column("note", _("Note"), weight=5),
    )
    rows = tuple(_line(number, line, units, gathered) for number, line in enumerate(plan.lines, 1))
    return Table("plan", _("Plan and what was done"), columns, rows)


def _line(number: int, line: Line, units: Sequence[Reported], gathered: Gathered) -> Row:
    there = gathered.ground.policies
    keys = frozenset(key_of(one.id) for one in there if one.counts_on(gathered.day))
    count, left = lacking(gathered.agencies, gathered.day)
    done = measured(line, units, keys, count - len(left))
    source = Coded("log", _("the logs")) if line.measure else Coded("entered", _("as entered"))
    part = share(done, line.target) if done is not None else None
    return (number, line.name, line.unit, line.target, done, part, source, line.note)


def _plan_notes(units: Sequence[Reported], plan: Workplan) -> Iterator[str]:
    if not plan.lines:
        yield _("No plan was entered for this quarter.")
    known = sum(one.stretch is not None for one in units)
    if known < len(units):
        yield _("Counted from the logs of {known} of {count} communes.").format(
            known=known, count=len(units)
        )


def _texts(plan: Workplan) -> Iterator[Table]:
    """Give what the centre has to say, a row for each paragraph."""
    nothing: Row = (Coded("", _("nothing was entered")),)
    for code, title, said in (
        ("difficulties", _("Difficulties"), plan.difficulties),
        ("good_practice", _("Good practice"), plan.good_practice),
        ("next_quarter", _("Next quarter"), plan.next_quarter),
    ):
        paragraphs = [line for line in said.splitlines() if line]
        rows: tuple[Row, ...] = tuple((line,) for line in paragraphs) or (nothing,)
        yield Table(code, title, (Column("text", _("As entered"), weight=20),), rows)
