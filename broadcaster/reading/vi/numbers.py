"""Figures as Vietnamese words: a textbook's reading, in the words of a region.

One group of three digits at a time; `mốt`, `tư`, `lăm` where they belong; an empty group is
silent. Nothing here is told apart by context: the caller
knows whether `1005` is a count.
"""

from dataclasses import dataclass

from broadcaster.reading.model import Region

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "{thousand}", "triệu")
_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMAN = {
    tens + units: 10 * t + u for t, tens in enumerate(_TENS) for u, units in enumerate(_UNITS)
}


@dataclass(frozen=True)
class RegionalWords:
    """The number words that differ between regions."""

    thousand: str
    odd: str
    """Between hundreds and units: một trăm linh hai."""
    four: str
    """After `mươi`: hai mươi tư."""


_WORDS = {
    Region.NORTH: RegionalWords("nghìn", "linh", "tư"),
    Region.CENTRAL: RegionalWords("nghìn", "lẻ", "tư"),
    Region.SOUTH: RegionalWords("ngàn", "lẻ", "bốn"),
}


def _below_hundred(value: int, words: RegionalWords) -> list[str]:
    tens, units = divmod(value, 10)
    if tens == 0:
        return [DIGITS[units]]
    spoken = ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if units == 5:
        spoken.append("lăm")
    elif units == 1 and tens > 1:
        spoken.append("mốt")
    elif units == 4 and tens > 1:
        spoken.append(words.four)
    elif units:
        spoken.append(DIGITS[units])
    return spoken


def _group(value: int, leading: bool, words: RegionalWords) -> list[str]:
    """Say three digits; every group but the leading one says its zero hundreds."""
    hundreds, rest = divmod(value, 100)
    if leading and hundreds == 0:
        return _below_hundred(rest, words)
    spoken = [DIGITS[hundreds], "trăm"]
    if rest == 0:
        return spoken
    if rest < 10:
        spoken.append(words.odd)
    return spoken + _below_hundred(rest, words)


def _below_billion(value: int, leading: bool, words: RegionalWords) -> list[str]:
    spoken: list[str] = []
    for power in (2, 1, 0):
        group = value // 1000**power % 1000
        if group:
            spoken += _group(group, leading and not spoken, words)
            if power:
                spoken.append(_SCALES[power].format(thousand=words.thousand))
    return spoken


def cardinal(value: int, region: Region) -> str:
    """Say a count of any size: 1005 is một nghìn không trăm linh năm."""
    words = _WORDS[region]
    if value == 0:
        return DIGITS[0]
    billions, rest = divmod(value, 1000**3)
    spoken: list[str] = []
    if billions:
        spoken = [cardinal(billions, region), "tỷ"]
    return " ".join(spoken + _below_billion(rest, not spoken, words))


def digit_by_digit(digits: str) -> str:
    """Say digits one at a time, as telephone numbers and codes are."""
    return " ".join(DIGITS[int(digit)] for digit in digits if digit.isdecimal())


def decimals(digits: str, region: Region) -> str:
    """Say what stands behind the comma; final zeros too, because 1,50 is more exact than 1,5."""
    if len(digits) == 2 and digits[0] != "0" and digits[1] != "0":
        return cardinal(int(digits), region)
    return digit_by_digit(digits)


def roman_value(numeral: str) -> int | None:
    """Return the value of a well-formed Roman numeral up to 99, else None."""
    return _ROMAN.get(numeral) or None
