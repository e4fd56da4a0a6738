"""What a revision says differently from the one that was approved before, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from broadcaster.reading import Script


class Kept(StrEnum):
    """What became of a spoken line."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class ComparedLine:
    """One spoken line, of the old script when it is gone, else of the new one."""

    kept: Kept
    spoken: str


def compare(old: Script, new: Script) -> tuple[ComparedLine, ...]:
    """Return the spoken lines of both in reading order; what was replaced stands before."""
    before = [sentence.spoken for sentence in old.spoken_sentences]
    after = [sentence.spoken for sentence in new.spoken_sentences]
    return tuple(_compared(before, after))


def _compared(before: list[str], after: list[str]) -> Iterator[ComparedLine]:
    matched = SequenceMatcher(None, before, after, autojunk=False)
    for step, a_start, a_end, b_start, b_end in matched.get_opcodes():
        if step == "equal":
            yield from (ComparedLine(Kept.SAME, line) for line in after[b_start:b_end])
            continue
        yield from (ComparedLine(Kept.GONE, line) for line in before[a_start:a_end])
        yield from (ComparedLine(Kept.NEW, line) for line in after[b_start:b_end])
