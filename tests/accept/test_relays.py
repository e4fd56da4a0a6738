"""Relays from a real Icecast, and a live voice from a real PulseAudio source."""

import base64
import json
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from broadcaster.bulletins.model import Approval, ApprovalKind
from broadcaster.bulletins.relay import RelayWindow
from broadcaster.home import Home
from broadcaster.playout.process.requests import Request
from broadcaster.timebase import as_rfc3339
from tests.accept.sound_servers import find, icecast, pulseaudio
from tests.playout.relaying.broadcasting import encoded, lag_of, programme
from tests.playout.relaying.conftest import LiveRig
from tests.playout.rig import Recorder
from tests.playout.station import MADE, TestStation

pytestmark = [pytest.mark.rig, pytest.mark.timeout(180)]

PASSWORD = "tieng-noi"
PIECES_PER_S = 20


@pytest.fixture
def live(home: Home) -> Iterator[LiveRig]:
    home.config.write_text("relay_silence_s = 3\nfade_in_ms = 0\n", encoding="utf-8")
    rig = LiveRig(home, TestStation.build(home), Recorder())
    yield rig
    rig.stop()


@contextmanager
def presenter(port: int, body: bytes, seconds: float) -> Iterator[threading.Event]:
    """Send a programme to a mount as a studio does, in real time; the event makes it break off."""
    ends = threading.Event()

    def send() -> None:
        secret = base64.b64encode(f"source:{PASSWORD}".encode()).decode()
        head = (
            "PUT /voh.mp3 HTTP/1.0\r\nHost: localhost\r\nContent-Type: audio/mpeg\r\n"
            f"Authorization: Basic {secret}\r\n\r\n"
        )
        piece = int(len(body) / seconds / PIECES_PER_S)
        with socket.create_connection(("127.0.0.1", port)) as to:
            to.sendall(head.encode())
            for start in range(0, len(body), piece):
                to.sendall(body[start : start + piece])
                if ends.wait(1 / PIECES_PER_S):
                    return

    thread = threading.Thread(target=send, daemon=True)
    thread.start()
    try:
        yield ends
    finally:
        ends.set()
        thread.join(10)


def test_what_a_real_icecast_sends_leaves_at_its_time_and_is_recorded(live: LiveRig) -> None:
    sound = programme(60)
    with icecast(PASSWORD) as port, presenter(port, encoded(sound), 60):
        order = live.plan(f"http://127.0.0.1:{port}/voh.mp3", length_ms=10_000)
        live.play(40)
    assert live.outcome() == ("aired", "whole")
    heard = live.sent_from(order.start, 10)
    lag, alike = lag_of(sound, heard)
    recorded, _likeness = lag_of(live.recording(), heard)
    print(json.dumps({"likeness": round(alike, 4), "joined at ms": lag / 48}))
    assert alike > 0.98
    assert recorded == 0
    first = live.sent_from(order.start - timedelta(seconds=1), 2)
    assert int(np.flatnonzero(first)[0]) - 48_000 in range(3)


def test_when_the_studio_goes_away_the_relay_is_given_up(live: LiveRig) -> None:
    with icecast(PASSWORD) as port, presenter(port, encoded(programme(60)), 60) as ends:
        order = live.plan(f"http://127.0.0.1:{port}/voh.mp3", length_ms=30_000)
        live.start()
        live.run(10)
        ends.set()
        live.run(30, until=lambda: len(live.records("outcome")) == 2)
        live.stop()
    assert live.outcome() == ("partial", "source-lost")
    ((news, _count),) = live.recorder.heard_at(live.station.cuts["news"].pcm)
    silent_s = int(live.end()["missing"]) / 48_000
    print(json.dumps({"news after s": (news - order.start).total_seconds(), "silent s": silent_s}))
    assert 2.9 < silent_s < 5


def test_a_live_voice_comes_from_a_source_of_pulseaudio(
    live: LiveRig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers = tmp_path / "pulse"
    servers.mkdir(mode=0o700)
    window = RelayWindow("ubnd", "device:pulse:micro.monitor", "", 60_000, "chair")
    live.station.write_approval(
        Approval(
            "relay-ubnd.a1", ApprovalKind.RELAY, "", "", "operator", "chair", MADE, relay=window
        )
    )
    voice = programme(30, seed=7)
    said = tmp_path / "said.raw"
    said.write_bytes((voice * 32767).astype("<i2").tobytes())
    with pulseaudio(servers, ("micro",)) as environment:
        for name in ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_SERVER"):
            monkeypatch.setenv(name, environment[name])
        words = [find("parec").replace("parec", "pacat"), "--playback", "--device=micro", "--raw"]
        words += ["--format=s16le", "--rate=48000", "--channels=1", str(said)]
        speaker = subprocess.Popen(words, env=environment)
        live.start()
        assert live.opened is not None
        request = Request("live-open", {"window": "ubnd", "by": "operator", "lang": "en"})
        request.answer(live.opened.player)
        assert request.reply is not None
        assert request.reply["ok"], request.reply
        live.run(15, until=lambda: bool(live.records("unplanned")))
        live.run(5)
        Request("live-close", {"by": "operator"}).answer(live.opened.player)
        live.run(10, until=lambda: bool(live.records("end")))
        live.run(1)
        speaker.terminate()
        speaker.wait(10)
    assert live.end().text("cause") == "whole"
    assert lag_of(voice, live.recording())[1] > 0.95
    (opened,) = live.records("unplanned")
    assert as_rfc3339(opened.at) <= live.end().text("first")
