"""Codes of letters and figures: plates, classes, licences, varieties, roads, kilometre posts."""

import re

from broadcaster.reading.model import FlagKind
from broadcaster.reading.vi.figures import FIGURE, say_figure
from broadcaster.reading.vi.letters import by_letter, is_syllable
from broadcaster.reading.vi.numbers import digit_by_digit
from broadcaster.reading.vi.sight import Rule, Sight, directly_after

_KEYS = {"*": "sao", "#": "thăng"}
_ROADS = {
    "QL": "quốc lộ",
    "TL": "tỉnh lộ",
    "ĐT": "đường tỉnh",
    "HL": "hương lộ",
    "ĐH": "đường huyện",
    "ĐX": "đường xã",
    "CT": "cao tốc",
    "AH": "đường xuyên Á",
}
_ONE_LETTER = re.compile(r"(\d{1,3})([^\W\d_])")
_LOCAL = frozenset({"ĐT", "ĐH", "ĐX", "CT"})
"""Letters that also open other codes; with one or two figures they need the word for a road."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_RUNS = re.compile(r"[^\W\d_]+|\d+|[-–./+_&]")
_ROAD_SAID = directly_after("đường", "đường huyện", "đường xã", "tuyến", "tuyến đường", "cao tốc")
_SAID_BEFORE = {
    said: directly_after(said)
    for said in ("đường huyện", "đường xã", "quốc lộ", "tỉnh lộ", "cao tốc", "đường")
}
"""Words that are not said twice: `đường ĐT.478`, `quốc lộ QL4`."""
_STANDARD = directly_after("iso", "iec", "tcvn", "qcvn", "tccs", "astm")
_NOT_COUNTED = directly_after("vitamin", "vi ta min", "phân", "giống", "thuốc", "đốt sống")
_CONTACT = directly_after("gọi", "liên hệ", "điện thoại", "số điện thoại", "máy", "hotline")
_KNOWN = {"BĐ": "báo động", "COVID": "covid", "Covid": "covid", "SARS": "sát", "CoV": "cô vi"}


def _plate(found: re.Match[str], sight: Sight) -> str:
    """`24C-123.45`: province, series, then the figures one by one."""
    province, series, rest = found.groups()
    letters = _spelled(series, sight)
    return f"{sight.count(province)} {letters} {digit_by_digit(rest)}"


def _spelled(code: str, sight: Sight) -> str:
    """Say a code run by run: letters by name, short figures as numbers, long ones by digit."""
    said = []
    for run in _RUNS.findall(code):
        if run.isdecimal():
            short = len(run) < 3 and not run.startswith("0")
            said.append(sight.count(run) if short else digit_by_digit(run))
        elif run in "/":
            said.append("trên")
        elif run == "+":
            said.append("cộng")
        elif run == ".":
            said.append("chấm")
        elif run[0].isalpha():
            said.append(_letters(run, sight))
    return " ".join(said)


def _letters(run: str, sight: Sight) -> str:
    if not run.strip("xX"):
        return by_letter(run)
    known = _KNOWN.get(run)
    if known:
        return known
    entries = sight.lexicon.entries(run)
    if entries and len(run) > 2 and not entries[0].context:
        return entries[0].spoken
    wordlike = len(run) > 2 and not run.isupper() and is_syllable(run)
    return run if wordlike or (len(run) > 4 and not run.isupper()) else by_letter(run)


def _standard(found: re.Match[str], sight: Sight) -> str | None:
    """`ISO 9001:2015`, `TCVN 5712:1993`."""
    if not sight.after(_STANDARD, found.start()):
        return None
    return f"{digit_by_digit(found[1])} năm {sight.count(found[2])}"


def _road(found: re.Match[str], sight: Sight) -> str:
    """`QL279`, `ĐT.478`, `QL4D`: the number of a road is a number."""
    digits, letter = found[2], found[3]
    kind = _ROADS[found[1]]
    for said in _SAID_BEFORE:
        if kind.startswith(said) and sight.after(_SAID_BEFORE[said], found.start()):
            kind = kind.removeprefix(said).strip()
    spoken = f"{kind} {sight.count(digits)}".strip()
    return f"{spoken} {by_letter(letter)}" if letter else spoken


def _kilometre_post(found: re.Match[str], sight: Sight) -> str:
    whole, metres = found[1], found[2]
    spoken = f"ki lô mét {sight.count(whole)}"
    if not metres:
        return spoken
    unit = " mét" if found[3] else ""
    return f"{spoken} cộng {_metres(metres, sight)}{unit}"


def _metres(digits: str, sight: Sight) -> str:
    return digit_by_digit(digits) if digits.startswith("0") else sight.count(digits)


def _numbered_letter(found: re.Match[str], sight: Sight) -> str:
    """`khoản 2a`, `số nhà 12A`, `lớp 9A2`; a figure with one letter is a number."""
    plain = _ONE_LETTER.fullmatch(found.group())
    if plain and not plain[1].startswith("0"):
        return f"{sight.count(plain[1])} {by_letter(plain[2])}"
    return _spelled(found.group(), sight)


def _lettered_number(found: re.Match[str], sight: Sight) -> str | None:
    """`MS 12345`; letters the lexicon knows, as in `STK 12345`, are no code."""
    return None if sight.lexicon.entries(found[1]) else _spelled(found.group(), sight)


def _mixed(found: re.Match[str], sight: Sight) -> str | None:
    """Spell `DN4`, `OM5451`, `C45-BB`; a code has both a figure and a capital."""
    written = found.group()
    if not any(map(str.isdecimal, written)) or not any(map(str.isupper, written)):
        return None
    return _spelled(written, sight)


def _road_letters(found: re.Match[str], sight: Sight) -> str | None:
    """`ĐT: 0269...` is a telephone, `ĐT.478` a road."""
    if found[1] == "ĐT" and (found[2].startswith("0") or sight.after(_CONTACT, found.start())):
        return None
    if _YEAR.fullmatch(found[2]):
        return None
    short = found[1] in _LOCAL and len(found[2]) < 3
    if short and not sight.after(_ROAD_SAID, found.start()):
        return None
    return _road(found, sight)


def _fifth_generation(found: re.Match[str], sight: Sight) -> str:
    return f"{sight.count(found[1])} {by_letter(found[2])}"


def _blank(found: re.Match[str], sight: Sight) -> str:
    """Spell a placeholder such as `1900xxxx` and show it to a person."""
    sight.doubt(FlagKind.NOTICE, found.start(), found.end(), "placeholder")
    return _spelled(found.group(), sight)


_CODE = r"[^\W_]{1,40}(?:[-–/.](?:[A-ZĐ]{1,4}(?!\w)|[^\W_]{0,40}\d[^\W_]{0,40})){0,8}"
"""A longer part is read in pieces: what is no code after all is read again from its next run."""

PLATES = (
    Rule(
        "plate",
        re.compile(r"(\d{2})\s?-?\s?([A-ZĐ]{1,2}\d?)\s?-?\s?(\d{3}\.\d{2}|\d{4,5})(?!\w)"),
        _plate,
    ),
    Rule("standard", re.compile(r"(\d{3,6})[:-]((?:19|20)\d\d)(?!\w)"), _standard),
    Rule("placeholder", re.compile(r"\d+\.?[xX*]{2,}(?:\.\d+|\w*)"), _blank),
)


def _from_to(found: re.Match[str], sight: Sight) -> str | None:
    """`A1-A12`: lots or stalls from one number to a higher one."""
    letter, first, last = found.groups()
    if int(first) >= int(last) or sight.after(_NOT_COUNTED, found.start()):
        return None
    name = by_letter(letter)
    return f"{name} {sight.count(first)} đến {name} {sight.count(last)}"


def _strength(found: re.Match[str], sight: Sight) -> str:
    """`3.6EC`: a figure and the letters that touch it."""
    return f"{say_figure(found[1], sight, found.start())} {by_letter(found[2])}"


def _keys(found: re.Match[str], _sight: Sight) -> str:
    """`*101#`: keys of a telephone."""
    return " ".join(_KEYS.get(key) or digit_by_digit(key) for key in found.group())


SIGN_RULES = (Rule("keys", re.compile(r"\*\d+(?:\*\d+){0,8}#"), _keys),)
RULES = (
    Rule("generation", re.compile(r"([2-6])([GgDd])(?!\w)"), _fifth_generation),
    Rule("code", re.compile(rf"({FIGURE})([A-ZĐ]{{2,4}})(?!\w)"), _strength),
    Rule("code", re.compile(r"\d+[A-ZĐ][A-Z\dĐ]{0,40}(?:[-.]\d+){0,5}(?!\w)"), _numbered_letter),
    Rule("code", re.compile(r"\d+[a-zđ](?!\w)"), _numbered_letter),
    Rule(
        "code", re.compile(r"\d+(?:\.\d+){1,5}\.[A-ZĐ]+\d+(?:[-.]\d+){0,5}(?!\w)"), _numbered_letter
    ),
)
ROADS = (
    Rule(
        "kilometre-post",
        re.compile(r"[Kk][Mm]\s?(\d+)(?:\s?\+\s?(\d{1,3})(m?))?(?!\w|/|[.,]\d)"),
        _kilometre_post,
    ),
    Rule(
        "road",
        re.compile(r"(QL|TL|ĐT|HL|ĐH|ĐX|CT|AH)\.?\s?(\d{1,4})([A-ZĐ]?)(?!\w|[.,]\d)"),
        _road_letters,
    ),
)
LETTER_RULES = (
    Rule("range", re.compile(r"([A-ZĐ])(\d{1,3})\s?[-–]\s?\1(\d{1,3})(?![\w/-])"), _from_to),
    Rule("code", re.compile(r"[A-Z]/[A-Z]\d+(?:[A-Z]\d+)?(?!\w)"), _numbered_letter),
    Rule("code", re.compile(r"([A-ZĐ]{1,3}) \d{5,}(?!\w|[.,/]\d)"), _lettered_number),
    Rule("code", re.compile(_CODE), _mixed),
)
