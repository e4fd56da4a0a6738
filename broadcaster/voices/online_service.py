"""Ask Google's speech service for one piece of a sentence, and take its answer apart.

What any service answers is made into samples here, by `decode_answer`.
"""

import base64
import binascii
import re

from broadcaster.i18n import _
from broadcaster.timebase import TimeSource
from broadcaster.voices.exchange import Request
from broadcaster.voices.failure import by_status, no_speech
from broadcaster.voices.redirect import follow

RATE_HZ = 24_000
SHORTEST_LETTER_S = 0.015
_AUDIO = re.compile(rb'jQ1olc","\[\\"([A-Za-z0-9+/=]*)\\"')


def fetch_speech(service: str, body: str, time: TimeSource, until: int) -> bytes:
    """Return what the service says to one request of gTTS's, as s16le mono at `RATE_HZ`.

    `until` is the monotonic moment (ns) by which it has to be there. `ServiceError` says why not.
    """
    from gtts import gTTS

    request = Request("POST", service, gTTS.GOOGLE_TTS_HEADERS, body.encode())
    answer = follow(request, (), time, until)
    if answer.status != 200:
        raise by_status(answer.status, answer.headers, time.now())
    return decode_answer(_audio_in(answer.body))


def _audio_in(answer: bytes) -> bytes:
    found = _AUDIO.search(answer)
    try:
        audio = base64.b64decode(found.group(1), validate=True) if found else b""
    except binascii.Error:
        audio = b""
    if not audio:
        raise no_speech()
    return audio


def require_whole(pcm: bytes, text: str) -> None:
    """Refuse speech that is far too short for its text: a beep, or a file that was cut.

    Nobody says a letter in `SHORTEST_LETTER_S`; the fastest reader needs more than twice that.
    """
    letters = sum(sign.isalnum() for sign in text)
    if len(pcm) // 2 < letters * SHORTEST_LETTER_S * RATE_HZ:
        raise no_speech(_("it is far too short for its text"))


def decode_answer(audio: bytes) -> bytes:
    """Return the sound file a service gave as s16le mono at `RATE_HZ`; `ServiceError` if none.

    A process of its own looks into it.
    """
    import numpy as np

    from broadcaster.decoding import DecodingError, strangers

    try:
        floats = strangers.decode_answer(audio, RATE_HZ, _("the service's answer"))
    except DecodingError as error:
        raise no_speech() from error
    return np.clip(np.rint(floats * 32768), -32768, 32767).astype("<i2").tobytes()
