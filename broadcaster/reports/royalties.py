"""Royalties (nhuận bút): who wrote and who read what was heard, by kind, in items and time. Pure.

A piece of work is one bulletin of the station's own, in the period in which it first sounded whole;
repeats and what came from above are paid elsewhere. A machine's voice is nobody. Rates are the
commune's (`paper_settings`); where there is none the amount is missing, and so it is in the total.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from broadcaster.bulletins.words import kind_name
from broadcaster.i18n import _, ngettext
from broadcaster.journal.history import COUNTED
from broadcaster.reports.fields import whole_seconds
from broadcaster.reports.frame import blank, framed
from broadcaster.reports.logbook import MACHINES
from broadcaster.reports.model import Group, ItemRow, Stretch
from broadcaster.reports.paper import Coded, Column, Measure, Paper, Row, Table, Value
from broadcaster.reports.paper_settings import PaperSettings, Rate
from broadcaster.reports.period import Period
from broadcaster.reports.tally import Totals

OWN = "own"
WRITER, READER = "writer", "reader"


@dataclass(frozen=True)
class Work:
    """What one person did of one kind in one role; an empty name is not recorded."""

    name: str
    kind: str
    items: int
    seconds: int

    def amount(self, rate: Rate | None) -> int | None:
        """Return what is due in whole đồng, time to the nearest đồng; None without a rate."""
        if rate is None:
            return None
        by_time = (self.seconds * (rate.minute or 0) * 2 + 60) // 120
        return self.items * (rate.item or 0) + by_time


def first_airings(stretch: Stretch) -> tuple[ItemRow, ...]:
    """Return the station's own bulletins that first sounded whole in these days, each once."""
    found: dict[str, ItemRow] = {}
    for row in sorted(stretch.items, key=lambda row: (row.actual or row.planned, row.item)):
        bulletin, is_own = row.subject.bulletin, row.subject.origin in (OWN, "")
        is_new = bulletin not in stretch.heard_before and bulletin not in found
        if row.group is Group.BULLETINS and row.outcome in COUNTED and is_new and is_own:
            found[bulletin] = row
    return tuple(found.values())


def works(rows: Iterable[ItemRow], role: str) -> tuple[Work, ...]:
    """Return the works of one role, by name and kind; those without a name come last."""
    found: dict[tuple[str, str], Work] = {}
    for row in rows:
        subject = row.subject
        name = subject.writer if role == WRITER else subject.reader
        if role == READER and not name and subject.voice_kind in MACHINES:
            continue
        key = name, subject.content_kind
        seen = found.get(key, Work(*key, 0, 0))
        seconds = seen.seconds + whole_seconds(row.sounded_ms)
        found[key] = replace(seen, items=seen.items + 1, seconds=seconds)
    return tuple(sorted(found.values(), key=lambda work: (not work.name, work.name, work.kind)))


def royalties(stretch: Stretch, totals: Totals, period: Period, settings: PaperSettings) -> Paper:
    """Return the table of royalties of the stretch, which is the period's days."""
    rows = first_airings(stretch)
    paper = replace(
        blank("royalties", _("Table of royalties")),
        tables=(
            _table(WRITER, _("Writers"), works(rows, WRITER), totals, settings.rates),
            _table(READER, _("Readers"), works(rows, READER), totals, settings.rates),
        ),
        notes=(
            _(
                "Counted is each bulletin of the station's own in the period in which it first "
                "sounded whole; repeats, relays and bulletins from above are not."
            ),
        ),
        details={"station": stretch.station, "unit": stretch.unit},
    )
    return framed(paper, period, [stretch], settings.frame)


def _table(
    role: str,
    title: str,
    done: tuple[Work, ...],
    totals: Totals,
    rates: Mapping[tuple[str, str], Rate],
) -> Table:
    amounts = [work.amount(rates.get((role, work.kind))) for work in done]
    columns = (
        Column("number", _("No."), Measure.COUNT, weight=1),
        Column("name", _("Full name"), weight=6),
        Column("kind", _("Kind"), weight=4),
        Column("items", _("Items"), Measure.COUNT, summed=True, weight=2),
        Column("length", _("Length"), Measure.SECONDS, summed=True, weight=3),
        Column("per_item", _("Rate per item (đồng)"), Measure.DONG, weight=3),
        Column("per_minute", _("Rate per minute (đồng)"), Measure.DONG, weight=3),
        Column("amount", _("Amount (đồng)"), Measure.DONG, summed=True, weight=4),
    )
    counted = "written" if role == WRITER else "read"
    items, seconds = totals.of(counted), totals.of(f"{counted}-seconds")
    rows = tuple(_row(n, work, rates.get((role, work.kind))) for n, work in enumerate(done, 1))
    known = [amount for amount in amounts if amount is not None]
    total: Row = ("", _("Total"), "", items, seconds, "", "", sum(known) if known else None)
    return Table(role, title, columns, rows, total if rows or items else (), _notes(amounts))


def _row(number: int, work: Work, rate: Rate | None) -> Row:
    per_item: Value = rate.item if rate else None
    per_minute: Value = rate.minute if rate else None
    return (
        number,
        work.name or None,
        Coded(work.kind, kind_name(work.kind)),
        work.items,
        work.seconds,
        "" if rate and per_item is None else per_item,
        "" if rate and per_minute is None else per_minute,
        work.amount(rate),
    )


def _notes(amounts: list[int | None]) -> tuple[str, ...]:
    open_lines = amounts.count(None)
    if not open_lines:
        return ()
    return (
        ngettext(
            "One line has no rate in papers.toml; its amount is not in the total.",
            "{count} lines have no rate in papers.toml; their amounts are not in the total.",
            open_lines,
        ).format(count=open_lines),
    )
