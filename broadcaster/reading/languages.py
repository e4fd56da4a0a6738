"""Which language a sentence is in, as far as its letters and words can tell.

Scripts of their own are certain. English and Mông (RPA letters) are told by the small words
without which nobody writes a sentence. Tày, Nùng, Thái, Mường, Dao, Ê Đê, Gia Rai and the Mông
of Vietnamese primers use the Vietnamese letters and syllables: from the text alone they can not
be told from Vietnamese, and are not. They are known where the bulletin's language says so, or
where the page marks them, as in `[Tày]`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from broadcaster.reading.layout import is_speakable
from broadcaster.reading.tables import mapping
from broadcaster.reading.vi.letters import is_syllable

VIETNAMESE = "vi"
ENGLISH = "en"
MONG = "hmn"
UNKNOWN = "und"
"""Latin letters of a language nobody here can name (ISO 639-2)."""

VOICED = frozenset({
    "vi", "en", "zh", "yue", "th", "my", "ms", "id", "ja", "ko", "fr", "de", "es", "ru", "hi",
    "ar", "km",
})  # fmt: skip
"""The languages for which a voice is known, embedded or online. Lao, Mông and Tày have none."""

MARKS = {
    "VI": "vi", "Kinh": "vi", "EN": "en", "ZH": "zh", "Lào": "lo", "Khmer": "km", "KM": "km",
    "Tày": "tyz", "Nùng": "nut", "Mông": "hmn", "Thái": "blt", "Dao": "ium", "Mường": "mtq",
}  # fmt: skip
"""Marks of language as pages carry them, with the code (ISO 639-3) of each."""
MARK = re.compile(rf"\s*\[(/?)({'|'.join(MARKS)})\]")

_SCRIPTS = {
    "lo": "\u0e80-\u0eff",
    "th": "\u0e00-\u0e7f",
    "km": "\u1780-\u17ff",
    "my": "\u1000-\u109f",
    "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "ja": "\u3040-\u30ff\u31f0-\u31ff",
    "zh": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "ru": "\u0400-\u052f",
    "hi": "\u0900-\u097f",
    "ar": "\u0600-\u06ff\u0750-\u077f",
    "blt": "\uaa80-\uaadf",
    "cjm": "\uaa00-\uaa5f",
}
"""Language -> the letters that are its own here: Cyrillic is taken for Russian, Tai Viet for
Thái, Cham letters for Eastern Cham."""
_OF_SCRIPT = {code: re.compile(f"[{ranges}]") for code, ranges in _SCRIPTS.items()}
_OTHER_LETTER = re.compile(
    r"[^\W\d_A-Za-zªµº\u00c0-\u03ff\u1d00-\u1dbf\u1e00-\u218f\u2c60-\u2c7f\ua720-\ua7ff\ufb00-\ufb06]"
)
"""A letter that is neither Latin nor Greek; Greek ones are signs of measure and medicine."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_VOWEL = re.compile(r"[AEIOUY]")
_SHORT = 5
"""Letters up to which a word in capitals is an abbreviation."""
_FEWEST = 3
_FOREIGN_SHARE = 0.3
_SMALL_SHARE = 6
"""Every so many words a sentence has a small one, at least."""


@cache
def _small_words(language: str) -> frozenset[str]:
    return frozenset(mapping("small_words")[language].split())


def language_of(sentence: str) -> str:
    """Return the code of a sentence's language; `und` when all that is sure is: not Vietnamese.

    A sentence in which half the letters belong to another script is in that script's language.
    What is too short to tell is Vietnamese, and so are a few foreign words in a Vietnamese
    sentence.
    """
    letters = sum(char.isalpha() for char in sentence)
    others = _OTHER_LETTER.findall(sentence)
    if others and 2 * len(others) >= letters:
        return _language_of_letters("".join(others))
    words = [word.lower() for word in _WORD.findall(sentence)]
    marked = sum(not word.isascii() for word in words)
    if _has_small_words(words, _small_words(MONG), marked):
        return MONG
    if _has_small_words(words, _small_words(ENGLISH), marked):
        return ENGLISH
    if is_vietnamese(sentence):
        return VIETNAMESE
    return ENGLISH if _has_one_of(words, _small_words(ENGLISH)) else UNKNOWN


