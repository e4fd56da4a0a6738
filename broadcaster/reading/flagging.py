"""The doubts of all lines as the numbered flags of a script."""

from bisect import bisect_right
from collections.abc import Sequence

from broadcaster.reading.accounting import UNREAD
from broadcaster.reading.model import Flag, FlagKind, Sentence, Silence
from broadcaster.reading.repair import Repaired
from broadcaster.reading.vi.sight import Doubt


def flagged(
    lines: Sequence[tuple[Sentence, Sequence[Doubt]]], repaired: Repaired, text: str
) -> tuple[Flag, ...]:
    """Return the doubts of all lines as numbered flags.

    A line without words, such as a mark of language, gives its flags to the next one.
    """
    out: list[Flag] = []
    last = sum(1 for sentence, _doubts in lines if sentence.words)
    number = 0
    for sentence, doubts in lines:
        for doubt in doubts:
            span = repaired.span(doubt.start, doubt.end)
            written = text[span.start : span.end]
            where = min(number + 1, last)
            out.append(
                Flag(len(out) + 1, doubt.kind, span, written, doubt.reason, doubt.candidates, where)
            )
        number += 1 if sentence.words else 0
    return tuple(out)


def flagged_unread(
    silent: Sequence[Silence], sentences: Sequence[Sentence], text: str, number: int
) -> tuple[Flag, ...]:
    """Return a flag for every place no rule knew, numbered behind the others."""
    starts = [sentence.span.start for sentence in sentences]
    spans = [one.span for one in silent if one.rule == UNREAD]
    return tuple(
        Flag(
            number + place,
            FlagKind.AMBIGUOUS,
            span,
            text[span.start : span.end],
            UNREAD,
            line=max(1, bisect_right(starts, span.start)),
        )
        for place, span in enumerate(spans, 1)
    )
