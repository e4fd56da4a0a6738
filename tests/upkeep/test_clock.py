"""A person's word for the clock: who may give it, and what it is worth."""

from datetime import UTC, datetime, timedelta

import pytest

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.timebase import SystemTime, TimeQuality, VirtualTime
from broadcaster.timetrust import BUILT, read_state, remember
from broadcaster.timetrust.model import Readings
from broadcaster.units import UnitsError
from broadcaster.upkeep import actions as upkeep
from broadcaster.upkeep.errors import UpkeepError
from tests.conftest import as_person


class Clocks:
    """Stands where the kernel's clocks would be set."""

    def __init__(self) -> None:
        self.system: list[datetime] = []
        self.hardware: list[datetime] = []

    def refuse(self, _moment: datetime) -> None:
        raise PermissionError(1, "Operation not permitted")


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def awake(desk: Desk) -> Desk:
    """The desk on the machine's own clock, which this suite never sets."""
    return Desk(desk.home, desk.settings, SystemTime(), desk.database, "technician")


def test_a_confirmed_clock_is_trusted_in_the_persons_name(awake: Desk, clocks: Clocks) -> None:
    trust = upkeep.confirm_time(awake, set_hardware=clocks.hardware.append)
    assert trust.is_trusted
    state = read_state(awake.home)
    assert state is not None
    assert (state.person, state.quality) == ("technician", TimeQuality.OPERATOR)
    assert len(clocks.hardware) == 1


def test_a_station_without_hardware_clock_is_confirmed_all_the_same(
    awake: Desk, clocks: Clocks
) -> None:
    assert upkeep.confirm_time(awake, set_hardware=clocks.refuse).is_trusted


@pytest.mark.parametrize("person", ["operator", "technician", "administrator"])
def test_whoever_serves_the_station_may_confirm(awake: Desk, clocks: Clocks, person: str) -> None:
    served = as_person(awake, person)
    assert upkeep.confirm_time(served, set_hardware=clocks.hardware.append).is_trusted


@pytest.mark.parametrize("person", ["auditor", "approver", None, "stranger"])
def test_nobody_else_may(awake: Desk, clocks: Clocks, person: str | None) -> None:
    with pytest.raises(UnitsError):
        upkeep.confirm_time(as_person(awake, person), set_hardware=clocks.hardware.append)
    assert read_state(awake.home) is None
    assert clocks.hardware == []


def test_a_clock_below_the_floor_is_not_confirmed(awake: Desk, clocks: Clocks) -> None:
    ahead = awake.time.now() + timedelta(days=30)
    remember(awake.home, Readings(ahead, 0, "boot", True), None, TimeQuality.NTP)
    with pytest.raises(UpkeepError, match="has passed already"):
        upkeep.confirm_time(awake, set_hardware=clocks.hardware.append)


def test_the_clock_is_set_and_vouched_for(awake: Desk, clocks: Clocks) -> None:
    wanted = awake.time.now() + timedelta(minutes=3)
    upkeep.set_time(
        awake, wanted, set_system=clocks.system.append, set_hardware=clocks.hardware.append
    )
    assert clocks.system == [wanted]
    assert read_state(awake.home) is not None


def test_without_the_right_to_set_clocks_the_remedy_is_named(awake: Desk, clocks: Clocks) -> None:
    with pytest.raises(UpkeepError, match="timedatectl"):
        upkeep.set_time(awake, awake.time.now(), set_system=clocks.refuse)
    assert read_state(awake.home) is None


def test_a_time_before_this_version_was_made_is_refused(awake: Desk, clocks: Clocks) -> None:
    with pytest.raises(UpkeepError, match="has passed already"):
        upkeep.set_time(awake, BUILT - timedelta(days=1), set_system=clocks.system.append)
    assert clocks.system == []


def test_a_rehearsal_confirms_nothing_real(
    desk: Desk, home: Home, clock: VirtualTime, clocks: Clocks
) -> None:
    trust = upkeep.confirm_time(desk, set_hardware=clocks.hardware.append)
    assert (trust.quality, clocks.hardware) == (TimeQuality.OPERATOR, [])
    assert read_state(home) is None


def test_a_typed_time_is_the_stations(desk: Desk) -> None:
    zone = desk.settings.zone_info
    at = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
    assert upkeep.read_local_time("2026-11-22 08:30", zone) == at
    assert upkeep.read_local_time("2026-11-22T01:30:00+00:00", zone) == at
    with pytest.raises(UpkeepError, match='"half past"'):
        upkeep.read_local_time("half past", zone)
