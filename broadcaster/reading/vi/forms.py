"""The form of a written token: the looks of its pieces, and what a general rule left unseen.

`9T/2025` said by three rules one after the other has the form `tonnes|slash|number:Y`. Tokens that
are written alike and read alike have one form; which figures and words they hold does not count. A
plain word has none. Two tokens with figures that only a space or a dash parts have one more form
together: `11 giờ 00` is `quantity number`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from broadcaster.reading.layout import is_speakable
from broadcaster.reading.marks import Piece
from broadcaster.reading.tables import mapping
from broadcaster.reading.vi.looks import JOINTS, look
from broadcaster.reading.vi.places import place
from broadcaster.reading.vi.sight import Sight

_BRACKETS = frozenset("()[]{}|\t_-=")
_PARTING = frozenset({"end", "quote", "bullet", "language-mark"})
"""Rules of signs that stand between tokens, also where no space does."""
_ONE_LETTER_WORDS = frozenset("aàáảạoòóọôồốổơờớởưừứửyýỷỵ")
_BETWEEN = re.compile(r"[\s()]*([-–—→]|->)?[\s()]*")


class Form(NamedTuple):
    """The form of the repaired characters `start`..`end`, and what is said for them now."""

    start: int
    end: int
    name: str
    spoken: str


def forms(pieces: Iterable[Piece], sight: Sight) -> Iterator[Form]:
    """Yield the form of every token of a line that is more than a plain word, in order."""
    last: Form | None = None
    for token in _tokens(pieces, sight):
        form = _form(token, sight)
        if form:
            yield form
        if form and last and _are_beside(last, form, sight):
            yield _pair(last, form, sight)
        if not (form and form.name in JOINTS):
            last = form


def _form(token: list[Piece], sight: Sight) -> Form | None:
    if len(token) == 1 and _is_plain(token[0], sight):
        return None
    said = [piece.spoken for piece in token if is_speakable(piece.spoken)]
    if not said:
        return None
    name = place(token, sight) + "|".join(_looks(token, sight))
    return Form(token[0].start, token[-1].end, name, " ".join(said))


def _is_plain(piece: Piece, sight: Sight) -> bool:
    if piece.rule == "letter":
        written = sight.lower[piece.start : piece.end]
        return written in _ONE_LETTER_WORDS or written in mapping("signs")
    return piece.rule == "word" and piece.end - piece.start > 1


def _tokens(pieces: Iterable[Piece], sight: Sight) -> Iterator[list[Piece]]:
    """Yield the runs of pieces that no space and no pause parts."""
    token: list[Piece] = []
    for piece in pieces:
        parting = _is_parting(piece, sight)
        if token and (parting or piece.start > token[-1].end):
            yield token
            token = []
        if not parting:
            token.append(piece)
    if token:
        yield token


def _is_parting(piece: Piece, sight: Sight) -> bool:
    """Say whether a sign stands between tokens, and not inside one as in `4*` and `1:500`."""
    before = sight.text[max(piece.start - 1, sight.start) : piece.start]
    behind = sight.text[piece.end : min(piece.end + 1, sight.end)]
    if piece.rule == "breath":
        written = sight.text[piece.start : piece.end]
        touches = before.isdecimal() or (behind.isdecimal() and written == "*")
        return not touches or written[:1] in _BRACKETS or not written
    if piece.rule == "pause":
        inside = sight.text[piece.start] in ".,:"
        return not (inside and before.isdecimal() and behind.isdecimal())
    return piece.rule in _PARTING


def _looks(token: list[Piece], sight: Sight) -> Iterator[str]:
    """Yield the looks of a token; words joined by hyphens are one word, however many."""
    last = ""
    for piece in token:
        this = look(piece, sight.text[piece.start : piece.end])
        if this != "hyphen-silent" and not (this == last and this in ("word", "abbreviation")):
            yield this
            last = this


def _are_beside(last: Form, form: Form, sight: Sight) -> bool:
    return _has_figure(last, sight) and _has_figure(form, sight) and bool(_gap(last, form, sight))


def _gap(last: Form, form: Form, sight: Sight) -> re.Match[str] | None:
    return _BETWEEN.fullmatch(sight.text, last.end, form.start)


def _has_figure(form: Form, sight: Sight) -> bool:
    return any(map(str.isdecimal, sight.text[form.start : form.end]))


def _pair(last: Form, form: Form, sight: Sight) -> Form:
    gap = _gap(last, form, sight)
    joint = " " if not gap or not gap[1] else f" {gap[1].replace('–', '-')} "
    name = joint.join(_rules(one.name) for one in (last, form))
    return Form(last.start, form.end, name, f"{last.spoken} {form.spoken}")


def _rules(name: str) -> str:
    """Return the rules of a form without what their pieces look like."""
    return "|".join(part.rpartition(" ")[2].partition(":")[0] for part in name.split("|"))
