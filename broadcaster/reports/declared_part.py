"""What was declared to have sounded by other means: a table of its own, in no sum of any paper."""

from collections.abc import Sequence

from broadcaster.i18n import _
from broadcaster.journal.declarations import Declaration
from broadcaster.reports.fields import whole_seconds
from broadcaster.reports.model import Stretch
from broadcaster.reports.paper import Column, Measure, Row, Table


def declared_tables(stretches: Sequence[Stretch]) -> tuple[Table, ...]:
    """Return the table, or none where nothing was declared."""
    rows = tuple(_row(stretch, one) for stretch in stretches for one in stretch.declared)
    if not rows:
        return ()
    columns = (
        Column("day", _("Day"), Measure.DAY, weight=2),
        Column("time", _("Time"), Measure.CLOCK, weight=2),
        Column("length", _("Length"), Measure.SECONDS, weight=2),
        Column("title", _("Title"), weight=5),
        Column("source", _("Source"), weight=4),
        Column("where", _("Place"), weight=4),
        Column("document", _("Document"), weight=3),
        Column("by", _("Declared by"), weight=3),
    )
    note = _("These rest on the word of a person and a paper; no figure above counts them.")
    return (Table("declared", _("Declared, by other means"), columns, rows, notes=(note,)),)


def _row(stretch: Stretch, one: Declaration) -> Row:
    local = one.first.astimezone(stretch.zone_info)
    seconds = whole_seconds(round((one.last - one.first).total_seconds() * 1000))
    begun = local.time().replace(microsecond=0)
    words = (one.title, one.source, one.where, one.document, one.by)
    return (local.date(), begun, seconds, *words)
