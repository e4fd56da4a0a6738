"""Where the words of a sentence sound, also of those whose engine does not say: pure.

What the engine told is exact. The rest is interpolated by syllables: between the words that are
known, else over what is heard of the sentence, phrase by phrase where it has as many pauses as
commas. ADR 20 says how far off that is.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from broadcaster.voices import Speech
from broadcaster.voices.model import WordMark
from broadcaster.voices.word_marks import audible, has_sound

SHORTEST_PAUSE_S = 0.12
"""A longer silence inside a sentence is a pause; a closed consonant is silent for less."""
PAUSE_SYLLABLES = 1.1
"""How long a pause inside a sentence is, in syllables, where it cannot be heard."""
_VOWELS = re.compile(r"[aeiouy]+")
_FIGURES = re.compile(r"\d")
_PHRASE_ENDS = (",", ";", ":", ".", "!", "?", "…")


@dataclass(frozen=True)
class Place:
    """Where a word sounds, in samples or milliseconds; `exact` if the engine told it."""

    begin: int
    end: int
    exact: bool


def places_in(text: str, speech: Speech) -> list[Place]:
    """Return a place for each word of `text` as spaces part them, in samples of its speech.

    They are in order, none over another. A mark that stands alone has the length 0.
    """
    words = text.split()
    if not speech.marks:
        return list(_phrase_by_phrase(words, speech))
    first = speech.marks[0]
    out = spread(words[: first.word], 0, first.begin)
    following = [mark.word for mark in speech.marks[1:]]
    for mark, bound in zip(speech.marks, [*following, len(words)], strict=True):
        out += _told(words[mark.word : bound], mark)
    return out


def spread(words: Sequence[str], begin: int, end: int) -> list[Place]:
    """Share the time between `begin` and `end` out over words, by their syllables."""
    shares: list[float] = []
    for word in words:
        shares += [syllables(word), PAUSE_SYLLABLES if word.endswith(_PHRASE_ENDS) else 0]
    whole = sum(shares[:-1]) or 1
    reached = np.cumsum([0, *shares[:-1]]) / whole
    at = [begin + int(share * (end - begin)) for share in reached]
    return [Place(at[2 * n], at[2 * n + 1], exact=False) for n in range(len(words))]


def syllables(word: str) -> int:
    """Return how many syllables a word has: one in Vietnamese, its vowels or figures elsewhere."""
    if not has_sound(word):
        return 0
    plain = unicodedata.normalize("NFD", word.lower())
    found = len(_VOWELS.findall(plain)) + len(_FIGURES.findall(plain))
    return found or sum(sign.isalpha() for sign in word) or 1


def _told(words: Sequence[str], mark: WordMark) -> list[Place]:
    """Place the word that a mark is of, and those behind it of which the engine told nothing."""
    if any(map(has_sound, words[1:])):
        return spread(words, mark.begin, mark.end)
    silent = [Place(mark.end, mark.end, exact=False)] * (len(words) - 1)
    return [Place(mark.begin, mark.end, exact=True), *silent]


def _phrase_by_phrase(words: Sequence[str], speech: Speech) -> Iterator[Place]:
    phrases = _phrases(words)
    heard = _heard(speech, len(phrases))
    if len(phrases) != len(heard):
        phrases, heard = [words], [(heard[0][0], heard[-1][1])]
    for phrase, (begin, end) in zip(phrases, heard, strict=True):
        yield from spread(phrase, begin, end)


def _heard(speech: Speech, wanted: int) -> list[tuple[int, int]]:
    """Return what is heard, from and to, parted at its longest pauses into `wanted` at most.

    The whole speech when nothing is heard.
    """
    places = np.flatnonzero(audible(np.frombuffer(speech.pcm, dtype="<i2")))
    if not len(places):
        return [(0, speech.samples)]
    silences = np.diff(places)
    longest = np.argsort(-silences, kind="stable")[: wanted - 1]
    pauses = np.sort(longest[silences[longest] > SHORTEST_PAUSE_S * speech.rate_hz])
    edges = [0, *(int(pause) + 1 for pause in pauses), len(places)]
    return [(int(places[a]), int(places[b - 1]) + 1) for a, b in pairwise(edges)]


def _phrases(words: Sequence[str]) -> list[Sequence[str]]:
    ends = [at for at, word in enumerate(words[:-1], 1) if word.endswith(_PHRASE_ENDS)]
    return [words[a:b] for a, b in pairwise([0, *ends, len(words)])]
