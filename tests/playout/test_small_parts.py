"""Moments as typed, the mute, signs of life, the service manager, the form of a home, words."""

import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadcaster.home import Home
from broadcaster.journal.model import Cause, Outcome
from broadcaster.playout import words
from broadcaster.playout.alarms import SENTENCES
from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.events import SENTENCES as EVENTS
from broadcaster.playout.instructions.schema import check_schema, known_forms
from broadcaster.playout.moments import parse_moment
from broadcaster.playout.mute import Mute, read_mute
from broadcaster.playout.process.life import REPORT_S, Life
from broadcaster.playout.process.plan_extension import is_wanted
from broadcaster.playout.process.service import Service
from broadcaster.playout.settling import ALARMING
from broadcaster.reports.words import CAUSES as REPORTED_CAUSES
from broadcaster.reports.words import SOUNDS as REPORTED_SOUNDS
from broadcaster.signed import BoxKey
from broadcaster.store.migration import head_revision
from broadcaster.timebase import VirtualTime
from tests.playout.station import ZONE, TestStation, at_station

NOW = at_station("05:25:30")
SECOND_NS = 1_000_000_000


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("05:30", at_station("05:30")),
        ("5:30", at_station("05:30")),
        ("05:30:15", at_station("05:30:15")),
        ("05:25", at_station("05:25") + timedelta(days=1)),
        ("2026-11-22 17:00", at_station("17:00")),
        ("2026-11-22T17:00:30", at_station("17:00:30")),
        ("2026-11-21T22:30:00Z", at_station("05:30")),
        ("2026-11-22T05:30:00+07:00", at_station("05:30")),
    ],
)
def test_a_moment_is_station_time_or_has_an_offset(typed: str, moment: datetime) -> None:
    assert parse_moment(typed, ZONE, NOW) == moment


@pytest.mark.parametrize(
    "typed", ["", "soon", "25:00", "05:61", "2026-13-01 05:30", "05:30 or so", "0001-01-01"]
)
def test_what_is_no_moment_is_refused_quoting_it(typed: str) -> None:
    with pytest.raises(PlayoutError, match=f'"{typed}"'):
        parse_moment(typed, ZONE, NOW)


def test_a_mute_is_kept_across_a_restart_until_it_is_lifted(tmp_path: Path) -> None:
    Mute(tmp_path).set("operator", NOW, NOW + timedelta(hours=1))
    again = Mute(tmp_path)
    assert again.is_on
    assert again.order is not None
    assert (again.order.by, again.order.ends) == ("operator", NOW + timedelta(hours=1))
    again.lift()
    assert not Mute(tmp_path).is_on


def test_a_disk_that_refuses_does_not_keep_the_station_from_being_mute(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    mute = Mute(blocked)
    mute.set("operator", NOW, None)
    assert mute.is_on
    mute.lift()
    assert not mute.is_on


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"by": 1}', '{"by":"a","since":"b","until":"x"}']
)
def test_an_unreadable_mute_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "mute.json").write_text(content)
    assert read_mute(tmp_path) is None


def test_during_a_session_only_advancing_samples_are_a_sign_of_life() -> None:
    life = Life(VirtualTime(NOW))
    assert life.is_alive(480)
    assert life.is_alive(960)
    assert not life.is_alive(960)
    assert life.is_alive(1440)


def test_between_sessions_every_thread_must_have_reported() -> None:
    time = VirtualTime(NOW)
    life = Life(time)
    life.report("player")
    life.report("control", 60)
    assert life.is_alive(None)
    time.advance((REPORT_S + 1) * SECOND_NS)
    assert not life.is_alive(None)
    life.report("player")
    assert life.is_alive(None)
    time.advance(61 * SECOND_NS)
    assert not life.is_alive(None)


def test_the_service_manager_hears_ready_alive_and_stopping(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(5)
        service = Service({"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "10000000"})
        service.ready("null")
        service.alive()
        service.stopping()
        heard = [manager.recv(1000).decode() for _n in range(3)]
    assert heard == ["READY=1\nSTATUS=null", "WATCHDOG=1", "STOPPING=1"]


def test_without_a_manager_or_when_it_watches_another_nothing_is_sent() -> None:
    assert not Service({}).watches
    assert not Service({"WATCHDOG_USEC": "10", "WATCHDOG_PID": "1"}).watches
    Service({}).ready("null")
    Service({"NOTIFY_SOCKET": "/nowhere/at/all"}).ready("null")


def test_the_forms_the_player_knows_are_those_of_the_database() -> None:
    assert known_forms()[-1] == head_revision()


def test_a_home_of_another_form_is_refused_saying_what_to_do(station: TestStation) -> None:
    home, key = station.home, station.key
    check_schema(home, key)
    for revision, sentence in (("0001", "migrate"), ("9999", "newer"), ("zzz", "newer")):
        station.sign(home.schema, "schema", {"v": 1, "revision": revision})
        with pytest.raises(PlayoutError, match=sentence):
            check_schema(home, key)
    for spoilt in (BoxKey.generate().sign("schema", {"revision": known_forms()[-1]}), b"{}"):
        home.schema.write_bytes(spoilt)
        with pytest.raises(PlayoutError, match="migrate"):
            check_schema(home, key)
    home.schema.unlink()
    with pytest.raises(PlayoutError, match="missing"):
        check_schema(home, key)


def test_every_code_the_player_speaks_of_has_words_and_reports_use_the_same(home: Home) -> None:
    assert set(words.CAUSES) >= set(Cause)
    assert set(words.OUTCOMES) >= set(Outcome)
    assert {cause: words.CAUSES[cause] for cause in Cause} == dict(REPORTED_CAUSES)
    assert words.SOUNDS == REPORTED_SOUNDS
    assert set(ALARMING.values()) <= set(SENTENCES)
    assert all("{time}" in sentence for sentence in EVENTS.values())


def test_the_plan_is_extended_when_it_is_a_day_short() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert is_wanted(None, now, 14)
    assert is_wanted(now + timedelta(days=12, hours=23), now, 14)
    assert not is_wanted(now + timedelta(days=13, hours=1), now, 14)


def test_changing_an_order_for_a_mute_leaves_the_old_value(tmp_path: Path) -> None:
    order = Mute(tmp_path).set("operator", NOW, None)
    assert order.ends is None
    assert replace(order, by="chair").by == "chair"
