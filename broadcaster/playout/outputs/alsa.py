"""Samples to a sound card, paced by the card's own clock.

Uses the system's ALSA library or the one that PyAV brings, so nothing is needed from apt. Called
directly, because only `snd_pcm_delay` says which sample sounds now, and because the buffer must be
short for a mute to take effect at once. A PCM without a clock (`null`) is recognised when it is
opened: then the player's clock paces it, and it gives no better evidence than a file.
"""

import contextlib
import ctypes
import os
from functools import cache
from pathlib import Path

from broadcaster.i18n import _
from broadcaster.playout.errors import OutputError
from broadcaster.playout.outputs.model import Opening
from broadcaster.quantities import BUS_RATE_HZ

BUFFER_MS = 200
SYSTEM_CONF = Path("/usr/share/alsa/alsa.conf")
OWN_CONF = Path(__file__).with_name("alsa.conf")
CONF_VARIABLE = "ALSA_CONFIG_PATH"
FOLDER_VARIABLE = "ALSA_CONFIG_DIR"
_PLAYBACK, _S16_LE, _INTERLEAVED, _MONO, _RESAMPLE, _SILENT = 0, 2, 3, 1, 1, 1
_PRIMING = bytes(BUS_RATE_HZ * 2 * BUFFER_MS // 1000)


@cache
def alsa() -> ctypes.CDLL:
    """Load the ALSA library once: the system's with its settings, else PyAV's with ours.

    OSError when there is none. The system's settings name plugins that PyAV's library cannot load,
    as where PulseAudio is installed, and then it opens nothing at all.
    """
    library = _system_library() or _bundled_library()
    library.snd_strerror.restype = ctypes.c_char_p
    library.snd_pcm_writei.restype = ctypes.c_long
    library.snd_pcm_writei.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_ulong]
    _quieten(library)
    return library


def _system_library() -> ctypes.CDLL | None:
    if CONF_VARIABLE in os.environ or not SYSTEM_CONF.is_file():
        return None
    try:
        return ctypes.CDLL("libasound.so.2")
    except OSError:
        return None


def point_to_own_settings() -> None:
    """Let PyAV's library find our settings: it looks for what its own builder had."""
    if CONF_VARIABLE not in os.environ:
        os.environ[CONF_VARIABLE] = str(OWN_CONF)
        # More is included from beside the file.
        os.environ.setdefault(FOLDER_VARIABLE, str(OWN_CONF.parent))


def _bundled_library() -> ctypes.CDLL:
    import av

    point_to_own_settings()
    libraries = Path(av.__file__).parent.with_name("av.libs")
    bundled = sorted(libraries.glob("libasound*"))
    return ctypes.CDLL(str(bundled[0]) if bundled else "libasound.so.2")


def _say_nothing(_file: bytes, _line: int, _function: bytes, _error: int) -> None:
    """Keep the library from writing to stderr; the return codes say what went wrong."""


_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int)
_kept: list[object] = []
"""The library holds no reference to what it calls."""


def _quieten(library: ctypes.CDLL) -> None:
    # A callback needs memory that is executable; a hardened service may be denied it, and then
    # the library's lines are in the service's log. Nothing else depends on it.
    with contextlib.suppress(MemoryError):
        handler = _HANDLER(_say_nothing)
        _kept.append(handler)
        library.snd_lib_error_set_handler(handler)


class AlsaOutput:
    """One PCM, `default` unless named: `alsa:plughw:1,0`."""

    def __init__(self, argument: str = "") -> None:
        """Play on the PCM `argument`."""
        self._device = argument or "default"
        self.name = f"alsa:{self._device}"
        self._pcm: ctypes.c_void_p | None = None
        self._written = 0
        self.paces = False
        self.gaps = 0

    @property
    def grade(self) -> int:
        """2 where the card's clock takes the samples, 1 where there is no such clock."""
        return 2 if self.paces else 1

    def check(self) -> str | None:
        """Return why the PCM cannot be opened, or None. It is closed again at once."""
        try:
            self._open()
        except OutputError as error:
            return error.reason
        self.close()
        return None

    def open(self, opening: Opening) -> None:
        """Open the PCM and fill its buffer with silence, so that its clock runs."""
        self._open()
        self._written = -len(_PRIMING) // 2
        self.write(_PRIMING)
        self.paces = self._delay() > 0

    def write(self, block: bytes) -> None:
        """Hand samples to the card, waiting for room; an underrun is counted and played over."""
        while block:
            if self._pcm is None:
                raise OutputError(self.name, _("it is not open"))
            count = alsa().snd_pcm_writei(self._pcm, block, len(block) // 2)
            if count < 0:
                self._recover(count)
                continue
            self._written += count
            block = block[count * 2 :]

    def position(self) -> int | None:
        """Return how many samples have sounded, or None where the PCM has no clock."""
        return self._written - self._delay() if self.paces else None

    def close(self) -> None:
        """Drop what is still in the buffer and close."""
        pcm, self._pcm = self._pcm, None
        if pcm is not None:
            alsa().snd_pcm_drop(pcm)
            alsa().snd_pcm_close(pcm)

    def _open(self) -> None:
        pcm = ctypes.c_void_p()
        try:
            library = alsa()
        except OSError as error:
            raise OutputError(
                self.name, _("no ALSA library: {error}").format(error=error)
            ) from error
        self._need(library.snd_pcm_open(ctypes.byref(pcm), self._device.encode(), _PLAYBACK, 0))
        self._pcm = pcm
        self._need(
            library.snd_pcm_set_params(
                pcm, _S16_LE, _INTERLEAVED, _MONO, BUS_RATE_HZ, _RESAMPLE, BUFFER_MS * 1000
            )
        )

    def _delay(self) -> int:
        frames = ctypes.c_long()
        code = alsa().snd_pcm_delay(self._pcm, ctypes.byref(frames))
        return max(0, frames.value) if code >= 0 else 0

    def _recover(self, code: int) -> None:
        self.gaps += 1
        self._need(alsa().snd_pcm_recover(self._pcm, code, _SILENT))

    def _need(self, code: int) -> None:
        if code < 0:
            reason = alsa().snd_strerror(code).decode(errors="replace")
            self.close()
            raise OutputError(self.name, reason)
