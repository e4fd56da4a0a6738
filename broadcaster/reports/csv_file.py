"""The day report for a spreadsheet: RFC 4180, UTF-8 with a byte order mark.

One header, then one line per planned item, per due session without a plan, per unplanned item
and per total, all with the same columns. A cell that a spreadsheet would run as a formula gets
an apostrophe before it; a title's newlines and quotes stand quoted, as the standard has it.
"""

import csv
import io
from collections.abc import Iterator

from broadcaster.i18n import _
from broadcaster.reports.layout import (
    about,
    cause_text,
    group_text,
    groups,
    identity_text,
    rehearsal_text,
    subject_title,
    title_of,
    warnings,
)
from broadcaster.reports.model import DayReport, ItemRow, MissingPlan, SessionPart, UnplannedRow
from broadcaster.reports.station_clock import moment_text
from broadcaster.reports.words import (
    CLASSES,
    EVIDENCE,
    NO_PLAN_CAUSES,
    OUTCOMES,
    UNPLANNED,
    word,
)

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

Cells = dict[str, str]

_FIELDS = (
    "line", "session", "programme", "planned", "actual", "last", "outcome", "cause", "evidence",
    "class", "title", "part", "item", "bulletin", "revision", "column", "content_kind", "origin",
    "language", "length", "sounded", "hours_policy",
)  # fmt: skip


def render_csv(report: DayReport) -> bytes:
    """Return the report as the bytes of a .csv file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _FIELDS, restval="", lineterminator="\r\n")
    writer.writerow(_headers(report))
    for cells in _rows(report):
        writer.writerow({name: neutral(value) for name, value in cells.items()})
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def neutral(cell: str) -> str:
    """Return a cell no spreadsheet takes for a formula: an apostrophe before = + - @, tab, CR."""
    if cell.startswith(("\t", "\r", "\n")) or cell.lstrip().startswith(_FORMULA):
        return "'" + cell
    return cell


def _headers(report: DayReport) -> Cells:
    zone = report.zone
    return {
        "line": _("Line"),
        "session": _("Session"),
        "programme": _("Programme"),
        "planned": _("Planned ({zone})").format(zone=zone),
        "actual": _("First sound ({zone})").format(zone=zone),
        "last": _("Last sound ({zone})").format(zone=zone),
        "outcome": _("Outcome"),
        "cause": _("Cause"),
        "evidence": _("Evidence"),
        "class": _("Class"),
        "title": _("Title"),
        "part": _("Part"),
        "item": _("Item"),
        "bulletin": _("Bulletin"),
        "revision": _("Revision"),
        "column": _("Column"),
        "content_kind": _("Kind of content"),
        "origin": _("Origin"),
        "language": _("Language"),
        "length": _("Planned length (ms)"),
        "sounded": _("Sounded (ms)"),
        "hours_policy": _("Hours policy"),
    }


def _rows(report: DayReport) -> Iterator[Cells]:
    for session in report.sessions:
        for row in session.items:
            yield _item(report, session, row)
    for missing in report.missing:
        yield _missing(report, missing)
    for unplanned in report.unplanned:
        yield _unplanned(report, unplanned)
    for group in groups(report):
        total = f"{group_text(group)}: {identity_text(report.identity(group))}"
        yield {"line": _("total"), "title": total}
    for note in _notes(report):
        yield {"line": _("note"), "title": note}


def _notes(report: DayReport) -> Iterator[str]:
    yield title_of(report)
    if report.rehearsal:
        yield rehearsal_text()
    for name, value in about(report):
        yield f"{name}: {value}"
    for item in report.exceptions:
        span = f"{moment_text(report, item.start)} - {moment_text(report, item.end)}"
        yield _("Exception to the hours {span}: {reason} ({by})").format(
            span=span, reason=item.reason, by=item.by
        )
    yield from warnings(report)


def _item(report: DayReport, session: SessionPart, row: ItemRow) -> Cells:
    return {
        "line": _("planned"),
        "session": row.session,
        "programme": session.programme,
        "planned": moment_text(report, row.planned),
        "actual": moment_text(report, row.actual),
        "last": moment_text(report, row.last),
        "outcome": word(OUTCOMES, row.outcome),
        "cause": cause_text(row),
        "length": str(row.length_ms),
        "sounded": str(row.sounded_ms),
        "hours_policy": session.hours_policy,
        **_described(row),
    }


def _unplanned(report: DayReport, row: UnplannedRow) -> Cells:
    return {
        "line": _("unplanned: {what}").format(what=word(UNPLANNED, row.what)),
        "actual": moment_text(report, row.first),
        "last": moment_text(report, row.last),
        "cause": _("ordered by {person}").format(person=row.by),
        "sounded": str(row.sounded_ms),
        **_described(row),
    }


def _missing(report: DayReport, missing: MissingPlan) -> Cells:
    return {
        "line": _("without a plan"),
        "session": missing.session,
        "programme": missing.programme,
        "planned": moment_text(report, missing.planned),
        "cause": word(NO_PLAN_CAUSES, missing.cause),
    }


def _described(row: ItemRow | UnplannedRow) -> Cells:
    subject = row.subject
    evidence = f"{row.evidence} {word(EVIDENCE, row.evidence)}" if row.evidence else ""
    return {
        "evidence": evidence,
        "class": word(CLASSES, subject.item_class),
        "title": subject_title(subject, row.item),
        "part": subject.part,
        "item": row.item,
        "bulletin": subject.bulletin,
        "revision": subject.revision,
        "column": subject.column,
        "content_kind": subject.content_kind,
        "origin": subject.origin,
        "language": subject.language,
    }
