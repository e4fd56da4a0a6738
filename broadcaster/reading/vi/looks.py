"""How one spoken piece of a token looks: its rule, and coarsely what is written.

The look says what the runs are like: `9` a number, `09` one that opens with a zero, `Y` a year,
`a` letters, a capital by itself where it stands alone. For some rules their name is enough.
"""

import re
from collections.abc import Iterator
from functools import cache

from broadcaster.reading.layout import is_speakable
from broadcaster.reading.marks import Piece
from broadcaster.reading.tables import table

_ENOUGH = frozenset(
    {"abbreviation", "account", "ages", "code-number", "day-of-week", "e-mail"}
    | {"generation", "hashtag", "hotline", "key", "keys", "lexicon", "list", "list-head", "name"}
    | {"outcome", "per", "phone", "placeholder", "plate", "points", "standard", "title", "unit"}
    | {"web"}
)
"""Rules with so tight a grammar, or such varied tokens, that their name is enough."""
JOINTS = frozenset({"slash", "dash", "arrow", "hyphen"})
"""Rules of signs that are said in one place and silent in another."""
_RUN = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?!\d)|\d+|[^\W\d_]+|\s+|.", re.DOTALL)
_DECIMAL = re.compile(r"(?<=9),9")
_ISSUERS = re.compile(r"(-body|-\?)\1{1,12}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WITH_DECIMALS = frozenset({"range", "product", "number", "quantity", "scale", "signed"})
_FOLDED = {
    **dict.fromkeys("–—−~÷→", "-"),
    **dict.fromkeys(("<", ">", "≥", "≤", ">=", "<=", "±", "≈"), "≤"),
}
"""Signs that no rule treats differently."""
RECKONED = frozenset("+-=*&#~×÷<>≤≥^/")
"""Signs that mean one thing between figures and another between words; all others have a name."""
_SENSES = ("tháng", "giờ", "chấm", "phẩy", "phần")
_WEIGHED = frozenset({"pointed", "ratio", "date"})
"""Rules that say one token in several ways; what it was said as is part of its look."""
_PLAIN_COUNTS = frozenset({"length", "money", "ratio", "range", "fraction", "chain"})
"""Rules whose figures nobody writes with a zero before them."""
_SHORT = 4
"""Figures up to which a number is a count; longer ones without points are codes as often."""


def look(piece: Piece, written: str) -> str:
    """Return the look of a piece that says `written`."""
    if piece.rule in JOINTS:
        return piece.rule if is_speakable(piece.spoken) else f"{piece.rule}-silent"
    if piece.rule in _ENOUGH or (piece.rule == "word" and len(written) > 1):
        return piece.rule
    runs = "".join(_runs(written, piece.rule))
    if piece.rule == "sign" and runs not in RECKONED:
        return piece.rule
    if piece.rule == "document":
        runs = _ISSUERS.sub(r"\1", runs)
    if piece.rule in _WITH_DECIMALS:
        runs = _DECIMAL.sub("", runs)
    sense = next((f">{one}" for one in _SENSES if one in piece.spoken), "")
    return f"{piece.rule}:{runs}{sense if piece.rule in _WEIGHED else ''}"


def _runs(written: str, rule: str) -> Iterator[str]:
    for found in _RUN.finditer(written):
        run = found.group()
        if run[0].isdecimal():
            yield _figures(run, rule)
        elif run[0].isalpha():
            yield _letters(run, rule)
        elif not run.isspace():
            yield _FOLDED.get(run, run)


@cache
def _roles() -> dict[str, str]:
    """Return what each part of a document's code is: its type, its issuer, or whole."""
    return {row[0]: row[2] for row in table("document_codes")}


def _figures(run: str, rule: str) -> str:
    if " " in run:
        return "9 9"
    if rule == "code":
        return "9" if len(run) < _SHORT else "99999"
    if run[0] == "0" and len(run) > (1 if rule in _PLAIN_COUNTS else 2):
        return "09" if len(run) <= _SHORT else "09999"
    if _YEAR.fullmatch(run):
        return "Y"
    return "99999" if len(run) > _SHORT and run.isdecimal() else "9"


def _letters(run: str, rule: str) -> str:
    if rule == "document":
        return _roles().get(run, "?" if run.strip("IVX") else "II")
    if rule in ("code", "letter", "roman") and len(run) == 1:
        return run
    if rule in ("code", "roman"):
        return "AA" if run.isupper() else "Aa"
    return "a"
