"""What a correction of a spoken line teaches: which written words a person says differently.

The line is read anew and its words, each with its source span, are laid beside what the person
worded. A short run that differs, and that an entry of the lexicon would say so, is offered; the
rewording of ordinary words, a figure or a whole line is no matter for a lexicon.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from broadcaster.reading.aligning import Run, keys, runs, tokens
from broadcaster.reading.errors import ReadingError
from broadcaster.reading.languages import VIETNAMESE
from broadcaster.reading.layout import is_capitals
from broadcaster.reading.lexicon import Entry, Lexicon
from broadcaster.reading.model import Script
from broadcaster.reading.reader import read
from broadcaster.reading.vi.letters import is_syllable

MOST_WRITTEN = 4
MOST_SPOKEN = 8
_WORDED = "said:"


@dataclass(frozen=True)
class Offer:
    """A lexicon entry that a corrected line suggests."""

    line: int
    written: str
    spoken: str
    now: str
    """How the written form is read without it."""


def offers(before: Script, after: Script, lexicon: Lexicon) -> tuple[Offer, ...]:
    """Return what the lines teach that a person worded between two scripts of one text."""
    same_text = before.source == after.source and len(before.sentences) == len(after.sentences)
    if not same_text:
        return ()
    pairs = zip(before.sentences, after.sentences, strict=True)
    return tuple(
        offer
        for line, (old, new) in enumerate(pairs, 1)
        if old.words != new.words
        for offer in offers_in(after, line, lexicon)
    )


def offers_in(script: Script, line: int, lexicon: Lexicon) -> tuple[Offer, ...]:
    """Return what one line (from 1) teaches; nothing for one that no person worded."""
    sentence = script.sentences[line - 1]
    worded = any(word.rule.startswith(_WORDED) for word in sentence.words)
    if sentence.omitted or not worded or sentence.language != VIETNAMESE:
        return ()
    try:
        read_now = read(script.written(sentence), region=script.region, lexicon=lexicon)
    except ReadingError:
        return ()
    spoken = tokens(sentence)
    found = [run for run in runs(read_now, spoken) if _is_for_a_lexicon(run, read_now)]
    return tuple(
        Offer(line, written, alike[0].spoken, alike[0].now)
        for alike in _by_written(found)
        for written in _teaching(alike, read_now, lexicon)
    )


def _by_written(found: list[Run]) -> Iterator[list[Run]]:
    """Give the runs of each written form in their order; one said in two ways teaches nothing."""
    forms: dict[str, list[Run]] = {}
    for run in found:
        forms.setdefault(run.written, []).append(run)
    for alike in forms.values():
        if len({run.spoken.casefold() for run in alike}) == 1:
            yield alike


def _is_for_a_lexicon(run: Run, read_now: Script) -> bool:
    written, spoken = run.written.split(), run.spoken.split()
    if not 1 <= len(written) <= MOST_WRITTEN or not 1 <= len(spoken) <= MOST_SPOKEN:
        return False
    if any(token[0].isdecimal() or not any(map(str.isalpha, token)) for token in written):
        return False
    loud = is_capitals(read_now.source)
    first = written[0].lower() if run.start == 0 and written[0].istitle() else written[0]
    if _is_ordinary(first, loud) or (len(written) > 1 and _is_ordinary(written[-1], loud)):
        return False
    return run.spoken.casefold() != run.now.casefold()


def _is_ordinary(token: str, loud: bool) -> bool:
    """Say whether a token is a common word: its capitals say nothing where a line is `loud`."""
    return (loud or token.islower()) and is_syllable(token)


def _teaching(alike: list[Run], read_now: Script, lexicon: Lexicon) -> list[str]:
    """Return the form to enter, so that the line says exactly what the person wants; or nothing.

    The point behind an abbreviation belongs to it only where nothing else helps: `TP.`.
    """
    wanted = [token for sentence in read_now.sentences for token in tokens(sentence)]
    for run in sorted(alike, key=lambda run: -run.start):
        wanted[run.start : run.end] = run.spoken.split()
    forms = dict.fromkeys((alike[0].written.rstrip("."), alike[0].written))
    return [
        form
        for form in forms
        if _said_with(Entry(form, alike[0].spoken), read_now, lexicon) == keys(wanted)
    ][:1]


def _said_with(entry: Entry, read_now: Script, lexicon: Lexicon) -> list[str]:
    try:
        taught = lexicon.with_layer("offer", (entry,))
        script = read(read_now.source, region=read_now.region, lexicon=taught)
    except ReadingError:
        return []
    return keys([token for sentence in script.sentences for token in tokens(sentence)])
