"""What a text says of its own abbreviations: `Hội đồng tuyển sinh` explains `HĐTS` further on.

A run of words whose initials are the abbreviation's letters, within one clause, is taken for its
meaning. `và` may stand in the run without a letter of its own.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property

from broadcaster.reading.vi.letters import is_syllable

_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
"""Initials of two letters are found in every text by chance."""


def _initial(letter: str) -> str:
    return "đ" if letter == "đ" else unicodedata.normalize("NFD", letter)[0]


class Document:
    """The whole repaired text that a sentence belongs to, for questions beyond the sentence."""

    def __init__(self, text: str, lower: str) -> None:
        self.text = text
        self.lower = lower
        self.shown: set[str] = set()
        """Foreign words already pointed out."""
        self._held: dict[str, bool] = {}

    @cached_property
    def _plain(self) -> str:
        words = _LETTERS.findall(self.lower)
        return f" {' '.join(words)} "

    def holds(self, words: str) -> bool:
        """Say whether words in small letters stand anywhere in the text."""
        if words not in self._held:
            self._held[words] = f" {words} " in self._plain
        return self._held[words]

    @cached_property
    def _words(self) -> tuple[list[str], str, list[int]]:
        """The words with their places, the initials as one string, and which word each is of."""
        words = [found.group() for found in _WORD.finditer(self.lower)]
        initials, of = [], []
        for number, word in enumerate(words):
            if word == "và":
                continue
            initials.append(_initial(word[0]) if is_syllable(word) else "\n")
            of.append(number)
        return words, "".join(initials), of

    def defined(self, abbreviation: str) -> str | None:
        """Return the phrase of this text that `abbreviation` stands for, if there is one."""
        letters = "".join(_initial(char) for char in abbreviation.lower() if char.isalpha())
        if len(letters) < _SHORTEST:
            return None
        return next(self._phrases(letters), None)

    def _phrases(self, letters: str) -> Iterator[str]:
        words, initials, of = self._words
        at = initials.find(letters)
        while at >= 0:
            yield " ".join(words[of[at] : of[at + len(letters) - 1] + 1])
            at = initials.find(letters, at + 1)
