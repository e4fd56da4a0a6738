"""The text as it was meant, with every character still traced to the text as it was handed in.

Repair changes how characters are encoded, never what they say: composed letters (NFC), plain
spaces and hyphens, full-width and squared forms opened, invisible characters out. Superscript
two and three stay, because `m²` is a unit and `10²` is not 102.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from broadcaster.reading.model import Span

_LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
_PLAIN = {
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-", "\u00ad": "", "\ufeff": "",
    "—": "–", "―": "–", "‘": "'", "’": "'", "ʼ": "'", "′": "'", "‛": "'", "´": "'", "`": "'",
    "‚": ",", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"', "‟": '"',
    "º": "°", "˚": "°", "℃": "°C", "℉": "°F", "№": "số ", "₫": "đ", "μ": "µ", "µ": "µ", "…": "…",
    "Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "İ": "I", "²": "²", "³": "³", "⁄": "⁄", "·": "·",
    "\t": "\t", "\ufffd": "\ufffd",
}  # fmt: skip
"""Characters with an answer of their own; `Ð` and `ð` are what old fonts typed for `Đ`."""

_CLEAN = re.compile(
    r"[\n\x20-\x5f\x61-\x7e¡-§©¬®°±¶×÷À-ÃÈ-ÊÌ-ÍÒ-ÕÙ-ÚÝà-ãè-êì-íò-õù-úýĂăĐđĨĩŨũƠơƯưẠ-ỹ–]*"
)


_MARKS = 30
"""Marks on one letter that are kept, as in the Stream-Safe Text Format of UAX #15. Sorting more
would take time that grows with their square."""
_ALIKE = str.maketrans("АВЕКМНОРСТХІЅЈаеорсхуіѕј", "ABEKMHOPCTXISJaeopcxyisj")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN = re.compile(r"[A-Za-zÀ-ỹ]")
_WORD = re.compile(r"[^\W\d_]+")
_METRE = re.compile(r"(?<![^\W\d_])(?:(?:k|h|da|d|c|m)?m|M)\Z")


@dataclass(frozen=True)
class Repaired:
    """A repaired text; character `i` stands for `starts[i]`..`ends[i]` of the original."""

    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def span(self, start: int, end: int) -> Span:
        """Return where the repaired characters `start`..`end` stand in the original."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else self._length
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])

    @property
    def _length(self) -> int:
        return self.ends[-1] if len(self.ends) else 0


@lru_cache(maxsize=4096)
def _meant(char: str) -> str:
    """Return what one character stands for; empty for one that only steers or hides."""
    if char in _PLAIN:
        return _PLAIN[char]
    category = unicodedata.category(char)
    if category in ("Cf", "Cc", "Cs", "Cn") or "\ufe00" <= char <= "\ufe0f":
        return ""
    if category == "Zs":
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category[0] == "M" or "⁰" <= char <= "₎" or char == "¹":
        return char
    plain = unicodedata.normalize("NFKC", char) if unicodedata.decomposition(char) else char
    return f" {plain}" if "⁄" in plain and plain[0].isdecimal() else plain


def _opened(text: str) -> list[tuple[str, int, int]]:
    """Return (character, start, end) with every line end as one newline."""
    out: list[tuple[str, int, int]] = []
    for at, char in enumerate(text):
        if char in _LINE_ENDS:
            if char == "\n" and at and text[at - 1] == "\r":
                out[-1] = ("\n", at - 1, at + 1)
            else:
                out.append(("\n", at, at + 1))
            continue
        out.extend((meant, at, at + 1) for meant in _meant(char))
    return out


def _composed(chars: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Join each letter with the marks that follow it, the first `_MARKS` of them."""
    out: list[tuple[str, int, int]] = []
    at = 0
    while at < len(chars):
        end = at + 1
        while end < len(chars) and unicodedata.category(chars[end][0])[0] == "M":
            end += 1
        if end == at + 1:
            out.append(chars[at])
        else:
            some = chars[at : min(end, at + 1 + _MARKS)]
            letters = unicodedata.normalize("NFC", "".join(char for char, _, _ in some))
            out.extend((letter, chars[at][1], chars[end - 1][2]) for letter in letters)
        at = end
    return out


def _latin(chars: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Make Latin letters of the Cyrillic ones that hide in a Latin word."""
    text = "".join(char for char, _, _ in chars)
    for word in _WORD.finditer(text) if _CYRILLIC.search(text) else ():
        if not (_CYRILLIC.search(word.group()) and _LATIN.search(word.group())):
            continue
        for at in range(*word.span()):
            char, start, end = chars[at]
            chars[at] = (char.translate(_ALIKE), start, end)
    return chars


def _parted(chars: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Set signs that are numbers, such as footnote marks, apart from the words they touch."""
    text = "".join(char for char, _, _ in chars)
    out: list[tuple[str, int, int]] = []
    for at, (char, start, end) in enumerate(chars):
        if unicodedata.category(char) not in ("No", "Nl") or _is_power(text, at):
            out.append((char, start, end))
        else:
            out += [(" ", start, start), (char, start, end), (" ", start, end)]
    return out


def _is_power(text: str, at: int) -> bool:
    """Say whether a raised figure belongs to a metre: m², km³."""
    closed = not text[at + 1 : at + 2].isalnum()
    return text[at] in "²³" and closed and _METRE.search(text, max(0, at - 4), at) is not None


def repair(text: str) -> Repaired:
    """Return `text` repaired. The original is not needed again to find a span in it."""
    if _CLEAN.fullmatch(text):
        return Repaired(text, range(len(text)), range(1, len(text) + 1))
    chars = _parted(_latin(_composed(_opened(text))))
    return Repaired(
        "".join(char for char, _, _ in chars),
        tuple(start for _, start, _ in chars),
        tuple(end for _, _, end in chars),
    )
