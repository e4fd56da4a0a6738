"""Write a stream of blocks as one file in the station's air format, by a process of its own."""

import contextlib
import fcntl
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, cast

import numpy as np

from broadcaster.decoding.samples import Block
from broadcaster.i18n import _
from broadcaster.production.errors import ProductionError
from broadcaster.quantities import CUT_RATE_HZ

PROGRAM = Path(__file__).with_name("encoder.py")
WAITING_BYTES = 1 << 20
"""How much sound may wait for the encoder: eleven seconds of it, 60 ms of work."""
LONGEST_COMPLAINT = 2000


@dataclass(frozen=True)
class AirFormat:
    """How cuts are encoded, and what the codec was measured to do to level and peaks."""

    name: str
    container: str
    codec: str
    sample_format: str
    bitrate_kbps: int | None
    loss_db: float
    """How much quieter the decoded file is."""
    peak_rise_db: float
    """How far decoded peaks come out over the limiter's ceiling, after that loss."""
    delay: int
    """Samples the decoder gives first that are not the sound's; a finished file says so itself."""

    @classmethod
    def named(cls, name: str, bitrate_kbps: int) -> "AirFormat":
        """Return the format of a setting: mp3, opus or flac (which has no bit rate)."""
        container, codec, sample_format, has_rate, loss_db, rise_db, delay = _FORMATS[name]
        rate = bitrate_kbps if has_rate else None
        return cls(name, container, codec, sample_format, rate, loss_db, rise_db, delay)


CODEC_OPTIONS = {"libmp3lame": {"compression_level": "7"}}
"""Two thirds of the default's time, and on speech at 64 kbit/s nearer to the source (30.9 dB
against 28.2 dB, by `make bench`): at 24 kHz mono there are bits enough without noise shaping."""

_FORMATS = {
    "mp3": ("mp3", "libmp3lame", "fltp", True, 0.48, 0.8, 1105),  # LAME scales by 0.95
    "opus": ("ogg", "libopus", "flt", True, 0.0, 0.75, 0),
    "flac": ("flac", "flac", "s16", False, 0.05, 0.05, 0),
}


class Encoder:
    """A running encoder of one file. Use as a context manager, and `finish` it."""

    def __init__(self, path: Path, air: AirFormat) -> None:
        self.path = path
        self._job = json.dumps(
            {
                "path": str(path),
                "container": air.container,
                "codec": air.codec,
                "sample_format": air.sample_format,
                "rate_hz": CUT_RATE_HZ,
                "bit_rate": (air.bitrate_kbps or 0) * 1000,
                "options": CODEC_OPTIONS.get(air.codec, {}),
            }
        )

    def __enter__(self) -> "Encoder":
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-B", str(PROGRAM), self._job],
                stdin=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except OSError as error:
            raise self._refusal(error.strerror or str(error)) from error
        with contextlib.suppress(OSError):  # a machine may allow less; it works with less
            fcntl.fcntl(self._stdin, fcntl.F_SETPIPE_SZ, WAITING_BYTES)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        with contextlib.suppress(BrokenPipeError):
            self._stdin.close()
        self._stderr.close()
        self._process.wait()

    @property
    def _stdin(self) -> IO[bytes]:
        return cast(IO[bytes], self._process.stdin)

    @property
    def _stderr(self) -> IO[bytes]:
        return cast(IO[bytes], self._process.stderr)

    def take(self, blocks: Iterable[Block]) -> None:
        """Encode these mono blocks at the cut's rate too. `ProductionError` when it has ended."""
        try:
            for block in blocks:
                self._stdin.write(np.ascontiguousarray(block, dtype=np.float32).tobytes())
        except BrokenPipeError:
            self.finish()

    def finish(self) -> None:
        """Wait until the file is whole; `ProductionError` says why it is not."""
        with contextlib.suppress(BrokenPipeError):
            self._stdin.close()
        said = self._stderr.read(LONGEST_COMPLAINT)
        if self._process.wait():
            lines = said.decode(errors="replace").strip().splitlines()
            reason = lines[-1] if lines else _("the encoder ended")
            raise self._refusal(reason)

    def _refusal(self, reason: str) -> ProductionError:
        return ProductionError.cannot_write(self.path.parent, reason)


def encode(path: Path, blocks: Iterable[Block], air: AirFormat) -> None:
    """Encode mono blocks at the cut's rate into `path`.

    The same blocks give the same bytes with one build of the codecs. A full disk may show only
    as a short file: the caller measures what it finds there.
    """
    with Encoder(path, air) as encoder:
        encoder.take(blocks)
        encoder.finish()
