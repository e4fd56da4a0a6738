"""Samples to PulseAudio, or to PipeWire in its place, paced by the sink's own clock.

`pulse[:SINK]` speaks to the server through its own small library (libpulse-simple), which is
there wherever such a server is. The server says how long a sample still takes, so what has
sounded is known and the latency need not be configured.
"""

import ctypes
from functools import cache

from broadcaster.i18n import _
from broadcaster.playout.errors import OutputError
from broadcaster.playout.outputs.model import Opening
from broadcaster.quantities import BUS_RATE_HZ

BUFFER_MS = 200
_PLAYBACK, _S16LE = 1, 3
_LEAST = 2**32 - 1
"""What the server may choose itself."""
_PRIMING = bytes(BUS_RATE_HZ * 2 * BUFFER_MS // 1000)


class _SampleSpec(ctypes.Structure):
    _fields_ = (("format", ctypes.c_int), ("rate", ctypes.c_uint32), ("channels", ctypes.c_uint8))


class _BufferAttributes(ctypes.Structure):
    _fields_ = tuple(
        (name, ctypes.c_uint32) for name in ("maxlength", "tlength", "prebuf", "minreq", "fragsize")
    )


@cache
def _library() -> ctypes.CDLL:
    """Load the library once. OSError when there is none."""
    library = ctypes.CDLL("libpulse-simple.so.0")
    library.pa_simple_new.restype = ctypes.c_void_p
    library.pa_simple_get_latency.restype = ctypes.c_uint64
    library.pa_strerror.restype = ctypes.c_char_p
    library.pa_simple_write.argtypes = [
        ctypes.c_void_p,
        ctypes.c_char_p,
        ctypes.c_size_t,
        ctypes.c_void_p,
    ]
    library.pa_simple_get_latency.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    library.pa_simple_flush.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    library.pa_simple_free.argtypes = [ctypes.c_void_p]
    return library


class PulseOutput:
    """One stream into one sink, the server's default unless named."""

    grade = 2
    paces = True
    gaps = 0

    def __init__(self, argument: str = "") -> None:
        """Play into the sink `argument`."""
        self._sink = argument
        self.name = f"pulse:{argument}" if argument else "pulse"
        self._stream: int | None = None
        self._written = 0

    def check(self) -> str | None:
        """Return why there is no such sink, or None. It is closed again at once."""
        try:
            self._connect()
        except OutputError as error:
            return error.reason
        self.close()
        return None

    def open(self, opening: Opening) -> None:
        """Connect, and fill the buffer with silence, so that the sink's clock runs."""
        self._connect()
        self._written = -len(_PRIMING) // 2
        self.write(_PRIMING)

    def write(self, block: bytes) -> None:
        """Hand samples to the server, waiting for room."""
        if self._stream is None:
            raise OutputError(self.name, _("it is not open"))
        code = ctypes.c_int()
        if _library().pa_simple_write(self._stream, block, len(block), ctypes.byref(code)) < 0:
            self._fail(code.value)
        self._written += len(block) // 2

    def position(self) -> int | None:
        """Return how many samples have sounded by the sink's clock; None without a server."""
        code = ctypes.c_int()
        if self._stream is None:
            return None
        delay_us = _library().pa_simple_get_latency(self._stream, ctypes.byref(code))
        if code.value:
            return None  # the next write says what happened
        return int(self._written - delay_us * BUS_RATE_HZ // 1_000_000)

    def close(self) -> None:
        """Drop what is still in the buffer and disconnect."""
        stream, self._stream = self._stream, None
        if stream is not None:
            _library().pa_simple_flush(stream, None)
            _library().pa_simple_free(stream)

    def _connect(self) -> None:
        try:
            library = _library()
        except OSError as error:
            reason = _("no PulseAudio library: {error}").format(error=error)
            raise OutputError(self.name, reason) from error
        size = len(_PRIMING)
        code = ctypes.c_int()
        self._stream = library.pa_simple_new(
            None,
            b"broadcaster",
            _PLAYBACK,
            self._sink.encode() or None,
            b"broadcast",
            ctypes.byref(_SampleSpec(_S16LE, BUS_RATE_HZ, 1)),
            None,
            ctypes.byref(_BufferAttributes(_LEAST, size, size, _LEAST, _LEAST)),
            ctypes.byref(code),
        )
        if self._stream is None:
            self._fail(code.value)

    def _fail(self, code: int) -> None:
        reason = _library().pa_strerror(code).decode(errors="replace")
        self.close()
        raise OutputError(self.name, reason)
