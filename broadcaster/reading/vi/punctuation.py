"""Signs: the ones with a name are said, the rest are pauses; a lost one is shown to a person."""

import re

from broadcaster.reading.languages import MARKS
from broadcaster.reading.model import FlagKind
from broadcaster.reading.tables import context, mapping
from broadcaster.reading.vi.evidence import USUAL, Sense
from broadcaster.reading.vi.sight import Rule, Sight, directly_after

_LONGEST_FIRST = sorted(mapping("signs"), key=len, reverse=True)
_NAMED = "|".join(re.escape(sign) for sign in _LONGEST_FIRST)
_FIGURE_BEFORE = re.compile(r"\d[a-zđ]?\s*\Z|(?:giờ|phút|đồng|nghìn|triệu|tỷ|tháng|năm)\s*\Z")
_FIGURE_NEXT = re.compile(r"\s*(?:(?:km|tháng|ngày|quý|năm|thứ)\s?)?\d")
_TEST = re.compile(rf"(?<!\w)(?:{'|'.join(context('tested'))})(?!\w)")
_FIGURED_NEXT = re.compile(r"\s*[^\W\d_]{0,4}\d")
_FIGURED_BEFORE = re.compile(r"\d[^\W\d_]{0,3}\s*\Z")
"""Figures that letters touch, as in `T11/2025 - T3/2026`."""
_RHESUS = re.compile(r"(?<!\w)rh\s?\Z")
_RECKONED = frozenset("+=*")
_ITEM_BEFORE = re.compile(r"[:;.,]\s*\Z")
_MEASURED_BEFORE = re.compile(r"(?:\d|[%°)²³]|\d\s?[^\W\d_]{1,3})\s*\Z")
_PRESSED = directly_after("phím", "dấu", "nút", "bấm", "nhấn", "ấn", "phím dấu")
_COUNTED_BEFORE = re.compile(r"\d\s?[^\W\d_]+(?:\s[^\W\d_]+)?\s?\Z")
_TAG = rf"\[/?(?:{'|'.join(MARKS)})\]"
_SUM = re.compile(r"[\d)]\s*\Z")
_FORMULA = re.compile(r"=[^;=]*\s\Z")
_RESULT = re.compile(r"\s*\d[\d.,]*[^=;.]{0,20}=(?!>)")


def _named(found: re.Match[str], sight: Sight) -> str:
    """Say a sign by its name; between words, where none is reckoned, a person is asked."""
    sign, at, end = found.group(), found.start(), found.end()
    name = mapping("signs")[sign]
    if sign not in _RECKONED or sight.after(_FIGURE_BEFORE, at) or sight.before(_FIGURE_NEXT, end):
        return name
    if sign == "+" and sight.after(_ITEM_BEFORE, at):
        return ","
    measured = sight.after(_MEASURED_BEFORE, at)
    return sight.settle(
        at, end, "sign-by-name", Sense(name, USUAL if measured else 0.0), Sense(",")
    )


def _key(found: re.Match[str], sight: Sight) -> str | None:
    """`phím *`, `dấu *`: a key by its name."""
    return "sao" if sight.after(_PRESSED, found.start()) else None


def _tag(found: re.Match[str], sight: Sight) -> str:
    """Pass over a mark of language such as `[EN]`: it is for the page, not for the ear."""
    sight.doubt(FlagKind.NOTICE, found.start(), found.end(), "language-mark")
    return ","


def _dash(found: re.Match[str], sight: Sight) -> str:
    """Between two figures `đến`, in a sum `trừ`, between words a breath."""
    if sight.after(_SUM, found.start()) and _RESULT.match(sight.text, found.end()):
        return "trừ"
    if sight.after(_FORMULA, found.start()):
        return "trừ"
    at, end = found.span()
    if sight.before(_FIGURE_NEXT, end) and sight.after(_FIGURE_BEFORE, at):
        return "đến"
    if sight.before(_FIGURED_NEXT, end) and sight.after(_FIGURED_BEFORE, at):
        return sight.settle(at, end, "range-or-pause", Sense(","), Sense("đến"))
    return ","


