"""How surely a reading is the right one: the evidence for each sense, on one scale.

The weights are logarithms of odds: each point makes a sense about 2.7 times as likely as one
without it. They were set so that one word beside a token outweighs what it usually means, that
a word of the sentence nearly does, and that a word elsewhere in the text settles it only when
nothing speaks for another sense. `contexts.tsv` of the tests holds what they are judged by.
"""

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from broadcaster.reading.model import CERTAIN

BESIDE = 5.0
"""The words right before or behind decide: `Ban` CT, TT `Y tế`."""
NEAR = 3.0
"""A word of the same sentence speaks for it."""
ELSEWHERE = 1.5
"""A word of the same text does."""
LIKELIER = 0.5
"""What it more often means; not enough to say it unasked."""
USUAL = 2.0
"""What it mostly means where nothing speaks for another sense."""


class Sense(NamedTuple):
    """One reading a token may have, and the sum of what speaks for it."""

    spoken: str
    weight: float = 0.0


def likeliest(senses: Sequence[Sense]) -> tuple[str, int]:
    """Return the reading with the most evidence and how surely it is the right one, in percent.

    Of two equal ones the first stands.
    """
    best = max(senses, key=lambda sense: sense.weight)
    share = 1 / sum(exp(sense.weight - best.weight) for sense in senses)
    return best.spoken, round(CERTAIN * share)
