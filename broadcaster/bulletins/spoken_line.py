"""The lines of a bulletin that will sound, with how long each takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadcaster.reading import Script, Sentence, SentenceKind


@dataclass(frozen=True)
class SpokenLine:
    """One spoken line, by the number people know it by."""

    number: int
    """Of the line in the script, from 1, omitted lines counted."""
    written: str
    length_ms: int
    """How long it sounds, with the silence after it."""
    opens: bool = False
    """Whether a paragraph begins with it; what stands below a heading belongs to the heading."""


def spoken_lines(
    script: Script, lengths_ms: Sequence[int], total_ms: int
) -> tuple[SpokenLine, ...]:
    """Return the spoken lines of a script, `lengths_ms` scaled so that their sum is `total_ms`.

    The lengths may be of another voice, or of a person who reads more slowly: how they divide the
    whole stays the same.
    """
    share = total_ms / max(sum(lengths_ms), 1)
    numbered = enumerate(script.sentences, 1)
    spoken = [(number, sentence) for number, sentence in numbered if not sentence.omitted]
    found: list[SpokenLine] = []
    before: Sentence | None = None
    for (number, sentence), length in zip(spoken, lengths_ms, strict=True):
        opens = before is not None and _is_parted(script, before, sentence)
        written = script.written(sentence)
        found.append(SpokenLine(number, written, round(length * share), opens))
        before = sentence
    return tuple(found)


def _is_parted(script: Script, before: Sentence, sentence: Sentence) -> bool:
    between = script.source[before.span.end : sentence.span.start]
    return "\n" in between and before.kind is not SentenceKind.HEADING
