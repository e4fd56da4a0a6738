"""Whether a sentence is Vietnamese at all. Which other language it is, nobody here decides."""

import re

from broadcaster.reading.vi.letters import is_syllable

_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST = 3
_FOREIGN_SHARE = 0.3


def is_vietnamese(sentence: str) -> bool:
    """Say whether a sentence may be Vietnamese.

    A sentence of three words or more without one letter of the Vietnamese alphabet's own, in
    which every third word, and two at least, could not be a syllable, is not.
    """
    words = _WORD.findall(sentence)
    if len(words) < _FEWEST:
        return True
    marked = sum(not word.isascii() for word in words)
    if marked * 10 >= len(words):
        return True
    foreign = sum(not is_syllable(word) for word in words)
    return foreign < max(2, len(words) * _FOREIGN_SHARE)
