"""Airings for a terminal of 80 columns: planned, actual, outcome, grade, title."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from broadcaster.i18n import _
from broadcaster.journal.airings import Airing, AiringLine
from broadcaster.reports.airings.cells import LINES
from broadcaster.reports.airings.sought import grade_of
from broadcaster.reports.columns import WIDTH, pad, shorten
from broadcaster.reports.layout import plain
from broadcaster.reports.words import OUTCOMES, SOUNDS, UNPLANNED, word

_COLUMNS = (8, 12, 14, 8)


def text_lines(found: Iterable[Airing], zone: ZoneInfo) -> Iterator[str]:
    """Yield a heading, a line for each day, and one for each airing."""
    yield _row((_("Planned"), _("Actual"), _("Outcome"), _("Evidence")), _("Title"))
    day: date | None = None
    for one in found:
        when = one.when.astimezone(zone).date() if one.when else None
        if when is not None and when != day:
            day = when
            yield f"{day:%d/%m/%Y}"
        yield _row(_cells(one, zone), _title(one))


def _cells(one: Airing, zone: ZoneInfo) -> tuple[str, ...]:
    outcome = word(OUTCOMES, one.outcome)
    if one.line is not AiringLine.PLANNED:
        outcome = word(LINES, one.line)
    return _time(one.plan.planned, zone)[:8], _time(one.first, zone) or "-", outcome, grade_of(one)


def _time(moment: datetime | None, zone: ZoneInfo) -> str:
    if moment is None:
        return ""
    return moment.astimezone(zone).isoformat(timespec="milliseconds")[11:23]


def _title(one: Airing) -> str:
    sound = word(SOUNDS, one.text("sound"))
    source = f", {one.text('source')}" if one.line is AiringLine.DECLARED else ""
    named = sound or one.text("title") or word(UNPLANNED, one.text("what")) or one.item
    return plain(named + source)


def _row(cells: Iterable[str], title: str) -> str:
    line = "".join(
        pad(shorten(cell, width), width) + " " for cell, width in zip(cells, _COLUMNS, strict=True)
    )
    return shorten(line + title, WIDTH).rstrip()
