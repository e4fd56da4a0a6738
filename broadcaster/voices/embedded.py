"""The embedded voices: eSpeak NG from a wheel, offline, repeatable, in three regions.

They are understandable, not natural. Each call of `speak` runs one helper process; a sentence
whose child crashed is tried once more in a fresh helper, then the whole call fails.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from broadcaster.voices.errors import VoicesError
from broadcaster.voices.espeak_engine import Engine, HelperError
from broadcaster.voices.helper_process import CHILD_TIMEOUT_S, Helper
from broadcaster.voices.model import LONGEST_SENTENCE, Parameters, Speech, SpokenSentence, VoiceKind
from broadcaster.voices.word_marks import word_marks

ENGINE = "espeak-ng"
LICENCE = "GPL-3.0-or-later"
TRIES = 2
DEFAULT_PARAMETERS: Mapping[str, int] = {"rate": 150, "pitch": 50, "volume": 70}
"""Words a minute; pitch and volume in the engine's own units. At volume 100 its output clips."""
SPEAKER = "variant"
"""The parameter that names one of the engine's speakers; without it, its usual one. No voice names
one: none was understood better outdoors in more than one search (ADR 17)."""

REGIONS: Mapping[str, str] = {
    "north": "vi",
    "central": "vi-vn-x-central",
    "south": "vi-vn-x-south",
}
OTHERS: Mapping[str, str] = {
    "en": "en",
    "zh": "cmn",
    "yue": "yue",
    "th": "th",
    "my": "my",
    "ms": "ms",
    "id": "id",
    "ja": "ja",
    "ko": "ko",
    "fr": "fr",
    "de": "de",
    "es": "es",
    "ru": "ru",
    "hi": "hi",
    "ar": "ar",
}
"""Two-letter language -> the engine's name of it. It has no Khmer, Lao, Hmong or Tày."""


@cache
def version_of(engine: Engine) -> str:
    """Start an engine and return its version, asked once; `HelperError` or OSError if it fails."""
    with Helper(engine) as helper:
        return helper.version


@dataclass(frozen=True)
class EmbeddedVoice:
    """One eSpeak NG voice. Sentences in another of its languages are said by that language."""

    id: str
    language: str
    name: str
    """The engine's own name of the voice."""
    parameters: Parameters = field(default_factory=lambda: dict(DEFAULT_PARAMETERS))
    installed: Engine | None = None
    """Where the engine lies; None looks for the wheel."""
    timeout_s: int = CHILD_TIMEOUT_S

    kind = VoiceKind.EMBEDDED
    engine = ENGINE
    licence = LICENCE
    sends_to = ""

    @property
    def engine_version(self) -> str:
        """The library's version, such as `1.52.0`; empty when it does not start."""
        return "" if self.check() else version_of(self._installed())

    @property
    def languages(self) -> tuple[str, ...]:
        """The one language it is meant for."""
        return (self.language,)

    def can_speak(self, language: str) -> bool:
        """Say whether the engine has the language, or the voice is of it."""
        return language == self.language or language == "vi" or language in OTHERS

    def check(self) -> str | None:
        """Start the engine and let it greet, once in a process; None when it did."""
        try:
            version_of(self._installed())
            return None
        except (HelperError, OSError) as error:
            return str(error)

    def speak(self, sentences: Sequence[SpokenSentence]) -> Iterator[Speech]:
        """Give one `Speech` per sentence, in order, the same bytes every time."""
        requests = [self._request(sentence) for sentence in sentences]
        spoken, failures = 0, 0
        while spoken < len(requests):
            try:
                for speech in self._speak_from(requests[spoken:]):
                    yield speech
                    spoken, failures = spoken + 1, 0
            except (HelperError, OSError) as error:
                failures += 1
                if failures >= TRIES:
                    text = sentences[spoken].text
                    raise VoicesError.sentence_failed(self.id, text, str(error)) from error

    def _speak_from(self, requests: Sequence[Mapping[str, str | int]]) -> Iterator[Speech]:
        with Helper(self._installed(), self.timeout_s) as helper:
            answers = helper.speak(requests)
            for request, said in zip(requests, answers, strict=True):
                marks = word_marks(str(request["text"]), said.marks, said.pcm)
                yield Speech(said.pcm, helper.rate_hz, marks)

    def _installed(self) -> Engine:
        return self.installed or Engine.find()

    def _request(self, sentence: SpokenSentence) -> dict[str, str | int]:
        if len(sentence.text) > LONGEST_SENTENCE:
            raise VoicesError.too_long(self.id, sentence.text, LONGEST_SENTENCE)
        if not self.can_speak(sentence.language):
            raise VoicesError.cannot_speak(self.id, sentence.language, sentence.text)
        # A NUL would end the text early for the library, and the rest would never be heard.
        text = sentence.text.replace("\0", " ")
        numbers = {name: int(self.parameters[name]) for name in DEFAULT_PARAMETERS}
        return {"voice": self._name_for(sentence.language), "text": text, **numbers}

    def _name_for(self, language: str) -> str:
        """Return the engine's name. The speaker was searched for its own language alone."""
        if language == self.language:
            speaker = self.parameters.get(SPEAKER)
            return f"{self.name}+{speaker}" if speaker else self.name
        return REGIONS["north"] if language == "vi" else OTHERS[language]


def embedded_voices() -> list[EmbeddedVoice]:
    """Return every embedded voice, the Vietnamese regions first."""
    regional = [EmbeddedVoice(f"embedded-{region}", "vi", name) for region, name in REGIONS.items()]
    return regional + [
        EmbeddedVoice(f"embedded-{language}", language, name) for language, name in OTHERS.items()
    ]
