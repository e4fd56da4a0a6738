"""A voice for tests that want speech at once: the same Protocol, the same rules, a tone a word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from broadcaster.voices import Speech, SpokenSentence, VoiceKind, VoicesError
from broadcaster.voices.model import LONGEST_SENTENCE, Parameters

RATE_HZ = 16_000
WORD_S = 0.12


@dataclass
class FakeVoice:
    """Says each word as a tone; `fails_at` is a word it cannot say, `trouble` what ails it."""

    id: str
    language: str = "vi"
    trouble: str | None = None
    fails_at: str = ""
    sends_to: str = ""
    parameters: Parameters = field(default_factory=lambda: {"rate": 100})
    others: tuple[str, ...] = ()
    kind: VoiceKind = VoiceKind.NEURAL
    spoken: list[str] = field(default_factory=list)

    engine = "fake"
    engine_version = "1"
    licence = "CC0-1.0"

    @property
    def languages(self) -> tuple[str, ...]:
        return (self.language,)

    def can_speak(self, language: str) -> bool:
        return language in (self.language, *self.others)

    def check(self) -> str | None:
        return self.trouble

    def speak(self, sentences: Sequence[SpokenSentence]) -> Iterator[Speech]:
        for sentence in sentences:
            if len(sentence.text) > LONGEST_SENTENCE:
                raise VoicesError.too_long(self.id, sentence.text, LONGEST_SENTENCE)
            if not self.can_speak(sentence.language):
                raise VoicesError.cannot_speak(self.id, sentence.language, sentence.text)
            if self.fails_at and self.fails_at in sentence.text:
                raise VoicesError.sentence_failed(self.id, sentence.text, "it was told to")
            self.spoken.append(sentence.text)
            words = [word for word in sentence.text.split() if any(c.isalnum() for c in word)]
            yield Speech(b"".join(_tone(word) for word in words), RATE_HZ)


def _tone(word: str) -> bytes:
    seconds = np.arange(int(RATE_HZ * WORD_S)) / RATE_HZ
    pitch_hz = 200 + 5 * (sum(word.encode()) % 40)
    shape = np.sin(np.pi * seconds / WORD_S)
    return (9000 * shape * np.sin(2 * np.pi * pitch_hz * seconds)).astype("<i2").tobytes()
