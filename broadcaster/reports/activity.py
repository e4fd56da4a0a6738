"""The report of a week, month, quarter, half-year or year, of one station or of many. Pure.

Columns follow what the sector's forms ask for (09B, TTCS-01). What no log tells, such as other
outlets, stands there as missing, so that it is filled in by hand and not taken for nothing; what
residents asked is given by those who keep it, and missing where they did not.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from broadcaster.i18n import _, ngettext
from broadcaster.reports.activity_figures import Activity, Reported, activity_of
from broadcaster.reports.activity_parts import breakdowns, charts, identity, outside
from broadcaster.reports.declared_part import declared_tables
from broadcaster.reports.frame import Frame, blank, framed
from broadcaster.reports.model import Stretch
from broadcaster.reports.paper import Column, Measure, Paper, Row, Table, Value
from broadcaster.reports.period import Period, PeriodKind
from broadcaster.reports.tally import Totals


@dataclass(frozen=True)
class Figure:
    """One column of figures: where a unit's comes from, and the total of all, if there is one."""

    column: Column
    of: Callable[[Activity], Value]
    total: Callable[[Totals], Value] | None = None
    """Counted from the records, beside the rows; None where nothing can be added up."""


def activity(
    units: Sequence[Reported], totals: Totals, period: Period, frame: Frame, title: str = ""
) -> Paper:
    """Return the report of these units; `totals` are of the records of those that have a log."""
    known = [one.stretch for one in units if one.stretch]
    paper = replace(
        blank("activity", _titles()[period.kind], is_wide=True),
        tables=(
            _units("sessions", _("Sessions and items"), _sessions(), units, totals),
            _units("more", _("Emergencies, hours, clusters, residents"), _more(), units, totals),
            identity(known, totals),
            outside(known, totals),
            *declared_tables(known),
            *breakdowns(known, totals),
        ),
        charts=tuple(charts(known)),
        notes=tuple(_notes(units)),
        details={"units": [one.code or one.name for one in units]},
        facts=((_("Unit"), title),) if title else (),
    )
    return framed(paper, period, known, frame)


def _titles() -> dict[PeriodKind, str]:
    return {
        PeriodKind.DAY: _("Report of a day's broadcasts"),
        PeriodKind.WEEK: _("Weekly report on broadcasts"),
        PeriodKind.MONTH: _("Monthly report on broadcasts"),
        PeriodKind.QUARTER: _("Quarterly report on broadcasts"),
        PeriodKind.HALF_YEAR: _("Half-yearly report on broadcasts"),
        PeriodKind.YEAR: _("Yearly report on broadcasts"),
    }


def _count(
    code: str, title: str, name: str, *path: str, summed: bool = True, weight: int = 2
) -> Figure:
    column = Column(code, title, Measure.COUNT, summed, weight)
    total = partial(_total_of, path=path) if path else None
    return Figure(column, partial(_named, name=name), total)


def _named(figures: Activity, name: str) -> Value:
    found: int | None = getattr(figures, name)
    return found


def _total_of(totals: Totals, path: tuple[str, ...]) -> Value:
    return totals.of(*path)


def _sessions() -> tuple[Figure, ...]:
    return (
        _count("due", _("Sessions due"), "due", "due"),
        _count("sounding", _("Sessions aired"), "sounding", "sounding"),
        Figure(
            Column("on_time", _("On time (±60 s)"), Measure.SHARE, weight=2),
            lambda one: one.on_time_share,
        ),
        Figure(
            Column("own", _("Own items"), Measure.COUNT, summed=True),
            lambda one: one.own,
            lambda totals: (
                totals.of("airings", "origin", "own") + totals.of("airings", "origin", "")
            ),
        ),
        _count("relayed", _("Relays"), "relayed", "airings", "origin", "relay"),
        Figure(
            Column("from_above", _("From above"), Measure.COUNT, summed=True),
            lambda one: one.from_above,
            lambda totals: (
                totals.of("airings", "origin")
                - sum(totals.of("airings", "origin", origin) for origin in ("own", "", "relay"))
            ),
        ),
        _count("normal", _("Normal"), "normal", "airings", "class", "normal"),
        _count("priority", _("Priority"), "priority", "airings", "class", "priority"),
        _count("repeats", _("Repeats"), "repeats", "repeats"),
        Figure(
            Column("not_whole", _("Not heard whole"), Measure.COUNT, summed=True),
            lambda one: one.not_whole,
            lambda totals: (
                totals.of("outcome", "bulletins")
                + totals.of("outcome", "relays")
                - totals.of("airings", "class")
            ),
        ),
        Figure(
            Column("length", _("Length"), Measure.SECONDS, summed=True, weight=3),
            lambda one: one.seconds,
            lambda totals: totals.of("seconds", "bulletins") + totals.of("seconds", "relays"),
        ),
    )


