"""Timing marks: gathered while a script becomes a take, or made again from what else is known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from broadcaster.production.marks import NO_LINE, Marks, TimedSentence, TimedWord
from broadcaster.production.model import Cut
from broadcaster.production.word_places import Place, places_in, spread
from broadcaster.quantities import CUT_RATE_HZ, duration_of
from broadcaster.reading import Script, Sentence, Span
from broadcaster.voices import Speech

Said = tuple[str, Place]
"""A word as a voice got it, and where it sounds in samples of the take."""


class Timing:
    """Told what is added to a take, it knows where its sentences and words sound."""

    def __init__(self, script: Script) -> None:
        self.sentences: list[TimedSentence] = []
        self._lines = spoken_lines(script)
        self._said: list[Said] = []
        self._begin: int | None = None
        self._end = 0

    def note(self, text: str, speech: Speech, begin: int, end: int) -> None:
        """Note that the speech of `text` lies in the take from sample `begin` to `end`."""

        def in_take(sample: int) -> int:
            return min(begin + sample * CUT_RATE_HZ // speech.rate_hz, end)

        self._begin, self._end = begin if self._begin is None else self._begin, end
        for word, at in zip(text.split(), places_in(text, speech), strict=True):
            self._said.append((word, Place(in_take(at.begin), in_take(at.end), at.exact)))

    def end_sentence(self) -> None:
        """Note that the line whose pieces were told is whole."""
        number, line = next(self._lines)
        times = _ms(self._begin or 0), _ms(self._end)
        self.sentences.append(TimedSentence(number, *times, tuple(_timed(line, self._said))))
        self._said, self._begin = [], None

    def marks(self, cut: Cut) -> Marks:
        """Return what was noted as the marks of the cut that was made of the take."""
        return Marks(cut.sha256, cut.duration_ms, tuple(self.sentences))


def spoken_lines(script: Script) -> Iterator[tuple[int, Sentence]]:
    """Give the lines that will sound with their numbers in the script."""
    for number, line in enumerate(script.sentences, 1):
        if not line.omitted and line.spoken.strip():
            yield number, line


def marks_for(marks: Marks, script: Script) -> Marks | None:
    """Return marks with the lines and sources of `script`; None when they are not of its words.

    Two scripts that sound the same have one cut and one file of marks, but may differ in lines
    that are left out, and in how their words are written.
    """
    lines = list(spoken_lines(script))
    told = [[(word.text, word.place) for word in one.words] for one in marks.sentences]
    if [line.spoken.split() for _n, line in lines] != [[text for text, _at in one] for one in told]:
        return None
    sentences = tuple(
        replace(one, line=number, words=tuple(TimedWord(*word) for word in _sourced(line, said)))
        for one, (number, line), said in zip(marks.sentences, lines, told, strict=True)
    )
    return replace(marks, sentences=sentences)


def marks_from_cut(cut: Cut, script: Script | None) -> Marks:
    """Return the marks of a cut from what is stored of it: when its own are lost.

    The ends of its sentences are known, so these are as exact as ever; the words between them are
    estimated. Without the script it was made from, as for a recording, there are no words.
    """
    lines = list(spoken_lines(script)) if script else []
    ends = cut.sentence_ends_ms
    if len(lines) == len(ends):
        pauses = [cut.lead_in_ms, *(line.pause_ms for _number, line in lines)]
        told = [
            _estimated(number, line, min(before + pause, end), end)
            for (number, line), (before, end), pause in zip(
                lines, pairwise([0, *ends]), pauses, strict=False
            )
        ]
    else:
        told = [
            TimedSentence(NO_LINE, min(before, end), end)
            for before, end in pairwise([cut.lead_in_ms, *ends])
        ]
    return Marks(cut.sha256, cut.duration_ms, tuple(told), remade=script is not None)


def _estimated(number: int, line: Sentence, start_ms: int, end_ms: int) -> TimedSentence:
    places = spread(line.spoken.split(), start_ms, end_ms)
    said = list(zip(line.spoken.split(), places, strict=True))
    words = tuple(TimedWord(*word) for word in _sourced(line, said))
    return TimedSentence(number, start_ms, end_ms, words)


def _timed(line: Sentence, said: Sequence[Said]) -> Iterator[TimedWord]:
    for text, span, at in _sourced(line, said):
        yield TimedWord(text, span, Place(_ms(at.begin), _ms(at.end), at.exact))


def _sourced(line: Sentence, said: Iterable[Said]) -> Iterator[tuple[str, Span, Place]]:
    """Give each spoken word of a line with its source and place.

    A word longer than a voice takes at once was said in several pieces, and is one word here.
    """
    coming = iter(said)
    for word in line.words:
        for text in word.spoken.split():
            part, at = next(coming)
            while len(part) < len(text):
                more, then = next(coming)
                part, at = part + more, Place(at.begin, then.end, at.exact and then.exact)
            yield text, word.span, at


def _ms(samples: int) -> int:
    return duration_of(samples, CUT_RATE_HZ)
