"""A paper as plain values: no layout, no format. The same paper gives the same bytes.

None as a value is a figure nobody has: every form shows it as missing, none as zero. Lengths are
whole seconds, so that whoever adds the rows up by hand comes to the printed total.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum


class Measure(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    COUNT = "count"
    SECONDS = "seconds"
    """A length in whole seconds, shown as 1:02:03."""
    SHARE = "share"
    """Whole tenths of a per cent: 985 is 98.5%."""
    DONG = "dong"
    """Whole Vietnamese đồng."""
    DAY = "day"
    CLOCK = "clock"
    """A time of day at the station."""


@dataclass(frozen=True)
class Coded:
    """A word for people that JSON gives as its English code."""

    code: str
    text: str


Value = str | int | date | time | Coded | None
Row = tuple[Value, ...]


@dataclass(frozen=True)
class Column:
    """One column. `code` is its name in JSON."""

    code: str
    title: str
    measure: Measure = Measure.TEXT
    summed: bool = False
    """The total of this column has to be the sum of its rows."""
    weight: int = 2
    """How wide it is on paper, beside the others."""


@dataclass(frozen=True)
class Table:
    """Rows under headings; each row has a value for each column.

    `total` is counted by the report on its own, never from `rows`: `totals.py` compares the two.
    """

    code: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row = ()
    """Empty where there is none."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bar:
    """One bar of a chart; None is a figure nobody has."""

    label: str
    value: int | None


@dataclass(frozen=True)
class Chart:
    """Bars side by side, for the forms that can draw."""

    code: str
    title: str
    measure: Measure
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Text:
    """One text of an annex, word for word; None where it is not at hand."""

    heading: str
    about: str
    words: str | None


@dataclass(frozen=True)
class Annex:
    """Texts that belong to the paper, after the signatures."""

    title: str
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Letterhead:
    """Head of an administrative document (Decree 30/2020/NĐ-CP, annex I).

    What is empty is left open on the paper, to be filled in by hand.
    """

    above: str = ""
    """The body the issuer belongs to."""
    issuer: str = ""
    number: str = ""
    """Number and symbol: `12/BC-UBND`."""
    place: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Signature:
    """Who signs: the office, and the name where it is known."""

    office: str
    name: str = ""


@dataclass(frozen=True)
class Paper:
    """Everything that stands in a report."""

    code: str
    """English name of the kind of report."""
    title: str
    subtitle: str
    letterhead: Letterhead
    stamp: datetime
    """Date that files bear: of the newest record used (aware), never the clock's."""
    facts: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    """What must be known before any figure is believed; usually nothing."""
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    notes: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    annexes: tuple[Annex, ...] = ()
    seals: tuple[str, ...] = ()
    """Last lines: which records of which log, and the short code of the tree head over them."""
    is_wide: bool = False
    """On paper across."""
    details: dict[str, object] = field(default_factory=dict)
    """Plain values that JSON gives beside the tables: period, unit, identity."""
