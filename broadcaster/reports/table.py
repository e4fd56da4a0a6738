"""The day report as text for a terminal of 80 columns."""

from collections.abc import Iterable, Iterator, Sequence

from broadcaster.i18n import _
from broadcaster.journal.model import Cause
from broadcaster.reports.columns import WIDTH, display_width, pad, shorten, wrap
from broadcaster.reports.layout import (
    about,
    cause_text,
    event_texts,
    grades_text,
    group_text,
    groups,
    identity_text,
    plain,
    rehearsal_text,
    subject_title,
    title_of,
    warnings,
)
from broadcaster.reports.model import DayReport, ItemRow, UnplannedRow
from broadcaster.reports.station_clock import clock_text, duration_text
from broadcaster.reports.words import (
    CAUSES,
    CLASSES,
    NO_PLAN_CAUSES,
    OUTCOMES,
    UNPLANNED,
    word,
)

_COLUMNS = (10, 10, 14, 2, 9)
"""Planned, actual, outcome, evidence, class; the title has the rest."""
_INDENT = " " * 22
_EVENT_INDENT = " " * 11


def render_table(report: DayReport) -> str:
    """Return the report as lines of at most `WIDTH` columns, newline at the end."""
    return "\n".join(line.rstrip() for line in _lines(report)) + "\n"


def _lines(report: DayReport) -> Iterator[str]:
    yield title_of(report).upper()
    if report.rehearsal:
        yield from wrap(f"*** {rehearsal_text()}", "    ")
    for warning in warnings(report):
        yield from wrap(f"!!! {warning}", "    ")
    for name, value in about(report):
        yield from wrap(f"{name}: {plain(value)}")
    for part in _PARTS:
        lines = list(part(report))
        if lines:
            yield ""
            yield from lines


def _planned(report: DayReport) -> Iterator[str]:
    if not report.sessions:
        yield _("No session was planned on this day.")
        return
    heads = (_("Planned"), _("Actual"), _("Outcome"), _("Ev"), _("Class"))
    yield _row(heads, _("Title"))
    for session in report.sessions:
        yield "-" * WIDTH
        yield shorten(f"{plain(session.session)}  {plain(session.title)}", WIDTH)
        for row in session.items:
            yield from _item(report, row)


def _item(report: DayReport, row: ItemRow) -> Iterator[str]:
    cells = (
        clock_text(report, row.planned),
        clock_text(report, row.actual) or "-",
        word(OUTCOMES, row.outcome),
        row.evidence,
        word(CLASSES, row.subject.item_class),
    )
    yield _row(cells, subject_title(row.subject, row.item))
    if row.cause != Cause.WHOLE and (cause := cause_text(row)):
        sounded = ""
        if 0 < row.sounded_ms < row.length_ms:
            sounded = _(" ({sounded} of {length})").format(
                sounded=duration_text(row.sounded_ms), length=duration_text(row.length_ms)
            )
        yield from wrap(cause + sounded, _INDENT, _INDENT)


def _missing(report: DayReport) -> Iterator[str]:
    if report.missing:
        yield _("Due, but without a plan")
    for missing in report.missing:
        start = pad(clock_text(report, missing.planned), _COLUMNS[0] + 1)
        yield from wrap(plain(missing.session), start, start)
        yield from wrap(word(NO_PLAN_CAUSES, missing.cause), _INDENT, _INDENT)


def _outside(report: DayReport) -> Iterator[str]:
    if report.unplanned:
        yield _("Unplanned")
    for row in report.unplanned:
        yield _row(_unplanned_cells(report, row), subject_title(row.subject, row.item))
        yield from wrap(
            _("ordered by {person}, {sounded} sounded").format(
                person=plain(row.by) or "?", sounded=duration_text(row.sounded_ms)
            ),
            _INDENT,
            _INDENT,
        )


def _unplanned_cells(report: DayReport, row: UnplannedRow) -> Sequence[str]:
    return (
        "",
        clock_text(report, row.first) or "-",
        word(UNPLANNED, row.what),
        row.evidence,
        word(CLASSES, row.subject.item_class),
    )


def _identities(report: DayReport) -> Iterator[str]:
    for group in groups(report):
        identity = identity_text(report.identity(group))
        yield from wrap(f"{group_text(group)}: {identity}", "  ")


def _exceptions(report: DayReport) -> Iterator[str]:
    if report.exceptions:
        yield _("Exceptions to the hours (from the signed hours file)")
    for item in report.exceptions:
        text = f"{clock_text(report, item.start)} - {clock_text(report, item.end)}  "
        yield from wrap(text + plain(f"{item.reason} ({item.by})"), "  ")


def _events(report: DayReport) -> Iterator[str]:
    if report.events:
        yield _("Events")
    for event in report.events:
        said = ": ".join(plain(text) for text in event_texts(event) if text)
        yield from wrap(said, _EVENT_INDENT, pad(clock_text(report, event.at), len(_EVENT_INDENT)))


def _legend(report: DayReport) -> Iterator[str]:
    if any(row.cause == Cause.WHOLE for row in report.items):
        yield _("An outcome without a cause: {cause}.").format(cause=word(CAUSES, Cause.WHOLE))
    if grades := grades_text(report):
        yield from wrap(grades, "  ")


_PARTS = (_planned, _missing, _outside, _identities, _exceptions, _events, _legend)


def _row(cells: Iterable[str], title: str) -> str:
    line = ""
    for cell, width in zip(cells, _COLUMNS, strict=False):
        line += pad(shorten(plain(cell), width), width) + " "
    return line + shorten(plain(title), WIDTH - display_width(line))
