"""Where one takes breath inside a spoken line.

A line stays a sentence: it is what a person finds, edits and leaves out by its number, and a
bulletin in scraps of eight words has too many numbers. So a breath is a mark inside the line.
Reading strengthens the comma it chose to a semicolon (`with_breaths`), where a person sees it
and can word the line otherwise; production parts a long line at its semicolons and colons
(`breaths`), each piece but the last followed by `CLAUSE_PAUSE_MS`. There is no other place that
decides it. Words of another language keep their marks, so they breathe where they were written
to.
"""

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil

from broadcaster.reading.model import Word

BREATH_SYLLABLES = 30
"""What one breath carries: announcers take one every 20 to 30 syllables, and 30 are 7.5 seconds
of the embedded voice. A shorter line is said at one go."""
FEWEST_WORDS = 5
"""A shorter piece would sound like a slip."""
CLAUSE_PAUSE_MS = 300
"""Silence between two pieces of a sentence, about what the embedded voice leaves for a semicolon
(370 ms, and 270 ms for a comma); the end of a sentence has more."""
_ITEM_WORDS = 4
"""A comma beside so few words stands in an enumeration, which is said at one go."""
_OPENING = frozenset({
    "và", "nhưng", "mà", "để", "nếu", "khi", "thì", "do", "vì", "nên", "còn", "song", "hoặc",
    "nhằm", "tuy", "bởi", "cùng",
})  # fmt: skip
"""Words that open a clause, so that one breathes before them."""
_CONNECTING = frozenset({
    "đồng thời", "trong đó", "qua đó", "từ đó", "sau đó", "theo đó", "do đó", "vì vậy", "vì thế",
    "tuy nhiên", "ngoài ra", "bên cạnh", "góp phần", "trước khi", "sau khi",
})  # fmt: skip
_OPENERS = {")": "(", "]": "[", '"': '"'}

Place = tuple[int, bool]
"""After how many syllables a comma stands, and whether a clause opens behind it."""


def breaths(spoken: str) -> list[str]:
    """Return a spoken line in the pieces that are said in one breath each; nothing is lost.

    Parted after semicolons and colons, when it is longer than one breath; no piece has fewer
    than `FEWEST_WORDS` words.
    """
    words = spoken.split()
    cuts = _strong_cuts(words)
    return [" ".join(words[start:end]) for start, end in pairwise([0, *cuts, len(words)])]


def with_breaths(words: tuple[Word, ...], closed: Container[int] = ()) -> tuple[Word, ...]:
    """Return the words of a Vietnamese line with the commas strengthened where one breathes.

    A piece longer than a breath is parted before a word that opens a clause, else at any comma,
    as near to even pieces as it goes; never where a word ends at one of the `closed` source
    offsets, and never between the short items of an enumeration.
    """
    said = [syllable for word in words for syllable in word.spoken.split()]
    if len(said) <= BREATH_SYLLABLES:
        return words
    places = _places(said, _free_ends(words, closed))
    chosen: set[int] = set()
    for start, end in pairwise([0, *_strong_cuts(said), len(said)]):
        chosen.update(_cuts(places, start, end))
    return _strengthened(words, chosen)


def closed_places(text: str, start: int, end: int) -> set[int]:
    """Return the offsets inside brackets and quotes of `start`..`end`, where nothing is parted.

    What is longer than a breath itself can not stay whole, and is open like the rest.
    """
    inside: set[int] = set()
    opened: dict[str, int] = {}
    for at in range(start, end):
        sign = text[at]
        opener = _OPENERS.get(sign, "")
        if opener in opened:
            first = opened.pop(opener) + 1
            if len(text[first:at].split()) <= BREATH_SYLLABLES:
                inside.update(range(first, at))
        elif sign in _OPENERS.values():
            opened[sign] = at
    return inside


def _strong_cuts(words: Sequence[str]) -> list[int]:
    """Return after how many words a line is parted by its semicolons and colons."""
    cuts: list[int] = []
    if len(words) <= BREATH_SYLLABLES:
        return cuts
    for at, word in enumerate(words, 1):
        last = cuts[-1] if cuts else 0
        far = min(at - last, len(words) - at) >= FEWEST_WORDS
        if far and word.endswith((";", ":")):
            cuts.append(at)
    return cuts


def _free_ends(words: Sequence[Word], closed: Container[int]) -> set[int]:
    """Return after how many syllables a word ends in a comma that nothing encloses."""
    ends: set[int] = set()
    at = 0
    for word in words:
        at += len(word.spoken.split())
        if word.spoken.endswith(",") and word.span.end not in closed:
            ends.add(at)
    return ends


def _places(said: Sequence[str], commas: Container[int]) -> list[Place]:
    """Return the commas that may be a breath, in their order."""
    marks = [0, *(at for at, word in enumerate(said, 1) if word[-1] in ",;:"), len(said)]
    out: list[Place] = []
    for before, at, after in zip(marks, marks[1:], marks[2:], strict=False):
        opens = _opens(said, at)
        items = (at - before <= _ITEM_WORDS) + (after - at <= _ITEM_WORDS)
        if at in commas and items <= opens:
            out.append((at, opens > 0))
    return out


def _opens(said: Sequence[str], at: int) -> int:
    """Say how surely a clause opens there: 2 by words that only connect, 1 by others, 0 not."""
    following = [word.rstrip(",").lower() for word in said[at : at + 2]]
    if " ".join(following) in _CONNECTING:
        return 2
    return 1 if following and following[0] in _OPENING else 0


def _cuts(places: Sequence[Place], start: int, end: int) -> Iterator[int]:
    """Give the places that part `start`..`end`, so that no piece is longer than it has to be."""
    while end - start > BREATH_SYLLABLES:
        first = bisect_left(places, (start + FEWEST_WORDS,))
        last = bisect_left(places, (end - FEWEST_WORDS + 1,))
        near = places[first : min(last, bisect_left(places, (start + BREATH_SYLLABLES + 1,)))]
        if near:
            even = start + (end - start) / ceil((end - start) / BREATH_SYLLABLES)
            start = _best(near, even)
        elif first < last:
            start = places[first][0]
        else:
            return
        yield start


def _best(places: Sequence[Place], wanted: float) -> int:
    """Return where a clause opens, else any comma; of several the nearest to `wanted`."""
    return min(places, key=lambda place: (not place[1], abs(place[0] - wanted)))[0]


def _strengthened(words: tuple[Word, ...], chosen: Container[int]) -> tuple[Word, ...]:
    out: list[Word] = []
    at = 0
    for word in words:
        at += len(word.spoken.split())
        out.append(replace(word, spoken=f"{word.spoken[:-1]};") if at in chosen else word)
    return tuple(out)
