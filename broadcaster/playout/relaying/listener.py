"""Our end of the process that hears a relay: start it, take its pieces, end it.

Nothing that comes from there is believed: a piece has a bound, and so has what it says of itself.
"""

import contextlib
import json
import os
import select
import signal
import struct
import subprocess
import sys
from dataclasses import dataclass, field
from typing import IO, Any, cast

from broadcaster.config import Settings
from broadcaster.playout.relaying.source import LOOPBACK

LARGEST_PIECE = 1 << 18
HEAD_BYTES = 5
PATIENCE_S = 6.0
"""A source of which nothing comes for so long is given up, and connected anew."""
MEMORY_BYTES = 256 << 20
CPU_S, CPU_SHARE = 120, 4
"""Processor time: so much, and a quarter of what it may last. Healthy streams need a twentieth."""
LONGEST_WORD = 80
LONGEST_LOOPBACK_MS = 24 * 3_600_000
"""What its processor time is reckoned by; in fact one process lasts for weeks."""
_INHERITED = (
    "PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "HOME", "XDG_RUNTIME_DIR", "PULSE_SERVER",
    "ALSA_CONFIG_PATH", "ALSA_CONFIG_DIR",
)  # fmt: skip
"""Of our environment: what Python, and the sound systems of this box, are found by."""
PROGRAM = ("-P", "-B", "-X", "utf8", "-m", "broadcaster.playout.relaying.reader")


@dataclass(frozen=True)
class Job:
    """What is to be heard, and at which level."""

    source: str
    longest_ms: int
    loudness_lufs: float
    true_peak_dbtp: float

    @classmethod
    def of(cls, source: str, longest_ms: int, settings: Settings) -> "Job":
        """Return the job of a source at the station's level."""
        return cls(source, longest_ms, settings.loudness_lufs, settings.true_peak_dbtp)

    @classmethod
    def of_loopback(cls, source: str) -> "Job":
        """Return the job of hearing an input of ours for good, as it is."""
        return cls(LOOPBACK + source, LONGEST_LOOPBACK_MS, 0.0, 0.0)

    def to_words(self) -> str:
        """Return it as the process takes it."""
        return json.dumps(
            {
                "source": self.source,
                "memory_bytes": MEMORY_BYTES,
                "cpu_s": CPU_S + self.longest_ms // 1000 // CPU_SHARE,
                "loudness_lufs": self.loudness_lufs,
                "true_peak_dbtp": self.true_peak_dbtp,
            }
        )


@dataclass(frozen=True)
class About:
    """What a source is: a recording begins with its first sample, all else is joined live."""

    recorded: bool = False
    segmented: bool = False
    form: str = ""


@dataclass(frozen=True)
class Ended:
    """The process came to its end; an empty fault says that the source did."""

    fault: str = ""


@dataclass
class Listener:
    """One running process. `next_piece` is called by one thread, `kill` from any."""

    job: Job
    _buffer: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        """Start it. OSError when the machine can't."""
        one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [sys.executable, *PROGRAM, self.job.to_words()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={key: os.environ[key] for key in _INHERITED if key in os.environ} | one_thread,
            start_new_session=True,
        )
        self._stdout = cast(IO[bytes], self._process.stdout).fileno()
        self._poll = select.poll()
        self._poll.register(self._stdout, select.POLLIN)

    def next_piece(self) -> bytes | About | Ended:
        """Wait for the next samples, or for what else it has to say."""
        head = self._take(HEAD_BYTES)
        if isinstance(head, Ended):
            return head
        size = struct.unpack("<I", head[1:])[0]
        if size > LARGEST_PIECE or head[:1] not in b"HSE":
            return Ended("crashed")
        piece = self._take(size)
        if isinstance(piece, Ended):
            return piece
        if head[:1] == b"S":
            return piece[: size // 2 * 2]
        return _understood(head[:1], piece)

    def kill(self) -> None:
        """End it at once, with what it started; safe to repeat."""
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End it and let go of it."""
        self.kill()
        with self._process:
            pass

    def _take(self, count: int) -> bytes | Ended:
        while len(self._buffer) < count:
            if not self._poll.poll(PATIENCE_S * 1000):
                return Ended("stalled")
            more = os.read(self._stdout, LARGEST_PIECE)
            if not more:
                return Ended("crashed")
            self._buffer += more
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        return taken


def _understood(kind: bytes, piece: bytes) -> About | Ended:
    try:
        said: dict[str, Any] = json.loads(piece)
        if kind == b"H":
            form = _word(said["form"])
            return About(said["recorded"] is True, said["segmented"] is True, form)
        return Ended(_word(said["fault"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return Ended("crashed")


def _word(said: object) -> str:
    word = str(said)[:LONGEST_WORD]
    return word if word.isprintable() else "?"
