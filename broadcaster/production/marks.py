"""The timing marks of a cut: which sentence and which word sounds when, as a value and as JSON.

They serve for following the text while listening; nothing that airs depends on them. Milliseconds
count from the first sample of the cut. `docs/marks.schema.json` describes the document.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from broadcaster.production.word_places import Place
from broadcaster.reading import Span

KIND = "broadcaster-marks"
VERSION = 1
NO_LINE = 0
"""In place of a line's number where the sound is a recording: nobody knows which line it is."""


@dataclass(frozen=True)
class TimedWord:
    """One spoken word, the characters of the source text it says, and when it sounds."""

    text: str
    span: Span
    place: Place
    """In milliseconds."""


@dataclass(frozen=True)
class TimedSentence:
    """One spoken line of the script, or in a recording what lies between two pauses."""

    line: int
    """Of the script, from 1, lines left out included; else `NO_LINE`."""
    start_ms: int
    end_ms: int
    words: tuple[TimedWord, ...] = ()


@dataclass(frozen=True)
class Marks:
    """All of one cut. Sentences and words are in order, none over another, words inside theirs."""

    cut: str
    """SHA-256 of the cut they belong to."""
    duration_ms: int
    sentences: tuple[TimedSentence, ...]
    remade: bool = False
    """They were lost, and made again from what else is known of the cut."""

    def __post_init__(self) -> None:
        """Refuse what is out of order with ValueError."""
        edges = [0]
        for sentence in self.sentences:
            words = [at for w in sentence.words for at in (w.place.begin, w.place.end)]
            edges += [sentence.start_ms, *words, sentence.end_ms]
        if edges != sorted(edges) or edges[-1] > self.duration_ms:
            raise ValueError("marks out of order")

    def starts(self) -> dict[int, int]:
        """Return line -> millisecond at which it begins, of the lines that sound."""
        return {one.line: one.start_ms for one in self.sentences if one.line != NO_LINE}

    def to_document(self) -> dict[str, Any]:
        """Return them as plain JSON values; `from_document` reads them back the same."""
        sentences = [
            _sentence_document(number, one) for number, one in enumerate(self.sentences, 1)
        ]
        return {
            "kind": KIND,
            "v": VERSION,
            "cut": self.cut,
            "duration_ms": self.duration_ms,
            "remade": self.remade,
            "sentences": sentences,
            "sentences_sha256": _fingerprint(sentences),
        }

    @classmethod
    def from_document(cls, document: Any) -> "Marks":
        """Read them; ValueError, KeyError or TypeError when they are damaged or none of ours."""
        sentences = document["sentences"]
        known = (document["kind"], document["v"]) == (KIND, VERSION)
        if not known or document["sentences_sha256"] != _fingerprint(sentences):
            raise ValueError("no marks, or altered")
        return cls(
            str(document["cut"]),
            int(document["duration_ms"]),
            tuple(map(_sentence, sentences)),
            bool(document["remade"]),
        )


def _fingerprint(sentences: Any) -> str:
    text = json.dumps(sentences, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _sentence_document(number: int, sentence: TimedSentence) -> dict[str, Any]:
    return {
        "index": number,
        "line": sentence.line,
        "start_ms": sentence.start_ms,
        "end_ms": sentence.end_ms,
        "words": [
            {
                "text": word.text,
                "span": [word.span.start, word.span.end],
                "start_ms": word.place.begin,
                "end_ms": word.place.end,
                "place": "exact" if word.place.exact else "estimated",
            }
            for word in sentence.words
        ],
    }


def _sentence(document: dict[str, Any]) -> TimedSentence:
    words = tuple(
        TimedWord(
            str(one["text"]),
            Span(*map(int, one["span"])),
            Place(int(one["start_ms"]), int(one["end_ms"]), one["place"] == "exact"),
        )
        for one in document["words"]
    )
    times = int(document["start_ms"]), int(document["end_ms"])
    return TimedSentence(int(document["line"]), *times, words)
