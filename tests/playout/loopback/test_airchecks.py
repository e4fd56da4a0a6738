"""What a loopback heard is kept, named by the log, and goes at its time and no other way."""

import os
from pathlib import Path

import numpy as np

from broadcaster.decoding.samples import decode_to_bus
from broadcaster.playout.airchecks import Airchecks
from tests.playout.loopback.conftest import HeardRig

YEAR_S = 366 * 86_400


def kept(rig: HeardRig) -> Path:
    (record,) = rig.records("aircheck")
    return rig.home.airchecks / f"{record.text('recording')}.opus"


def aired(rig: HeardRig) -> None:
    rig.speak(4.0)
    rig.start()
    rig.run(30, until=lambda: len(rig.records("outcome")) == 1)


def test_what_was_heard_of_a_session_is_kept_and_the_log_names_it(heard: HeardRig) -> None:
    aired(heard)
    heard.run(20, until=lambda: bool(heard.records("aircheck")))
    heard.stop()
    (record,) = heard.records("aircheck")
    assert (record.text("why"), record.text("hears")) == ("session", "station")
    sound = np.frombuffer(decode_to_bus(kept(heard).read_bytes()), "<i2")
    assert abs(len(sound) - record["samples"]) < 48_000 // 10
    assert np.abs(sound).max() > 2000
    (end,) = heard.records("end")
    assert record.text("first") < end.text("first") < end.text("last") < record.text("last")
    assert heard.faults() == []


def test_it_goes_at_its_time_with_a_purge_and_no_other_way(heard: HeardRig) -> None:
    aired(heard)
    heard.stop()
    path = kept(heard)
    data = path.read_bytes()
    path.write_bytes(data[:-1])
    assert heard.faults() == ["aircheck-altered"]
    path.unlink()
    assert heard.faults() == ["aircheck-missing"]
    path.write_bytes(data)
    heard.start()
    assert heard.opened is not None
    Airchecks(heard.opened.player.studio).look(on_air=False)
    assert path.exists()
    old = path.stat().st_mtime - YEAR_S
    os.utime(path, (old, old))
    Airchecks(heard.opened.player.studio).look(on_air=False)
    heard.stop()
    (purge,) = heard.records("purge")
    assert (purge.text("recording"), purge.text("cause")) == (path.stem, "retention")
    assert not path.exists()
    assert heard.faults() == []


def test_what_a_kill_left_is_named_by_the_next_start(heard: HeardRig) -> None:
    aired(heard)
    assert heard.opened is not None
    (ear,) = heard.opened.player.studio.ears.open
    assert ear.aircheck is not None
    assert ear.aircheck._recorder is not None
    ear.aircheck._recorder._process.kill()
    ear.aircheck._recorder._process.wait()
    heard.opened.close(cleanly=False)
    heard.opened = None
    assert not heard.records("aircheck")
    heard.start()
    heard.stop()
    assert [one.text("why") for one in heard.records("aircheck")] == ["interrupted"]
    assert kept(heard).exists()
    assert heard.faults() == []


def test_below_the_floor_nothing_is_kept_and_somebody_is_told(heard: HeardRig) -> None:
    heard.set_more("aircheck_floor_mb = 10_000_000\n")
    aired(heard)
    heard.stop()
    assert heard.alarms() == ["aircheck-stopped"]
    assert not heard.records("aircheck")
    assert heard.records("end")[0].text("evidence") == "3"


def test_nothing_is_kept_where_nothing_is_wanted(heard: HeardRig) -> None:
    heard.set_more("aircheck_days = 0\n")
    aired(heard)
    heard.stop()
    assert not heard.records("aircheck")
    assert not heard.home.airchecks.exists()
