"""No silent loss: every letter, figure and sign of a text is spoken, silent for a reason, or asked.

A word accounts for the characters it says, a silence for those a rule passes over. What is left
is either a stroke or an invisible character, which get their reason here, or something no rule
knew, which a person is shown.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from broadcaster.reading.layout import is_meant
from broadcaster.reading.model import Sentence, Silence, Span
from broadcaster.reading.repair import repair

STROKE, INVISIBLE, UNREAD = "stroke", "invisible", "unread"


def accounted(
    text: str, sentences: Iterable[Sentence], silences: Iterable[Silence]
) -> tuple[Silence, ...]:
    """Return all silences of a text in order, with those that nothing else accounts for.

    The last have the rule `unread`; in a text that the rules know there are none.
    """
    known = sorted(silences, key=lambda one: (one.span.start, one.span.end))
    covered = bytearray(len(text))
    spans = [word.span for sentence in sentences for word in sentence.words]
    for span in [*spans, *(one.span for one in known)]:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    rest = [Silence(span, _reason(text[span.start : span.end])) for span in _gaps(text, covered)]
    return tuple(sorted([*known, *rest], key=lambda one: (one.span.start, one.span.end)))


def _gaps(text: str, covered: bytearray) -> Iterator[Span]:
    """Yield the runs of characters, spaces apart, that nothing covers."""
    at = covered.find(0)
    while at >= 0:
        end = covered.find(1, at)
        end = len(text) if end < 0 else end
        yield from _without_spaces(text, at, end)
        at = covered.find(0, end)


def _without_spaces(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for part in text[start:end].split():
        at = text.index(part, at)
        yield Span(at, at + len(part))
        at += len(part)


def _reason(written: str) -> str:
    meant = repair(written).text.strip()
    if not meant or all(unicodedata.category(char)[0] == "M" for char in meant):
        return INVISIBLE
    return UNREAD if is_meant(meant) else STROKE
