"""Clusters on real servers: two PulseAudio sinks that start together, and an Icecast mount."""

import json
import threading
import urllib.request
from pathlib import Path

import numpy as np
import pytest

from broadcaster.playout.outputs import Opening, make_output
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import NANOSECONDS, SystemTime
from broadcaster.units.wiring import Feed
from tests.accept.sound_servers import (
    Samples,
    icecast,
    listening,
    place_of,
    pulseaudio,
    samples_of_file,
    until,
)
from tests.playout.feeds.spreading import Station

pytestmark = [pytest.mark.rig, pytest.mark.timeout(180)]

TIME = SystemTime()
TOGETHER_MS = 50
SINKS = ("dinh", "cho", "doi")


def sweep(seconds: float) -> tuple[bytes, Samples]:
    """Return a sound that is like itself at one place only."""
    at = np.arange(int(seconds * BUS_RATE_HZ)) / BUS_RATE_HZ
    heard = np.sin(2 * np.pi * (200 * at + 900 * at**2 / seconds)) * 12_000
    return heard.astype("<i2").tobytes(), heard


def sound_in(path: Path) -> Samples:
    data = path.read_bytes()
    return np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.float64)


def test_sinks_on_one_box_start_together_or_as_staggered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers = tmp_path / "pulse"
    servers.mkdir(mode=0o700)
    pcm, wanted = sweep(2.0)
    with pulseaudio(servers, SINKS) as environment:
        for name in ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_SERVER"):
            monkeypatch.setenv(name, environment[name])
        feeds = tuple(
            Feed(sink, (sink,), f"pulse:{sink}", stagger_ms=200 if sink == "doi" else 0)
            for sink in SINKS
        )
        with listening(environment, SINKS, tmp_path):
            station = Station(tmp_path, feeds)
            station.until(lambda: all(station.spread.takes({sink}) for sink in SINKS))
            station.sleep(1.0)
            segment = station.place(pcm, 1.5)
            # The monitors have no common clock: what they record is set against the wall beside it.
            station.wait_for(segment)
            station.sleep(1.5)
            heard = station.stream.heard(segment)
            ends = {sink: len(sound_in(tmp_path / f"{sink}.raw")) for sink in SINKS}
            station.close()
    assert heard.whole
    assert heard.evidence == "2"
    begins = {}
    for sink in SINKS:
        at, alike = place_of(wanted, sound_in(tmp_path / f"{sink}.raw")[: ends[sink]])
        assert alike > 0.9, sink
        begins[sink] = (ends[sink] - at) * 1000 / BUS_RATE_HZ  # before the moment all were read
    print(json.dumps({"ms before the end": begins}))
    assert abs(begins["dinh"] - begins["cho"]) < TOGETHER_MS
    assert abs(begins["dinh"] - begins["doi"] - 200) < TOGETHER_MS


def test_a_listener_of_a_real_icecast_hears_what_was_sent(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    secret = keys / "icecast.secret"
    secret.write_text("suoi-khe\n")
    secret.chmod(0o600)
    pcm, wanted = sweep(3.0)
    body = bytearray()
    with icecast("suoi-khe") as port:
        url = f"http://127.0.0.1:{port}/loa.ogg"
        output = make_output(f"icecast:{url}", keys)
        output.open(Opening("session", TIME.now()))

        def feed(samples: bytes) -> None:
            for at in range(0, len(samples), 4800):
                output.write(samples[at : at + 4800])
                TIME.sleep_until(TIME.monotonic() + NANOSECONDS // 20)

        def listen() -> None:
            with urllib.request.urlopen(url, timeout=20) as stream:
                while data := stream.read(4096):
                    body.extend(data)

        listener = threading.Thread(target=listen, daemon=True)
        feed(bytes(BUS_RATE_HZ * 2 * 3))
        until(lambda: "loa.ogg" in _mounts(port), "the mount did not come up")
        listener.start()
        feed(bytes(BUS_RATE_HZ * 2))
        feed(pcm)
        feed(bytes(BUS_RATE_HZ * 2 * 3))
        output.close()
        listener.join(30)
    heard_in = tmp_path / "heard.ogg"
    heard_in.write_bytes(body)
    _at, alike = place_of(wanted, samples_of_file(heard_in))
    assert alike > 0.9


def _mounts(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/status-json.xsl", timeout=10) as answer:
        return str(answer.read().decode())
