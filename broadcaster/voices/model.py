"""What a voice is: a Protocol that every engine obeys, and the values that pass through it.

A voice turns sentences into mono speech, in their order, one `Speech` for each, and says by
`check` whether it can work here and now. What it once said for a text is kept and used again, so
engine, version, parameters and text together stand for the samples.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

LONGEST_SENTENCE = 1000
"""Characters a voice takes at once; longer lines are divided by `sentences.divide` first."""

Parameters = Mapping[str, str | int | float]


class VoiceKind(StrEnum):
    """What gave a cut its sound."""

    EMBEDDED = "embedded"
    """By rules, as eSpeak NG does: always there, understandable, not natural."""
    NEURAL = "neural"
    """By a model learnt from a person's speech, on this machine."""
    ONLINE = "online"
    """By a service to which the text was sent."""
    RECORDING = "recording"
    """A person, recorded."""
    SYNTHESIS = "synthesis"
    """No voice: a sound this program computes."""


@dataclass(frozen=True)
class SpokenSentence:
    """One line as it is to be said, at most `LONGEST_SENTENCE` characters, in one language."""

    text: str
    language: str


@dataclass(frozen=True)
class WordMark:
    """Where one word of a sentence sounds, in samples of its speech; `end` is excluded.

    `word` counts the words of the text from 0, as spaces part them.
    """

    word: int
    begin: int
    end: int
    """Where its sound is over: a pause behind it belongs to no word."""


@dataclass(frozen=True)
class Speech:
    """Mono speech: signed 16-bit little-endian samples at `rate_hz`."""

    pcm: bytes
    rate_hz: int
    marks: tuple[WordMark, ...] = ()
    """Of the words whose place the engine told, in order, none over another; often of none."""

    @property
    def samples(self) -> int:
        """How many samples it has."""
        return len(self.pcm) // 2


class Voice(Protocol):
    """One voice of one engine."""

    @property
    def id(self) -> str:
        """The name people choose it by, such as `embedded-north`."""

    @property
    def kind(self) -> VoiceKind:
        """How it speaks: embedded, neural or online."""

    @property
    def engine(self) -> str:
        """The engine's name."""

    @property
    def engine_version(self) -> str:
        """The engine's version; another version means other samples."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is meant for, as two-letter codes."""

    @property
    def licence(self) -> str:
        """Under what terms its speech may be used."""

    @property
    def parameters(self) -> Parameters:
        """Everything else that decides the samples, such as rate and pitch."""

    @property
    def sends_to(self) -> str:
        """The computer outside to which the text is sent; empty when it stays in the house."""

    def can_speak(self, language: str) -> bool:
        """Say whether a sentence in this language is said as that language.

        True for more than `languages` where an engine has several: an English sentence inside a
        Vietnamese bulletin. Where it is False, `speak` refuses rather than make noise of it.
        """

    def check(self) -> str | None:
        """Return None when it can be used now, else the reason why not."""

    def speak(self, sentences: Sequence[SpokenSentence]) -> Iterator[Speech]:
        """Give one `Speech` per sentence, in order; `VoicesError` ends it.

        The whole call either gives all of them or raises: nobody hears half a bulletin in one
        voice and the rest in another.
        """


@dataclass(frozen=True)
class Enablement:
    """An approver's dated leave for one unit to use a voice that is off by default."""

    voice: str
    unit: str
    valid_from: date
    valid_until: date | None
    """Last day, included; None is until it is disabled."""
    by: str
    at: datetime
    document: str = ""
    """Number of the document that ordered it, if there is one."""
    sends_to: str = ""
    """Where the text goes with this voice, as the approver was told."""
    disabled_by: str = ""
    disabled_at: datetime | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether the voice may be used on this day (station date)."""
        begun = self.valid_from <= day
        ended = self.valid_until is not None and day > self.valid_until
        return begun and not ended and self.disabled_at is None
