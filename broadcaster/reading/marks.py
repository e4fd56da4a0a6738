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
    marks: list[str] = []
    for piece in pieces:
        spoken = unicodedata.normalize("NFC", piece.spoken)
        if is_speakable(spoken):
            _lean(marks, words)
            span = repaired.span(piece.start, piece.end)
            words.append(Word(spoken, span, piece.rule, piece.sure))
        else:
            marks.append(spoken)
    _lean(marks, words)
    return tuple(words)


def _lean(marks: list[str], words: list[Word]) -> None:
    """Lean the marks gathered behind the last word on it, all at once: it may be a long one."""
    if words and marks:
        words[-1] = _marked(words[-1], "".join(marks))
    marks.clear()


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
    signs: list[str] = []
    for piece in pieces:
        if is_speakable(piece.spoken):
            _trail(signs, words)
            spoken = unicodedata.normalize("NFC", piece.spoken)
            words.append(Word(spoken, repaired.span(piece.start, piece.end), piece.rule))
        else:
            signs.append(piece.spoken)
    _trail(signs, words)
    return tuple(words)


def _trail(signs: list[str], words: list[Word]) -> None:
    """Leave the lone signs behind the last word with it."""
    if words and signs:
        last = words[-1]
        words[-1] = Word(" ".join((last.spoken, *signs)), last.span, last.rule)
    signs.clear()


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
