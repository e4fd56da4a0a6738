"""Totals counted straight from the records, beside the fold that makes the rows of a paper.

Two ways of counting that share no code: what one of them drops or takes twice is a difference, and
papers print it (`paper.totals`). Lengths are whole seconds, each airing rounded once.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from broadcaster.journal.model import HEADLINES, RELAY, Kind
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.reports.fields import Record, number, parts, text
from broadcaster.reports.model import Group
from broadcaster.timebase import from_rfc3339

WHOLE = ("aired", "late")
MACHINES = ("embedded", "neural", "online")


@dataclass(frozen=True)
class Totals:
    """Counts by a path of words; `of` adds up all that begins with some of them.

    `outcome` group outcome · `seconds` group · `airings` field value (whole bulletins and relays) ·
    `outside` and `outside-seconds` what · `planned` · `due` and `sounding` (sessions) · `repeats` ·
    `written` and `read` (own bulletins that sounded first) with their `-seconds`.
    """

    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def of(self, *path: str) -> int:
        """Return how many there are."""
        return sum(n for key, n in self.counts.items() if key[: len(path)] == path)


def summed(totals: Iterable[Totals]) -> Totals:
    """Return the totals of several stations as one."""
    counts: Counter[tuple[str, ...]] = Counter()
    for one in totals:
        counts.update(one.counts)
    return Totals(counts)


class Tally:
    """Takes the records of logs in their order, and counts those of some days."""

    def __init__(self, first: date, last: date, zone: ZoneInfo) -> None:
        self._first, self._last = first.isoformat(), last.isoformat()
        self._begins = datetime.combine(first, time(), zone)
        self._ends = datetime.combine(last + timedelta(days=1), time(), zone)
        self._counts: Counter[tuple[str, ...]] = Counter()
        self._seen: set[tuple[str, str]] = set()
        self._heard: set[str] = set()
        self._outside: dict[str, str] = {}

    @property
    def totals(self) -> Totals:
        """What it came to so far."""
        return Totals(self._counts)

    def take(self, record: Record) -> None:
        """Take one record into account."""
        kind = record["kind"]
        if kind == Kind.OUTCOME:
            self._outcome(record)
        elif kind in (Kind.PLAN, Kind.NO_PLAN) and self._is_ours(record):
            session = text(record, "session")
            self._once("due", session)
            for tail, _at, _ms in parts(record, "items"):
                self._once("planned", f"{session}/{tail}")
        elif kind == Kind.UNPLANNED:
            self._unplanned(record)
        elif kind == Kind.END and text(record, "item") in self._outside:
            what = self._outside[text(record, "item")]
            milliseconds = number(record, "samples") * 1000 // BUS_RATE_HZ
            self._counts["outside-seconds", what] += (milliseconds + 500) // 1000

    def _outcome(self, record: Record) -> None:
        if not self._is_first("outcome", text(record, "item")):
            return
        group, outcome = _group(record), text(record, "outcome")
        if self._is_ours(record):
            self._counts["outcome", group, outcome] += 1
            self._counts["seconds", group] += _seconds(record)
            if number(record, "sounded_ms"):
                self._once("sounding", text(record, "session"))
        if outcome in WHOLE and group in (Group.BULLETINS, Group.RELAYS):
            self._whole(record)

    def _whole(self, record: Record) -> None:
        bulletin = text(record, "bulletin")
        is_repeat = bulletin in self._heard
        if bulletin and _day(record) <= self._last:
            self._heard.add(bulletin)
        if not self._is_ours(record):
            return
        for name in ("origin", "class"):
            self._counts["airings", name, text(record, name)] += 1
        self._counts["repeats",] += is_repeat
        if bulletin and not is_repeat and text(record, "origin") in ("own", ""):
            self._work(record)

    def _work(self, record: Record) -> None:
        is_person = text(record, "reader") or text(record, "voice_kind") not in MACHINES
        for role in ("written", *(["read"] if is_person else [])):
            self._counts[role,] += 1
            self._counts[f"{role}-seconds",] += _seconds(record)

    def _unplanned(self, record: Record) -> None:
        at = from_rfc3339(record["at"])
        in_time = not record.get("session") and self._begins <= at < self._ends
        if in_time or self._is_ours(record):
            what = text(record, "what")
            self._outside[text(record, "item")] = what
            self._once("outside", text(record, "item"), what)

    def _is_ours(self, record: Record) -> bool:
        return self._first <= _day(record) <= self._last

    def _is_first(self, kind: str, name: str) -> bool:
        if (kind, name) in self._seen:
            return False
        self._seen.add((kind, name))
        return True

    def _once(self, kind: str, name: str, *path: str) -> None:
        if self._is_first(kind, name):
            self._counts[(kind, *path)] += 1


def _seconds(record: Record) -> int:
    return (number(record, "sounded_ms") + 500) // 1000


def _day(record: Record) -> str:
    session = text(record, "session")
    return session[session.find("@") + 1 :][:10]


def _group(record: Record) -> Group:
    part = record.get("part")
    if part == HEADLINES:
        return Group.HEADLINES
    if part == RELAY:
        return Group.RELAYS
    if record.get("bulletin"):
        return Group.BULLETINS
    return Group.SOUNDS if record.get("sound") else Group.UNKNOWN
