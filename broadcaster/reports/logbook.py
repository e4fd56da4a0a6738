"""The station's log book (sổ nhật ký): what was on air, who wrote, read and approved it. Pure.

Station sounds and headlines are counted below and not listed. Everything else that was planned
has its line, heard or not; what sounded outside the plan has a table of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from broadcaster.i18n import _
from broadcaster.journal.model import Cause, Outcome
from broadcaster.reports.declared_part import declared_tables
from broadcaster.reports.fields import whole_seconds
from broadcaster.reports.frame import Frame, blank, framed
from broadcaster.reports.layout import cause_text, group_text, groups, identity_text, subject_title
from broadcaster.reports.model import Group, ItemRow, Stretch, Subject, UnplannedRow
from broadcaster.reports.paper import Annex, Coded, Column, Measure, Paper, Row, Table, Value
from broadcaster.reports.period import Period
from broadcaster.reports.tally import Totals
from broadcaster.reports.words import CLASSES, NO_PLAN_CAUSES, OUTCOMES, UNPLANNED, word
from broadcaster.voices import VoiceKind

LISTED = (Group.BULLETINS, Group.RELAYS, Group.UNKNOWN)
MACHINES = (VoiceKind.EMBEDDED, VoiceKind.NEURAL, VoiceKind.ONLINE)
"""Kinds of voice that are no person's."""


def logbook(
    stretch: Stretch, totals: Totals, period: Period, frame: Frame, annexes: Sequence[Annex] = ()
) -> Paper:
    """Return the log book of the stretch, which is the period's days."""
    paper = replace(
        blank("logbook", _("Log book of broadcasts"), is_wide=True),
        tables=tuple(_tables(stretch, totals)),
        notes=tuple(_notes(stretch)),
        annexes=tuple(annexes),
        details={"station": stretch.station, "unit": stretch.unit},
    )
    return framed(paper, period, [stretch], frame)


def _tables(stretch: Stretch, totals: Totals) -> Iterator[Table]:
    listed = [row for row in stretch.items if row.group in LISTED]
    yield Table(
        "items",
        _("Broadcasts as planned"),
        _columns(),
        tuple(_item(stretch, number, row) for number, row in enumerate(listed, 1)),
        _total(len(listed), sum(totals.of("seconds", group) for group in LISTED)),
    )
    yield Table(
        "unplanned",
        _("Unplanned"),
        _columns(),
        tuple(_outside(stretch, number, row) for number, row in enumerate(stretch.unplanned, 1)),
        _total(totals.of("outside"), totals.of("outside-seconds")),
    )
    yield from declared_tables([stretch])
    if stretch.missing:
        yield _missing(stretch)


def _columns() -> tuple[Column, ...]:
    return (
        Column("number", _("No."), Measure.COUNT, weight=1),
        Column("day", _("Day"), Measure.DAY, weight=3),
        Column("time", _("Time"), Measure.CLOCK, weight=2),
        Column("title", _("Title"), weight=8),
        Column("writer", _("Writer"), weight=3),
        Column("reader", _("Reader"), weight=3),
        Column("approver", _("Approver"), weight=3),
        Column("length", _("Length"), Measure.SECONDS, summed=True, weight=2),
        Column("note", _("Note"), weight=4),
    )


def _total(count: int, seconds: int) -> Row:
    title = _("Total of {count}").format(count=count)
    return ("", "", "", title, "", "", "", seconds, "")


def _item(stretch: Stretch, number: int, row: ItemRow) -> Row:
    return (
        number,
        *_when(stretch, row.actual or row.planned),
        subject_title(row.subject, row.item),
        *_people(row.subject, row.group is Group.BULLETINS),
        whole_seconds(row.sounded_ms),
        _note(row),
    )


def _when(stretch: Stretch, moment: datetime) -> tuple[Value, Value]:
    local = moment.astimezone(stretch.zone_info)
    return local.date(), local.time().replace(microsecond=0)


def _people(subject: Subject, is_bulletin: bool) -> tuple[Value, Value, Value]:
    """Return writer, reader and approver; a relay and a sound have only the last of them."""
    approver = subject.approver_name or (None if subject.approval else "")
    if not is_bulletin:
        return "", "", approver
    reader: Value = subject.reader or None
    if reader is None and subject.voice_kind in MACHINES:
        reader = Coded("machine", _("a machine's voice"))
    return subject.writer or None, reader, subject.approver_name or None


def _note(row: ItemRow) -> Coded:
    """Say how it ended, unless it was heard whole and in time; and what else is special."""
    found = []
    if row.outcome != Outcome.AIRED:
        found.append(word(OUTCOMES, row.outcome))
        found.append(cause_text(row))
    elif row.cause not in (Cause.WHOLE, ""):
        found.append(cause_text(row))
    if row.subject.makes_good:
        found.append(_("makes good an earlier airing"))
    if row.subject.item_class not in ("normal", ""):
        found.append(word(CLASSES, row.subject.item_class))
    return Coded(row.outcome, "; ".join(text for text in found if text))


def _outside(stretch: Stretch, number: int, row: UnplannedRow) -> Row:
    note = _("{what}, ordered by {person}").format(what=word(UNPLANNED, row.what), person=row.by)
    return (
        number,
        *_when(stretch, row.first or row.at),
        subject_title(row.subject, row.item),
        *_people(row.subject, bool(row.subject.bulletin)),
        row.sounded_s,
        Coded(row.what, note if row.by else word(UNPLANNED, row.what)),
    )


def _missing(stretch: Stretch) -> Table:
    columns = (
        Column("number", _("No."), Measure.COUNT, weight=1),
        Column("day", _("Day"), Measure.DAY, weight=3),
        Column("time", _("Time"), Measure.CLOCK, weight=2),
        Column("session", _("Session"), weight=8),
        Column("cause", _("Cause"), weight=12),
    )
    rows = tuple(
        (
            number,
            *_when(stretch, one.planned),
            one.session,
            Coded(one.cause, word(NO_PLAN_CAUSES, one.cause)),
        )
        for number, one in enumerate(stretch.missing, 1)
    )
    return Table("no_plan", _("Due, but without a plan"), columns, rows)


def _notes(stretch: Stretch) -> Iterator[str]:
    for group in groups(stretch):
        yield f"{group_text(group)}: {identity_text(stretch.identity(group))}."
    yield _("Station sounds and headlines are counted here and not listed above.")
