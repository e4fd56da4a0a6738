"""What a text says of its own abbreviations: `Hội đồng tuyển sinh` explains `HĐTS` further on.

A run of words whose initials are the abbreviation's letters, within one clause, is taken for its
meaning. `và` may stand in the run without a letter of its own.
"""

import re
import unicodedata
from functools import cached_property

from broadcaster.reading.vi.letters import is_syllable

_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST, _LONGEST = 3, 12
"""Initials of two letters are found in every text by chance; no abbreviation has thirteen."""


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
        self._runs: dict[int, dict[str, int]] = {}

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
        if not _SHORTEST <= len(letters) <= _LONGEST:
            return None
        at = self._runs_of(len(letters)).get(letters)
        if at is None:
            return None
        words, _, of = self._words
        return " ".join(words[of[at] : of[at + len(letters) - 1] + 1])

    def _runs_of(self, length: int) -> dict[str, int]:
        """Return where each run of so many initials begins first.

        Made once for each length, so that a text full of abbreviations is not searched for each.
        """
        if length not in self._runs:
            initials = self._words[1]
            backwards = range(len(initials) - length, -1, -1)
            self._runs[length] = {initials[at : at + length]: at for at in backwards}
        return self._runs[length]
