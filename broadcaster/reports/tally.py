"""Totals counted straight from the records, beside the fold that makes the rows of a paper.

Two ways of counting that share no code: what one of them drops or takes twice is a difference, and
papers print it (`paper.totals`). Lengths are whole seconds, each airing rounded once.
"""

from collections import Counter
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from broadcaster.journal.model import HEADLINES, RELAY, Kind
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.reports.fields import Record, number, parts, text
from broadcaster.reports.model import Group
from broadcaster.timebase import from_rfc3339


class Tally:
    """What the records of some days came to."""

    def __init__(self, first: date, last: date, zone: ZoneInfo) -> None:
        self._days = (first.isoformat(), last.isoformat())
        self._begins = datetime.combine(first, time(), zone)
        self._ends = datetime.combine(last + timedelta(days=1), time(), zone)
        self._seen: set[str] = set()
        self._outside: set[str] = set()
        self._planned: set[str] = set()
        self.outcomes: Counter[tuple[Group, str]] = Counter()
        """Planned items by what they are counted as and how they ended."""
        self.seconds: Counter[Group] = Counter()
        """How long they sounded."""
        self.unplanned_seconds = 0

    @property
    def planned(self) -> int:
        """How many items the locked sessions list."""
        return len(self._planned)

    @property
    def unplanned(self) -> int:
        """How often something sounded outside every plan."""
        return len(self._outside)

    def take(self, record: Record) -> None:
        """Take one record into account."""
        kind, item = record["kind"], text(record, "item")
        if kind == Kind.OUTCOME and self._is_ours(record) and item not in self._seen:
            self._seen.add(item)
            group = _group(record)
            self.outcomes[group, text(record, "outcome")] += 1
            self.seconds[group] += (number(record, "sounded_ms") + 500) // 1000
        elif kind == Kind.PLAN and self._is_ours(record):
            session = text(record, "session")
            self._planned.update(f"{session}/{tail}" for tail, _at, _ms in parts(record, "items"))
        elif kind == Kind.UNPLANNED:
            at = from_rfc3339(record["at"])
            if self._is_ours(record) or (
                not record.get("session") and self._begins <= at < self._ends
            ):
                self._outside.add(item)
        elif kind == Kind.END and item in self._outside:
            milliseconds = number(record, "samples") * 1000 // BUS_RATE_HZ
            self.unplanned_seconds += (milliseconds + 500) // 1000

    def _is_ours(self, record: Record) -> bool:
        session = text(record, "session")
        return self._days[0] <= session[session.find("@") + 1 :][:10] <= self._days[1]


def _group(record: Record) -> Group:
    part = record.get("part")
    if part == HEADLINES:
        return Group.HEADLINES
    if part == RELAY:
        return Group.RELAYS
    if record.get("bulletin"):
        return Group.BULLETINS
    return Group.SOUNDS if record.get("sound") else Group.UNKNOWN
