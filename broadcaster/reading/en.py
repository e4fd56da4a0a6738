"""English sentences: words stay for an English voice, figures and signs are put into words.

A bulletin for visitors must not depend on how one voice reads `+84 276` or `46/2026`. Only what
such sentences hold is known here: clock times, telephones, years, counts, decimals, ordinals,
and the signs between them.
"""

import re
from collections.abc import Callable

from broadcaster.reading.marks import Piece

_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
_TENS = [
    "zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
]  # fmt: skip
_SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_SIGNS = {
    "%": "percent", "&": "and", "+": "plus", "=": "equals", "@": "at", "/": "slash", "<": "below",
    ">": "above", "°C": "degrees Celsius", "°": "degrees", "$": "dollars", "€": "euros",
    "£": "pounds", "#": "number", "×": "times", "~": "about", "≥": "at least", "≤": "at most",
}  # fmt: skip
_MARKS = ".,;:!?\"'…•"
UNSPOKEN = "unspoken"
"""The rule of a sign without a name here; a person is shown it."""
_NOON = 12
_LONGEST = 12
"""Figures from which a number is said digit by digit."""


def cardinal(value: int) -> str:
    """Say a count below a thousand billion: one thousand two hundred and five."""
    for size, name in _SCALES:
        if value >= size:
            rest = value % size
            link = " and " if rest < 100 else " "
            said = f"{cardinal(value // size)} {name}"
            return said + (link + cardinal(rest) if rest else "")
    if value < len(_SMALL):
        return _SMALL[value]
    tens, units = divmod(value, 10)
    return _TENS[tens] + (f" {_SMALL[units]}" if units else "")


def _digits(written: str) -> str:
    return " ".join(_SMALL[int(char)] for char in written if char.isdecimal())


def _number(found: re.Match[str]) -> str:
    plain = found.group().replace(",", "")
    whole, _, decimals = plain.partition(".")
    said = cardinal(int(whole)) if len(whole) < _LONGEST and whole != "00" else _digits(whole)
    return f"{said} point {_digits(decimals)}" if decimals else said


def _year(found: re.Match[str]) -> str:
    """`1945` nineteen forty five, `2005` two thousand and five, `2026` twenty twenty six."""
    century, rest = divmod(int(found.group()), 100)
    if century == 20 and rest < 10:
        return cardinal(int(found.group()))
    return f"{cardinal(century)} {cardinal(rest) if rest > 9 else f'oh {_SMALL[rest]}'}"


def _time(found: re.Match[str]) -> str:
    hour, minute, half = found.groups()
    small = int(minute)
    full = " hundred" if int(hour) > _NOON else " o'clock"
    rest = f" {'oh ' if small < 10 else ''}{cardinal(small)}" if small else full
    return cardinal(int(hour)) + rest + (f" {half[0].lower()} m" if half else "")


def _ordinal(found: re.Match[str]) -> str:
    *before, last = cardinal(int(found[1])).split()
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return " ".join([*before, _ORDINALS.get(last, regular)])


def _sign(found: re.Match[str]) -> str:
    return _SIGNS[found.group()]


def _host(found: re.Match[str]) -> str:
    return found.group().replace(".", " dot ")


def _phone(found: re.Match[str]) -> str:
    return ("plus " if found.group()[0] == "+" else "") + _digits(found.group())


_RULES: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("half", re.compile(r"([ap])\.m(?:\.|(?!\w))", re.IGNORECASE), lambda found: f"{found[1]} m"),
    ("host", re.compile(r"[^\W\d_]+(?:\.[^\W\d_]{2,})+"), _host),
    ("phone", re.compile(r"\+?\(?\d(?:[ ().-]{0,2}\d){7,14}(?![\d,])"), _phone),
    ("time", re.compile(r"([01]?\d|2[0-4])[:.h]([0-5]\d)(?!\d)\s?([ap]\.?m\.?(?!\w))?"), _time),
    ("ordinal", re.compile(r"(\d{1,3})(?:st|nd|rd|th)(?!\w)"), _ordinal),
    ("year", re.compile(r"(?:1[5-9]|20)\d\d(?![\d%/]|[.,]\d)"), _year),
    ("number", re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"), _number),
    ("sign", re.compile("|".join(map(re.escape, sorted(_SIGNS, key=len, reverse=True)))), _sign),
    ("range", re.compile(r"(?<=\d)\s?[-–]\s?(?=\d)|(?<=\d )[-–](?= \d)"), lambda _found: "to"),
    ("hyphen", re.compile(r"(?<=\w)-(?=\w)"), lambda _found: ""),
    ("breath", re.compile(r"[-–()\[\]|*_]+"), lambda _found: ","),
)
_PLAIN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SPACE = re.compile(r"\s+")


def speak(text: str, start: int, end: int) -> list[Piece]:
    """Return the pieces of the English sentence `start`..`end` of a repaired text."""
    pieces: list[Piece] = []
    at = start
    while at < end:
        gap = _SPACE.match(text, at, end)
        if gap:
            at = gap.end()
            continue
        pieces.append(_piece(text, at, end))
        at = pieces[-1].end
    return pieces


def _piece(text: str, at: int, end: int) -> Piece:
    for name, pattern, say in _RULES:
        found = pattern.match(text, at, end)
        if found:
            return Piece(at, found.end(), say(found), name)
    word = _PLAIN.match(text, at, end)
    if word:
        return Piece(at, word.end(), word.group(), "as-written")
    return Piece(at, at + 1, text[at], "pause" if text[at] in _MARKS else UNSPOKEN)
