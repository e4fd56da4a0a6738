"""Telephone numbers, hotlines and identity numbers: digit by digit, zeros said."""

import re

from broadcaster.reading.tables import context
from broadcaster.reading.vi.evidence import NEAR, Sense
from broadcaster.reading.vi.numbers import digit_by_digit
from broadcaster.reading.vi.scores import is_counted
from broadcaster.reading.vi.sight import Rule, Sight, directly_after, governed_by

_GROUPS = r"(?:[ .\-–]{0,3}\d){6,10}(?!\d|[.,]\d|/(?!0\d{2})\d)"
_CALLED = governed_by(*context("before-hotline"))
_ADDRESS = re.compile(r"\s+(?:đường|phố|ngõ|hẻm|thôn|bản|hộ|người|cháu|em)(?!\w)")
_CODED = directly_after(
    rf"(?:{'|'.join(context('right-before-code'))})(?: công dân| số| mới|:){{0,3}}",
    rf"(?:{'|'.join(context('right-before-code-with-so'))})(?: mới)? số:?",
)
_LINE = directly_after(*context("right-before-phone"))
_THREE = re.compile(r"\d{3}")
_MEASURED_NEXT = re.compile(r"\s?[^\W\d_%°]")
_NUMBERED = directly_after(*context("right-before-count"))
_HELP_NEXT = re.compile(r"\s(?:cấp cứu|cứu hỏa|chữa cháy|công an)(?!\w)")
_TELEPHONE = re.compile(r"[☎☏✆📞📱]\s*\Z")
_LINE_BEFORE = re.compile(r"(?:\d[ .-]?){9,11}\Z")
SHORT = frozenset({"111", "112", "113", "114", "115", "116", "117", "1022", "119"})
"""Emergency and public-service numbers that everybody knows by their digits."""


def _digits(found: re.Match[str], _sight: Sight) -> str | None:
    """Say a number as long as telephone numbers are; shorter ones are dates or something else."""
    if not 9 <= sum(char.isdecimal() for char in found.group()) <= 12:
        return None
    return digit_by_digit(found.group())


def _international(found: re.Match[str], sight: Sight) -> str | None:
    spoken = _digits(found, sight)
    return f"cộng {spoken}" if spoken else None


def _hotline(found: re.Match[str], _sight: Sight) -> str:
    return digit_by_digit(found.group())


def _hotlines(found: re.Match[str], _sight: Sight) -> str:
    """`113/114/115`."""
    return ", ".join(map(digit_by_digit, _THREE.findall(found.group())))


def _short(found: re.Match[str], sight: Sight) -> str | None:
    if found.group() not in SHORT:
        return None
    called = sight.after(_CALLED, found.start()) or sight.after(_TELEPHONE, found.start())
    if called or sight.before(_HELP_NEXT, found.end()):
        counted = sight.before(_ADDRESS, found.end())
        return None if counted else digit_by_digit(found.group())
    if is_counted(sight, found.end()) or sight.before(_MEASURED_NEXT, found.end()):
        return None
    by_digit, count = digit_by_digit(found.group()), sight.count(found.group())
    numbered = sight.after(_NUMBERED, found.start())
    senses = (Sense(count, NEAR if numbered else 0.0), Sense(by_digit))
    return sight.settle(*found.span(), "hotline-or-count", *senses)


def _local(found: re.Match[str], sight: Sight) -> str | None:
    """Say a number without its area code, where somebody is called."""
    return digit_by_digit(found.group()) if sight.after(_LINE, found.start()) else None


def _coded(found: re.Match[str], sight: Sight) -> str | None:
    """`STK 2600 201 000 123`: groups of an account or identity number."""
    return digit_by_digit(found.group()) if sight.after(_CODED, found.start()) else None


def _branch(found: re.Match[str], _sight: Sight) -> str:
    """`4900123456-001`: the tax number of a branch."""
    return f"{digit_by_digit(found[1])} gạch ngang {digit_by_digit(found[2])}"


def _account(found: re.Match[str], _sight: Sight) -> str:
    """Say `3712 0506 8841`, groups of four as on a bank card, digit by digit."""
    return digit_by_digit(found.group())


def _code(found: re.Match[str], sight: Sight) -> str | None:
    """Say a long run of digits, or one that its words call a code, digit by digit."""
    digits = found.group()
    if len(digits) >= 9 or sight.after(_CODED, found.start()):
        return digit_by_digit(digits)
    return None


RULES = (
    Rule("phone", re.compile(rf"0\d{{1,3}}{_GROUPS}"), _digits),
    Rule("phone", re.compile(r"\d{2,5}(?:[ .-]\d{2,4}){1,3}(?![\d/%]|[.,]\d)"), _local),
    Rule("phone", re.compile(r"\d{3,11}(?![\d/%]|[.,]\d|\s?[^\W\d_]{1,3}(?!\w))"), _local),
    Rule("hotline", re.compile(r"1[89]00\d{4,6}-\d(?!\w)"), _hotline),
    Rule("hotline", re.compile(r"1[89]00(?:[ .-]?\d{2,4}){1,2}(?![\d/]|[.,]\d)"), _hotline),
    Rule("hotline", re.compile(r"11[1-9](?:\s?[/,-]\s?11[1-9]){1,5}(?![\d/%]|[.,]\d)"), _hotlines),
    Rule("hotline", re.compile(r"1\d{2,3}(?![\d/%]|[.,]\d)"), _short),
    Rule("code-number", re.compile(r"(\d{10})-(\d{3})(?!\w)"), _branch),
    Rule("account", re.compile(r"\d{3,4}(?: \d{3,4}){2,5}(?![\d/%]|[.,]\d)"), _coded),
    Rule("account", re.compile(r"\d{4}(?:[ .]\d{4}){1,5}[ .]\d{3,6}(?![\d/%]|[.,]\d)"), _account),
    Rule("code-number", re.compile(r"\d{3,}(?![\d/%]|[.,]\d)"), _code),
)


def _two_lines(found: re.Match[str], sight: Sight) -> str | None:
    """Two telephones with a dash or stroke between are one and the other."""
    return "và" if sight.after(_LINE_BEFORE, found.start()) else None


SIGN_RULES = (
    Rule(
        "phone",
        re.compile(r"[-–/]\s?(?=\(?0\d{2,3}\)?[ .]?\d{3}[ .]?\d{3,4}(?!\d))"),
        _two_lines,
    ),
    Rule("phone", re.compile(rf"\+ ?84(?:\s?\(0\))?{_GROUPS}"), _international),
    Rule("phone", re.compile(rf"\(0\d{{1,3}}\){_GROUPS}"), _digits),
    Rule("phone", re.compile(rf"\(\+ ?84\)\s?\d{_GROUPS}"), _international),
    Rule("phone", re.compile(rf"\(\+?84[ .-]?\d{{1,3}}\){_GROUPS}"), _digits),
)
