"""Doubt about what reading never met: tokens of a form that no sentence we know the answer of has.

The rules are written for what somebody thought of. `data/forms.tsv` lists the forms that the
judged sentences hold, all of which are read right; what is of another form may still be right, but
nobody has seen it. A short form of two or three letters with one listed meaning is as often
another one; `data/short_forms.tsv` lists those that were met.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from broadcaster.reading.lexicon import BUILT_IN
from broadcaster.reading.marks import Piece
from broadcaster.reading.model import FlagKind
from broadcaster.reading.tables import mapping, word_list
from broadcaster.reading.vi.forms import forms
from broadcaster.reading.vi.letters import by_letter
from broadcaster.reading.vi.numbers import digit_by_digit
from broadcaster.reading.vi.sight import Doubt, Sight

UNMET_FORM, UNMET_SHORT_FORM = "unmet-form", "unmet-short-form"
_RUN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_SHORT = re.compile(r"[A-ZĐƯÊÔƠÂĂ]{2,3}")
_LONGEST = 60
"""Characters of a token that are offered spelled; nobody chooses by more."""


def unmet(pieces: Sequence[Piece], sight: Sight) -> list[Doubt]:
    """Return the doubts about tokens of a form never met, where no other doubt is."""
    taken = bytearray(sight.end - sight.start)
    for doubt in sight.doubts:
        _take(doubt, taken, sight)
    found = (*_unmet_forms(pieces, sight), *_unmet_short_forms(pieces, sight))
    return [doubt for doubt in found if _take(doubt, taken, sight)]


def _take(doubt: Doubt, taken: bytearray, sight: Sight) -> bool:
    """Mark the characters of a doubt; False when one of them was marked before."""
    start, end = doubt.start - sight.start, doubt.end - sight.start
    if taken.find(1, start, end) >= 0:
        return False
    taken[start:end] = b"\1" * (end - start)
    return True


def _unmet_forms(pieces: Iterable[Piece], sight: Sight) -> Iterator[Doubt]:
    for form in forms(pieces, sight):
        if form.name not in word_list("forms"):
            candidates = _candidates(form.spoken, sight.text[form.start : form.end])
            yield Doubt(FlagKind.AMBIGUOUS, form.start, form.end, UNMET_FORM, candidates)


def _candidates(spoken: str, written: str) -> tuple[str, ...]:
    """Return what is said now and the token spelled; nothing of one that nobody would spell."""
    if len(written) > _LONGEST:
        return ()
    return tuple(dict.fromkeys(filter(None, (spoken, spelled(written)))))


def _unmet_short_forms(pieces: Iterable[Piece], sight: Sight) -> Iterator[Doubt]:
    met = word_list("short_forms")
    for piece in pieces:
        written = sight.text[piece.start : piece.end]
        if piece.rule == "abbreviation" and written not in met and is_unproven(written, sight):
            candidates = _candidates(piece.spoken, written)
            yield Doubt(FlagKind.NOTICE, piece.start, piece.end, UNMET_SHORT_FORM, candidates)


def is_unproven(written: str, sight: Sight) -> bool:
    """Say whether a short form has one listed meaning, and no layer nearer than ours says it.

    One that is listed as spelled needs no proof: it is what anybody would do.
    """
    entries = sight.lexicon.entries(written) if _SHORT.fullmatch(written) else ()
    if len(entries) != 1 or entries[0].context or entries[0].source != BUILT_IN:
        return False
    return entries[0].spoken != by_letter(written)


def spelled(written: str) -> str:
    """Return a token run by run: figures one by one, letters by name, signs that have one."""
    return " ".join(filter(None, map(_named, _RUN.findall(written))))


def _named(run: str) -> str:
    if run.isdecimal():
        return digit_by_digit(run)
    return by_letter(run) if run.isalpha() else mapping("signs").get(run, "")
