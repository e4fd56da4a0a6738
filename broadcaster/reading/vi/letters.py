"""Letters by name, and which written words are Vietnamese syllables.

The names are the ones heard on air: consonants by sound where the school name has two syllables
(`nờ`, `lờ`), else by name (`bê`, `xê`, `ca`). English letter names are wrong for our codes.
"""

import re
import unicodedata
from functools import lru_cache

NAMES = {
    "a": "a", "ă": "á", "â": "ớ", "b": "bê", "c": "xê", "d": "dê", "đ": "đê", "e": "e", "ê": "ê",
    "f": "ép", "g": "giê", "h": "hát", "i": "i", "j": "gi", "k": "ca", "l": "lờ", "m": "mờ",
    "n": "nờ", "o": "o", "ô": "ô", "ơ": "ơ", "p": "pê", "q": "quy", "r": "rờ", "s": "ét",
    "t": "tê", "u": "u", "ư": "ư", "v": "vê", "w": "vê kép", "x": "ích", "y": "y", "z": "dét",
    "²": "hai", "³": "ba",
}  # fmt: skip

_TONES = {ord(mark): None for mark in "\u0300\u0301\u0303\u0309\u0323"}
_SYLLABLE = re.compile(
    r"(?:ngh|ng|gh|gi|nh|ch|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    r"(?:(?:oă|uâ|uyê|iê|yê|uô|ươ|oa|oe|uê|uy|oo|ôô|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])"
    r"|(?:uya|uyu|uêu|oai|oay|oao|oeo|uây|iêu|yêu|uôi|ươi|ươu"
    r"|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|ya|oi|ôi|ơi|ua|ui|uy|ưa|ưi|ưu|oa|oe|uê|uơ|yêu"
    r"|[aeêioôơuưy]))"
)

_LONGEST_SYLLABLE = 14
"""`nghiêng`, should each of its letters have a mark of its own."""
_LONGEST_KEPT = 40
"""Letters of a word whose spelling is remembered; longer ones would fill the memory."""


def toneless(word: str) -> str:
    """Return a small-letter word without its tone mark, vowels kept."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES))


def is_syllable(word: str) -> bool:
    """Say whether a written word could be a Vietnamese syllable, in any case."""
    return len(word) <= _LONGEST_SYLLABLE and _is_syllable(word)


@lru_cache(maxsize=8192)
def _is_syllable(word: str) -> bool:
    return _SYLLABLE.fullmatch(toneless(word.lower())) is not None


def by_letter(letters: str) -> str:
    """Spell a word letter by letter; what has no Vietnamese name stays as it is."""
    return _named(letters) if len(letters) <= _LONGEST_KEPT else _named.__wrapped__(letters)


@lru_cache(maxsize=4096)
def _named(letters: str) -> str:
    named = []
    for letter in letters.lower():
        plain = toneless(letter)
        if plain != letter:  # a vowel with its tone is a word: ở, à, ế
            named.append(letter)
            continue
        base = plain if plain in NAMES else unicodedata.normalize("NFD", letter)[0]
        named.append(NAMES.get(plain) or NAMES.get(base) or letter)
    return " ".join(named)
