"""Text typed for fonts from before Unicode: TCVN3 (ABC, .VnTime) and VNI-Windows.

Such a text looks like Western letters ("Céng hßa x· héi", "Coäng hoøa xaõ hoäi") wherever its font
is not at hand. It is recognised by evidence alone: nearly all of its accented words become
syllables that Vietnamese spelling allows, and far fewer are such syllables as they stand or in
the other encoding. A text of few accented words, or one mixed of both, is left as it is. Linear
in the length of the text.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from broadcaster.reading.composing import composed
from broadcaster.reading.tables import table
from broadcaster.reading.vi.letters import is_syllable, toneless

Encoding = Literal["tcvn3", "vni"]

FEWEST_WORDS = 5
"""Accented words from which a text can give evidence; three of them have to differ."""
_FEWEST_DIFFERENT = 3
_SHARE = 0.8
"""Legacy texts hold some foreign names and broken words too."""
_MARGIN = 0.25
_LONGEST_SYLLABLE = 7
_LONGEST_WRITTEN = 2 * _LONGEST_SYLLABLE
_WORD = re.compile(r"(?:(?![²³])[^\W\d_]|[\xa1-\xa9\xab-\xae\xb5-\xb9\xbb-\xbe\xd7\xf7])+")
"""Letters, and the signs whose places TCVN3 gives to letters: `·` is ã, `®` is đ."""
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_MISSPELT = re.compile(r"(?:c|ng)[eêiy]|g[eêy]")
_STOPPED = re.compile(r"(?:ch|[cpt])\Z")
_ABBREVIATION = re.compile(r"[bcdđghklmnpqrstvx]*đ[bcdđghklmnpqrstvx]*")
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(128, 160)}
"""Windows-1252 has dashes and quotation marks where Latin-1 has control characters."""


@dataclass(frozen=True)
class Legacy:
    """A text that was recognised and converted."""

    encoding: Encoding
    text: str
    """Unicode, NFC. TCVN3 has no capitals with a tone: "ñy ban" comes out as "ủy ban"."""


def western(data: bytes) -> str:
    """Return bytes as Windows-1252 shows them; what it leaves undefined as in Latin-1."""
    return data.decode("latin-1").translate(_WINDOWS)


def recognise_legacy(text: str) -> Legacy | None:
    """Return `text` converted if it was plainly typed for a legacy font, else None.

    Every character stands for one byte, seen as Latin-1 or Windows-1252.
    """
    words = _accented(composed(text))
    if len(words) < FEWEST_WORDS or len(set(words)) < _FEWEST_DIFFERENT:
        return None
    written = _share(words, _is_written)
    tcvn3, vni = _share(words, _is_tcvn3), _share(words, _is_vni)
    best, rival = max(tcvn3, vni), max(written, min(tcvn3, vni))
    if best < _SHARE or best - rival < _MARGIN:
        return None
    encoding: Encoding = "tcvn3" if tcvn3 > vni else "vni"
    convert = _from_tcvn3 if encoding == "tcvn3" else _from_vni
    converted = _WORD.sub(lambda word: convert(word.group()), text).translate(_WINDOWS)
    return Legacy(encoding, composed(converted))


def _accented(text: str) -> list[str]:
    words = (word.group() for word in _WORD.finditer(text))
    return [word for word in words if not word.isascii()]


def _share(words: list[str], plausible: Callable[[str], bool]) -> float:
    return sum(len(word) <= _LONGEST_WRITTEN and plausible(word) for word in words) / len(words)


@lru_cache(maxsize=8192)
def _is_written(word: str) -> bool:
    shaped = word.islower() or word.istitle() or word.isupper()
    return shaped and _is_spelt(word)


@lru_cache(maxsize=8192)
def _is_tcvn3(word: str) -> bool:
    pattern, _ = _tcvn3()
    return pattern.sub("", word).isascii() and _is_spelt(_from_tcvn3(word))


@lru_cache(maxsize=8192)
def _is_vni(word: str) -> bool:
    pattern, _ = _vni()
    return pattern.sub("", word).isascii() and _is_spelt(_from_vni(word))


def _is_spelt(word: str) -> bool:
    """Say whether a word is spelt as a Vietnamese syllable: onset, rime and at most one tone.

    c and ng do not stand before e, ê, i and y, nor g before e, ê and y; a syllable that ends in
    c, ch, p or t has a rising or a heavy tone. Abbreviations such as HĐND pass too.
    """
    small = word.lower()
    tones = _TONES.findall(unicodedata.normalize("NFD", small))
    bare = toneless(small)
    if len(bare) > _LONGEST_SYLLABLE or len(tones) > 1 or _MISSPELT.match(bare):
        return False
    if _STOPPED.search(bare) and tones not in (["\u0301"], ["\u0323"]):
        return False
    return is_syllable(small) or _ABBREVIATION.fullmatch(small) is not None


def _from_tcvn3(word: str) -> str:
    pattern, letters = _tcvn3()
    converted = pattern.sub(lambda found: letters[found.group()], word)
    plain = [char for char in word if char.isascii()]
    # Typed with the capitals lock: "CéNG" has capitals where the encoding has them.
    return converted.upper() if len(plain) > 1 and "".join(plain).isupper() else converted


def _from_vni(word: str) -> str:
    pattern, letters = _vni()
    return pattern.sub(lambda found: letters[found.group()], word)


@cache
def _tcvn3() -> tuple[re.Pattern[str], dict[str, str]]:
    return _patterned({chr(int(row[0], 16)): row[1] for row in table("tcvn3")})


@cache
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    letters: dict[str, str] = {}
    for typed, letter in (row[:2] for row in table("vni")):
        letters[typed] = letter
        letters[typed.upper()] = letter.upper()
        if len(typed) == 2:
            letters[typed[0].upper() + typed[1]] = letter.upper()
    return _patterned(letters)


def _patterned(letters: dict[str, str]) -> tuple[re.Pattern[str], dict[str, str]]:
    longest_first = sorted(letters, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), letters
