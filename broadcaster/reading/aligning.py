"""The words of a text as it is read, laid beside the words that a person says in their place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from broadcaster.reading.model import Script, Sentence

_MARKS = ",;:.!?…"
_Step = tuple[str, int, int, int, int]


@dataclass(frozen=True)
class Run:
    """Neighbouring words of a script, and what a person says in their place.

    `start` and `end` count the spoken tokens of the script, marks of pauses left away.
    """

    start: int
    end: int
    written: str
    now: str
    spoken: str


def runs(read_now: Script, spoken: Sequence[str]) -> Iterator[Run]:
    """Give the runs of whole words that differ from the tokens a person says, in their order."""
    words = [(s, word) for s in read_now.sentences for word in s.words]
    heard: list[str] = []
    owner: list[int] = []
    for number, (_sentence, word) in enumerate(words):
        for token in split(word.spoken):
            heard.append(token)
            owner.append(number)
    matched = SequenceMatcher(None, keys(heard), keys(spoken), autojunk=False)
    steps = matched.get_opcodes()
    for first, last in _touched(steps, owner):
        start, end = owner.index(first), len(owner) - owner[::-1].index(last)
        b_start, b_end = _start_in(steps, start), _end_in(steps, end)
        source = read_now.source[words[first][1].span.start : words[last][1].span.end]
        yield Run(
            start,
            end,
            " ".join(source.split()),
            " ".join(heard[start:end]),
            " ".join(spoken[b_start:b_end]),
        )


def _touched(steps: Sequence[_Step], owner: list[int]) -> list[tuple[int, int]]:
    """Return the runs of words (first, last) that differ, whole words only.

    What was put in between two words belongs to neither.
    """
    out: list[tuple[int, int]] = []
    for kind, start, end, _b_start, _b_end in steps:
        if kind == "equal":
            continue
        if start == end:
            if not 0 < start < len(owner) or owner[start - 1] != owner[start]:
                continue
            first = last = owner[start]
        else:
            first, last = owner[start], owner[end - 1]
        if out and out[-1][1] >= first:
            first = out.pop()[0]
        out.append((first, last))
    return out


def _start_in(steps: Sequence[_Step], at: int) -> int:
    for kind, start, end, b_start, _b_end in steps:
        if start <= at < end:
            return b_start + (at - start if kind == "equal" else 0)
    return 0


def _end_in(steps: Sequence[_Step], at: int) -> int:
    for kind, start, end, b_start, b_end in steps:
        if start < at <= end:
            return b_start + (at - start) if kind == "equal" else b_end
    return 0


def tokens(sentence: Sentence) -> list[str]:
    """Return the spoken words of a line one by one, without the marks of pauses."""
    return [token for word in sentence.words for token in split(word.spoken)]


def split(spoken: str) -> list[str]:
    """Return the words of what is said, without the marks of pauses."""
    return [token for part in spoken.split() if (token := part.strip(_MARKS))]


def keys(spoken: Sequence[str]) -> list[str]:
    """Return the words as they are compared: capitals do not sound."""
    return [token.casefold() for token in spoken]
