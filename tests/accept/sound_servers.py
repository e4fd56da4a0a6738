"""Real sound servers for the rig: PulseAudio with null sinks, and Icecast; else skipped."""

import os
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import NANOSECONDS, SystemTime
from tests.accept import debian

TIME = SystemTime()
Samples = NDArray[np.float64]
PACKAGES = {
    "pulseaudio": "pulseaudio",
    "parec": "pulseaudio-utils",
    "pactl": "pulseaudio-utils",
    "icecast2": "icecast2",
}
ICECAST = """<icecast>
  <limits><clients>10</clients><sources>4</sources><burst-on-connect>0</burst-on-connect></limits>
  <authentication><source-password>{password}</source-password>
    <admin-user>admin</admin-user><admin-password>{password}-a</admin-password></authentication>
  <hostname>localhost</hostname>
  <listen-socket><port>{port}</port><bind-address>127.0.0.1</bind-address></listen-socket>
  <paths><logdir>{folder}</logdir><webroot>/usr/share/icecast2/web</webroot>
    <adminroot>/usr/share/icecast2/admin</adminroot></paths>
  <logging><errorlog>error.log</errorlog><accesslog>access.log</accesslog></logging>
  {run_as}
</icecast>
"""


def find(program: str) -> str:
    """Return the path of one of these programs, installed on the spot if need be; else skip."""
    return debian.find(program, "--no-install-recommends", PACKAGES[program])


def until(holds: "object", what: str, seconds: float = 20) -> None:
    """Wait until something holds."""
    assert callable(holds)
    deadline = TIME.monotonic() + int(seconds * NANOSECONDS)
    while not holds():
        assert TIME.monotonic() < deadline, what
        TIME.sleep_until(TIME.monotonic() + NANOSECONDS // 20)


@contextmanager
def pulseaudio(folder: Path, sinks: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Run PulseAudio with null sinks; yield the environment in which it is found."""
    address = folder / "native"
    environment = {
        **os.environ,
        "XDG_RUNTIME_DIR": str(folder),
        "PULSE_RUNTIME_PATH": str(folder),
        "HOME": str(folder),
        "PULSE_SERVER": f"unix:{address}",
    }
    modules = [f"module-native-protocol-unix socket={address} auth-anonymous=1"]
    modules += [f"module-null-sink sink_name={s} rate=48000 channels=1" for s in sinks]
    words = [find("pulseaudio"), "-n", "--daemonize=no", "--exit-idle-time=-1"]
    words += ["--use-pid-file=no", *(word for module in modules for word in ("-L", module))]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(words, env=environment, stdout=quiet, stderr=quiet)
    try:
        until(address.exists, "PulseAudio did not start")
        yield environment
    finally:
        server.terminate()
        server.wait(20)


@contextmanager
def listening(environment: dict[str, str], sinks: tuple[str, ...], folder: Path) -> Iterator[None]:
    """Record what each sink plays, all in one process so that they share one beginning."""
    recorders = [
        subprocess.Popen(
            [find("parec"), f"--device={sink}.monitor", "--rate=48000", "--channels=1"]
            + ["--format=s16le", "--raw", "--latency-msec=10", str(folder / f"{sink}.raw")],
            env=environment,
        )
        for sink in sinks
    ]
    try:
        yield
    finally:
        for recorder in recorders:
            recorder.terminate()
            recorder.wait(20)


@contextmanager
def icecast(password: str) -> Iterator[int]:
    """Run Icecast; yield its port."""
    program = find("icecast2")
    with tempfile.TemporaryDirectory() as name:  # where the account it runs as gets to
        yield from _icecast(program, Path(name), password)


def _icecast(program: str, folder: Path, password: str) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    run_as = ""
    if os.geteuid() == 0:  # it refuses to run as root
        run_as = (
            "<security><changeowner><user>nobody</user><group>nogroup</group>"
            "</changeowner></security>"
        )
        folder.chmod(0o777)
    said = ICECAST.format(password=password, port=port, folder=folder, run_as=run_as)
    (folder / "icecast.xml").write_text(said)
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(
        [program, "-c", str(folder / "icecast.xml")], stdout=quiet, stderr=quiet
    )
    try:
        until(lambda: _answers(port), "Icecast did not start")
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def place_of(wanted: Samples, heard: Samples) -> tuple[int, float]:
    """Return at which sample of `heard` `wanted` begins, and how alike they are (0 to 1)."""
    size = 2 ** int(np.ceil(np.log2(len(heard) + len(wanted))))
    product = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size))
    alike = np.fft.irfft(product, size)[: len(heard)]
    at = int(np.argmax(alike))
    beside = heard[at : at + len(wanted)]
    scale = float(np.sqrt((beside**2).sum() * (wanted**2).sum())) or 1.0
    return at, float(alike[at]) / scale


def samples_of_file(path: Path) -> Samples:
    """Return what a listener recorded, on the bus's rate."""
    resampler = av.AudioResampler("s16", "mono", BUS_RATE_HZ)
    with av.open(str(path), "r") as found:
        frames = [one for frame in found.decode(audio=0) for one in resampler.resample(frame)]
    return np.concatenate([frame.to_ndarray().reshape(-1) for frame in frames]).astype(np.float64)
