"""What sounded at a given moment, and how well it is known. Pure.

Silence is an answer too: it rests on the log having been kept over that moment, which the hourly
heartbeat shows. Where the log has a hole, neither sound nor silence is known. What lies nearer to
the edge of an item than the station's clock may have been off is in doubt, and is called so.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from broadcaster.journal.declarations import Declaration
from broadcaster.journal.keeping import LONGEST_GAP
from broadcaster.journal.model import Kind
from broadcaster.journal.record import Record
from broadcaster.journal.stretch import Stretch
from broadcaster.timebase import TimeQuality

ALARM_AFTER = timedelta(seconds=60)
"""For so long at most sounds what nobody ordered before it is an alarm (`loopback_alarm_s`)."""

FAR = timedelta(hours=36)
"""A clock that nobody vouched for is believed this far and no nearer."""


@dataclass(frozen=True)
class Sounding:
    """One item that sounded, from its records."""

    item: str
    record: Record
    """Its `start` or `unplanned` record."""
    first: datetime
    last: datetime
    end: Record | None
    """None when no end was recorded; then `last` is the latest it can have been."""
    hours_policy: str = ""
    """Document number of the hours policy its session was planned under."""

    @property
    def margin(self) -> timedelta:
        """How far the clock may have been off that timed it."""
        return timedelta(milliseconds=self.record.number("uncertainty_ms"))

    def may_touch(self, stretch: Stretch) -> bool:
        """Say whether it sounded in the stretch by any clock that the station allows for."""
        return self.first - self.margin < stretch.end and self.last + self.margin > stretch.start

    def must_touch(self, stretch: Stretch) -> bool:
        """Say whether it did by every such clock."""
        return self.first + self.margin < stretch.end and self.last - self.margin > stretch.start

    def is_sure(self, stretch: Stretch) -> bool:
        """Say whether every clock the station allows for gives the same answer."""
        if self.record.text("time_quality") == TimeQuality.UNKNOWN:
            return not self.is_inside(Stretch(stretch.start - FAR, stretch.end + FAR))
        return self.must_touch(stretch) or not self.may_touch(stretch)

    def is_inside(self, stretch: Stretch) -> bool:
        """Say whether it did by the station's own clock."""
        return self.first < stretch.end and self.last > stretch.start


class Knowledge(StrEnum):
    """Why silence may be called silence, or why nobody can say."""

    KEPT = "kept"
    BEFORE_FIRST = "before-first"
    AFTER_LAST = "after-last"
    STOPPED = "stopped"
    """The player started anew after it: it was not running, or not all the time."""
    GAP = "gap"
    CLOCK = "clock-unknown"
    """Records stand around it, of a clock that nobody vouched for."""


@dataclass(frozen=True)
class Answer:
    """What sounded in a stretch; with its neighbours, and the records that vouch for silence."""

    stretch: Stretch
    sounded: tuple[Sounding, ...] = ()
    """By the station's clock."""
    in_doubt: tuple[Sounding, ...] = ()
    """Those that the uncertainty of that clock may move in or out of the stretch."""
    before: Sounding | None = None
    after: Sounding | None = None
    kept_from: Record | None = None
    kept_until: Record | None = None
    mute: Record | None = None
    """The `mute` or `maintenance` record in force, when sound was switched off."""
    alarms: tuple[Record, ...] = ()
    airchecks: tuple[Record, ...] = ()
    """What loopbacks recorded over the stretch."""
    declared: tuple[Declaration, ...] = ()
    """What people say sounded then from elsewhere; never counted as sent by this station."""
    clusters: frozenset[str] = frozenset()
    """Every cluster that any record names as having an output of its own."""

    @property
    def knowledge(self) -> Knowledge:
        """Say whether the log was kept over the stretch, so that its silence means silence."""
        if self.kept_from is None:
            return Knowledge.BEFORE_FIRST
        if self.kept_until is None:
            return Knowledge.AFTER_LAST
        same_boot = self.kept_from["boot_id"] == self.kept_until["boot_id"]
        if not same_boot or self.kept_until.kind in (Kind.BOOT, Kind.TORN):
            return Knowledge.STOPPED
        if self.kept_until.at - self.kept_from.at > LONGEST_GAP:
            return Knowledge.GAP
        around = (self.kept_from, self.kept_until)
        if any(one.text("time_quality") == TimeQuality.UNKNOWN for one in around):
            return Knowledge.CLOCK
        return Knowledge.KEPT

    @property
    def is_known(self) -> bool:
        """Say whether silence may be called so."""
        return self.knowledge is Knowledge.KEPT

    @property
    def unordered(self) -> Record | None:
        """Return what a loopback heard then that nobody ordered: its recording, else its alarm."""
        until = self.stretch.end + ALARM_AFTER
        recorded = [one for one in self.airchecks if one.text("why") == "unordered"]
        alarms = [
            one
            for one in self.alarms
            if one.text("code") == "unordered-sound" and self.stretch.start <= one.at <= until
        ]
        return next(iter((*recorded, *alarms)), None)

    @property
    def status(self) -> str:
        """Return `sounded`, `in-doubt`, `silence` or `unknown`."""
        if any(one not in self.in_doubt for one in self.sounded):
            return "sounded"
        if self.in_doubt:
            return "in-doubt"
        return "silence" if self.is_known else "unknown"
