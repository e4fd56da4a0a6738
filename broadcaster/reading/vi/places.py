"""What stands beside a token of one piece, where a general rule should have looked.

It opens the name of the form: `numbered ratio:9/9>tháng` is a day behind a word that counts.
"""

import re

from broadcaster.reading.marks import Piece
from broadcaster.reading.tables import context
from broadcaster.reading.vi.looks import RECKONED
from broadcaster.reading.vi.sight import Sight, directly_after

_ARTICLE = directly_after("điều", "khoản", "điểm", "chương", "mục", "tiết")
_NUMBERED = directly_after(*context("before-roman"))
_DAY = directly_after(*context("right-before-day"))
_CODED = directly_after(*context("before-code-letter"))
_MARKED = directly_after(*context("right-before-code"))
_CLAUSE_BEFORE = re.compile(r"[.;:]\s*\Z|\A\s*\Z")
_COUNTED = re.compile(r"\s[^\W\d_]{2,}")
_BESIDE = re.compile(r"\s*(?:([^\W\d_])|(\d))")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SHORT_CODE = 3


def place(token: list[Piece], sight: Sight) -> str:
    """Return what stands beside a token of one piece, where that should have decided."""
    piece = token[0]
    if len(token) > 1:
        return ""
    if piece.rule == "sign" and sight.text[piece.start : piece.end] in RECKONED:
        return f"{_kind_before(piece, sight)}{_kind(sight.text[piece.end : piece.end + 2])} "
    if piece.rule in ("ratio", "date", "pointed") and sight.after(_NUMBERED, piece.start):
        return "numbered "
    if piece.rule in ("chain", "range") and sight.after(_DAY, piece.start):
        return "dated "
    if piece.rule == "letter" and sight.after(_ARTICLE, piece.start):
        return "article "
    if piece.rule in ("code", "letter"):
        return _place_of_code(piece, sight)
    if piece.rule == "number" and sight.text.startswith("00", piece.start):
        return _place_of_zeros(piece, sight)
    return ""


def _place_of_code(piece: Piece, sight: Sight) -> str:
    """Say whether letters of a code mean something elsewhere, or a short one stands oddly."""
    letters = _LETTERS.match(sight.text, piece.start, piece.end)
    if letters and sight.lexicon.entries(letters.group()):
        return f"known {letters.group()} "
    if piece.end - piece.start > _SHORT_CODE:
        return ""
    if sight.after(_CODED, piece.start):
        return "coded "
    opens = piece.start == sight.start or sight.after(_CLAUSE_BEFORE, piece.start)
    return "clause " if opens and sight.text[piece.start].isalpha() else ""


def _place_of_zeros(piece: Piece, sight: Sight) -> str:
    if sight.after(_MARKED, piece.start):
        return "marked "
    return "counted " if sight.before(_COUNTED, piece.end) else ""


def _kind_before(piece: Piece, sight: Sight) -> str:
    before = sight.text[max(sight.start, piece.start - 2) : piece.start]
    return _kind(before[::-1])


def _kind(text: str) -> str:
    """Say what a text opens with: a letter, a figure, anything else."""
    found = _BESIDE.match(text)
    return "." if not found else "a" if found[1] else "9"
