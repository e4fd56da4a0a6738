"""Real sentences and real bulletins, read by the installed program and judged line by line."""

import re
from collections import Counter
from pathlib import Path

import pytest

from broadcaster.reading import Script, decode_text, read
from tests.accept.conftest import Program
from tests.reading.accepted import accepts, items

pytestmark = pytest.mark.rig

_LETTER = re.compile(r"[bcdđfghjklmnpqrstvwxz]", re.IGNORECASE)
_MARKS = ".,;:!?"
TEXTS = (
    "cao-bang.vi.txt",
    "lang-son.vi.txt",
    "written/01-bao-lu.vi.txt",
    "written/02-tiem-chung.vi.txt",
    "written/03-cat-dien-lam-duong.vi.txt",
    "written/04-tuyen-sinh.vi.txt",
    "written/05-bhxh.vi.txt",
    "written/06-sau-benh-lua.vi.txt",
    "written/07-le-hoi.vi.txt",
    "written/08-bien-gioi.vi-en.txt",
)


def script_of(data: Path, name: str) -> Script:
    return read(decode_text((data / "bulletins" / name).read_bytes()))


def test_the_development_sentences_are_read_as_an_announcer_would(
    data: Path, tmp_path: Path
) -> None:
    """At least 99 of 100, and in no category more than one wrong."""
    given = items(data / "readings-dev.tsv")
    written = "".join(f"{item.written}\n" for item in given)
    said = Program(tmp_path).run("read", "--lines", stdin=written).stdout.splitlines()
    assert len(said) == len(given)
    wrong = [
        item for item, line in zip(given, said, strict=True) if not accepts(item.accepted, line)
    ]
    assert len(wrong) <= len(given) // 100, [item.written for item in wrong]
    assert max(Counter(item.category for item in wrong).values(), default=0) <= 1


def test_few_sentences_that_are_read_right_carry_a_question(data: Path) -> None:
    asked = [item for item in items(data / "readings-dev.tsv") if read(item.written).ambiguous]
    assert len(asked) <= len(items(data / "readings-dev.tsv")) // 20, asked


@pytest.mark.parametrize("name", TEXTS)
def test_a_bulletin_asks_rarely(data: Path, name: str) -> None:
    """At most two questions on a hundred spoken words."""
    script = script_of(data, name)
    words = sum(len(sentence.spoken.split()) for sentence in script.sentences)
    assert len(script.ambiguous) <= 2 * words / 100, script.ambiguous


@pytest.mark.parametrize("name", TEXTS)
def test_a_bulletin_is_all_words(data: Path, name: str) -> None:
    """No figure, no sign, no consonant that stands alone is left to the voice."""
    left = [
        (word, sentence.spoken)
        for sentence in script_of(data, name).sentences
        for word in sentence.spoken.split()
        if not word.rstrip(_MARKS).replace("'", "").isalpha()
        or (sentence.language == "vi" and _LETTER.fullmatch(word.rstrip(_MARKS)))
    ]
    assert left == []
