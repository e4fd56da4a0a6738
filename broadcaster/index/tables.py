"""The tables of the index. They are not migrated: another form is made anew from the logs."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    text,
)

FORM = 1
"""Goes up with every change of a table, or of what is put into it."""

metadata = MetaData()

form = Table("index_form", metadata, Column("form", Integer, primary_key=True))

log = Table(
    "index_log",
    metadata,
    Column("log_id", Text, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("next_seq", BigInteger, nullable=False),
    Column("last_leaf", Text, nullable=False),
    Column("segment", Text, nullable=False),
    Column("line", BigInteger, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("refused", Text, nullable=False, server_default=""),
)

NAMED = (
    "session",
    "item",
    "cluster",
    "bulletin",
    "item_class",
    "origin",
    "language",
    "outcome",
    "cause",
    "evidence",
)
"""What an entry may say in words; empty where it does not."""

COUNTED_KINDS = ("session", "no-plan", "planned", "outcome", "unplanned")
_COUNTED = text(f"kind IN {COUNTED_KINDS}")
_ONCE = text("kind IN ('session', 'planned', 'outcome')")

entry = Table(
    "index_entry",
    metadata,
    Column("log_id", Text, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("part", SmallInteger, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    *(Column(name, Text, nullable=False) for name in NAMED),
    Column("sounded_ms", Integer, nullable=False),
    Index("index_entry_day", "unit", "day"),
    # One fact in twenty is counted; the others are what clusters took, and signs of life.
    Index("index_entry_counted", "day", sqlite_where=_COUNTED, postgresql_where=_COUNTED),
    # A session locked again after a kill lists its items again; the first outcome stands.
    Index(
        "index_entry_once",
        "unit",
        "kind",
        "item",
        unique=True,
        sqlite_where=_ONCE,
        postgresql_where=_ONCE,
    ),
)

COUNTS = (
    "sessions",
    "no_plan",
    "planned",
    "aired",
    "late",
    "preempted",
    "partial",
    "skipped",
    "refused",
    "missed",
    "unplanned",
    "sounded_s",
)
"""What is counted of a day; the names are those of `model.Figures`."""

day = Table(
    "index_day",
    metadata,
    Column("unit", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    *(Column(name, BigInteger, nullable=False) for name in (*COUNTS, "records")),
)
