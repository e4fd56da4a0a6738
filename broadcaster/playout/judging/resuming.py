"""What becomes of an item that a higher class interrupted: it goes on, begins again, or is dropped.

Speech is never dropped (DESIGN law 10): a bulletin goes on at a sentence, never in the middle of
one, and words of the station's are said again from their beginning. Music and signals are not made
up for; what they were for is over. Pure, over what a running order carries.
"""

from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum

from broadcaster.quantities import BUS_RATE_HZ, Milliseconds, Samples, samples_in
from broadcaster.schedule.model import PlannedItem


class AfterInterruption(StrEnum):
    """What an item does once what interrupted it is over."""

    RESUME = "resume"
    RESTART = "restart"
    DROP = "drop"


BY_PART = {
    "greeting": AfterInterruption.RESTART,
    "closing": AfterInterruption.RESTART,
    "ident": AfterInterruption.DROP,
    "opener": AfterInterruption.DROP,
    "separator": AfterInterruption.DROP,
    "music": AfterInterruption.DROP,
    "relay": AfterInterruption.DROP,
    "fallback": AfterInterruption.DROP,
    "live": AfterInterruption.DROP,
    "test": AfterInterruption.DROP,
    "drill": AfterInterruption.DROP,
}
"""Parts that do not go on where they were; all others are speech, which does, in every class."""


def after_interruption(item: PlannedItem) -> AfterInterruption:
    """Return what an interrupted item does, by the part of the session that it fills."""
    return BY_PART.get(item.part, AfterInterruption.RESUME)


def goes_on_from(item: PlannedItem, heard: int) -> Samples | None:
    """Return the sample from which an item sounds again of which `heard` samples were heard.

    None when it is dropped. What had not begun begins, whatever its part.
    """
    policy = after_interruption(item)
    if heard == 0 or policy is AfterInterruption.RESTART:
        return Samples(0)
    if policy is AfterInterruption.DROP:
        return None
    position_ms = heard * 1000 // BUS_RATE_HZ
    return samples_in(resume_point(item.sentence_ends_ms, position_ms))


def resume_point(sentence_ends_ms: Sequence[int], position_ms: int) -> Milliseconds:
    """Return from where a cut sounds again that was interrupted at `position_ms` of it.

    That is the end of the last sentence that was heard whole: the sentence cut short is said from
    its beginning, after the pause before it. 0 when the first was cut short, and where no ends are
    known, as in music. The last end when every sentence was heard: only the closing silence is
    left. `sentence_ends_ms` rise. Milliseconds from the first sample of the cut; an interruption
    exactly at an end cuts nothing short.
    """
    heard = bisect_right(sentence_ends_ms, position_ms)
    return Milliseconds(sentence_ends_ms[heard - 1] if heard else 0)