def _arrow(found: re.Match[str], sight: Sight) -> str:
    figures = sight.before(_FIGURE_NEXT, found.end()) and sight.after(_FIGURE_BEFORE, found.start())
    if not figures:
        sight.doubt(FlagKind.NOTICE, found.start(), found.end(), "unspoken-sign")
    return "đến" if figures else ","


def _tested(found: re.Match[str], sight: Sight) -> str | None:
    """`HIV (+)`, `HBsAg (-)`: the outcome of a test."""
    if not sight.near(_TEST, found.start(), found.end()):
        return None
    return "dương tính" if found[1] == "+" else "âm tính"


def _so_many_of(found: re.Match[str], sight: Sight) -> str | None:
    """`9 chị/15 hội viên`: a counted word on the left, a figure on the right."""
    return "trên" if sight.after(_COUNTED_BEFORE, found.start()) else None


def _slash(found: re.Match[str], sight: Sight) -> str:
    """Between figures `trên`; between words that are alternatives a breath."""
    at, end = found.span()
    figures = sight.before(_FIGURE_NEXT, end) and sight.after(_FIGURE_BEFORE, at)
    if not figures and (sight.before(_FIGURE_NEXT, end) or sight.after(_FIGURE_BEFORE, at)):
        return sight.settle(at, end, "range-or-pause", Sense(","), Sense("trên"))
    return "trên" if figures else ","


def _pause(found: re.Match[str], sight: Sight) -> str:
    """Keep a mark; the point of an initial, as in `Giàng Thị M., 32 tuổi`, is none."""
    marks = found.group()
    if marks[0] != ".":
        return marks[0]
    initial = sight.text[found.start() - 1 : found.start()].isupper()
    following = sight.text[found.end() : found.end() + 3].lstrip()[:1]
    goes_on = following.islower() or following == "(" or (initial and found.end() < sight.end)
    return marks[1:2] if initial and goes_on else marks[-1]


def _end(_found: re.Match[str], _sight: Sight) -> str:
    return "."


def _breath(_found: re.Match[str], _sight: Sight) -> str:
    return ","


def _silent(_found: re.Match[str], _sight: Sight) -> str:
    return ""


def _lost(found: re.Match[str], sight: Sight) -> str:
    sight.doubt(FlagKind.NOTICE, found.start(), found.end(), "unspoken-sign")
    return ","


def _blood(found: re.Match[str], sight: Sight) -> str | None:
    """`Rh-`, `Rh(+)`, of blood."""
    if not sight.after(_RHESUS, found.start()):
        return None
    return "dương" if "+" in found.group() else "âm"


SIGN_RULES = (
    Rule("outcome", re.compile(r"\(?[+–-]\)?(?!\w)"), _blood),
    Rule("outcome", re.compile(r"\(\s?([+–-])\s?\)"), _tested),
    Rule("language-mark", re.compile(_TAG), _tag),
    Rule("key", re.compile(r"\*(?!\*)"), _key),
    Rule("end", re.compile(r"\./\."), _end),
    Rule("pause", re.compile(r"\.{2,}|…+\.*"), _breath),
    Rule("pause", re.compile(r"[.,;:!?]+"), _pause),
    Rule("breath", re.compile(r"[()\[\]{}|\t]+|_{2,}|-{2,}|={2,}|\*{2,}"), _breath),
    Rule("quote", re.compile(r"[\"']+"), _silent),
    Rule("arrow", re.compile(r"(?:-{1,2}|=)>|[→⇒➔➜►]"), _arrow),
    Rule("sign", re.compile(_NAMED), _named),
    Rule("dash", re.compile(r"[-–]+"), _dash),
    Rule("slash", re.compile(r"/(?=\s?\d)"), _so_many_of),
    Rule("slash", re.compile(r"/+"), _slash),
    Rule("breath", re.compile(r"[•●○◦▪■□➢✓✔❖·⁃∙*]"), _breath),
    Rule("unspoken", re.compile(r"\S"), _lost),
)
