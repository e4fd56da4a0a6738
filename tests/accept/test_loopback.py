"""A station that hears itself on a real PulseAudio: the monitor of the sink that it plays to."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from broadcaster.home import Home
from broadcaster.playout.opening import Terms, open_player
from broadcaster.playout.sound.pumps import ThreadPump
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import SystemTime, as_rfc3339
from broadcaster.units.wiring import Feed, Wiring
from broadcaster.voices.embedded import embedded_voices
from broadcaster.voices.model import SpokenSentence
from tests.accept.sound_servers import find, pulseaudio
from tests.playout.loopback.conftest import HeardRig
from tests.playout.rig import TRUSTED, Recorder
from tests.playout.station import TestStation

pytestmark = [pytest.mark.rig, pytest.mark.timeout(180)]

SINK = "loa"
NEWS = (
    "Thực hiện nghị quyết của Hội đồng nhân dân xã, từ ngày mai trạm y tế tiêm vắc xin cho trẻ em "
    "dưới năm tuổi tại nhà văn hóa thôn Bản Lếch."
)
FLOOD = (
    "Mực nước suối lúc năm giờ sáng cao hơn hôm qua bốn mươi phân, đề nghị bà con ven suối chuyển "
    "đồ đạc và gia súc lên chỗ cao trước khi trời tối."
)


class PulseRig(HeardRig):
    """A player that plays to a sink and hears its monitor."""

    def start(self) -> None:
        time = SystemTime()
        terms = Terms(time, lambda: TRUSTED, ThreadPump(time))
        self.opened = open_player(self.home, terms)
        self.opened.player.recover()

    def read_out(self, *texts: str) -> None:
        """Plan these texts, spoken by one voice, in a session soon."""
        for name, text in zip(("news", "flood"), texts, strict=False):
            pcm = spoken(text)
            self.station.approve(name, len(pcm) * 1000 // 2 // BUS_RATE_HZ, pcm=pcm)
        self.plan_soon(["news", "flood"][: len(texts)])


def spoken(text: str) -> bytes:
    """Return a text as the embedded voice says it, at 48 kHz."""
    (said,) = embedded_voices()[0].speak([SpokenSentence(text, "vi")])
    sound = np.frombuffer(said.pcm, "<i2").astype(np.float64)
    places = np.arange(len(sound) * BUS_RATE_HZ // said.rate_hz) * said.rate_hz / BUS_RATE_HZ
    edge = np.zeros(BUS_RATE_HZ * 150 // 1000)
    whole = np.concatenate((edge, np.interp(places, np.arange(len(sound)), sound), edge))
    return whole.astype("<i2").tobytes()


@pytest.fixture
def pulse(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseRig]:
    home.config.write_text(
        f'output = "pulse:{SINK}"\nloopback = "pulse:{SINK}.monitor"\nfade_in_ms = 0\n',
        encoding="utf-8",
    )
    yield from playing(home, (SINK,), tmp_path, monkeypatch)


@pytest.fixture
def two(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseRig]:
    """A station of two clusters, of which one has a loopback."""
    for rig in playing(home, ("dinh", "cho"), tmp_path, monkeypatch):
        heard = Feed("dinh", ("dinh",), "pulse:dinh", loopback="pulse:dinh.monitor")
        wiring = Wiring((heard, Feed("cho", ("cho",), "pulse:cho")), {})
        body = {"made": as_rfc3339(SystemTime().now()), **wiring.to_document()}
        rig.station.sign(home.clusters, "clusters", body)
        yield rig


def playing(
    home: Home, sinks: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PulseRig]:
    servers = folder / "pulse"
    servers.mkdir(mode=0o700)
    with pulseaudio(servers, sinks) as environment:
        for name in ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_SERVER"):
            monkeypatch.setenv(name, environment[name])
        rig = PulseRig(home, TestStation.build(home), Recorder(), folder=servers)
        yield rig
        rig.stop()


def test_speech_is_matched_and_each_text_only_with_itself(pulse: PulseRig) -> None:
    pulse.read_out(NEWS, FLOOD)
    pulse.start()
    pulse.run(60, until=lambda: len(pulse.records("outcome")) == 2)
    pulse.stop()
    ends = pulse.records("end")
    print(json.dumps({name: [end[name] for end in ends] for name in FIGURES}))
    assert [end.text("evidence") for end in ends] == ["4", "4"]
    assert all(end["match_permille"] > 900 for end in ends)
    assert pulse.alarms() == []
    assert [one.text("why") for one in pulse.records("aircheck")] == ["session"]
    assert pulse.faults() == []


FIGURES = ("match_permille", "heard_cdbfs", "heard_lag_ms")


def test_a_sink_that_somebody_muted_gives_no_grade_and_an_alarm(pulse: PulseRig) -> None:
    subprocess.run([find("pactl"), "set-sink-mute", SINK, "1"], check=True)
    pulse.read_out(NEWS)
    pulse.start()
    pulse.run(60, until=lambda: len(pulse.records("outcome")) == 1)
    pulse.stop()
    (end,) = pulse.records("end")
    print(json.dumps({"heard_cdbfs": end["heard_cdbfs"]}))
    assert (end.text("evidence"), end.text("cause")) == ("2", "whole")
    assert "not-heard" in pulse.alarms()


def test_somebody_who_plays_into_the_sink_is_noticed(pulse: PulseRig, tmp_path: Path) -> None:
    said = tmp_path / "said.raw"
    said.write_bytes(spoken(FLOOD))
    pulse.start()
    pulse.run(3)
    assert pulse.alarms() == []
    words = [find("parec").replace("parec", "pacat"), "--playback", f"--device={SINK}", "--raw"]
    words += ["--format=s16le", "--rate=48000", "--channels=1", str(said)]
    intruder = subprocess.Popen(words)
    pulse.run(30, until=lambda: bool(pulse.alarms()))
    intruder.terminate()
    intruder.wait(10)
    pulse.stop()
    (alarm,) = pulse.records("alarm")
    print(json.dumps({"heard_cdbfs": alarm["heard_cdbfs"]}))
    assert alarm.text("code") == "unordered-sound"
    assert [one.text("why") for one in pulse.records("aircheck")] == ["unordered"]


def test_of_two_outputs_the_one_that_is_heard_has_its_grade_and_the_other_its_own(
    two: PulseRig,
) -> None:
    two.read_out(NEWS)
    two.start()
    two.run(60, until=lambda: len(two.records("outcome")) == 1)
    two.stop()
    (end,) = two.records("end")
    listed = {entry.split(":")[0]: entry.rpartition(":")[2] for entry in end["clusters"]}
    assert listed == {"dinh": "4", "cho": "2"}
    assert end.text("evidence") == "4"
    assert two.alarms() == []
