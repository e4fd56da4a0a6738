"""What reading a text gives: a `Script` of spoken sentences, every word traced to its source.

Offsets count characters of the text as it was handed in. A script is a value: it never changes
with the lexicon, and editing one makes another.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

CERTAIN = 100
ENOUGH = 70
"""Percent of certainty from which a reading is not asked about."""


class Region(StrEnum):
    """Whose words are used: nghìn and linh in the north, ngàn and lẻ in the south."""

    NORTH = "north"
    CENTRAL = "central"
    SOUTH = "south"


class FlagKind(StrEnum):
    """How much a flag matters: an ambiguous one blocks `submit`, a notice informs."""

    AMBIGUOUS = "ambiguous"
    NOTICE = "notice"


class SentenceKind(StrEnum):
    """What a spoken line is in the written page; decides its pauses."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    FURNITURE = "furniture"


@dataclass(frozen=True)
class Span:
    """Characters `start` (included) to `end` (excluded) of the source text."""

    start: int
    end: int


@dataclass(frozen=True)
class Word:
    """One spoken word or a run of them: what is said, which characters it says, by which rule."""

    spoken: str
    span: Span
    rule: str
    sure: int = CERTAIN
    """How surely it is right, in percent; below `ENOUGH` it also carries an ambiguous flag."""


@dataclass(frozen=True)
class Silence:
    """Characters that are not spoken, and the rule that says why: `pause`, `bullet`, `stroke`."""

    span: Span
    rule: str


@dataclass(frozen=True)
class Sentence:
    """One spoken line with the silence that follows it. `omitted` ones are kept but not spoken."""

    words: tuple[Word, ...]
    span: Span
    kind: SentenceKind = SentenceKind.TEXT
    pause_ms: int = 400
    language: str = "vi"
    omitted: bool = False

    @property
    def spoken(self) -> str:
        """The line as a voice gets it, punctuation for pauses included."""
        return " ".join(word.spoken for word in self.words)


@dataclass(frozen=True)
class Flag:
    """Something a person should look at. `number` counts from 1 within the script."""

    number: int
    kind: FlagKind
    span: Span
    written: str
    reason: str
    """English code of the rule that raised it, such as `unknown-abbreviation`."""
    candidates: tuple[str, ...] = ()
    """Spoken forms to choose from, counted from 1; the first is what is spoken now."""
    line: int = 0
    """The script line (from 1) it stands in."""


@dataclass(frozen=True)
class Script:
    """A text as it will be spoken. Lines count from 1 over all sentences, omitted ones included."""

    source: str
    language: str
    region: Region
    sentences: tuple[Sentence, ...]
    flags: tuple[Flag, ...] = ()
    version: str = field(default="1")
    """Version of the reading rules and built-in lexicon that made it."""
    silences: tuple[Silence, ...] = ()
    """Every letter, figure and sign that no word says; empty in scripts of older versions."""

    @property
    def spoken_sentences(self) -> tuple[Sentence, ...]:
        """The sentences that will sound."""
        return tuple(sentence for sentence in self.sentences if not sentence.omitted)

    @property
    def ambiguous(self) -> tuple[Flag, ...]:
        """The flags that block `submit` until chosen or accepted."""
        return tuple(flag for flag in self.flags if flag.kind is FlagKind.AMBIGUOUS)

    def written(self, sentence: Sentence) -> str:
        """Return the characters a sentence was read from, as one line."""
        return " ".join(self.source[sentence.span.start : sentence.span.end].split())

    def to_document(self) -> dict[str, Any]:
        """Return the script as plain JSON values; `from_document` reads it back the same.

        A script without silences has no word of them, as before there were any: what is stored
        keeps its fingerprint.
        """
        document: dict[str, Any] = {
            "language": self.language,
            "region": str(self.region),
            "version": self.version,
            "source": self.source,
            "sentences": [_sentence_document(sentence) for sentence in self.sentences],
            "flags": [_flag_document(flag) for flag in self.flags],
        }
        if self.silences:
            spans = [[one.span.start, one.span.end, one.rule] for one in self.silences]
            document["silences"] = spans
        return document

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Script":
        """Read a stored script; KeyError or ValueError when it is not one."""
        return cls(
            source=document["source"],
            language=document["language"],
            region=Region(document["region"]),
            sentences=tuple(_sentence(item) for item in document["sentences"]),
            flags=tuple(_flag(item) for item in document["flags"]),
            version=document["version"],
            silences=tuple(
                Silence(Span(start, end), rule) for start, end, rule in document.get("silences", ())
            ),
        )


def _sentence_document(sentence: Sentence) -> dict[str, Any]:
    return {
        "kind": str(sentence.kind),
        "language": sentence.language,
        "omitted": sentence.omitted,
        "pause_ms": sentence.pause_ms,
        "span": [sentence.span.start, sentence.span.end],
        "spoken": sentence.spoken,
        "words": [_word_document(word) for word in sentence.words],
    }


def _word_document(word: Word) -> list[Any]:
    """Return spoken, start, end, rule, and how sure it is where that is not certain."""
    known = [word.spoken, word.span.start, word.span.end, word.rule]
    return known if word.sure == CERTAIN else [*known, word.sure]


def _sentence(document: dict[str, Any]) -> Sentence:
    return Sentence(
        words=tuple(
            Word(spoken, Span(start, end), rule, *sure)
            for spoken, start, end, rule, *sure in document["words"]
        ),
        span=Span(*document["span"]),
        kind=SentenceKind(document["kind"]),
        pause_ms=document["pause_ms"],
        language=document["language"],
        omitted=document["omitted"],
    )


def _flag_document(flag: Flag) -> dict[str, Any]:
    return {
        "number": flag.number,
        "kind": str(flag.kind),
        "span": [flag.span.start, flag.span.end],
        "written": flag.written,
        "reason": flag.reason,
        "candidates": list(flag.candidates),
        "line": flag.line,
    }


def _flag(document: dict[str, Any]) -> Flag:
    return Flag(
        number=document["number"],
        kind=FlagKind(document["kind"]),
        span=Span(*document["span"]),
        written=document["written"],
        reason=document["reason"],
        candidates=tuple(document["candidates"]),
        line=document["line"],
    )
