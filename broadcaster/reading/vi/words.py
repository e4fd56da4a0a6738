"""Words: capitals lowered, single consonants by name, brands and loan words left to the voice."""

import re

from broadcaster.reading.model import FlagKind
from broadcaster.reading.tables import context, mapping, word_list
from broadcaster.reading.vi.evidence import BESIDE, USUAL, Sense
from broadcaster.reading.vi.letters import by_letter, is_syllable
from broadcaster.reading.vi.sight import Rule, Sight, directly_after
from broadcaster.reading.vi.units import names

_TITLES = {"A": "anh", "B": "bà", "C": "chị", "E": "em", "Ô": "ông"}
_MET = directly_after(*context("before-title"))
_NAME_BEFORE = directly_after(*context("before-initial"))
_FIGURE_BEFORE = re.compile(r"\d\s?\Z")
_SCALE_BEFORE = directly_after("tỷ", "tỉ", "triệu", "nghìn", "ngàn", "trăm")
VOWELLESS = re.compile(r"[bcdđfghjklmnpqrstvwxz]+", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_CAMEL = re.compile(r"[A-Z]?[a-zđ]+|[A-ZĐ]+(?![a-zđ])")
_ETHNIC = re.compile(r"([HhKkYy])'\s?(?=[^\W\d_])")
_ETHNIC_NAMES = {"h": "hờ", "k": "cờ", "y": "y"}
_TIMES = re.compile(r"(?<!điểm)(?<!khoản)(?<!số)(?<!biến) \Z")


def _ethnic(found: re.Match[str], _sight: Sight) -> str:
    """`H'Hen Niê`, `K'Brơi`: the first letter of an Ede or Cơ Ho name."""
    return _ETHNIC_NAMES[found[1].lower()]


def _letter(found: re.Match[str], sight: Sight) -> str:
    """`điểm b`, `bãi B`, `vitamin A`; a lone `x` between two words multiplies."""
    written = found.group()
    if written in mapping("signs"):
        return mapping("signs")[written]
    slashed = sight.text[found.end() : found.end() + 1] == "/"
    if written == "đ" and (slashed or sight.after(_SCALE_BEFORE, found.start())):
        return "đồng"
    if written == "x" and sight.after(_TIMES, found.start()):
        return "nhân"
    name = by_letter(written)
    return written if name == written.lower() else name


def _initial(found: re.Match[str], sight: Sight) -> str | None:
    """Say `A. Páo` as anh Páo where somebody is met; else the letter, and a person is asked."""
    at, end = found.start(), found.end()
    title = _TITLES.get(found[1])
    if title is None or sight.after(_NAME_BEFORE, at) or sight.capitals:
        return None
    met = BESIDE if sight.after(_MET, at) else 0.0
    letter = Sense(by_letter(found[1]), USUAL if at == sight.start else 0.0)
    return sight.settle(at, end, "initial-or-title", Sense(title, met), letter)


def _unit_alone(found: re.Match[str], sight: Sight) -> str | None:
    """`tính theo kg`: a unit without its figure; the ones that are also words wait for brackets."""
    written = found.group()
    name = names().get(written)
    if name is None or len(written) < 2:
        return None
    if VOWELLESS.fullmatch(written):
        return name
    return name if is_unit_in_brackets(found, sight) or not written.isalpha() else None


def is_unit_in_brackets(found: re.Match[str], sight: Sight) -> bool:
    """Say whether a word such as `ha` heads a column: `Diện tích (ha)`."""
    opened = sight.text[found.start() - 1 : found.start()] == "("
    return opened and sight.text[found.end() : found.end() + 1] == ")" and found.group() in names()


def _camel(found: re.Match[str], sight: Sight) -> str | None:
    """`TikTok`, `VssID`: pronounceable parts stay, the others are spelled."""
    written = found.group()
    if not any(char.isupper() for char in written[1:]):
        return None
    parts = _CAMEL.findall(written)
    if written[1:].isupper() or "".join(parts) != written:
        return None
    said = [part if len(part) > 2 and _VOWEL.search(part) else by_letter(part) for part in parts]
    if any(len(part) < 3 for part in parts):
        start, end = found.start(), found.end()
        sight.doubt(FlagKind.NOTICE, start, end, "unknown-abbreviation", " ".join(said))
        return " ".join(said)
    show_foreign(written, sight, found.start())
    return written


def show_foreign(written: str, sight: Sight, at: int) -> None:
    """Point once per text at a word that is no Vietnamese syllable and no known loan word."""
    lower = written.lower()
    if lower in sight.document.shown or lower in word_list("loans") or is_syllable(lower):
        return
    sight.document.shown.add(lower)
    sight.doubt(FlagKind.NOTICE, at, at + len(written), "foreign-word", written)


def _clipped(found: re.Match[str], sight: Sight) -> str | None:
    """`t/báo`, `x/dựng`: a word cut to its letter; what is meant only the writer knows."""
    if sight.after(_FIGURE_BEFORE, found.start()):
        return None
    rest = found[2] if len(found[2]) > 1 else by_letter(found[2])
    spelled = f"{by_letter(found[1])} {rest}"
    sight.doubt(FlagKind.AMBIGUOUS, *found.span(), "unknown-abbreviation", spelled)
    return spelled


def _word(found: re.Match[str], sight: Sight) -> str:
    written = found.group()
    if VOWELLESS.fullmatch(written) or not written.isalpha():
        spelled = by_letter(written)
        if len(written) > 1:
            sight.doubt(FlagKind.AMBIGUOUS, *found.span(), "unknown-abbreviation", spelled)
        return spelled
    show_foreign(written, sight, found.start())
    return written.lower() if written.isupper() else written


def _hyphen(found: re.Match[str], _sight: Sight) -> str:
    """Say nothing for the hyphen inside `mi-li-am-pe` or `Lào-Việt`."""
    return ""


def _small_title(found: re.Match[str], sight: Sight) -> str | None:
    """`lh e Dung`, `gặp a Tuấn`: a title cut to its letter, where somebody is met."""
    return _TITLES[found[1].upper()] if sight.after(_MET, found.start()) else None


SMALL_TITLE = Rule(
    "title", re.compile(r"([abce])\s(?=[A-ZÀ-ÝĂĐĨŨƠƯ][^\W\d_A-ZÀ-ÝĂĐĨŨƠƯ])"), _small_title
)
INITIAL = Rule(
    "title", re.compile(r"([ABCEÔ])\.\s?(?=[A-ZÀ-ÝĂĐĨŨƠƯ][^\W\d_A-ZÀ-ÝĂĐĨŨƠƯ])"), _initial
)
LETTER_RULES = (
    INITIAL,
    SMALL_TITLE,
    Rule("name", _ETHNIC, _ethnic),
    Rule("abbreviation", re.compile(r"([bcdghklmnpqrstvx])/([a-zà-ỹđ]{1,})(?![\w/])"), _clipped),
    Rule("letter", re.compile(r"[^\W\d_](?![^\W_])"), _letter),
    Rule("unit", re.compile(r"[^\W\d_]+[23²³]?(?!\w)"), _unit_alone),
    Rule("word", re.compile(r"[^\W\d_]+"), _camel),
    Rule("word", re.compile(r"[^\W\d_]+"), _word),
)
SIGN_RULES = (
    Rule("hyphen", re.compile(r"(?<=[^\W\d_])[-–](?=[^\W\d_])"), _hyphen),
    Rule("hyphen", re.compile(r"(?<=\w)'(?=\w)"), _hyphen),
)
