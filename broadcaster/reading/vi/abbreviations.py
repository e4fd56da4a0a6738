"""Abbreviations: the lexicon by context, then the text itself, then by parts, then by letter.

Of several meanings the one whose context fits is spoken. When none fits and there are several,
or when nobody knows the abbreviation, a person is asked.
"""

import re

from broadcaster.reading.model import FlagKind
from broadcaster.reading.tables import context, mapping, word_list
from broadcaster.reading.vi.letters import by_letter, is_syllable
from broadcaster.reading.vi.numbers import roman_value
from broadcaster.reading.vi.offices import by_office
from broadcaster.reading.vi.senses import chosen
from broadcaster.reading.vi.sight import Rule, Sight

_JOINTS = re.compile(r"\s?&\s?|[-–,./]\s?")
_JOINED = r"[^\W\d_]+(?:(?:\s?&\s?|[-,./])[^\W\d_]+){0,5}"


def _is_word_here(written: str, sight: Sight) -> bool:
    """In a line of capitals `TƯ` is a word; elsewhere it is the Central Committee."""
    return sight.capitals and is_syllable(written) and written.isalpha()


def _is_initial(found: re.Match[str], sight: Sight) -> bool:
    """Say whether one letter with a point is a name's, or ends the sentence: `Thị H.`, `tia X.`.

    `Q.`, `P.`, `H.` are a district, a ward, where a name or a number follows.
    """
    written = found.group()
    if len(written) != 2 or written[1] != ".":
        return False
    following = sight.text[found.end() : min(found.end() + 3, sight.end)].lstrip()[:1]
    return not (following.isdecimal() or following.isupper())


def _known(found: re.Match[str], sight: Sight) -> str | None:
    """Say a token the lexicon holds as it is written, or written with other joints."""
    written = found.group()
    if _is_word_here(written, sight) or _is_initial(found, sight):
        return None
    entries = sight.lexicon.entries(written)
    if written[-1] == "." and found.end() == sight.end and sight.lexicon.entries(written[:-1]):
        return None
    if not entries and len(written) > 2 and written[:2].isupper():
        entries = sight.lexicon.squeezed(written)
    if entries:
        return chosen(entries, sight, found.start(), found.end())
    return None


def _by_parts(written: str, sight: Sight, start: int) -> str | None:
    """`KT-HT`, `VH&TT`: known parts, `và` for the sign; None unless every part is known."""
    parts = _JOINTS.split(written)
    if len(parts) < 2:
        return None
    said = []
    for part in parts:
        entries = sight.lexicon.entries(part)
        field = mapping("fields").get(part)
        if not field and not entries:
            return None
        said.append(field or entries[0].spoken)
    joined = " và ".join(said) if "&" in written else " ".join(said)
    spelled = by_letter("".join(filter(str.isalpha, written)))
    end = start + len(written)
    sight.doubt(FlagKind.AMBIGUOUS, start, end, "abbreviation-by-parts", joined, spelled)
    return joined


def _unknown(found: re.Match[str], sight: Sight) -> str | None:
    """Say an abbreviation nobody listed; None when it is a word in capitals."""
    written = found.group()
    letters = "".join(filter(str.isalpha, written))
    if letters.islower() or (written.isalpha() and _reads_as_word(written, sight)):
        return None
    start, end = found.start(), found.end()
    office = by_office(_JOINTS.sub("", written))
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
    if is_syllable(written) or written.lower() in word_list("loans"):
        return True
    return sight.capitals and len(written) > 3 and any(v in "AEIOUYÊÔƠÂĂ" for v in written)


def _numbered(found: re.Match[str], sight: Sight) -> str | None:
    """`TW4`, `KP3`, `P.3`: a known abbreviation and the number it is told apart by."""
    letters, number = found[1], found[2]
    if letters not in _TAKE_NUMBERS or (len(letters) == 1 and found.group()[1] != "."):
        return None
    entries = sight.lexicon.entries(letters) or sight.lexicon.entries(f"{letters}.")
    value = number if number.isdecimal() else str(roman_value(number) or "")
    if not entries or not value:
        return None
    said = chosen(entries, sight, found.start(), found.end(1))
    return f"{said} {sight.count(value)}" if said else None


_TAKE_NUMBERS = frozenset(context("takes-number"))
_CAPITALS = r"[A-ZĐƯ]{2,}(?:(?:\s?&\s?|[-,./])[A-ZĐƯ]{2,}){1,5}"

WITH_FIGURE = Rule("abbreviation", re.compile(r"[A-ZĐƯ]{2,6}\d{1,3}(?!\w)"), _known)
"""`CMT8`: an entry that holds its figure."""
NUMBERED = Rule(
    "abbreviation", re.compile(r"([A-ZĐƯ]{1,4})\.?\s?([1-9]\d{0,2})(?![\w/]|[.,-]\d)"), _numbered
)
NUMBERED_ROMAN = Rule("abbreviation", re.compile(r"(HK|QK|CK|KV|BĐ)([IVX]{1,4})(?!\w)"), _numbered)
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
