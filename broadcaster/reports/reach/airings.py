"""What the records of one station say of policies, up to the end of a day. Pure.

An airing counts for the policy and the stage that its record names, where a bulletin sounded
whole (`aired`, `late`). A headline is none, nor what sounded outside the plan or was declared.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from broadcaster.journal.history import COUNTED
from broadcaster.journal.model import HEADLINES, Kind
from broadcaster.policies.amending import key_of
from broadcaster.reports.fields import Record, session_day, text
from broadcaster.timebase import from_rfc3339


@dataclass(frozen=True)
class Airing:
    """Under which unit, on which day (ISO), for what, in which language."""

    unit: str
    day: str
    policy: str
    """`key_of` its number."""
    stage: str
    language: str


@dataclass
class Heard:
    """Counted airings, and those that were planned and did not come to be one."""

    last: date
    zone: ZoneInfo
    aired: Counter[Airing] = field(default_factory=Counter)
    failed: Counter[Airing] = field(default_factory=Counter)
    reaches: dict[str, date] = field(default_factory=dict)
    """Unit -> day of the newest record made under it, up to the last day."""
    _unit: str = ""
    _seen: set[str] = field(default_factory=set)

    def noticing(self, records: Iterable[Record]) -> Iterator[Record]:
        """Give the records on, taking each into account on its way."""
        for record in records:
            self.take(record)
            yield record

    def take(self, record: Record) -> None:
        """Take one record into account."""
        day = from_rfc3339(record["at"]).astimezone(self.zone).date()
        if day <= self.last and record["kind"] == Kind.BOOT:
            self._unit = text(record, "unit")
        known = min(day, self.last)
        self.reaches[self._unit] = max(known, self.reaches.get(self._unit, known))
        if record["kind"] == Kind.OUTCOME and text(record, "policy"):
            self._outcome(record)

    def _outcome(self, record: Record) -> None:
        day, item = session_day(text(record, "session")), text(record, "item")
        is_ours = day <= self.last.isoformat() and text(record, "part") != HEADLINES
        if is_ours and item not in self._seen:  # the first outcome of an item stands
            self._seen.add(item)
            airing = Airing(
                self._unit, day, key_of(text(record, "policy")), text(record, "stage"),
                text(record, "language"),
            )  # fmt: skip
            (self.aired if text(record, "outcome") in COUNTED else self.failed)[airing] += 1
