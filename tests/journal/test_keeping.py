"""Silence is evidence: stretches without a record are named, and clocks held against each other."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from broadcaster.journal.accounts import Discrepancy
from broadcaster.journal.keeping import Gap, Keeping
from broadcaster.journal.record import Record, decode
from tests.journal.chain import line

START = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Station:
    """Writes records at the wall and monotonic times it is told."""

    def __init__(self) -> None:
        self.keeping, self.found = Keeping(), list[Discrepancy]()
        self._seq = count()
        self._wall, self._mono, self._boot = START, 0, 0

    def write(self, kind: str = "heartbeat", after: timedelta = HOUR, **fields: object) -> None:
        self._mono += after // timedelta(microseconds=1) * 1000
        self._wall += after
        self._take(kind, fields)

    def reboot(self, after: timedelta, **fields: object) -> None:
        """Switch the machine off for a while: its monotonic clock begins anew."""
        self._boot, self._mono = self._boot + 1, 10**9
        self._wall += after
        self._take("boot", fields)

    def set_clock(self, by: timedelta) -> None:
        self._wall += by

    def _take(self, kind: str, fields: dict[str, object]) -> None:
        made = {
            "at": self._wall,
            "mono_ns": self._mono,
            "boot_id": f"boot-{self._boot}",
            "kind": kind,
        }
        record = _record(next(self._seq), made | fields)
        self.found += self.keeping.take(record)


def _record(seq: int, fields: dict[str, object]) -> Record:
    return decode(line(seq, "0" * 64, **fields))  # type: ignore[arg-type]


@pytest.fixture
def station() -> Station:
    made = Station()
    made.write("boot")
    return made


def test_a_record_an_hour_leaves_no_gap(station: Station) -> None:
    for _ in range(30):
        station.write()
    assert station.keeping.gaps() == ()


def test_a_longer_silence_is_a_gap(station: Station) -> None:
    station.write(after=3 * HOUR)
    assert station.keeping.gaps() == (Gap(1, START + HOUR, START + 4 * HOUR, stopped=False),)


def test_a_silence_after_a_recorded_stop_is_told_from_it(station: Station) -> None:
    station.write(state="stopped")
    station.reboot(5 * HOUR)
    (gap,) = station.keeping.gaps()
    assert (gap.stopped, gap.end - gap.start) == (True, 5 * HOUR)


def test_a_machine_that_was_off_is_measured_by_the_wall_clock(station: Station) -> None:
    station.reboot(7 * HOUR)
    (gap,) = station.keeping.gaps()
    assert (gap.stopped, gap.end - gap.start) == (False, 7 * HOUR)


def test_a_machine_without_a_clock_is_measured_once_its_time_is_trusted(station: Station) -> None:
    """It came up in 1970; the network set it two minutes later, and that was a recorded step."""
    station.set_clock(timedelta(days=-20_000))
    station.reboot(timedelta(), time_quality="unknown")
    assert station.keeping.gaps() == ()
    station.set_clock(timedelta(days=20_000) + 9 * HOUR)
    station.write("clock", after=timedelta(minutes=2), change="step", time_quality="ntp")
    (gap,) = station.keeping.gaps()
    assert (gap.seq, gap.end - gap.start) == (1, 9 * HOUR)


def test_a_wall_clock_set_back_hides_no_silence(station: Station) -> None:
    station.set_clock(-5 * HOUR)
    station.write(after=5 * HOUR)
    assert len(station.keeping.gaps()) == 1


def test_a_clock_that_was_set_by_a_record_is_no_contradiction(station: Station) -> None:
    """Something is written between the step and the look that records it."""
    station.write()
    station.set_clock(-HOUR)
    station.write("start", after=timedelta(seconds=1))
    station.write("clock", after=timedelta(seconds=1), change="step")
    for _ in range(3):
        station.write()
    assert station.found == []


def test_a_clock_that_parted_without_a_record_is_named(station: Station) -> None:
    station.write()
    station.set_clock(-HOUR)
    station.write(after=timedelta(minutes=1))
    station.write()
    assert [(one.sort, one.seq) for one in station.found] == [("clock-parted", 2)]


@pytest.mark.parametrize("kind", ["boot", "torn", "declared"])
def test_what_a_clock_did_while_nothing_ran_is_no_contradiction(
    station: Station, kind: str
) -> None:
    station.set_clock(timedelta(minutes=30))
    station.write(kind)
    station.write()
    station.write()
    assert station.found == []


def test_gaps_are_those_of_the_log_that_was_read_last(station: Station) -> None:
    station.write(after=3 * HOUR)
    other = _record(0, {"at": START + 9 * HOUR, "mono_ns": 9, "boot_id": "x", "kind": "boot"})
    list(station.keeping.take(other))
    assert [(gap.seq, gap.end) for gap in station.keeping.gaps()] == [(0, START + 9 * HOUR)]