def _more() -> tuple[Figure, ...]:
    return (
        _count("emergencies", _("Emergency airings"), "emergencies", "outside", "emergency"),
        _count(
            "slowest", _("Slowest from order to sound (s)"), "slowest_emergency_s", summed=False
        ),
        Figure(
            Column("refused", _("Refused outside hours"), Measure.COUNT, summed=True),
            lambda one: one.refused,
            lambda totals: sum(
                totals.of("outcome", group, "refused") for group in ("bulletins", "relays")
            ),
        ),
        Figure(
            Column("outside", _("Other airings outside the plan"), Measure.COUNT, summed=True),
            lambda one: one.outside,
            lambda totals: totals.of("outside") - totals.of("outside", "emergency"),
        ),
        _count("clusters", _("Clusters in the log"), "clusters", summed=False),
        Figure(
            Column("availability", _("Clusters: got it whole"), Measure.SHARE),
            lambda one: one.cluster_share,
        ),
        _count("policies", _("Policies covered"), "policies", summed=False),
        _count("feedback", _("Feedback received"), "feedback", summed=False),
        _count("answered", _("Feedback answered"), "answered", summed=False),
        _nobody("outlets", _("Other outlets")),
    )


def _nobody(code: str, title: str) -> Figure:
    """Return a column that the form has and no log tells anything of."""
    return Figure(Column(code, title, Measure.COUNT), lambda _one: None)


def _units(
    code: str,
    title: str,
    figures: Sequence[Figure],
    units: Sequence[Reported],
    totals: Totals,
) -> Table:
    columns = (
        Column("number", _("No."), Measure.COUNT, weight=1),
        Column("unit", _("Unit"), weight=4),
        Column("code", _("Code"), weight=2),
        *(figure.column for figure in figures),
        Column("note", _("Note"), weight=4),
    )
    rows = tuple(_row(number, one, figures) for number, one in enumerate(units, 1))
    some = any(one.stretch for one in units)
    sums = [f.total(totals) if some and f.total else (None if f.total else "") for f in figures]
    return Table(code, title, columns, rows, ("", _("Total"), "", *sums, ""))


def _row(number: int, one: Reported, figures: Sequence[Figure]) -> Row:
    found = activity_of(one.stretch, one.residents) if one.stretch else None
    values = (figure.of(found) if found else None for figure in figures)
    return (number, one.name, one.code, *values, _note(one.stretch))


def _note(stretch: Stretch | None) -> str:
    if stretch is None:
        return _("its log is not here")
    zone = stretch.zone_info
    notes = []
    if stretch.begins:
        day = f"{stretch.begins.astimezone(zone):%d/%m/%Y}"
        notes.append(_("log from {day} on").format(day=day))
    if stretch.reaches:
        day = f"{stretch.reaches.astimezone(zone):%d/%m/%Y}"
        notes.append(_("log until {day}").format(day=day))
    return "; ".join(notes)


def _notes(units: Sequence[Reported]) -> Iterator[str]:
    absent = sum(one.stretch is None for one in units)
    if absent:
        yield ngettext(
            "The log of one unit is not here: its figures are missing, and no total holds them.",
            "The logs of {count} units are not here: their figures are missing, and no total holds "
            "them.",
            absent,
        ).format(count=absent)
    yield _(
        "Items are bulletins and relays that sounded whole, each airing counted; the length is of "
        "all that sounded of them. What the output took is not yet what was heard."
    )
