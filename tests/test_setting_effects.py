"""Each setting changes something that can be observed: two values, two observations.

A setting without a row fails the walk, for one that does nothing is found out on air. Where a test
elsewhere shows the effect at length it is named instead, and has to speak of the setting.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from broadcaster.bulletins import actions as bulletins
from broadcaster.config import Settings
from broadcaster.desk import Desk
from broadcaster.errors import BroadcasterError
from broadcaster.feedback import actions as feedback
from broadcaster.home import Home
from broadcaster.index.actions import check_index
from broadcaster.playout.opening import Opened, Terms, open_player
from broadcaster.playout.sound.pumps import VirtualPump
from broadcaster.playout.way_out import way_out_of
from broadcaster.production import actions as production
from broadcaster.schedule import RunningOrder
from broadcaster.schedule import actions as schedule
from broadcaster.signed import BoxKey, read_signed
from broadcaster.timebase import NANOSECONDS, SystemTime, TimeQuality, VirtualTime
from broadcaster.timetrust.model import uncertainty_of
from broadcaster.voices.catalogue import find_voices
from tests.conftest import bare_home
from tests.playout.rig import TRUSTED, Rig
from tests.playout.station import TestStation, at_station
from tests.schedule.conftest import (
    MORNING,
    SOUNDS,
    approve,
    bulletin_maker,
    keep_approval,
    write_programme,
)

START = at_station("05:30:00")
SECOND = timedelta(seconds=1)
ROOT = Path(__file__).parents[1]
TEXT = "Sáng mai xã họp dân lúc 7 giờ. Mỗi hộ đóng 1.000 đồng."


@dataclass
class Bench:
    """Homes to try settings in, each new."""

    folder: Path
    key: BoxKey
    desk: Desk
    numbers: Any
    has_sounds: bool = False

    def home(self, **settings: object) -> Home:
        home = bare_home(self.folder / f"home{next(self.numbers)}", self.key)
        stated = {"station": "khe-ren", "unit": "khe-ren", **settings}
        lines = (f"{name} = {_toml(value)}\n" for name, value in stated.items())
        home.config.write_text("".join(lines), encoding="utf-8")
        return home

    def lived(self, names: str = "a", **settings: object) -> tuple[Rig, list[str]]:
        """Play a session of these items; return the rig, and what the player said."""
        home = self.home(**settings)
        said: list[str] = []
        station = TestStation.build(home)
        for name in names:
            station.approve(name, 2_000)
        station.plan(START, names)
        rig = Rig(home, VirtualTime(START - timedelta(minutes=5)))
        rig.fade_in_ms = int(str(settings.get("fade_in_ms", 0)))
        rig.start()
        rig.player.studio.say = said.append
        rig.run_until(START + 5 * SECOND)
        rig.stop()
        return rig, said

    def opened(self, see: Callable[[Opened], object], **settings: object) -> object:
        """Open a player by its settings alone, and return what is seen of it."""
        home = self.home(**settings)
        TestStation.build(home)
        time = VirtualTime(START)
        opened = open_player(home, Terms(time, lambda: TRUSTED, VirtualPump(time)))
        try:
            return see(opened)
        finally:
            opened.close()

    def at(self, **settings: Any) -> Desk:
        return replace(self.desk, settings=replace(self.desk.settings, **settings))

    def spoken(self, **settings: Any) -> bulletins.Rendered:
        id_ = bulletins.add(self.at(), TEXT).id
        return bulletins.render(self.at(**settings), id_)

    def planned(self, **settings: Any) -> list[RunningOrder]:
        """Return every planned order."""
        if not self.has_sounds:
            self.has_sounds = True
            for sound in SOUNDS.values():
                keep_approval(self.desk, sound)
            approve(self.desk, bulletin_maker()())
        desk = self.at(**settings)
        schedule.set_default_hours(desk)
        write_programme(desk, MORNING)
        schedule.apply_programme(desk, confirmed=True)
        schedule.plan(desk)
        return [
            RunningOrder.from_document(read_signed(path, "running-order", [self.key.public]))
            for path in sorted(desk.home.plan.glob("sang@*.json"))
        ]


def _toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _language_of(bench: Bench, language: str) -> str:
    home = bench.home(language=language)
    said = subprocess.run(
        [sys.executable, "-m", "broadcaster.playout", "--home", str(home.root)]
        + ["--output", "megaphone"],
        env={k: v for k, v in os.environ.items() if k != "BROADCASTER_LANG"},
        capture_output=True,
        text=True,
    ).stderr
    return said.replace(str(home.root), "")


def _without_order(bench: Bench, lead_s: int) -> object:
    """Return when a session without an order is given up."""
    home = bench.home(lock_lead_s=lead_s)
    station = TestStation.build(home)
    station.expect(station.order(START, ()))
    rig = Rig(home, VirtualTime(START - timedelta(minutes=30)))
    rig.start()
    rig.run_until(START + SECOND)
    (given_up,) = rig.records("no-plan")
    rig.stop()
    return START - given_up.at


def _alarm_hook(bench: Bench, command: str) -> bool:
    """Say whether a program was started with the alarm of an empty session."""
    mark = bench.folder / f"alarm{next(bench.numbers)}"
    bench.lived(names="", alarm_command=command.format(mark=mark) if command else "")
    clock = SystemTime()
    deadline = clock.monotonic() + (10 * NANOSECONDS if command else 0)
    while not mark.exists() and clock.monotonic() < deadline:
        clock.sleep_until(clock.monotonic() + NANOSECONDS // 50)
    return mark.exists()


def _kept_of_two(bench: Bench, limit_mb: int) -> int:
    cache = production.open_cache(bench.at(cache_limit_mb=limit_mb))
    for byte in (b"1", b"2"):
        cache.put(byte * 700_000, "mp3")
    cache.collect(set())
    return len(cache.list())


def _refused_index(bench: Bench, address: str) -> str:
    try:
        check_index(bench.desk.home, bench.at(index_database=address).settings)
    except BroadcasterError as refusal:
        return str(refusal)
    return ""


def _limit_of(name: str) -> Callable[[Bench, Any], object]:
    def see(bench: Bench, value: int) -> object:
        found = find_voices(replace(bench.desk.settings, **{name: value}), bench.desk.time)  # type: ignore[arg-type]
        return next(voice.limits for voice in found.voices if hasattr(voice, "limits"))

    return see


def _uncertainty(quality: TimeQuality) -> tuple[int, int, Callable[[Bench, Any], object]]:
    name = f"{quality}_uncertainty_ms"

    def see(bench: Bench, value: int) -> object:
        return uncertainty_of(bench.at(**{name: value}).settings)[quality]

    return 10, 5_000, see


def _open_lead(bench: Bench, lead_ms: int) -> object:
    return bench.opened(
        lambda opened: way_out_of(opened.player.studio).open_lead,
        amplifier="file:relay",
        amplifier_lead_ms=lead_ms,
    )


def _tail(bench: Bench, hang_ms: int) -> object:
    return bench.opened(
        lambda opened: way_out_of(opened.player.studio).tail,
        amplifier="file:relay",
        amplifier_hang_ms=hang_ms,
    )


EFFECTS: dict[str, tuple[Any, Any, Callable[[Bench, Any], object]]] = {
    "station": ("a", "b", lambda b, v: b.lived(station=v)[0].records("boot")[0].text("station")),
    "unit": ("a", "b", lambda b, v: b.lived(unit=v)[0].records("boot")[0].text("unit")),
    "zone": ("Asia/Ho_Chi_Minh", "Asia/Tokyo", lambda b, v: b.lived(zone=v)[1]),
    "language": ("vi", "en", _language_of),
    "output": ("null", "pipe:cat", lambda b, v: b.opened(_output, output=v)),
    "output_latency_ms": (0, 2_000, lambda b, v: _written_ahead(b, v)),
    "amplifier": ("", "file:relay", lambda b, v: b.opened(_feeds, amplifier=v)),
    "amplifier_lead_ms": (0, 9_000, _open_lead),
    "amplifier_hang_ms": (1_000, 9_000, _tail),
    "loopback": ("", "pipe:cat", lambda b, v: b.opened(_loopbacks, loopback=v)),
    "loopback_silence_dbfs": (-50, -20, lambda b, v: b.opened(_ears, loopback_silence_dbfs=v)),
    "loopback_alarm_s": (5, 50, lambda b, v: b.opened(_ears, loopback_alarm_s=v)),
    "fade_in_ms": (0, 2_000, lambda b, v: bytes(b.lived(fade_in_ms=v)[0].recorder.parts[0][1])),
    "lock_lead_s": (60, 600, _without_order),
    "grace_ms": (1_000, 9_000, lambda b, v: _graces(b, v)),
    "cut_format": ("mp3", "flac", lambda b, v: b.spoken(cut_format=v).path.suffix),
    "cut_bitrate_kbps": (32, 128, lambda b, v: b.spoken(cut_bitrate_kbps=v).path.stat().st_size),
    "loudness_lufs": (-16, -23, lambda b, v: round(b.spoken(loudness_lufs=v).cut.loudness_lufs)),
    "true_peak_dbtp": (-1.5, -4.0, lambda b, v: b.spoken(true_peak_dbtp=v).cut.sha256),
    "profile": ("flat", "horn", lambda b, v: b.spoken(profile=v).cut.sha256),
    "region": ("north", "south", lambda b, v: bulletins.add(b.at(region=v), TEXT).revision.script),
    "cache_limit_mb": (1, 100, _kept_of_two),
    "feedback_days": (3, 30, lambda b, v: feedback.add(b.at(feedback_days=v), "Loa rè").due),
    "plan_days": (7, 20, lambda b, v: len(b.planned(plan_days=v))),
    "alarm_command": ("", "touch {mark}", _alarm_hook),
    "ntp_uncertainty_ms": _uncertainty(TimeQuality.NTP),
    "rtc_uncertainty_ms": _uncertainty(TimeQuality.RTC),
    "held_uncertainty_ms": _uncertainty(TimeQuality.HELD),
    "operator_uncertainty_ms": _uncertainty(TimeQuality.OPERATOR),
    "index_database": ("", "mysql://nobody", _refused_index),
    "online_timeout_s": (5, 50, _limit_of("online_timeout_s")),
    "online_total_s": (50, 500, _limit_of("online_total_s")),
}  # fmt: skip
"""Setting -> two values, and what is observed under one of them."""

ELSEWHERE = {
    "retention_days": "tests/upkeep/test_housekeeping.py",
    "relay_silence_s": "tests/playout/relaying/test_bad_sources.py",
    "aircheck_days": "tests/playout/loopback/test_airchecks.py",
    "aircheck_floor_mb": "tests/playout/loopback/test_airchecks.py",
    "plan_person": "tests/playout/process/test_plan_extension.py",
    "on_air_minimum": "tests/bulletins/test_on_air.py",
    "web_address": "tests/web/test_signing_in.py",
}
"""Setting -> the tests that observe it."""


def _output(opened: Opened) -> object:
    return opened.player.studio.output


def _feeds(opened: Opened) -> object:
    return opened.player.studio.wiring().feeds


def _loopbacks(opened: Opened) -> object:
    return tuple(opened.player.studio.loopbacks())


def _ears(opened: Opened) -> object:
    ears = opened.player.studio.ears
    return ears._silence, ears._alarm_s


def _written_ahead(bench: Bench, latency_ms: int) -> object:
    (begun,) = bench.lived(output_latency_ms=latency_ms)[0].records("start")
    return START - begun.at


def _graces(bench: Bench, grace_ms: int) -> object:
    orders = bench.planned(grace_ms=grace_ms)
    return {item.grace_ms for order in orders for item in order.items}


@pytest.fixture
def bench(tmp_path: Path, box_key: BoxKey, desk: Desk) -> Bench:
    return Bench(tmp_path, box_key, desk, count())


def test_each_setting_has_an_effect_that_is_observed() -> None:
    named = EFFECTS.keys() | ELSEWHERE.keys()
    assert named == {field.name for field in fields(Settings)}
    assert not EFFECTS.keys() & ELSEWHERE.keys()


@pytest.mark.parametrize("name", EFFECTS)
def test_another_value_is_seen(bench: Bench, name: str) -> None:
    one, other, observe = EFFECTS[name]
    assert observe(bench, one) != observe(bench, other)


@pytest.mark.parametrize("name", EFFECTS)
def test_the_same_value_is_not(bench: Bench, name: str) -> None:
    """So that what is seen is the setting, and not the day or the folder."""
    one, _other, observe = EFFECTS[name]
    assert observe(bench, one) == observe(bench, one)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_is_observed_elsewhere_is(name: str) -> None:
    assert name in (ROOT / ELSEWHERE[name]).read_text(encoding="utf-8")
