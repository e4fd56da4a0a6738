"""How continuously a log was kept: gaps without a record, and clocks that contradict each other.

The player writes at least once an hour, so silence is evidence: a longer stretch without a record
is one of which the station cannot say what it did, unless the record before it says that people
stopped it. Inside one boot of the machine the monotonic clock measures the stretch, whatever the
wall clock claims; across boots the wall clock does, once it is trusted. Pure; remembers a few
records. Fed a chain of logs in order, as `Accounts` is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcaster.journal.accounts import Discrepancy, Sort
from broadcaster.journal.model import STOPPED, Kind
from broadcaster.journal.record import Record
from broadcaster.timebase import TimeQuality

LONGEST_GAP = timedelta(minutes=65)
"""A heartbeat comes hourly; a longer stretch without a record is a hole."""
_LONGEST_NS = LONGEST_GAP // timedelta(microseconds=1) * 1000
PARTED = timedelta(seconds=2)
"""So far wall and monotonic clocks may part between two records of one run; the player records a
step of 50 ms."""
TOLD_WITHIN_NS = 60 * 10**9
"""A step of the clock is recorded at the next look, after what was being written just then."""
NOT_OF_THE_RUN = frozenset({Kind.BOOT, Kind.TORN, Kind.DECLARED, Kind.PURGE})
"""Records that may be the first after a time in which nobody compared the clocks."""


@dataclass(frozen=True)
class Gap:
    """No record between these two moments (aware UTC, by the station's clock).

    `seq` is the record after it. `stopped`: the record before it says that people stopped the
    player; else the station cannot say what it did.
    """

    seq: int
    start: datetime
    end: datetime
    stopped: bool


class Keeping:
    """The fold; `gaps()` gives what was found in the log that is being read."""

    def __init__(self) -> None:
        self._before: Record | None = None
        self._gaps: list[Gap] = []
        self._waiting: tuple[Record, Record] | None = None
        """The records around a stretch whose end has no trusted wall time yet."""
        self._parted: Record | None = None

    def take(self, record: Record) -> Iterator[Discrepancy]:
        """Take in the next record of the chain; yield a clock that parted without a word."""
        before, self._before = self._before, record
        if record.seq == 0:
            self._gaps = []
        if before is None:
            return
        is_same_boot = before["boot_id"] == record["boot_id"]
        if is_same_boot:
            self._measure(before, record, record["mono_ns"] - before["mono_ns"])
        else:
            self._waiting = (before, record)
        if self._waiting:
            self._settle(*self._waiting, record)
        yield from self._compare_clocks(before, record, is_same_boot=is_same_boot)

    def gaps(self) -> tuple[Gap, ...]:
        """Return the gaps of the log that was read last, the one before its `boot` included."""
        return tuple(self._gaps)

    def _measure(self, before: Record, after: Record, length_ns: int) -> None:
        if length_ns > _LONGEST_NS:
            start, length = before.at, timedelta(microseconds=length_ns // 1000)
            stopped = before.kind == Kind.HEARTBEAT and before.text("state") == STOPPED
            self._gaps.append(Gap(after.seq, start, start + length, stopped))

    def _settle(self, before: Record, first: Record, record: Record) -> None:
        """Measure a stretch across boots once this boot has a wall time that is trusted."""
        if first["boot_id"] != record["boot_id"]:
            self._waiting = None
        elif record["time_quality"] != TimeQuality.UNKNOWN:
            self._waiting = None
            since_first = record["mono_ns"] - first["mono_ns"]
            length = (record.at - before.at) // timedelta(microseconds=1) * 1000 - since_first
            self._measure(before, first, length)

    def _compare_clocks(
        self, before: Record, record: Record, *, is_same_boot: bool
    ) -> Iterator[Discrepancy]:
        if record.kind == Kind.CLOCK or record.kind in NOT_OF_THE_RUN or not is_same_boot:
            self._parted = None
            return
        parted, self._parted = self._parted, self._parted or _parted(before, record)
        if parted and record["mono_ns"] - parted["mono_ns"] > TOLD_WITHIN_NS:
            self._parted = None
            yield Discrepancy(Sort.CLOCK_PARTED, parted.seq, "")


def _parted(before: Record, record: Record) -> Record | None:
    went = timedelta(microseconds=(record["mono_ns"] - before["mono_ns"]) // 1000)
    return record if abs(record.at - before.at - went) > PARTED else None
