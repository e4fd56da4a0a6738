"""Pushing to Icecast: what a server gets, how each refusal is told, and where the password goes."""

import base64
import io
import socket
import threading
from datetime import UTC, datetime
from pathlib import Path

import av
import numpy as np
import pytest

from broadcaster.playout.errors import OutputError
from broadcaster.playout.outputs import Opening, Output, make_output
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import NANOSECONDS, SystemTime

TIME = SystemTime()
OPENING = Opening("morning@2026-11-22T0530", datetime(2026, 11, 21, 22, 29, 57, tzinfo=UTC))
PASSWORD = "chim-hot-5"
TAKEN = b"HTTP/1.1 100 Continue\r\n\r\n"


class Server:
    """A server that answers one request as it is told, and keeps what follows."""

    def __init__(self, answer: bytes, leaves_after: int = 0) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(20)
        self.port = self._listening.getsockname()[1]
        self.request, self.body = b"", bytearray()
        self._answer, self._leaves_after = answer, leaves_after
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        connection, _peer = self._listening.accept()
        with connection:
            connection.settimeout(20)
            while b"\r\n\r\n" not in self.request:
                self.request += connection.recv(4096)
            connection.sendall(self._answer)
            while data := connection.recv(65536):
                self.body += data
                if self._leaves_after and len(self.body) > self._leaves_after:
                    return

    def close(self) -> None:
        self._thread.join(20)
        self._listening.close()

    def output(self, keys: Path, mount: str = "/loa.ogg") -> Output:
        return make_output(f"icecast:http://127.0.0.1:{self.port}{mount}", keys)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    path = tmp_path / "icecast.secret"
    path.write_text(PASSWORD + "\n")
    path.chmod(0o600)
    return tmp_path


def tone(seconds: float, hz: int) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    at = np.arange(int(seconds * BUS_RATE_HZ)) / BUS_RATE_HZ
    return (np.sin(2 * np.pi * hz * at) * 12_000).astype("<i2")


def decoded(body: bytes) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    with av.open(io.BytesIO(body), "r") as found:
        resampler = av.AudioResampler("s16", "mono", BUS_RATE_HZ)
        frames = [
            part.to_ndarray().reshape(-1)
            for frame in found.decode(audio=0)
            for part in resampler.resample(frame)
        ]
    return np.concatenate(frames).astype(np.float64)


def until_refused(output: Output) -> str:
    """Feed silence in real time until the output says why it takes no more."""
    block = bytes(BUS_RATE_HZ // 10 * 2)
    with pytest.raises(OutputError) as caught:  # noqa: PT012 - it fails whenever the server does
        for _n in range(200):
            output.write(block)
            TIME.sleep_until(TIME.monotonic() + NANOSECONDS // 10)
    return caught.value.reason


def until_asked(server: Server) -> None:
    """Wait until the process has sent its request, and so runs."""
    deadline = TIME.monotonic() + 20 * NANOSECONDS
    while not server.request:
        assert TIME.monotonic() < deadline
        TIME.sleep_until(TIME.monotonic() + NANOSECONDS // 50)


@pytest.mark.parametrize("mount", ["/loa.ogg", "/loa.mp3"])
def test_a_mount_gets_what_was_handed_on_encoded(keys: Path, mount: str) -> None:
    server = Server(TAKEN)
    output = server.output(keys, mount)
    sent = np.concatenate([tone(1.0, 300), np.zeros(24_000, "<i2"), tone(1.5, 700)])
    output.open(OPENING)
    for at in range(0, len(sent), 960):
        output.write(sent[at : at + 960].tobytes())
    output.close()
    server.close()
    assert server.request.startswith(f"PUT {mount} HTTP/1.1\r\n".encode())
    wanted = base64.b64encode(f"source:{PASSWORD}".encode())
    assert b"Authorization: Basic " + wanted in server.request
    heard = decoded(bytes(server.body))
    assert abs(len(heard) - len(sent)) < BUS_RATE_HZ // 5
    size = 2 ** int(np.ceil(np.log2(len(heard) + len(sent))))
    product = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(sent.astype(np.float64), size))
    alike = np.fft.irfft(product, size).max()
    assert alike / np.sqrt((heard**2).sum() * (sent.astype(np.float64) ** 2).sum()) > 0.9


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"HTTP/1.1 401 Unauthorized\r\n\r\n", "does not accept the password"),
        (b"HTTP/1.0 403 Forbidden\r\n\r\nMountpoint in use", "does not take the mount"),
        (b"HTTP/1.1 503 Too many\r\n\r\n", "does not take the mount"),
        (b"\x00\xff garbage", "does not take the mount"),
        (b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n", "does not take the mount"),
    ],
)
def test_what_a_server_refuses_is_told_in_words(keys: Path, answer: bytes, said: str) -> None:
    server = Server(answer)
    output = server.output(keys)
    output.open(OPENING)
    assert said in until_refused(output)
    output.close()
    server.close()


def test_a_server_that_is_away_or_leaves_is_a_failed_output(keys: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as away:
        port = away.getsockname()[1]
    output = make_output(f"icecast:http://127.0.0.1:{port}/loa", keys)
    output.open(OPENING)
    assert "cannot be reached" in until_refused(output)
    leaving = Server(TAKEN, leaves_after=2_000)
    output = leaving.output(keys)
    output.open(OPENING)
    assert "was lost" in until_refused(output)
    output.close()
    leaving.close()


def test_the_password_is_nowhere_but_in_the_request(keys: Path) -> None:
    server = Server(TAKEN)
    output = server.output(keys)
    output.open(OPENING)
    output.write(bytes(9600))
    until_asked(server)
    shown = []
    for folder in Path("/proc").glob("[0-9]*"):
        for name in ("cmdline", "environ"):
            try:
                shown.append((folder / name).read_bytes())
            except OSError:
                continue
    assert any(b"icecast_push" in text for text in shown)
    assert not any(PASSWORD.encode() in text for text in shown)
    assert PASSWORD not in output.name
    output.close()
    server.close()


@pytest.mark.parametrize(
    "url",
    ["", "loa", "http://h", "http://h/", "ftp://h/m", "http:///m", "http://h:x/m", "http://h/a b",
     "http://h/m?x", "http://h/m%0d\r\nX: y"],
)  # fmt: skip
def test_an_address_that_is_none_is_told(keys: Path, url: str) -> None:
    assert "icecast:http://HOST:8000/MOUNT" in str(make_output(f"icecast:{url}", keys).check())


def test_a_password_in_the_address_is_refused_and_not_repeated(keys: Path) -> None:
    output = make_output(f"icecast:http://source:{PASSWORD}@h:8000/m", keys)
    reason = output.check()
    assert reason
    assert "icecast.secret" in reason
    assert PASSWORD not in reason + output.name


def test_a_password_that_others_may_read_is_not_used(keys: Path) -> None:
    (keys / "icecast.secret").chmod(0o644)
    output = make_output("icecast:http://127.0.0.1:8000/loa", keys)
    assert "chmod 600" in str(output.check())
    with pytest.raises(OutputError):
        output.open(OPENING)
    (keys / "icecast.secret").unlink()
    assert "icecast.secret" in str(output.check())
    own = keys / "icecast-127.0.0.1.secret"
    own.write_text("other\n")
    own.chmod(0o600)
    assert output.check() is None
