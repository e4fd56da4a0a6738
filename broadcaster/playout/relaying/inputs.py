"""A sound input of this box: a card through ALSA, or what PulseAudio or PipeWire hears.

48 kHz s16 mono in pieces of 20 ms, in the pace of the input's own clock. Opened before the process
limits itself, since a sound system may want a thread or a file of its own; what it hears is this
box's, and no stranger's.
"""

import ctypes
import errno
import shlex
import subprocess
from collections.abc import Callable, Iterator

from broadcaster.playout.outputs.alsa import alsa
from broadcaster.quantities import BUS_RATE_HZ

PULSE = "pulse"
"""Input `pulse` or `pulse:SOURCE`; every other name is one of ALSA's, such as `hw:1`."""
PIPE = "pipe"
PIECE = BUS_RATE_HZ // 50
BUFFER_US = 200_000
_CAPTURE, _S16_LE, _INTERLEAVED, _MONO, _RESAMPLE, _SILENT = 1, 2, 3, 1, 1, 1
_RECORD, _PULSE_S16LE = 2, 3


class _SampleSpec(ctypes.Structure):
    _fields_ = (("format", ctypes.c_int), ("rate", ctypes.c_uint32), ("channels", ctypes.c_uint8))


class _BufferAttributes(ctypes.Structure):
    _fields_ = tuple(
        (name, ctypes.c_uint32) for name in ("maxlength", "tlength", "prebuf", "minreq", "fragsize")
    )


def opened_input(name: str) -> Iterator[bytes]:
    """Open an input now, and give what it hears. OSError when it cannot be, or fails later."""
    kind, _colon, source = name.partition(":")
    read = _pulse(source) if kind == PULSE else _card(name)
    return _pieces(read)


def opened_loopback(source: str) -> Iterator[bytes]:
    """Open what a loopback names, and give what it hears. OSError as above.

    `pipe:CMD` is whatever writes 48 kHz s16 mono in real time, such as a receiver's program. Only
    a technician can name one, in the settings or of a cluster.
    """
    kind, _colon, argument = source.partition(":")
    if kind == PIPE:
        return _pieces(_program(shlex.split(argument)))
    return _pieces(_pulse(argument) if kind == PULSE else _card(argument or "default"))


def _program(words: list[str]) -> Callable[[], bytes]:
    out = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE).stdout

    def read() -> bytes:
        piece = out.read(PIECE * 2) if out is not None else b""
        if len(piece) < PIECE * 2:
            raise OSError(errno.EPIPE, "its program ended")
        return piece

    return read


def _pieces(read: Callable[[], bytes]) -> Iterator[bytes]:
    while True:
        yield read()


def _card(device: str) -> Callable[[], bytes]:
    library, pcm = alsa(), ctypes.c_void_p()
    library.snd_pcm_readi.restype = ctypes.c_long
    library.snd_pcm_readi.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_ulong]

    def need(code: int) -> None:
        if code < 0:
            raise OSError(-code, library.snd_strerror(code).decode(errors="replace"))

    need(library.snd_pcm_open(ctypes.byref(pcm), device.encode(), _CAPTURE, 0))
    need(
        library.snd_pcm_set_params(
            pcm, _S16_LE, _INTERLEAVED, _MONO, BUS_RATE_HZ, _RESAMPLE, BUFFER_US
        )
    )
    buffer = ctypes.create_string_buffer(PIECE * 2)

    def read() -> bytes:
        while (count := library.snd_pcm_readi(pcm, buffer, PIECE)) < 0:
            need(library.snd_pcm_recover(pcm, count, _SILENT))
        return buffer.raw[: count * 2]

    return read


def _pulse(source: str) -> Callable[[], bytes]:
    library, code = ctypes.CDLL("libpulse-simple.so.0"), ctypes.c_int()
    library.pa_simple_new.restype = ctypes.c_void_p
    library.pa_strerror.restype = ctypes.c_char_p
    library.pa_simple_read.argtypes = [
        ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_void_p,
    ]  # fmt: skip

    def reason() -> OSError:
        return OSError(code.value, library.pa_strerror(code.value).decode(errors="replace"))

    least = 2**32 - 1
    stream = library.pa_simple_new(
        None,
        b"broadcaster",
        _RECORD,
        source.encode() or None,
        b"live",
        ctypes.byref(_SampleSpec(_PULSE_S16LE, BUS_RATE_HZ, 1)),
        None,
        ctypes.byref(_BufferAttributes(least, least, least, least, PIECE * 2)),
        ctypes.byref(code),
    )
    if stream is None:
        raise reason()
    buffer = ctypes.create_string_buffer(PIECE * 2)

    def read() -> bytes:
        if library.pa_simple_read(stream, buffer, PIECE * 2, ctypes.byref(code)) < 0:
            raise reason()
        return buffer.raw

    return read
