"""The report on many stations: a line for each, and none of them zero for want of a log. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from broadcaster.i18n import _
from broadcaster.index.model import Figures
from broadcaster.reports.frame import Frame, blank, signatures
from broadcaster.reports.paper import Column, Measure, Paper, Row, Table
from broadcaster.reports.period import Period, period_text
from broadcaster.reports.words import OUTCOMES

COUNTS: tuple[str, ...] = ("sessions", "planned", "aired", "late", "preempted", "partial")
COUNTS += ("skipped", "refused", "missed", "open", "unplanned")


@dataclass(frozen=True)
class Covered:
    """One unit of the report. Without figures no record of it is in the index: missing."""

    name: str
    code: str
    figures: Figures | None
    days: int
    """On how many days of the period it has any record."""
    refused: str = ""
    """Why its log is not in the index, if it was brought."""


def stations_paper(
    title: str, units: Sequence[Covered], total: Figures, period: Period, frame: Frame
) -> Paper:
    """Return the paper; `total` was counted from the facts of those that have figures."""
    wanted = (period.last - period.first).days + 1
    rows = tuple(_row(number, one, wanted) for number, one in enumerate(units, 1))
    table = Table("stations", _("Stations"), _columns(), rows, _total(total, units))
    return replace(
        blank("stations", _("Report on the stations"), is_wide=True),
        subtitle=period_text(period),
        letterhead=frame.letterhead,
        stamp=datetime.combine(period.last, time(), UTC),
        facts=((_("Unit"), title),),
        tables=(table,),
        notes=tuple(_notes(units, total)),
        signatures=signatures(frame),
        details={"first": period.first.isoformat(), "last": period.last.isoformat()},
    )


def _columns() -> tuple[Column, ...]:
    outcomes = {str(code): _(name).capitalize() for code, name in OUTCOMES.items() if code}
    others = {
        "sessions": _("Sessions"),
        "planned": _("Planned"),
        "open": _("Still open"),
        "unplanned": _("Unplanned"),
    }
    titles = outcomes | others
    counts = (Column(code, titles[code], Measure.COUNT, summed=True) for code in COUNTS)
    return (
        Column("number", _("No."), Measure.COUNT, weight=1),
        Column("unit", _("Unit"), weight=6),
        Column("days", _("Days with records"), Measure.COUNT, summed=True),
        *counts,
        Column("sounded", _("Length"), Measure.SECONDS, summed=True, weight=3),
        Column("note", _("Note"), weight=5),
    )


def _row(number: int, one: Covered, wanted: int) -> Row:
    if one.figures is None:
        reason = one.refused or _("its log is not in the index")
        return (number, one.name, None, *(None for _count in COUNTS), None, reason)
    counts = (getattr(one.figures, name) for name in COUNTS)
    note = (
        "" if one.days == wanted else _("no record on {days} days").format(days=wanted - one.days)
    )
    return (number, one.name, one.days, *counts, one.figures.sounded_s, one.refused or note)


def _total(total: Figures, units: Sequence[Covered]) -> Row:
    if not any(one.figures for one in units):
        return ("", _("Total"), None, *(None for _count in COUNTS), None, "")
    days = sum(one.days for one in units)
    counts = (getattr(total, name) for name in COUNTS)
    return ("", _("Total"), days, *counts, total.sounded_s, "")


def _notes(units: Sequence[Covered], total: Figures) -> Iterator[str]:
    missing = sum(one.figures is None for one in units)
    if missing:
        yield _(
            "{missing} of {all} units have no figures: the totals are those of the others."
        ).format(missing=missing, all=len(units))
    if total.no_plan:
        yield _("{count} due sessions had no plan and are in no other column.").format(
            count=total.no_plan
        )
    yield _(
        "From the index of logs, whose chains were checked as they went in; what vouches for a log "
        "is said by `broadcaster journal verify` beside its folder."
    )
