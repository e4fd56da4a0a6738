"""Speech as a WAV file, to be listened to before anything is mastered."""

import io
import wave
from collections.abc import Iterable

from broadcaster.voices.model import Speech


def as_wave(speeches: Iterable[Speech]) -> bytes:
    """Return all the speech, one after the other, as one WAV file at the first one's rate."""
    out = io.BytesIO()
    every = list(speeches)
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(every[0].rate_hz if every else 24_000)
        for speech in every:
            file.writeframes(speech.pcm)
    return out.getvalue()
