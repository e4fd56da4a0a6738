"""A service manager for tests: what systemd does for the player's unit, read from the unit itself.

It starts the player, hears READY and WATCHDOG on a socket of its own, aborts a player that is
silent for `WatchdogSec`, kills it after `TimeoutAbortSec`, and starts it again after `RestartSec`.
Only an end that the test asks for is the end.
"""

import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from broadcaster.timebase import NANOSECONDS, SystemTime
from tests.e2e.station_on_disk import Broadcast
from tests.test_systemd import PLAYOUT, values

TIME = SystemTime()


def seconds(key: str) -> int:
    """Return a time of the player's unit."""
    return int(values(PLAYOUT, key)[0])


class Manager:
    """One unit under management."""

    def __init__(self, broadcast: Broadcast, folder: Path, player: list[str]) -> None:
        self.ready: list[int] = []
        """Monotonic moments (ns) of each READY."""
        self.process: subprocess.Popen[bytes] | None = None
        self._command = broadcast.command(player=player)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(folder / "notify"))
        self._socket.settimeout(0.2)
        self._environment = {
            **os.environ,
            **broadcast.environment,
            "BROADCASTER_LANG": "en",
            "NOTIFY_SOCKET": str(folder / "notify"),
            "WATCHDOG_USEC": str(seconds("WatchdogSec") * 1_000_000),
        }
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def wait_ready(self, count: int, within_s: float) -> None:
        """Wait for the `count`th READY; AssertionError when it does not come in time."""
        deadline = TIME.monotonic() + int(within_s * NANOSECONDS)
        while len(self.ready) < count:
            assert TIME.monotonic() < deadline, f"{len(self.ready)} starts"
            TIME.sleep_until(TIME.monotonic() + NANOSECONDS // 50)

    def send(self, number: signal.Signals) -> int:
        """Send the player a signal; return the monotonic moment."""
        assert self.process is not None
        self.process.send_signal(number)
        return TIME.monotonic()

    def stop(self) -> None:
        """Stop the player as `systemctl stop` does."""
        self._ending.set()
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
        self._thread.join(40)
        self._socket.close()

    def _run(self) -> None:
        while not self._ending.is_set():
            self.process = subprocess.Popen(
                self._command, env=self._environment, stderr=subprocess.DEVNULL
            )
            self._watch(self.process)
            self._ending.wait(seconds("RestartSec"))

    def _watch(self, process: "subprocess.Popen[bytes]") -> None:
        heard = 0
        while process.poll() is None:
            try:
                message = self._socket.recv(4096).decode()
            except TimeoutError:
                message = ""
            if message.startswith("READY=1"):
                heard = TIME.monotonic()
                self.ready.append(heard)
            elif message == "WATCHDOG=1":
                heard = TIME.monotonic()
            if heard and TIME.monotonic() - heard > seconds("WatchdogSec") * NANOSECONDS:
                _abort(process)


def _abort(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGABRT)
    try:
        process.wait(seconds("TimeoutAbortSec"))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def managed(broadcast: Broadcast, folder: Path, player: list[str]) -> Iterator[Manager]:
    """Run the player under management, from its first READY on."""
    manager = Manager(broadcast, folder, player)
    try:
        manager.wait_ready(1, 30)
        yield manager
    finally:
        manager.stop()
