"""The tables of a period's report beside those by unit: law 2, the unplanned, and breakdowns."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from broadcaster.bulletins.words import kind_name, origin_name
from broadcaster.i18n import _
from broadcaster.journal.model import Outcome
from broadcaster.reports.activity_figures import breakdown, share
from broadcaster.reports.layout import group_text
from broadcaster.reports.model import Group, ItemRow, Stretch
from broadcaster.reports.paper import Bar, Chart, Coded, Column, Measure, Row, Table
from broadcaster.reports.tally import Totals
from broadcaster.reports.words import CLASSES, LANGUAGES, OUTCOMES, UNPLANNED, word

MOST_BARS = 12
ALWAYS = (Group.BULLETINS, Group.SOUNDS)
"""Lines of law 2 that stand there also when they count nothing."""
RELAYED = "relay"


def identity(stretches: Sequence[Stretch], totals: Totals) -> Table:
    """Return law 2: planned items against their outcomes, a line for each way of counting."""
    columns = (
        Column("group", "", weight=3),
        Column("planned", _("planned"), Measure.COUNT, summed=True),
        *(Column(str(o), word(OUTCOMES, o), Measure.COUNT, summed=True) for o in Outcome),
        Column("open", _("no outcome yet"), Measure.COUNT, summed=True),
        Column("holds", _("sum"), weight=2),
    )
    groups = (Group.BULLETINS, Group.RELAYS, Group.HEADLINES, Group.SOUNDS, Group.UNKNOWN)
    lines = [(group, [one.identity(group) for one in stretches]) for group in groups]
    rows: list[Row] = []
    for group, found in lines:
        planned = sum(one.planned for one in found)
        if not planned and group not in ALWAYS:
            continue
        counts = [sum(dict(one.counts)[outcome] for one in found) for outcome in Outcome]
        label = Coded(str(group), group_text(group))
        rows.append((label, planned, *counts, planned - sum(counts), _verdict(planned, counts)))
    by_outcome = [_outcomes(totals, str(outcome)) for outcome in Outcome]
    planned = totals.of("planned")
    open_ones = planned - totals.of("outcome")
    total: Row = (_("All items"), planned, *by_outcome, open_ones, _verdict(planned, by_outcome))
    return Table("identity", _("Planned and aired"), columns, tuple(rows), total)


def _verdict(planned: int, counts: Sequence[int]) -> Coded:
    if planned == sum(counts):
        return Coded("holds", _("= {sum}: holds").format(sum=sum(counts)))
    return Coded("open", _("≠ {sum}: DOES NOT HOLD").format(sum=sum(counts)))


def _outcomes(totals: Totals, outcome: str) -> int:
    return sum(totals.of("outcome", group, outcome) for group in Group)


def outside(stretches: Sequence[Stretch], totals: Totals) -> Table:
    """Return what sounded outside every plan; none of it is in the identity."""
    columns = (
        Column("what", _("What"), weight=4),
        Column("count", _("Airings"), Measure.COUNT, summed=True),
        Column("length", _("Length"), Measure.SECONDS, summed=True),
    )
    counts: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for row in (row for one in stretches for row in one.unplanned):
        counts[row.what] += 1
        seconds[row.what] += row.sounded_s
    rows = tuple(
        (Coded(what, word(UNPLANNED, what)), counts[what], seconds[what]) for what in sorted(counts)
    )
    total: Row = (_("Total"), totals.of("outside"), totals.of("outside-seconds"))
    return Table("unplanned", _("Unplanned"), columns, rows, total if rows or total[1] else ())


def breakdowns(stretches: Sequence[Stretch], totals: Totals) -> Iterator[Table]:
    """Yield airings and time by class, column, language, kind of content and origin."""
    airings = totals.of("airings", "class")
    seconds = totals.of("seconds", Group.BULLETINS) + totals.of("seconds", Group.RELAYS)
    for code, title, of, say in _fields():
        columns = (
            Column(code, title, weight=5),
            Column("bulletins", _("Different items"), Measure.COUNT),
            Column("airings", _("Airings"), Measure.COUNT, summed=True),
            Column("length", _("Length"), Measure.SECONDS, summed=True),
            Column("share", _("Share of time"), Measure.SHARE),
        )
        rows = tuple(
            (
                Coded(part.value, say(part.value) if part.value else _("not stated")),
                part.bulletins,
                part.airings,
                part.seconds,
                share(part.seconds, seconds),
            )
            for part in breakdown(stretches, of)
        )
        total: Row = (_("Total"), "", airings, seconds, "")
        yield Table(
            f"by_{code}", _("By {field}").format(field=title.lower()), columns, rows,
            total if rows or airings else (),
        )  # fmt: skip


def charts(stretches: Sequence[Stretch]) -> Iterator[Chart]:
    """Yield the time by column, language and origin as bars."""
    for code, title, of, say in _fields():
        parts = breakdown(stretches, of)[:MOST_BARS]
        if len(parts) > 1:
            bars = (Bar(say(p.value) if p.value else _("not stated"), p.seconds) for p in parts)
            words = _("Time by {field}").format(field=title.lower())
            yield Chart(f"time_by_{code}", words, Measure.SECONDS, tuple(bars))


Field = tuple[str, str, Callable[[ItemRow], str], Callable[[str], str]]


def _fields() -> tuple[Field, ...]:
    return (
        ("class", _("Class"), lambda row: row.subject.item_class, lambda v: word(CLASSES, v)),
        ("column", _("Column"), lambda row: _of(row, row.subject.column), _said(str)),
        (
            "language",
            _("Language"),
            lambda row: _of(row, row.subject.language),
            _said(lambda v: word(LANGUAGES, v)),
        ),
        (
            "content",
            _("Kind of content"),
            lambda row: _of(row, row.subject.content_kind),
            _said(kind_name),
        ),
        ("origin", _("Origin"), lambda row: _of(row, row.subject.origin), _said(origin_name)),
    )


def _of(row: ItemRow, value: str) -> str:
    """Return the value; a relay, which no record gives one, is a line of its own."""
    return RELAYED if row.group is Group.RELAYS and not value else value


def _said(say: Callable[[str], str]) -> Callable[[str], str]:
    return lambda value: _("relay") if value == RELAYED else say(value)
