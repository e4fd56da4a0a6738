"""Where to divide a text that is longer than a session: as evenly as it goes.

Pure. As few parts as will do, each of which fits; between paragraphs where that takes no more
parts than between sentences; and of all such divisions one whose longest part is shortest: two
halves of six minutes are better than eleven and one.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Division:
    """How a text divides. Sentences count from 0."""

    starts: tuple[int, ...] = ()
    """The sentence each part but the first begins with; none when the whole fits."""
    parts_ms: tuple[int, ...] = ()
    """How long each part is; empty while a sentence is too long."""
    too_long: tuple[int, ...] = ()
    """Sentences that alone are longer than the session: no division helps these."""


def divide(lengths_ms: Sequence[int], most_ms: int, opening: Sequence[int] = ()) -> Division:
    """Divide sentences of these lengths into parts of at most `most_ms`.

    `opening` are the sentences that begin a paragraph, in order; the first needs no mention.
    """
    between_sentences = _even(lengths_ms, most_ms)
    edges = [0, *(number for number in opening if number), len(lengths_ms)]
    paragraphs = [sum(lengths_ms[start:end]) for start, end in pairwise(edges)]
    found = _even(paragraphs, most_ms)
    if found.too_long or len(found.starts) > len(between_sentences.starts):
        return between_sentences
    return Division(tuple(edges[number] for number in found.starts), found.parts_ms)


def _even(lengths_ms: Sequence[int], most_ms: int) -> Division:
    """Divide at any of these lengths, none of which is parted itself."""
    too_long = tuple(n for n, length in enumerate(lengths_ms) if length > most_ms)
    if too_long:
        return Division(too_long=too_long)
    fewest = len(_starts(lengths_ms, most_ms))
    lowest = max(lengths_ms, default=0)
    # The more a part may hold, the fewer parts: the least that still gives the fewest is found
    # by halving.
    caps = range(lowest, max(most_ms, lowest) + 1)
    even = caps[bisect_left(caps, True, key=lambda cap: len(_starts(lengths_ms, cap)) <= fewest)]
    starts = _starts(lengths_ms, even)
    return Division(tuple(starts), _parts(lengths_ms, starts))


def _starts(lengths_ms: Sequence[int], most_ms: int) -> list[int]:
    """Fill one part after the other; return where each but the first begins."""
    starts: list[int] = []
    filled = 0
    for number, length in enumerate(lengths_ms):
        if filled and filled + length > most_ms:
            starts.append(number)
            filled = 0
        filled += length
    return starts


def _parts(lengths_ms: Sequence[int], starts: Sequence[int]) -> tuple[int, ...]:
    edges = [0, *starts, len(lengths_ms)]
    return tuple(sum(lengths_ms[start:end]) for start, end in pairwise(edges))
