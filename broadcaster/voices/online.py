"""Online voices: the speech of Google Translate, by way of gTTS. Natural, and never without leave.

The spoken text of a bulletin goes to Google's servers, so these voices are off until an approver
enables them for the unit. Speech is made once, kept in the sentence store and played offline.
gTTS divides the text and writes the requests; we send them, because it sends them without
checking who answers (no TLS verification) and without a limit on the whole answer.
"""

import base64
import binascii
import io
import re
import socket
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

from broadcaster.i18n import _
from broadcaster.timebase import NANOSECONDS, SystemTime
from broadcaster.voices.errors import VoicesError
from broadcaster.voices.model import LONGEST_SENTENCE, Parameters, Speech, SpokenSentence

ENGINE = "gtts"
LICENCE = "Google Terms of Service"
SERVICE = "https://translate.google.com/_/TranslateWebserverUi/data/batchexecute"
LANGUAGES: Mapping[str, str] = {
    "vi": "vi",
    "en": "en",
    "zh": "zh-CN",
    "km": "km",
    "th": "th",
    "my": "my",
    "fr": "fr",
    "ja": "ja",
    "ko": "ko",
}
"""Two-letter language -> the service's name of it. It has no Lao, Hmong or Tày."""
RATE_HZ = 24_000
TRIES = 2
CHECK_TIMEOUT_S = 5
MOST_BYTES = 8 * 1024 * 1024
_AUDIO = re.compile(rb'jQ1olc","\[\\"([A-Za-z0-9+/=]*)\\"')


class ServiceError(Exception):
    """The service did not give speech; the text says why."""


@dataclass(frozen=True)
class OnlineVoice:
    """One language of the service."""

    language: str
    timeout_s: int = 20
    service: str = SERVICE
    parameters: Parameters = field(default_factory=dict)

    engine = ENGINE
    licence = LICENCE
    leaves_the_house = True

    @property
    def id(self) -> str:
        """`gtts-<language>`."""
        return f"gtts-{self.language}"

    @property
    def engine_version(self) -> str:
        """The version of the package; the service states none of its own."""
        try:
            return version("gtts")
        except PackageNotFoundError:
            return ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The one language it is meant for."""
        return (self.language,)

    def check(self) -> str | None:
        """Say whether the service can be reached; no text is sent."""
        if not self.engine_version:
            return _("the package gtts is not installed")
        parts = urlsplit(self.service)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            with socket.create_connection(
                (parts.hostname or "", port), min(self.timeout_s, CHECK_TIMEOUT_S)
            ):
                return None
        except OSError as error:
            return _("{host} cannot be reached ({error})").format(host=parts.hostname, error=error)

    def speak(self, sentences: Sequence[SpokenSentence]) -> Iterator[Speech]:
        """Give one `Speech` per sentence, in order; each request is tried twice."""
        for sentence in sentences:
            if len(sentence.text) > LONGEST_SENTENCE:
                raise VoicesError.too_long(self.id, sentence.text, LONGEST_SENTENCE)
            try:
                parts = [self._fetch(body) for body in self._requests(sentence)]
                yield Speech(b"".join(_decoded(part) for part in parts), RATE_HZ)
            except ServiceError as error:
                raise VoicesError.sentence_failed(self.id, sentence.text, str(error)) from error

    def _requests(self, sentence: SpokenSentence) -> list[str]:
        """Return the bodies to send: gTTS divides at punctuation, at most 100 characters each."""
        if not any(sign.isalnum() for sign in sentence.text):
            return []
        from gtts import gTTS  # loads the HTTP library, only where a voice speaks
        from gtts.tokenizer import pre_processors

        # Its other pre-processors change English abbreviations; what was approved is what is said.
        wording = [pre_processors.tone_marks, pre_processors.end_of_line]
        name = LANGUAGES.get(sentence.language, LANGUAGES[self.language])
        job = gTTS(sentence.text, lang=name, lang_check=False, pre_processor_funcs=wording)
        bodies: list[str] = job.get_bodies()
        return bodies

    def _fetch(self, body: str) -> bytes:
        for attempt in range(1, TRIES + 1):
            try:
                return _audio_in(self._post(body))
            except ServiceError:
                if attempt == TRIES:
                    raise
        raise AssertionError("a try either returns or raises")

    def _post(self, body: str) -> bytes:
        import requests
        from gtts import gTTS

        time = SystemTime()
        deadline = time.monotonic() + self.timeout_s * NANOSECONDS
        answer = bytearray()
        try:
            with requests.post(
                self.service,
                data=body,
                headers=gTTS.GOOGLE_TTS_HEADERS,
                timeout=self.timeout_s,
                stream=True,
            ) as response:
                if not response.ok:
                    raise ServiceError(
                        _("it refused with {status}").format(status=response.status_code)
                    )
                # The library's time-out is between two pieces; a trickle would never end.
                for piece in response.iter_content(1 << 14):
                    answer += piece
                    if time.monotonic() > deadline:
                        raise ServiceError(_("no whole answer in {s} s").format(s=self.timeout_s))
                    if len(answer) > MOST_BYTES:
                        raise ServiceError(_("its answer is far too large"))
        except requests.Timeout as error:
            raise ServiceError(_("no answer in {s} s").format(s=self.timeout_s)) from error
        except requests.RequestException as error:
            raise ServiceError(_("it cannot be reached")) from error
        return bytes(answer)


def _audio_in(answer: bytes) -> bytes:
    found = _AUDIO.search(answer)
    try:
        audio = base64.b64decode(found.group(1), validate=True) if found else b""
    except binascii.Error:
        audio = b""
    if not audio:
        raise ServiceError(_("its answer holds no speech"))
    return audio


def _decoded(audio: bytes) -> bytes:
    import av

    resampler = av.AudioResampler("s16", "mono", RATE_HZ)
    pcm = bytearray()
    try:
        with av.open(io.BytesIO(audio), "r") as container:
            for frame in container.decode(audio=0):
                for out in resampler.resample(frame):
                    pcm += out.to_ndarray().tobytes()
            for out in resampler.resample(None):
                pcm += out.to_ndarray().tobytes()
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise ServiceError(_("its answer holds no speech")) from error
    return bytes(pcm)


def online_voices(timeout_s: int) -> list[OnlineVoice]:
    """Return the service's voices."""
    return [OnlineVoice(language, timeout_s) for language in LANGUAGES]
