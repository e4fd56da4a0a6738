"""Abbreviations: the lexicon by context, then the text itself, then by parts, then by letter.

Of several meanings the one whose context fits is spoken. When none fits and there are several,
or when nobody knows the abbreviation, a person is asked.
"""

import re
from functools import cache, lru_cache

from broadcaster.reading.lexicon import Entry
from broadcaster.reading.model import FlagKind
from broadcaster.reading.tables import mapping
from broadcaster.reading.vi.letters import by_letter, is_syllable
from broadcaster.reading.vi.sight import Rule, Sight

_PREFIXES = {"S": "Sở", "B": "Bộ", "P": "Phòng", "PGĐS": "Phó Giám đốc Sở", "GĐS": "Giám đốc Sở"}
_JOINTS = re.compile(r"\s?&\s?|[-–,./]\s?")
_NEXT = {
    ">A": re.compile(r"\s*[A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ]"),
    ">AA": re.compile(r"\s*[A-ZĐ][A-ZĐƯ&-]+(?![^\W\d_])"),
    ">0": re.compile(r"\s*\d"),
}
"""What may follow an abbreviation: a capital, another abbreviation, a figure."""
_JOINED = r"[^\W\d_]+(?:(?:\s?&\s?|[-,./])[^\W\d_]+){0,5}"


@lru_cache(maxsize=2048)
def _anywhere(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


@lru_cache(maxsize=2048)
def _beside(words: str, before: bool) -> re.Pattern[str]:
    escaped = re.escape(words)
    return re.compile(rf"(?<!\w){escaped}[\s.]*\Z" if before else rf"[\s.]*{escaped}(?!\w)")


def _fits(mark: str, sight: Sight, start: int, end: int) -> bool:
    """Say whether one context mark of an entry holds; the marks are explained in its table."""
    if mark == "^":
        return start == sight.start
    if mark in _NEXT:
        return _NEXT[mark].match(sight.text, end, sight.end) is not None
    if mark[0] == "<":
        return sight.after(_beside(mark[1:], True), start)
    if mark[0] == ">":
        return sight.before(_beside(mark[1:], False), end)
    return sight.near(_anywhere(mark), start, end)


def chosen(entries: tuple[Entry, ...], sight: Sight, start: int, end: int) -> str | None:
    """Return what an entry says here; ask when several do and nothing tells them apart.

    None when the only meaning belongs to a context that is not here.
    """
    for entry in entries:
        if entry.context and any(_fits(mark, sight, start, end) for mark in entry.context):
            return entry.spoken
    always = [entry.spoken for entry in entries if not entry.context]
    if len(always) == 1:
        return always[0]
    candidates = tuple(dict.fromkeys(always or [entry.spoken for entry in entries]))
    if not always and len(candidates) == 1:
        return None
    if len(candidates) > 1:
        spelled = by_letter("".join(filter(str.isalpha, sight.text[start:end])))
        sight.doubt(FlagKind.AMBIGUOUS, start, end, "ambiguous-abbreviation", *candidates, spelled)
    return candidates[0]


def _is_word_here(written: str, sight: Sight) -> bool:
    """In a line of capitals `TƯ` is a word; elsewhere it is the Central Committee."""
    return sight.capitals and is_syllable(written) and written.isalpha()


def _known(found: re.Match[str], sight: Sight) -> str | None:
    """Say a token the lexicon holds as it is written, or written with other joints."""
    written = found.group()
    if _is_word_here(written, sight):
        return None
    entries = sight.lexicon.entries(written)
    if not entries and len(written) > 2 and written[:2].isupper():
        entries = sight.lexicon.squeezed(written)
    if entries:
        return chosen(entries, sight, found.start(), found.end())
    return None


@cache
def _fields() -> dict[str, str]:
    return mapping("fields")


def _by_office(written: str) -> str | None:
    """`SNN&PTNT`, `BCT`, `PGDĐT`: an office and its field."""
    letters = _JOINTS.sub("", written)
    for prefix, office in _PREFIXES.items():
        field = _fields().get(letters[len(prefix) :]) if letters.startswith(prefix) else None
        if field:
            return f"{office} {field}"
    return None


def _by_parts(written: str, sight: Sight, start: int) -> str | None:
    """`KT-HT`, `VH&TT`: known parts, `và` for the sign; None unless every part is known."""
    parts = _JOINTS.split(written)
    if len(parts) < 2:
        return None
    said = []
    for part in parts:
        entries = sight.lexicon.entries(part)
        field = _fields().get(part)
        if not field and not entries:
            return None
        said.append(field or entries[0].spoken)
    joined = " và ".join(said) if "&" in written else " ".join(said)
    sight.doubt(FlagKind.NOTICE, start, start + len(written), "abbreviation-by-parts", joined)
    return joined


def _unknown(found: re.Match[str], sight: Sight) -> str | None:
    """Say an abbreviation nobody listed; None when it is a word in capitals."""
    written = found.group()
    letters = "".join(filter(str.isalpha, written))
    if letters.islower() or (written.isalpha() and _reads_as_word(written, sight)):
        return None
    start, end = found.start(), found.end()
    office = _by_office(written)
    phrase = sight.document.defined(written) if not office else None
    if office or phrase:
        said = office or phrase or ""
        sight.doubt(
            FlagKind.NOTICE,
            start,
            end,
            "abbreviation-from-text" if phrase else "abbreviation-by-parts",
            said,
            by_letter(letters),
        )
        return said
    parts = _by_parts(written, sight, start)
    if parts:
        return parts
    if _JOINTS.search(written):
        return None
    spelled = by_letter(letters)
    sight.doubt(FlagKind.AMBIGUOUS, start, end, "unknown-abbreviation", spelled)
    return spelled


def _reads_as_word(written: str, sight: Sight) -> bool:
    """Say whether capitals are only loudness: KHÔNG, or a name in a heading."""
    if is_syllable(written):
        return True
    return sight.capitals and len(written) > 3 and any(v in "AEIOUYÊÔƠÂĂ" for v in written)


_CAPITALS = r"[A-ZĐƯ]{2,}(?:(?:\s?&\s?|[-,./])[A-ZĐƯ]{2,}){1,5}"

SLASHED = Rule("abbreviation", re.compile(r"[^\W\d_]/[^\W\d_]+(?!\w)"), _known)
"""`V/v`, `đ/c`: asked before anything else, so that `V/` is no numeral."""

LETTER_RULES = (
    Rule("abbreviation", re.compile(rf"{_JOINED}\.?"), _known),
    Rule("abbreviation", re.compile(_JOINED), _known),
    Rule("abbreviation", re.compile(r"[^\W\d_]+(?:\s?&\s?|[-,./])[^\W\d_]+"), _known),
    Rule("abbreviation", re.compile(rf"{_CAPITALS}(?!\w)"), _unknown),
    Rule("abbreviation", re.compile(r"[^\W\d_]+\.?"), _known),
    Rule("abbreviation", re.compile(r"[^\W\d_]+"), _known),
    Rule("abbreviation", re.compile(r"[A-ZĐƯÊÔƠÂĂ]{2,}(?![^\W\d_])"), _unknown),
)
