"""Which word of a sentence sounds where, from what an engine told: pure, over samples and text.

An engine tells characters and samples as it works. It may tell of a word twice, of two words at
once or of a mark that has no sound; what is kept is in order, inside the speech, and audible.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from broadcaster.voices.model import WordMark

HEARD = 0.01
"""Of the loudest sample: 40 dB under it, a sound is over."""


def word_marks(text: str, told: Iterable[tuple[int, int]], pcm: bytes) -> tuple[WordMark, ...]:
    """Return the marks of the words of `text`, from (character, sample) as an engine told them.

    `pcm` is the speech, s16le mono. A word that has no audible sample gets no mark.
    """
    heard = audible(np.frombuffer(pcm, dtype="<i2"))
    begins = _begins(text, told, len(heard))
    found = []
    for (word, begin), (_next, bound) in pairwise([*begins, (-1, len(heard))]):
        backwards = heard[begin:bound][::-1]
        silent = int(backwards.argmax())
        if backwards[silent]:
            found.append(WordMark(word, begin, bound - silent))
    return tuple(found)


def audible(samples: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Say of each sample whether it is heard; none is in silence."""
    level = HEARD * max(int(samples.max(initial=0)), -int(samples.min(initial=0)))
    return np.asarray((samples > level) | (samples < -level), dtype=np.bool_)


def has_sound(word: str) -> bool:
    """Say whether a word of a spoken text is more than a mark."""
    return any(sign.isalnum() for sign in word)


def _begins(text: str, told: Iterable[tuple[int, int]], samples: int) -> list[tuple[int, int]]:
    """Return (word, sample) of each word told of, its first mark only, both rising.

    A dash or bracket that stands alone has no sound; what is told of it is of the word behind it.
    """
    words = list(enumerate(re.finditer(r"\S+", text)))
    said = [(match.end(), word) for word, match in words if has_sound(match[0])]
    begins: list[tuple[int, int]] = []
    for character, sample in told:
        at = bisect_right(said, (character, len(words)))
        word = said[at][1] if at < len(said) else -1
        before = begins[-1] if begins else (-1, -1)
        if before[0] < word and before[1] < sample < samples:
            begins.append((word, sample))
    return begins
