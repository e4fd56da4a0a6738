"""The file for monitoring: well-formed, whole, once a minute, with what the page describes."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from broadcaster.playout.process.metrics import FILE_NAME, METRICS, MetricsFile, metrics_text
from broadcaster.playout.status import status_of
from broadcaster.timebase import NANOSECONDS
from tests.playout.rig import Rig
from tests.playout.station import TestStation
from tests.playout.test_operators import ask

PAGE = Path(__file__).resolve().parents[3] / "docs" / "metrics.md"
SAMPLE = re.compile(r'([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\\n]|\\.)*",?)+)\})? (-?[0-9.e+]+)')


def read(text: str) -> dict[str, float]:
    """Read the text format strictly; labels stay part of the name."""
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            match = SAMPLE.fullmatch(line)
            assert match, line
            found[f"{match[1]}{{{match[2]}}}" if match[2] else match[1]] = float(match[3])
    return found


@pytest.fixture
def playing(rig: Rig, station: TestStation, start: datetime) -> Rig:
    for name in "ab":
        station.approve(name, 10_000)
    station.plan(start, "ab")
    rig.start()
    rig.run_until(start + timedelta(seconds=14))
    return rig


def test_it_says_what_the_station_does(playing: Rig, start: datetime) -> None:
    ask(playing, "maintenance-on")
    playing.player.studio.alarms.sound("cut-altered", 's/1 "x"\n\\')
    found = read(metrics_text(status_of(playing.player), 5.5))
    assert found["broadcaster_written_timestamp_seconds"] == 5.5
    assert found['broadcaster_outcomes_total{outcome="aired"}'] == 1
    assert found['broadcaster_outcomes_total{outcome="missed"}'] == 0
    assert found['broadcaster_alarms{code="cut-altered"}'] == 1
    assert found["broadcaster_maintenance"] == 1
    assert found["broadcaster_muted"] == 0
    assert found["broadcaster_clock_trusted"] == 1
    assert found["broadcaster_records_total"] == len(playing.records())
    assert found["broadcaster_planned_until_timestamp_seconds"] == start.timestamp()


def test_any_name_of_a_station_or_output_keeps_the_file_readable(playing: Rig) -> None:
    document = {**status_of(playing.player), "station": 'a"b\\c\nd', "output": "pipe:aplay -D x"}
    assert read(metrics_text(document, 1.0))["broadcaster_on_air"] == 1


def test_counters_go_on_across_a_restart(playing: Rig) -> None:
    playing.drop()
    playing.start()
    found = read(metrics_text(status_of(playing.player), 1.0))
    assert found['broadcaster_outcomes_total{outcome="aired"}'] == 1


def test_it_is_replaced_once_a_minute_and_a_full_disk_is_no_fault(playing: Rig) -> None:
    path, status = playing.home.run / FILE_NAME, status_of(playing.player)
    file = MetricsFile(playing.home.run, playing.time)
    file.write_if_due({})
    assert not path.exists()
    file.write_if_due(status)
    first = path.read_bytes()
    playing.time.advance(59 * NANOSECONDS)
    file.write_if_due(status)
    assert path.read_bytes() == first
    playing.time.advance(NANOSECONDS)
    file.write_if_due(status)
    assert path.read_bytes() != first
    MetricsFile(path, playing.time).write_if_due(status)  # a file where a folder should be


def test_the_page_names_every_metric_and_no_other(playing: Rig) -> None:
    rows = re.findall(r"^\| `(broadcaster_[a-z_]+)` \| (\w+) \| (.*) \|$", PAGE.read_text(), re.M)
    assert {name: (kind, meaning) for name, kind, meaning in rows} == dict(METRICS)
    written = {name.partition("{")[0] for name in read(metrics_text(status_of(playing.player), 1))}
    assert written - METRICS.keys() == set()
