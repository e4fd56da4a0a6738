"""Online voices: the speech of Google Translate, by way of gTTS. Natural, and never without leave.

The spoken text of a bulletin goes to Google's servers, so these voices are off until an approver
enables them for the unit. Speech is made once, kept in the sentence store and played offline.
gTTS divides the text and writes the requests; we send them, because it sends them without
checking who answers (no TLS verification), without a limit on the whole answer, and only once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

from broadcaster.i18n import _
from broadcaster.timebase import SystemTime, TimeSource
from broadcaster.voices.errors import VoicesError
from broadcaster.voices.exchange import reach
from broadcaster.voices.failure import ServiceError
from broadcaster.voices.model import LONGEST_SENTENCE, Parameters, Speech, SpokenSentence, VoiceKind
from broadcaster.voices.online_service import RATE_HZ, fetch_speech, require_whole
from broadcaster.voices.patience import Errand, Limits

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


@dataclass(frozen=True)
class OnlineVoice:
    """One language of the service."""

    language: str
    service: str = SERVICE
    limits: Limits = field(default_factory=Limits)
    time: TimeSource = field(default_factory=SystemTime)
    station: str = ""
    """Which station asks, so that the pauses of many differ."""
    parameters: Parameters = field(default_factory=dict)

    kind = VoiceKind.ONLINE
    engine = ENGINE
    licence = LICENCE

    @property
    def id(self) -> str:
        """`gtts-<language>`."""
        return f"gtts-{self.language}"

    @property
    def sends_to(self) -> str:
        """The service's host."""
        return urlsplit(self.service).hostname or ""

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

    def can_speak(self, language: str) -> bool:
        """Say whether the service has the language."""
        return language in LANGUAGES

    def check(self) -> str | None:
        """Say whether the service can be reached; no text is sent."""
        if not self.engine_version:
            return _("the package gtts is not installed")
        return reach(self.service, self.limits.request_s)

    def speak(self, sentences: Sequence[SpokenSentence]) -> Iterator[Speech]:
        """Give one `Speech` per sentence, in order; a request that fails is made again.

        All together takes no longer than the limit for a bulletin, pauses included.
        """
        errand = Errand(self.time, self.limits, f"{self.station} {self.id}")
        for sentence in sentences:
            if len(sentence.text) > LONGEST_SENTENCE:
                raise VoicesError.too_long(self.id, sentence.text, LONGEST_SENTENCE)
            if not self.can_speak(sentence.language):
                raise VoicesError.cannot_speak(self.id, sentence.language, sentence.text)
            try:
                parts = [self._fetch(errand, body) for body in self._requests(sentence)]
                speech = Speech(b"".join(parts), RATE_HZ)
                require_whole(speech.pcm, sentence.text)
            except ServiceError as error:
                raise VoicesError.sentence_failed(self.id, sentence.text, str(error)) from error
            yield speech

    def _requests(self, sentence: SpokenSentence) -> list[str]:
        """Return the bodies to send: gTTS divides at punctuation, at most 100 characters each."""
        if not any(sign.isalnum() for sign in sentence.text):
            return []
        from gtts import gTTS  # loads the HTTP library, only where a voice speaks
        from gtts.tokenizer import pre_processors

        # Its other pre-processors change English abbreviations; what was approved is what is said.
        wording = [pre_processors.tone_marks, pre_processors.end_of_line]
        name = LANGUAGES[sentence.language]
        job = gTTS(sentence.text, lang=name, lang_check=False, pre_processor_funcs=wording)
        bodies: list[str] = job.get_bodies()
        return bodies

    def _fetch(self, errand: Errand, body: str) -> bytes:
        return errand.ask(body, lambda until: fetch_speech(self.service, body, self.time, until))


def online_voices(limits: Limits, time: TimeSource, station: str) -> list[OnlineVoice]:
    """Return the service's voices."""
    return [OnlineVoice(language, SERVICE, limits, time, station) for language in LANGUAGES]
