"""An emergency breaks into a bulletin on real servers; what their listeners heard is looked at.

The bulletin's sound is sought in what was recorded: how much of it came before the warning, that
the two were never heard at once, and from where it went on.
"""

import json
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import pytest

from broadcaster.desk import Desk
from broadcaster.home import write_atomically
from broadcaster.journal.record import Record
from broadcaster.playout.sound.cuts import Audio, load_cut
from broadcaster.production.actions import open_cache
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import NANOSECONDS, SystemTime
from tests.accept.sound_servers import (
    Samples,
    icecast,
    listening,
    place_of,
    pulseaudio,
    samples_of_file,
)
from tests.e2e.test_emergency import PIN, Emergencies, commands, wait_for
from tests.emergency.conftest import SHORT

__all__ = ["commands"]
pytestmark = [pytest.mark.rig, pytest.mark.timeout(300)]

TIME = SystemTime()
PASSWORD = "suoi-khe"
BULLETIN_MS = 40_000
BEFORE, AFTER = 3 * BUS_RATE_HZ, 5 * BUS_RATE_HZ
"""Samples: how much of the bulletin is sought before the warning, and of its end after it."""
EDGE = BUS_RATE_HZ // 10
SOUNDS_FOR_S = 12
"""How long the bulletin has sounded when the warning is ordered; who listens to a mount is late."""


def ready(commands: Emergencies, output: str) -> None:
    """Approve the template, choose the PIN, and let a bulletin of forty seconds begin."""
    config = commands.home.config
    kept = [line for line in config.read_text().splitlines() if not line.startswith("output")]
    config.write_text("\n".join([*kept, f'output = "{output}"', "fade_in_ms = 0", ""]))
    write_atomically(commands.home.emergency / "lu-quet.toml", SHORT.encode())
    commands.type("emergency", "apply")
    commands.type("emergency", "approve", "lu-quet", person="approver")
    commands.type("emergency", "pin", stdin=f"{PIN}\n")
    commands.start()
    commands("announce", commands.station.approve("long", BULLETIN_MS).approval.cut)
    wait_for(commands, "unplanned", 1)
    TIME.sleep_until(TIME.monotonic() + SOUNDS_FOR_S * NANOSECONDS)


def interrupt(commands: Emergencies) -> None:
    """Order the warning once, wait until the bulletin is through as well, and end the player."""
    commands.play("lu-quet", "--fill", "song=sông Ren", "--every", "0")
    wait_for(commands, "end", 3)
    TIME.sleep_until(TIME.monotonic() + 2 * NANOSECONDS)
    assert commands.player is not None
    commands.player.terminate()
    commands.player.wait(30)


def assert_heard_as_ordered(commands: Emergencies, heard: Samples) -> None:
    """Look for the warning in the recording, and for the bulletin before and after it."""
    bulletin = samples(commands.station.cuts["long"].pcm)
    (begun,) = [r for r in commands.records("unplanned") if r.text("what") == "emergency"]
    (order,) = [r for r in commands.records("emergency") if r.text("state") == "ordered"]
    ends = commands.records("end")
    (broken_off,) = [end for end in ends if end.text("cause") == "higher-class"]
    (sounded,) = [end for end in ends if end.text("item") == begun.text("item")]
    cut_at = int(broken_off["samples"])
    warning = warning_of(commands, begun)
    at, alike = place_of(warning, heard)
    begins = cut_at - BEFORE
    before, alike_before = place_of(bulletin[begins : cut_at - EDGE], heard[:at])
    _after, alike_after = place_of(bulletin[-AFTER:], heard[at + len(warning) :])
    latency_ms = (sounded.moment("first") - order.at).total_seconds() * 1000
    gap_ms = (at - before - BEFORE) * 1000 / BUS_RATE_HZ
    print(
        json.dumps(
            {
                "likeness of warning": round(alike, 4),
                "of the bulletin before it": round(alike_before, 4),
                "of the bulletin after it": round(alike_after, 4),
                "order to first sample ms": round(latency_ms),
                "bulletin's last sample to the warning's first ms": round(gap_ms, 2),
            }
        )
    )
    # A likeness of 0.9 leaves no room for another sound on top of it.
    assert min(alike, alike_before, alike_after) > 0.9
    assert abs(gap_ms) < 1000
    assert latency_ms < 1000


def warning_of(commands: Emergencies, begun: Record) -> Samples:
    """Return the samples of the phrases that the log names."""
    cache = open_cache(Desk.open(commands.home))
    pieces = [load_cut(cache, str(cut)) for cut in begun["cuts"]]
    return samples(b"".join(piece.pcm[:] for piece in pieces if isinstance(piece, Audio)))


def samples(pcm: bytes) -> Samples:
    """Return 16-bit samples as numbers."""
    return np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float64)


def test_through_pulseaudio_a_warning_is_heard_alone_and_the_bulletin_after_it(
    commands: Emergencies, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers = tmp_path / "pulse"
    servers.mkdir(mode=0o700)
    with pulseaudio(servers, ("loa",)) as environment:
        for name in ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_SERVER"):
            monkeypatch.setenv(name, environment[name])
        with listening(environment, ("loa",), tmp_path):
            ready(commands, "pulse:loa")
            interrupt(commands)
    assert {end.text("evidence") for end in commands.records("end")} == {"2"}
    assert_heard_as_ordered(commands, samples((tmp_path / "loa.raw").read_bytes()))


def test_through_a_real_icecast_a_warning_is_heard_alone_and_the_bulletin_after_it(
    commands: Emergencies, tmp_path: Path
) -> None:
    secret = commands.home.keys / "icecast.secret"
    secret.write_text(f"{PASSWORD}\n")
    secret.chmod(0o600)
    with icecast(PASSWORD) as port, recording(port, tmp_path / "heard.ogg"):
        ready(commands, f"icecast:http://127.0.0.1:{port}/loa.ogg")
        interrupt(commands)
    assert {end.text("evidence") for end in commands.records("end")} == {"1"}
    assert_heard_as_ordered(commands, samples_of_file(tmp_path / "heard.ogg"))


@contextmanager
def recording(port: int, into: Path) -> Iterator[None]:
    """Listen to a mount as soon as it is there, and keep what it sends."""
    given_up = threading.Event()

    def listen() -> None:
        while not given_up.wait(0.1):
            url = f"http://127.0.0.1:{port}/loa.ogg"
            with suppress(OSError), urllib.request.urlopen(url, timeout=20) as stream:
                with into.open("wb") as file:
                    while data := stream.read(1024):
                        file.write(data)
                return

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    yield
    listener.join(30)
    given_up.set()
