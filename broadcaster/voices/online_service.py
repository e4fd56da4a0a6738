"""Ask the speech service for one piece of a sentence, within bounds, and take its answer apart."""

import base64
import binascii
import re

from broadcaster.i18n import _
from broadcaster.timebase import NANOSECONDS, SystemTime

RATE_HZ = 24_000
MOST_BYTES = 8 * 1024 * 1024
PIECE_BYTES = 1 << 14
_AUDIO = re.compile(rb'jQ1olc","\[\\"([A-Za-z0-9+/=]*)\\"')


class ServiceError(Exception):
    """The service did not give speech; the text says why."""


def fetch_speech(service: str, body: str, timeout_s: int) -> bytes:
    """Return what the service says to one request of gTTS's, as s16le mono at `RATE_HZ`."""
    return decode_answer(_audio_in(_post(service, body, timeout_s)))


def _post(service: str, body: str, timeout_s: int) -> bytes:
    import requests
    from gtts import gTTS
    from urllib3.exceptions import HTTPError, ReadTimeoutError

    time = SystemTime()
    deadline = time.monotonic() + timeout_s * NANOSECONDS
    answer = bytearray()
    headers = {**gTTS.GOOGLE_TTS_HEADERS, "Accept-Encoding": "identity"}
    try:
        with requests.post(
            service, data=body, headers=headers, timeout=timeout_s, stream=True
        ) as response:
            if not response.ok:
                raise ServiceError(
                    _("the service refused ({status})").format(status=response.status_code)
                )
            # The library's time-out is between two pieces, and it waits for whole blocks: a
            # trickle would never end. So what has come is taken as it comes.
            while piece := response.raw.read1(PIECE_BYTES):
                answer += piece
                if time.monotonic() > deadline:
                    raise ServiceError(_late(timeout_s))
                if len(answer) > MOST_BYTES:
                    raise ServiceError(_("the service's answer is far too large"))
    except (requests.Timeout, ReadTimeoutError) as error:
        raise ServiceError(_late(timeout_s)) from error
    except (requests.RequestException, HTTPError) as error:
        raise ServiceError(_("the service cannot be reached")) from error
    return bytes(answer)


def _late(timeout_s: int) -> str:
    return _("the service gave no whole answer in {seconds} s").format(seconds=timeout_s)


def _audio_in(answer: bytes) -> bytes:
    found = _AUDIO.search(answer)
    try:
        audio = base64.b64decode(found.group(1), validate=True) if found else b""
    except binascii.Error:
        audio = b""
    if not audio:
        raise ServiceError(_("the service's answer holds no speech"))
    return audio


def decode_answer(audio: bytes) -> bytes:
    """Return the sound file a service gave as s16le mono at `RATE_HZ`; `ServiceError` if none.

    A process of its own looks into it.
    """
    import numpy as np

    from broadcaster.decoding import DecodingError, strangers

    try:
        floats = strangers.decode_answer(audio, RATE_HZ, _("the service's answer"))
    except DecodingError as error:
        raise ServiceError(_("the service's answer holds no speech")) from error
    return np.clip(np.rint(floats * 32768), -32768, 32767).astype("<i2").tobytes()