def languages_of(lines: Sequence[str]) -> list[str]:
    """Return the language of every line of a Vietnamese page, in their order.

    A mark such as `[EN]` or `[Tày]` before a line settles what its letters leave open, down to
    the next mark. A Latin line that nobody can name is English where the page has English.
    """
    section = VIETNAMESE
    found: list[str] = []
    for line in lines:
        mark = MARK.match(line)
        if mark:
            section = VIETNAMESE if mark.group(1) else MARKS[mark.group(2)]
        rest = line[mark.end() :] if mark else line
        found.append(_in_section(rest, section) if is_speakable(rest) else VIETNAMESE)
    has_english = ENGLISH in found
    return [ENGLISH if one == UNKNOWN and has_english else one for one in found]


def is_vietnamese(sentence: str) -> bool:
    """Say whether a sentence may be Vietnamese.

    A sentence of three words or more without one letter of the Vietnamese alphabet's own, in
    which every third word, and two at least, could not be a syllable, is not.
    """
    plain = " ".join(token for token in sentence.split() if not _is_address(token))
    words = [word for word in _WORD.findall(plain) if not _is_short(word)]
    if len(words) < _FEWEST:
        return True
    marked = sum(not word.isascii() for word in words)
    if marked * 10 >= len(words):
        return True
    foreign = sum(not is_syllable(word) for word in words)
    return foreign < max(2, len(words) * _FOREIGN_SHARE)


def _is_address(token: str) -> bool:
    return "@" in token or token.startswith(("http://", "https://", "www."))


def _is_short(word: str) -> bool:
    """Say whether capitals are an abbreviation, which is of no language."""
    return word.isupper() and (len(word) <= _SHORT or not _VOWEL.search(word))


def other_letters(spoken: str, language: str) -> str:
    """Return what a voice of a language written in Latin letters cannot say of a line.

    From the first letter of another script to the last; empty when there is none, or when the
    language has a script of its own.
    """
    if not _is_in_latin_letters(language):
        return ""
    found = [letter.start() for letter in _OTHER_LETTER.finditer(spoken)]
    return spoken[found[0] : found[-1] + 1] if found else ""


def _is_in_latin_letters(language: str) -> bool:
    return language not in _SCRIPTS


def _in_section(line: str, section: str) -> str:
    found = language_of(line)
    if not _is_in_latin_letters(found) or not _is_in_latin_letters(section):
        return found
    if section == ENGLISH:
        return ENGLISH if line.isascii() else found
    return found if section == VIETNAMESE or found == ENGLISH else section


def _language_of_letters(letters: str) -> str:
    """Return the language most of the letters belong to; Han between kana is Japanese."""
    counts = Counter({code: len(own.findall(letters)) for code, own in _OF_SCRIPT.items()})
    if counts["ja"]:
        counts["ja"] += counts.pop("zh")
    code, count = counts.most_common(1)[0]
    return code if count else UNKNOWN


def _has_small_words(words: Sequence[str], small: frozenset[str], marked: int) -> bool:
    """Say whether the small words of a language run through a sentence of nearly bare letters."""
    if marked * _SMALL_SHARE > len(words):
        return False
    count = sum(word in small for word in words)
    own = sum(word in small and not is_syllable(word) for word in words)
    return own >= 2 and count * _SMALL_SHARE >= len(words) and count > marked


def _has_one_of(words: Sequence[str], small: frozenset[str]) -> bool:
    """Say whether a sentence that is not Vietnamese has one small word of a language."""
    return any(word in small for word in words)
