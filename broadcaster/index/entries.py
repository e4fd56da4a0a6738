"""A record -> the facts it states, as the index keeps them. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, tzinfo

from broadcaster.index.model import Entry, Fact
from broadcaster.journal.model import Kind
from broadcaster.journal.record import Record
from broadcaster.reports.clusters import cluster_entries
from broadcaster.reports.fields import parts, session_day

SAME = (
    "session",
    "item",
    "cluster",
    "bulletin",
    "origin",
    "language",
    "outcome",
    "cause",
    "evidence",
)
"""Fields that have one name in the record and in the index."""


def entries_of(record: Record, unit: str, zone: tzinfo) -> Iterator[Entry]:
    """Yield the entry of a record and of each thing it lists; `zone` is the station's."""
    itself = _entry(record, unit, zone)
    yield itself
    number = 0
    if record.kind == Kind.PLAN:
        number += 1
        yield replace(itself, part=number, kind=Fact.SESSION, item=itself.session)
        for tail, _offset, _length in parts(record, "items"):
            number += 1
            item = f"{itself.session}/{tail}"
            yield replace(itself, part=number, kind=Fact.PLANNED, item=item)
    elif record.kind == Kind.END:
        for cluster, sent_ms, grade in cluster_entries(record):
            number += 1
            yield replace(
                itself,
                part=number,
                kind=Fact.HEARD,
                cluster=cluster,
                sounded_ms=sent_ms,
                evidence=grade,
            )


def _entry(record: Record, unit: str, zone: tzinfo) -> Entry:
    return Entry(
        log_id=record.text("log_id"),
        seq=record.seq,
        part=0,
        unit=unit,
        day=_day(record, zone),
        kind=record.kind,
        at=record.at,
        item_class=record.text("class"),
        sounded_ms=record.number("sounded_ms"),
        **{name: record.text(name) for name in SAME},
    )


def _day(record: Record, zone: tzinfo) -> date:
    try:
        return date.fromisoformat(session_day(record.text("session")))
    except ValueError:
        return record.at.astimezone(zone).date()
