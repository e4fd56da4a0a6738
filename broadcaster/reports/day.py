"""Fold the records of the as-run log into one station day, or several in a row.

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

from broadcaster.journal.declarations import Declaration, declaration_of
from broadcaster.journal.history import COUNTED
from broadcaster.journal.model import HEADLINES, Kind
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.reports.clusters import cluster_entries, got_whole
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
    whole_seconds,
)
from broadcaster.reports.model import (
    ClusterShare,
    DayReport,
    Event,
    ItemRow,
    LogRange,
    MissingPlan,
    SessionPart,
    Stretch,
    Subject,
    UnplannedRow,
)
from broadcaster.reports.tally import Tally
from broadcaster.timebase import from_rfc3339

Logs = Iterable[tuple[str, Iterable[Record]]]
"""Each log is its id and its records in order of `seq`; the oldest log first."""


def fold_day(logs: Logs, day: date, zone: str) -> DayReport:
    """Return the report of `day` (a date of `zone`)."""
    return fold_days(logs, day, day, zone)


def fold_days(
    logs: Logs, first: date, last: date, zone: str, tally: Tally | None = None
) -> Stretch:
    """Return the days from `first` to `last` (dates of `zone`, both included).

    `tally` counts the same records in its own way as they pass.
    """
    fold = _Fold(first, last, ZoneInfo(zone))
    for log_id, records in logs:
        for record in records:
            fold.take(log_id, record)
            if tally is not None:
                tally.take(record)
    return fold.report(zone)


class _Fold:
    """What has been read so far. Records of other days leave only their time and station."""

    def __init__(self, first: date, last: date, zone: ZoneInfo) -> None:
        self.first, self.last = first, last
        self.first_iso, self.last_iso = first.isoformat(), last.isoformat()
        self.begins = datetime.combine(first, time(), zone).astimezone(UTC)
        self.ends = datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC)
        self.station = self.unit = ""
        self.rehearsal = False
        self.oldest: datetime | None = None
        self.newest: datetime | None = None
        self.newest_used: datetime | None = None
        self.heard_before: set[str] = set()
        self.ordered: dict[str, datetime] = {}
        self.clusters: dict[str, ClusterShare] = {}
        self.sessions: dict[str, SessionPart] = {}
        self.items: dict[str, ItemRow] = {}
        self.unplanned: dict[str, UnplannedRow] = {}
        self.missing: list[MissingPlan] = []
        self.events: list[Event] = []
        self.declared: list[Declaration] = []
        self.ranges: dict[str, LogRange] = {}
        self.qualities: dict[str, None] = {}
        self.contradictions: dict[str, None] = {}

    def take(self, log_id: str, record: Record) -> None:
        """Take one record into account."""
        at = from_rfc3339(record["at"])
        self.oldest = min(self.oldest or at, at)
        self.newest = max(self.newest or at, at)
        if record["kind"] == Kind.BOOT and at < self.ends:
            self.station, self.unit = text(record, "station"), text(record, "unit")
        elif record["kind"] == Kind.EMERGENCY and record.get("state") == "ordered":
            self.ordered[text(record, "use")] = at
        if self._belongs(record, at):
            self._use(log_id, record, at)
            handler = _HANDLERS.get(record["kind"])
            if handler is not None:
                handler(self, record)
            elif event := event_of(record, _happened(record, at)):
                self.events.append(event)
            if said := declaration_of(record):
                self.declared.append(said)
        elif record["kind"] == Kind.OUTCOME:
            self._remember(record)

    def _belongs(self, record: Record, at: datetime) -> bool:
        if session := text(record, "session"):
            return self.first_iso <= session_day(session) <= self.last_iso
        if record["kind"] == Kind.END:
            return text(record, "item") in self.unplanned
        return self.begins <= _happened(record, at) < self.ends

    def _remember(self, record: Record) -> None:
        is_before = session_day(text(record, "session")) < self.first_iso
        if is_before and record.get("outcome") in COUNTED and record.get("part") != HEADLINES:
            self.heard_before.add(text(record, "bulletin"))

    def _use(self, log_id: str, record: Record, at: datetime) -> None:
        self.newest_used = max(self.newest_used or at, at)
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
        """Note when an item stopped sounding, and which clusters got it."""
        for cluster, sent_ms, _grade in cluster_entries(record):
            seen = self.clusters.get(cluster, ClusterShare(cluster, 0, 0))
            whole = seen.whole + got_whole(record, sent_ms)
            self.clusters[cluster] = ClusterShare(cluster, seen.pieces + 1, whole)
        row = self.unplanned.get(text(record, "item"))
        if row is None:
            self._change(record, last=moment(record, "last"))
            return
        sounded_ms = number(record, "samples") * 1000 // BUS_RATE_HZ
        # What gave way to an emergency and went on has an end for each segment.
        self.unplanned[row.item] = replace(
            row,
            first=row.first or moment(record, "first"),
            last=moment(record, "last") or row.last,
            sounded_ms=row.sounded_ms + sounded_ms,
            sounded_s=row.sounded_s + whole_seconds(sounded_ms),
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
        row = UnplannedRow(
            item=text(record, "item"),
            what=text(record, "what"),
            at=from_rfc3339(record["at"]),
            by=text(record, "by"),
            subject=subject_of(record),
            ordered=self.ordered.get(text(record, "use")),
        )
        self.unplanned.setdefault(row.item, row)

    def _change(self, record: Record, **values: Any) -> None:
        row = self.items.get(text(record, "item"))
        if row is None:
            self.contradictions[text(record, "item")] = None
        else:
            self.items[row.item] = replace(row, **values)

    def report(self, zone: str) -> DayReport:
        """Return the days."""
        sessions = tuple(self._sessions())
        for session in sessions:
            if session.count != len(session.items):
                self.contradictions[session.session] = None
        return Stretch(
            first=self.first,
            last=self.last,
            zone=zone,
            station=self.station,
            unit=self.unit,
            rehearsal=self.rehearsal,
            logs=tuple(self.ranges.values()),
            begins=self.oldest if self.oldest and self.oldest > self.begins else None,
            reaches=self.newest if self.newest and self.newest < self.ends else None,
            newest=self.newest_used,
            sessions=sessions,
            missing=tuple(sorted(self.missing, key=lambda m: (m.planned, m.session))),
            unplanned=tuple(self.unplanned.values()),
            events=tuple(self.events),
            exceptions=(),
            time_qualities=tuple(self.qualities),
            contradictions=tuple(self.contradictions),
            clusters=tuple(self.clusters[name] for name in sorted(self.clusters)),
            heard_before=frozenset(self.heard_before),
            declared=tuple(sorted(self.declared, key=lambda one: one.first)),
        )

    def _sessions(self) -> Iterable[SessionPart]:
        rows: dict[str, list[ItemRow]] = {}
        for row in sorted(self.items.values(), key=lambda row: row.planned):
            rows.setdefault(row.session, []).append(row)
        for part in sorted(self.sessions.values(), key=lambda part: (part.planned, part.session)):
            yield replace(part, items=tuple(rows.get(part.session, ())))


def _happened(record: Record, at: datetime) -> datetime:
    """Return when what a record states was: a person may declare an airing weeks later."""
    if record["kind"] == Kind.DECLARED:
        return moment(record, "first") or at
    return at


_HANDLERS = {
    Kind.PLAN: _Fold.plan,
    Kind.START: _Fold.start,
    Kind.END: _Fold.end,
    Kind.OUTCOME: _Fold.outcome,
    Kind.PLAN_CHANGE: _Fold.plan_change,
    Kind.NO_PLAN: _Fold.no_plan,
    Kind.UNPLANNED: _Fold.outside,
}
