"""Random texts that look like what people hand in, damaged in every way we could think of.

A case is told by a seed and its number alone, so that any of them can be made again.
"""

import os
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.reading.test_law import TOKENS

HERE = Path(__file__).resolve()
TABLES = HERE.parents[1] / "reading"
DATA = HERE.parents[3] / "shared" / "data"
LONGEST = 400
"""Characters of a case, about; longer ones are what `growing` is for."""
_WRITTEN = {
    "readings.tsv": 1,
    "contexts.tsv": 1,
    "second-set.tsv": 2,
    "third-set.tsv": 2,
    "fourth-set.tsv": 2,
    "readings-dev.tsv": 2,
}
"""Tables of sentences, and which column holds the written ones."""
_ALIKE = dict(zip("aeopcxyiABEKMHOPCTX0125-.,/ ", "аеорсхуіАВЕКМНОРСТХО１²５–․‚⁄\xa0", strict=True))
_MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u031b\u0489\u20dd"
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u2066\u034f\ufe0f\U000e0041"
_CONTROLS = "\0\x07\b\t\n\v\f\r\x1b\x7f\x85\u2028\u2029"
_SIGNS = "()[]{}<>|/\\-–—_=+*~#@&%‰$€£¥₫°'\"“”‘’«».,;:!?…•●→⇒×÷½⅓²³№™"


def case(seed: int, number: int) -> str:
    """Return the text of one case."""
    chance = random.Random(f"{seed}:{number}")
    text = chance.choice(_MAKERS)(chance)
    for _ in range(chance.choice((0, 1, 1, 2, 4, 8))):
        text = chance.choice(_DAMAGE)(chance, text)
    return text[: 2 * LONGEST]


@cache
def sentences() -> tuple[str, ...]:
    """Return real sentences: our tables, and the shared texts where they are at hand."""
    named = os.environ.get("BROADCASTER_DATA")
    data = Path(named) if named else DATA
    found: list[str] = []
    for name, column in _WRITTEN.items():
        for folder in (TABLES, data):
            if (folder / name).is_file():
                rows = (folder / name).read_text(encoding="utf-8").splitlines()[1:]
                found += [row.split("\t")[column] for row in rows if row[:1] != "#"]
    for path in sorted(data.glob("bulletins/*.txt")):
        found += filter(None, path.read_text(encoding="utf-8", errors="replace").splitlines())
    return tuple(found)


def _sentence(chance: random.Random) -> str:
    return chance.choice(sentences())


def _page(chance: random.Random) -> str:
    return "\n".join(_sentence(chance)[:120] for _ in range(chance.randint(2, 6)))


def _tokens(chance: random.Random) -> str:
    gaps = ("", "", " ", "\n", chance.choice(_SIGNS))
    return "".join(
        chance.choice(TOKENS) + chance.choice(gaps) for _ in range(chance.randint(1, 24))
    )


def _mixed(chance: random.Random) -> str:
    words = _sentence(chance).split()
    for _ in range(chance.randint(1, 6)):
        words.insert(chance.randint(0, len(words)), chance.choice(TOKENS))
    return " ".join(words)


def _unicode(chance: random.Random) -> str:
    ends = chance.choice((0x250, 0x250, 0x2FFF, 0xFFFF, 0x10FFFF))
    return "".join(chr(chance.randint(0, ends)) for _ in range(chance.randint(0, 60)))


def _signs(chance: random.Random) -> str:
    letters = "aAđĐbmxXVI01259" + chance.choice(_SIGNS) + chance.choice(_SIGNS) + " "
    return "".join(chance.choice(letters) for _ in range(chance.randint(1, 80)))


def _repeated(chance: random.Random) -> str:
    """Return a text that rules may read again and again."""
    unit = "".join(chance.choice((*TOKENS, *_SIGNS)) for _ in range(chance.randint(1, 3)))
    return unit * chance.randint(2, max(2, LONGEST // len(unit))) + chance.choice(("", "a", "1"))


def _cut(chance: random.Random, text: str) -> str:
    start, end = sorted(chance.randint(0, len(text)) for _ in range(2))
    return text[start:end] or text


def _spliced(chance: random.Random, text: str) -> str:
    other = _cut(chance, _sentence(chance))
    at = chance.randint(0, len(text))
    return text[:at] + other + text[at:]


def _doubled(chance: random.Random, text: str) -> str:
    start, end = sorted(chance.randint(0, len(text)) for _ in range(2))
    return text[:end] + text[start:end] * chance.randint(1, 3) + text[end:]


def _without(chance: random.Random, text: str) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + text[at + chance.randint(1, 3) :]


def _look_alikes(chance: random.Random, text: str) -> str:
    return "".join(_ALIKE.get(char, char) if chance.random() < 0.2 else char for char in text)


def _capitals(chance: random.Random, text: str) -> str:
    return chance.choice((text.upper, text.title, text.swapcase))()


def _with_some_of(signs: str) -> Callable[[random.Random, str], str]:
    def damage(chance: random.Random, text: str) -> str:
        for _ in range(chance.randint(1, 5)):
            at = chance.randint(0, len(text))
            text = text[:at] + chance.choice(signs) * chance.choice((1, 1, 1, 2, 9)) + text[at:]
        return text

    return damage


_MAKERS = (_sentence, _sentence, _page, _tokens, _mixed, _unicode, _signs, _repeated)
_DAMAGE = (
    _cut,
    _spliced,
    _doubled,
    _without,
    _look_alikes,
    _capitals,
    *map(_with_some_of, (_MARKS, _UNSEEN, _CONTROLS, _SIGNS, "0123456789", " \xa0\u3000")),
)
