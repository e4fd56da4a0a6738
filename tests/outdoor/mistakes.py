"""How much of what was said is missing from, or wrong in, what was understood."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NEITHER = re.compile(r"[^\w\s]|_")


@dataclass(frozen=True)
class Mistakes:
    """Shares of what was said, over all sentences: 0 is perfect; more than 1 is possible."""

    letters: float
    syllables: float


def words_of(text: str) -> list[str]:
    """Return the syllables of `text`: composed, in small letters, without marks."""
    return _NEITHER.sub(" ", unicodedata.normalize("NFC", text).casefold()).split()


def mistakes(pairs: Iterable[tuple[str, str]]) -> Mistakes:
    """Count changes, losses and additions in pairs of (said, understood)."""
    syllables = [(words_of(said), words_of(heard)) for said, heard in pairs]
    letters = [("".join(said), "".join(heard)) for said, heard in syllables]
    return Mistakes(_share(letters), _share(syllables))


def _share(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> float:
    return sum(distance(*pair) for pair in pairs) / sum(len(said) for said, _ in pairs)


def distance(said: Sequence[str], heard: Sequence[str]) -> int:
    """Return the least number of changes, losses and additions between the two."""
    row = list(range(len(heard) + 1))
    for number, wanted in enumerate(said, start=1):
        before, row[0] = row[0], number
        for place, found in enumerate(heard, start=1):
            changed = before + (wanted != found)
            before = row[place]
            row[place] = min(changed, before + 1, row[place - 1] + 1)
    return row[-1]
