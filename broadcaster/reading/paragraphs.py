"""A script in paragraphs, as a person reads it into a phone: one after the other, each by itself.

A paragraph is known by its words and not by its place. So a take stays the take of a paragraph
that an edit left alone, wherever it stands then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from broadcaster.reading.model import Script, Sentence


@dataclass(frozen=True)
class Paragraph:
    """Spoken lines that stand together in the source. Numbers count from 1."""

    number: int
    key: str
    """SHA-256 of its language and words, and how often the same words stood before it."""
    lines: tuple[int, ...]
    """Numbers of its lines in the script."""
    text: str
    sentences: tuple[Sentence, ...]
    pause_ms: int
    """Silence after it."""


def paragraphs_of(script: Script) -> tuple[Paragraph, ...]:
    """Return the paragraphs that will be spoken; a line break in the source ends one."""
    seen: dict[str, int] = {}
    return tuple(
        _paragraph(number, group, seen) for number, group in enumerate(_groups(script), start=1)
    )


def _groups(script: Script) -> Iterator[list[tuple[int, Sentence]]]:
    group: list[tuple[int, Sentence]] = []
    for line, sentence in enumerate(script.sentences, start=1):
        if sentence.omitted:
            continue
        if group and "\n" in script.source[group[-1][1].span.end : sentence.span.start]:
            yield group
            group = []
        group.append((line, sentence))
    if group:
        yield group


def _paragraph(number: int, group: list[tuple[int, Sentence]], seen: dict[str, int]) -> Paragraph:
    sentences = [sentence for _line, sentence in group]
    text = " ".join(sentence.spoken for sentence in sentences)
    words = f"{sentences[0].language}\n{text}"
    seen[words] = seen.get(words, 0) + 1
    return Paragraph(
        number,
        sha256(f"{words}\n{seen[words]}".encode()).hexdigest(),
        tuple(line for line, _sentence in group),
        text,
        tuple(sentences),
        sentences[-1].pause_ms,
    )
