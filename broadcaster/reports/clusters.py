"""What each cluster got of a day, session by session, folded from the `end` records. Pure.

An `end` lists it only where clusters have outputs of their own. What an output took is what was
sent there, never what was heard (DESIGN law 5).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from broadcaster.journal.model import Cause, Kind
from broadcaster.quantities import duration_of
from broadcaster.reports.fields import Record, moment, number, session_day, text
from broadcaster.timebase import from_rfc3339


@dataclass(frozen=True)
class ClusterRow:
    """One cluster in one session; the session is empty for what sounded outside the plan."""

    session: str
    cluster: str
    whole: int = 0
    """Pieces (items, or segments of one) that its output took whole."""
    partly: int = 0
    nothing: int = 0
    sent_ms: int = 0
    evidence: str = ""
    """The lowest grade of what was sent."""


def fold_clusters(records: Iterable[Record], day: date, zone: tzinfo) -> tuple[ClusterRow, ...]:
    """Return a row for each cluster of each session of `day` (station date), in the log's order."""
    rows: dict[tuple[str, str], ClusterRow] = {}
    for record in records:
        if record["kind"] != Kind.END or not _is_of(record, day, zone):
            continue
        for cluster, sent_ms, grade in cluster_entries(record):
            key = text(record, "session"), cluster
            rows[key] = _with(rows.get(key, ClusterRow(*key)), record, sent_ms, grade)
    return tuple(rows.values())


def cluster_entries(record: Record) -> Iterator[tuple[str, int, str]]:
    """Yield cluster, milliseconds and grade for each that an `end` lists."""
    listed = record.get("clusters", ())
    for entry in listed if isinstance(listed, list | tuple) else ():
        cluster, sent_ms, grade = _read(str(entry))
        if cluster:
            yield cluster, sent_ms, grade


def got_whole(record: Record, sent_ms: int) -> bool:
    """Say whether a cluster got all that this `end` is of."""
    is_whole = text(record, "cause") == Cause.WHOLE
    return is_whole and sent_ms >= duration_of(number(record, "samples"))


def _is_of(record: Record, day: date, zone: tzinfo) -> bool:
    if named := session_day(text(record, "session")):
        return named == day.isoformat()
    sounded = moment(record, "first") or from_rfc3339(record["at"])
    return sounded.astimezone(zone).date() == day


def _read(entry: str) -> tuple[str, int, str]:
    """Return cluster, milliseconds and grade; an empty cluster for what is no such entry."""
    rest, _, grade = entry.rpartition(":")
    cluster, _, sent = rest.rpartition(":")
    return (cluster, int(sent), grade) if sent.isdecimal() else ("", 0, "")


def _with(row: ClusterRow, record: Record, sent_ms: int, grade: str) -> ClusterRow:
    is_whole = got_whole(record, sent_ms)
    grades = [one for one in (row.evidence, grade if sent_ms else "") if one]
    return replace(
        row,
        whole=row.whole + is_whole,
        partly=row.partly + (not is_whole and sent_ms > 0),
        nothing=row.nothing + (sent_ms == 0),
        sent_ms=row.sent_ms + sent_ms,
        evidence=min(grades, default=""),
    )
