"""The cache is brought under its limit, and what is needed stays whatever the limit says."""

from dataclasses import replace

import pytest

from broadcaster.bulletins import actions as bulletins
from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.journal import Kind
from broadcaster.journal.lock import WriterLock
from broadcaster.production.actions import open_cache
from broadcaster.timebase import VirtualTime
from broadcaster.upkeep.housekeeping import collect_garbage, needed_cuts
from tests.upkeep.test_saving import open_journal

DAY_NS = 86_400 * 10**9


@pytest.fixture
def tight(office: Desk) -> Desk:
    """The station with no room in its cache at all."""
    return replace(office, settings=replace(office.settings, cache_limit_mb=0))


def keep_cut(desk: Desk, data: bytes) -> str:
    return open_cache(desk).put(data, "mp3")


def kept(desk: Desk) -> set[str]:
    return {entry.name for entry in open_cache(desk).list()}


def air(home: Home, clock: VirtualTime, cut: str) -> None:
    with WriterLock(home):
        journal = open_journal(home, clock)
        journal.append(Kind.UNPLANNED, item="unplanned/1", what="announcement", cut=cut)
        journal.close()


def test_station_sounds_stay_and_strangers_go(tight: Desk) -> None:
    stranger = keep_cut(tight, b"nobody's")
    sounds = {one.cut for one in bulletins.sounds_in_force(tight).values()}
    done = collect_garbage(tight)
    assert kept(tight) == sounds
    assert stranger in done.removed
    assert done.over_limit_bytes > 0


def test_within_the_limit_nothing_goes(office: Desk) -> None:
    stranger = keep_cut(office, b"nobody's")
    assert collect_garbage(office).removed == ()
    assert stranger in kept(office)


def test_what_sounded_within_the_retention_time_stays(tight: Desk, clock: VirtualTime) -> None:
    aired = keep_cut(tight, b"aired")
    air(tight.home, clock, aired)
    clock.advance((tight.settings.retention_days - 1) * DAY_NS)
    assert aired in needed_cuts(tight)
    collect_garbage(tight)
    assert aired in kept(tight)


def test_what_sounded_before_it_may_go(tight: Desk, clock: VirtualTime) -> None:
    aired = keep_cut(tight, b"aired")
    air(tight.home, clock, aired)
    clock.advance((tight.settings.retention_days + 1) * DAY_NS)
    collect_garbage(tight)
    assert aired not in kept(tight)


def test_what_waits_for_approval_stays(tight: Desk) -> None:
    bulletin = bulletins.add(tight, "Mời bà con họp thôn lúc bảy giờ tối.")
    made = bulletins.render(tight, bulletin.id)
    collect_garbage(tight)
    assert made.cut.sha256 in kept(tight)
