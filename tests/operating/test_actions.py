"""From a desk to the player: who may do what, and what comes back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from broadcaster.bulletins.store import approvals
from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.operating import actions
from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.process.control import ControlServer
from broadcaster.playout.process.requests import Request, urgent
from broadcaster.playout.status import Document, status_of
from broadcaster.production import Cut
from broadcaster.quantities import Dbtp, Lufs, Milliseconds, Samples
from broadcaster.timebase import VirtualTime, as_rfc3339, from_rfc3339
from broadcaster.units import UnitsError
from broadcaster.units import actions as units
from broadcaster.units.model import Cluster
from tests.conftest import as_person
from tests.playout.rig import Rig
from tests.playout.station import TestStation, at_station

START = at_station("08:05:00")
"""Five minutes after the desk's clock."""
SILENCING = (actions.mute, actions.unmute, actions.stop_all)
Act = Callable[[Desk], Document]


class Station:
    """A player of the desk's home, reached through its socket; it takes its steps at once."""

    def __init__(self, home: Home, clock: VirtualTime) -> None:
        self.files = TestStation.build(home)
        for name in ("tin", "khac"):
            self.files.approve(name, 10_000)
        self.files.approve("ident", 1000, sound=True)
        self.files.plan(START, ["tin", "khac"])
        self.rig = Rig(home, clock)
        self.rig.start()
        self.server = ControlServer(home, self._accept, lambda: status_of(self.rig.player))
        self.server.start({})

    def _accept(self, request: Request) -> None:
        urgent(self.rig.player, request.name)
        request.answer(self.rig.player)

    def close(self) -> None:
        self.server.stop()
        self.rig.stop()


@pytest.fixture
def station(desk: Desk, clock: VirtualTime) -> Iterator[Station]:
    station = Station(desk.home, clock)
    yield station
    station.close()


def test_a_player_that_runs_tells_what_it_does(desk: Desk, station: Station) -> None:
    station.rig.run_until(START + timedelta(seconds=3))
    found = actions.status(desk.home, desk.time)
    assert found["player"] == "running"
    assert found["on_air"]["title"] == "Title of tin"
    assert "reason" not in found


def test_a_player_that_is_down_is_told_with_the_reason(desk: Desk) -> None:
    TestStation.build(desk.home)
    found = actions.status(desk.home, desk.time)
    assert found["player"] == "down"
    assert "not running" in found["reason"]


@pytest.mark.parametrize("act", SILENCING)
@pytest.mark.parametrize("person", ["operator", "approver", "technician"])
def test_whoever_bears_responsibility_may_silence(
    desk: Desk, station: Station, person: str, act: Act
) -> None:
    act(as_person(desk, person))


@pytest.mark.parametrize("act", [*SILENCING, actions.test])
@pytest.mark.parametrize("person", ["auditor", None])
def test_nobody_else_may_step_in(
    desk: Desk, station: Station, person: str | None, act: Act
) -> None:
    with pytest.raises(UnitsError):
        act(as_person(desk, person))
    assert station.rig.records("mute") == []


@pytest.mark.parametrize(("person", "may"), [("technician", True), ("approver", False)])
def test_a_technician_may_sound_a_test(
    desk: Desk, station: Station, person: str, *, may: bool
) -> None:
    if may:
        assert actions.test(as_person(desk, person))["title"]
    else:
        with pytest.raises(UnitsError):
            actions.test(as_person(desk, person))


def test_a_test_of_one_cluster_names_one_that_exists(desk: Desk, station: Station) -> None:
    units.add_cluster(as_person(desk, "technician"), Cluster("", "Loa đình", "", ""))
    assert actions.test(desk, "loa-dinh")["title"]
    with pytest.raises(UnitsError, match="loa-xa"):
        actions.test(desk, "loa-xa")


@pytest.mark.parametrize("person", ["approver", "technician"])
def test_only_an_operator_announces(desk: Desk, station: Station, person: str) -> None:
    assert actions.announce(desk, "tin")["title"] == "Title of tin"
    with pytest.raises(UnitsError):
        actions.announce(as_person(desk, person), "tin")


def test_a_mute_stands_in_the_name_of_who_gave_it_and_has_its_end(
    desk: Desk, station: Station
) -> None:
    end = actions.mute_end(desk, "9:30")
    assert end == at_station("09:30:00")
    answer = actions.mute(as_person(desk, "approver"), end)
    assert from_rfc3339(answer["until"]) == end
    assert actions.status(desk.home, desk.time)["mute"]["by"] == "approver"
    assert actions.unmute(desk) == {"was_muted": True}
    assert actions.unmute(desk) == {"was_muted": False}


def test_stopping_names_the_session_that_was_on_air(desk: Desk, station: Station) -> None:
    assert actions.stop_all(desk) == {"stopped": ""}
    station.rig.run_until(START + timedelta(seconds=3))
    assert actions.stop_all(desk)["stopped"] == "morning@2026-11-22T08:05"


@pytest.mark.parametrize("typed", ["", "  "])
def test_a_mute_without_an_end_stays(desk: Desk, station: Station, typed: str) -> None:
    assert actions.mute_end(desk, typed) is None
    assert actions.mute(desk)["until"] == ""


def test_an_end_that_cannot_be_read_is_quoted(desk: Desk) -> None:
    with pytest.raises(PlayoutError, match="half past"):
        actions.mute_end(desk, "half past")


@pytest.mark.parametrize("act", SILENCING)
def test_a_player_that_is_down_is_an_error_for_who_steps_in(desk: Desk, act: Act) -> None:
    with pytest.raises(PlayoutError, match="not running"):
        act(desk)


def keep(desk: Desk, files: TestStation, name: str, at: datetime, **changes: Any) -> None:
    """Keep the approval of a cut in the database as well, as approving does."""
    approval = replace(files.approve(name).approval, at=at, **changes)
    cut = Cut(
        approval.cut, approval.decoded_sha256, "wav", Milliseconds(1000), Samples(48_000),
        Lufs(-16.0), Dbtp(-1.5), (), "voice", "engine", "1",
    )  # fmt: skip
    with desk.database.transaction() as session:
        approvals.keep_cut(session, cut)
        approvals.insert(session, approval)


def test_what_is_valid_now_may_be_announced_newest_first(desk: Desk) -> None:
    files, now, hour = TestStation.build(desk.home), desk.time.now(), timedelta(hours=1)
    keep(desk, files, "old", now - 3 * hour)
    keep(desk, files, "new", now - hour, valid_from=now, valid_until=now + hour)
    keep(desk, files, "over", now - 2 * hour, valid_until=now)
    keep(desk, files, "coming", now - 2 * hour, valid_from=now + timedelta(seconds=1))
    assert [one.bulletin for one in actions.announceable(desk)] == ["new", "old"]
    assert as_rfc3339(actions.announceable(desk)[0].at) == as_rfc3339(now - hour)
