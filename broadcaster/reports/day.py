"""Fold the records of the as-run log into one station day.

A session belongs to the local date its id names, with all its items, also those that start
after midnight; everything else belongs to the local date of its record. Planned items come from
`plan` records and outcomes from `outcome` records, so that their equality (DESIGN law 2) is a
finding and not a way of counting.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from broadcaster.journal.model import Kind
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.reports.events import event_of
from broadcaster.reports.fields import (
    Record,
    described,
    moment,
    number,
    parts,
    session_day,
    session_part,
    subject_of,
    text,
)
from broadcaster.reports.model import (
    DayReport,
    Event,
    ItemRow,
    LogRange,
    MissingPlan,
    SessionPart,
    Subject,
    UnplannedRow,
)
from broadcaster.timebase import from_rfc3339


def fold_day(logs: Iterable[tuple[str, Iterable[Record]]], day: date, zone: str) -> DayReport:
    """Return the report of `day` (a date of `zone`) from logs given oldest first.

    Each log is its id and its records in order of `seq`.
    """
    fold = _DayFold(day, ZoneInfo(zone))
    for log_id, records in logs:
        for record in records:
            fold.take(log_id, record)
    return fold.report(zone)


class _DayFold:
    """What has been read so far. Records of other days leave only their time and station."""

    def __init__(self, day: date, zone: ZoneInfo) -> None:
        self.day = day
        self.begins = datetime.combine(day, time(), zone).astimezone(UTC)
        self.ends = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
        self.station = self.unit = ""
        self.rehearsal = False
        self.newest: datetime | None = None
        self.sessions: dict[str, SessionPart] = {}
        self.items: dict[str, ItemRow] = {}
        self.unplanned: dict[str, UnplannedRow] = {}
        self.missing: list[MissingPlan] = []
        self.events: list[Event] = []
        self.ranges: dict[str, LogRange] = {}
        self.qualities: dict[str, None] = {}
        self.contradictions: dict[str, None] = {}

    def take(self, log_id: str, record: Record) -> None:
        """Take one record into account."""
        at = from_rfc3339(record["at"])
        if self.newest is None or at > self.newest:
            self.newest = at
        if record["kind"] == Kind.BOOT and at < self.ends:
            self.station, self.unit = text(record, "station"), text(record, "unit")
        if self._belongs(record, at):
            self._use(log_id, record)
            handler = _HANDLERS.get(record["kind"])
            if handler is not None:
                handler(self, record)
            elif event := event_of(record, at):
                self.events.append(event)

    def _belongs(self, record: Record, at: datetime) -> bool:
        if session := text(record, "session"):
            return session_day(session) == self.day.isoformat()
        if record["kind"] == Kind.END:
            return text(record, "item") in self.unplanned
        return self.begins <= at < self.ends

    def _use(self, log_id: str, record: Record) -> None:
        seq = record["seq"]
        seen = self.ranges.get(log_id, LogRange(log_id, seq, seq))
        self.ranges[log_id] = replace(seen, last_seq=max(seen.last_seq, seq))
        self.rehearsal = self.rehearsal or bool(record.get("rehearsal"))
        self.qualities[record["time_quality"]] = None

    def plan(self, record: Record) -> None:
        """Take a locked session; above 8 KiB its items stand in several records."""
        session = text(record, "session")
        start = moment(record, "planned") or from_rfc3339(record["at"])
        known = self.sessions.setdefault(session, session_part(record, session, start))
        if known.order != text(record, "order"):
            self.contradictions[session] = None
            return
        for tail, offset_ms, length_ms in parts(record, "items"):
            planned = start + timedelta(milliseconds=offset_ms)
            row = ItemRow(f"{session}/{tail}", session, planned, length_ms, Subject())
            self.items.setdefault(row.item, row)

    def start(self, record: Record) -> None:
        """Describe an item about to sound; until its outcome this is all that does."""
        self._change(record, subject=subject_of(record))

    def end(self, record: Record) -> None:
        """Note when an item stopped sounding."""
        row = self.unplanned.get(text(record, "item"))
        if row is None:
            self._change(record, last=moment(record, "last"))
            return
        self.unplanned[row.item] = replace(
            row,
            first=moment(record, "first"),
            last=moment(record, "last"),
            sounded_ms=number(record, "samples") * 1000 // BUS_RATE_HZ,
            evidence=text(record, "evidence"),
            cause=text(record, "cause"),
        )

    def outcome(self, record: Record) -> None:
        """Note an item's one outcome. The first stands: nothing later can edit it."""
        row = self.items.get(text(record, "item"))
        if row is not None and row.outcome:
            self.contradictions[row.item] = None
            return
        self._change(
            record,
            subject=described(subject_of(record), row.subject if row else Subject()),
            outcome=text(record, "outcome"),
            cause=text(record, "cause"),
            actual=moment(record, "actual"),
            sounded_ms=number(record, "sounded_ms"),
            evidence=text(record, "evidence"),
        )

    def plan_change(self, record: Record) -> None:
        """Note that a locked item was stopped from outside; it stays planned."""
        row = self.items.get(text(record, "item"))
        if row is not None:
            self._change(record, changes=(*row.changes, text(record, "change")))

    def no_plan(self, record: Record) -> None:
        """Note a due session that had no order to obey."""
        self.missing.append(
            MissingPlan(
                session=text(record, "session"),
                programme=text(record, "programme"),
                planned=moment(record, "planned") or from_rfc3339(record["at"]),
                cause=text(record, "cause"),
            )
        )

    def outside(self, record: Record) -> None:
        """Take something that sounds outside every plan."""
        self.unplanned[text(record, "item")] = UnplannedRow(
            item=text(record, "item"),
            what=text(record, "what"),
            at=from_rfc3339(record["at"]),
            by=text(record, "by"),
            subject=subject_of(record),
        )

    def _change(self, record: Record, **values: Any) -> None:
        row = self.items.get(text(record, "item"))
        if row is None:
            self.contradictions[text(record, "item")] = None
        else:
            self.items[row.item] = replace(row, **values)

    def report(self, zone: str) -> DayReport:
        """Return the day."""
        sessions = tuple(self._sessions())
        for session in sessions:
            if session.count != len(session.items):
                self.contradictions[session.session] = None
        return DayReport(
            day=self.day,
            zone=zone,
            station=self.station,
            unit=self.unit,
            rehearsal=self.rehearsal,
            logs=tuple(self.ranges.values()),
            reaches=self.newest if self.newest and self.newest < self.ends else None,
            sessions=sessions,
            missing=tuple(sorted(self.missing, key=lambda m: (m.planned, m.session))),
            unplanned=tuple(self.unplanned.values()),
            events=tuple(self.events),
            exceptions=(),
            time_qualities=tuple(self.qualities),
            contradictions=tuple(self.contradictions),
        )

    def _sessions(self) -> Iterable[SessionPart]:
        rows: dict[str, list[ItemRow]] = {}
        for row in sorted(self.items.values(), key=lambda row: row.planned):
            rows.setdefault(row.session, []).append(row)
        for part in sorted(self.sessions.values(), key=lambda part: (part.planned, part.session)):
            yield replace(part, items=tuple(rows.get(part.session, ())))


_HANDLERS = {
    Kind.PLAN: _DayFold.plan,
    Kind.START: _DayFold.start,
    Kind.END: _DayFold.end,
    Kind.OUTCOME: _DayFold.outcome,
    Kind.PLAN_CHANGE: _DayFold.plan_change,
    Kind.NO_PLAN: _DayFold.no_plan,
    Kind.UNPLANNED: _DayFold.outside,
}
