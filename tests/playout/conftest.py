"""A station of files and a player on the virtual clock."""

from datetime import datetime

import pytest

from broadcaster.home import Home
from broadcaster.timebase import VirtualTime
from tests.playout.rig import Rig
from tests.playout.station import TestStation, at_station

START = at_station("05:30:00")


@pytest.fixture
def station(home: Home) -> TestStation:
    return TestStation.build(home)


@pytest.fixture
def abc(station: TestStation) -> TestStation:
    """A station with three approved bulletins of ten seconds."""
    for name in "abc":
        station.approve(name, 10_000)
    return station


@pytest.fixture
def start() -> datetime:
    """When the session of most tests starts: 05:30 at the station."""
    return START


@pytest.fixture
def rig(home: Home, station: TestStation) -> Rig:
    """A player five minutes before that session."""
    return Rig(home, VirtualTime(at_station("05:25:00")))
