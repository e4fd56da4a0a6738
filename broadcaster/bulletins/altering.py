"""What a change of the lexicon would alter in a text that was read before it.

Nothing is altered by it: a stored script stays. What a person left out or worded in a line is not
counted, because that is not what the lexicon says.
"""

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from broadcaster.bulletins.model import State
from broadcaster.reading import Lexicon, ReadingError, Script, Sentence, read

BY_A_PERSON = ("said:", "chosen")


@dataclass(frozen=True)
class AlteredLine:
    """A line of a script (from 1), and how it would be said before and after."""

    line: int
    written: str
    before: str
    after: str


@dataclass(frozen=True)
class Altered:
    """A bulletin that would be read differently."""

    bulletin: str
    revision: str
    title: str
    state: State
    airings: tuple[str, ...]
    """One line for each airing that is planned and has not sounded."""
    lines: tuple[AlteredLine, ...]


def letters(text: str) -> str:
    """Return letters and figures only, in small letters, as `may_hold` compares them."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text))).casefold()


def may_hold(text: str, forms: Collection[str]) -> bool:
    """Say whether one of `forms` may stand in `text`, whatever its case, spaces and joints.

    The forms come as their `letters`. Quick, and never wrong when it says no: what does not hold
    a form is not read by its entry.
    """
    within = letters(text)
    return any(form in within for form in forms)


def altered_lines(script: Script, before: Lexicon, after: Lexicon) -> tuple[AlteredLine, ...]:
    """Return the lines of `script` that would be said differently if it were read again."""
    try:
        was, now = _read(script, before), _read(script, after)
    except ReadingError:
        return ()
    return tuple(_altered(script, was, now))


def _altered(script: Script, was: Script, now: Script) -> Iterator[AlteredLine]:
    if len(was.sentences) != len(now.sentences):  # an entry with a point moved the end of one
        known = {sentence.spoken for sentence in was.sentences}
        for line, new in enumerate(now.sentences, 1):
            if new.spoken not in known:
                yield AlteredLine(line, now.written(new), "", new.spoken)
        return
    # Other rules than today's may have divided the text otherwise.
    stored = script.sentences if len(script.sentences) == len(was.sentences) else was.sentences
    for line, (kept, old, new) in enumerate(
        zip(stored, was.sentences, now.sentences, strict=True), 1
    ):
        if old.spoken != new.spoken and not _is_settled(kept, old, new):
            yield AlteredLine(line, now.written(new), kept.spoken, new.spoken)


def _is_settled(kept: Sentence, old: Sentence, new: Sentence) -> bool:
    """Say whether a stored line is not for the lexicon to say, or says it already."""
    worded = any(word.rule.startswith(BY_A_PERSON) for word in kept.words)
    return kept.omitted or kept.spoken == new.spoken or (worded and kept.spoken != old.spoken)


def _read(script: Script, lexicon: Lexicon) -> Script:
    return read(script.source, language=script.language, region=script.region, lexicon=lexicon)
