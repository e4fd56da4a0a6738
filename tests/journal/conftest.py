"""A journal on a virtual clock, and short ways to fill it."""

from collections.abc import Callable

import pytest

from broadcaster.home import Home
from broadcaster.journal.writer import Journal
from broadcaster.signed import BoxKey
from broadcaster.timebase import TimeQuality, TimeTrust, VirtualTime

OpenJournal = Callable[..., Journal]


def trusted() -> TimeTrust:
    return TimeTrust(TimeQuality.NTP, 100, "synchronised")


@pytest.fixture
def key(home: Home) -> BoxKey:
    return BoxKey.load(home.keys)


@pytest.fixture
def open_journal(home: Home, key: BoxKey, clock: VirtualTime) -> OpenJournal:
    """Open the home's journal as the player does; keyword arguments go through."""

    def open_it(**more: object) -> Journal:
        options: dict[str, object] = {
            "station": "khe-ren",
            "unit": "khe-ren",
            "key": key,
            "time": clock,
            "trust": trusted,
        }
        return Journal.open(home, **(options | more))  # type: ignore[arg-type]

    return open_it
