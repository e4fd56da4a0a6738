"""What a commune's own cuts tell of how fast a voice or a reader speaks. Pure."""

from collections.abc import Sequence

FEWEST_CUTS = 3
SHORTEST_MS = 60_000
"""Less speech tells nothing: one slow greeting would be taken for a slow reader."""
WIDEST = 2.0
"""Nobody reads more than twice as fast or as slowly; then something else is in the cut."""

Lengths = tuple[int, int]
"""Of one cut: how long its script was estimated, and how long it is, in milliseconds."""


def factor_of(lengths: Sequence[Lengths]) -> float:
    """Return how much longer than estimated the cuts are, as one number; 1 when they tell little.

    The sums are compared, so a long cut counts for more than a short one.
    """
    estimated = sum(length for length, _ in lengths)
    measured = sum(length for _, length in lengths)
    if len(lengths) < FEWEST_CUTS or estimated < SHORTEST_MS:
        return 1.0
    return min(max(measured / estimated, 1 / WIDEST), WIDEST)
