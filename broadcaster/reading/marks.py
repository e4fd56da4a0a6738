"""Spoken pieces joined into words, and the marks of punctuation a voice pauses at.

A mark stands at the end of a word, one at most; of two that meet the stronger stays. Every line
ends with the mark it was written with, also where an abbreviation swallowed the point.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from broadcaster.reading.layout import is_speakable
from broadcaster.reading.model import CERTAIN, Silence, Word
from broadcaster.reading.repair import Repaired

_STRENGTH = {",": 0, ";": 1, ":": 2, ".": 3, "!": 4, "?": 5}
"""Pause marks from weak to strong."""
MARKS = "".join(_STRENGTH)
_CLOSING = "\"')]} "


@dataclass(frozen=True)
class Piece:
    """Spoken words for the repaired characters `start`..`end`, by the rule named."""

    start: int
    end: int
    spoken: str
    rule: str
    sure: int = CERTAIN


def joined(pieces: Iterable[Piece], repaired: Repaired) -> tuple[Word, ...]:
    """Return the words of a line; marks lean on the word before them."""
    words: list[Word] = []
    for piece in pieces:
        spoken = unicodedata.normalize("NFC", piece.spoken)
        if is_speakable(spoken):
            span = repaired.span(piece.start, piece.end)
            words.append(Word(spoken, span, piece.rule, piece.sure))
        elif words:
            words[-1] = _marked(words[-1], spoken)
    return tuple(words)


def silences(pieces: Iterable[Piece], repaired: Repaired) -> tuple[Silence, ...]:
    """Return the pieces of a line that are a pause or nothing at all, with their rule."""
    return tuple(
        Silence(repaired.span(piece.start, piece.end), piece.rule)
        for piece in pieces
        if piece.end > piece.start and not is_speakable(piece.spoken)
    )


def kept(pieces: Iterable[Piece], repaired: Repaired) -> tuple[Word, ...]:
    """Return the words of a line as they are written; a lone sign stays with the word before."""
    words: list[Word] = []
    for piece in pieces:
        if words and not is_speakable(piece.spoken):
            last = words[-1]
            words[-1] = Word(f"{last.spoken} {piece.spoken}", last.span, last.rule)
        elif is_speakable(piece.spoken):
            spoken = unicodedata.normalize("NFC", piece.spoken)
            words.append(Word(spoken, repaired.span(piece.start, piece.end), piece.rule))
    return tuple(words)


def ended(words: tuple[Word, ...], line: str) -> tuple[Word, ...]:
    """Return the words with the mark that the written line ends in, and no dangling comma."""
    if not words:
        return words
    last = words[-1]
    bare = last.spoken.rstrip(MARKS)
    mark = line.rstrip(_CLOSING)[-1:]
    mark = "." if mark == "…" else mark
    kept = mark if mark in _STRENGTH and mark != "," else ""
    return (*words[:-1], replace(last, spoken=bare + kept))


def _marked(word: Word, marks: str) -> Word:
    """Lean the strongest of `marks` on a word that may carry one already."""
    bare = word.spoken.rstrip(MARKS)
    own = word.spoken[len(bare) :]
    found = [mark for mark in own + marks if mark in _STRENGTH]
    if not found:
        return word
    return replace(word, spoken=bare + max(found, key=lambda mark: _STRENGTH[mark]))
