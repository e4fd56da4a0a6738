"""Which headlines a session says before its bulletins. Pure.

The part keeps its minutes free whatever is chosen, so that a headline never costs a bulletin its
place; what they do not hold is left unsaid, and its bulletin sounds all the same.
"""

from collections.abc import Iterable, Iterator

from broadcaster.schedule.programmes.model import Part
from broadcaster.schedule.sessions.slot import Candidate


def headlines_of(part: Part, following: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield, in their order, those of the bulletins that follow whose headline is said.

    One without an approved headline is left out of headlines only, and so is one whose headline
    no longer fits the minutes or the number that the part allows.
    """
    left_ms, left = part.max_ms or 0, part.max_items
    for candidate in following:
        fits = 0 < candidate.headline_ms <= left_ms
        if candidate.approval.headline and fits and left != 0:
            left_ms -= candidate.headline_ms
            left = None if left is None else left - 1
            yield candidate
