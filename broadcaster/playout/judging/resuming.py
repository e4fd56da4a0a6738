"""Where a cut that was interrupted goes on: at a sentence, never in the middle of one.

A pure decision over the sentence ends that a running order carries, so it needs no other file.
"""

from bisect import bisect_right
from collections.abc import Sequence

from broadcaster.quantities import Milliseconds


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
