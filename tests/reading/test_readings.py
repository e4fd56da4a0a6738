"""Our own table of written and spoken sentences, all kinds a bulletin holds."""

import re
from collections import Counter
from pathlib import Path

import pytest

from broadcaster.reading import read

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "readings.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
CATEGORIES = sorted({row[0] for row in ROWS})
_MARKS = re.compile(r"[^\w\s]")


def said(written: str) -> str:
    """The spoken words of a text, small and without marks."""
    spoken = " ".join(sentence.spoken for sentence in read(written).sentences)
    return " ".join(_MARKS.sub(" ", spoken).lower().split())


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_row_of_the_table_is_read_as_listed(category: str) -> None:
    wrong = [
        f"{written}\n  listed {spoken}\n  read   {said(written)}"
        for name, written, spoken in ROWS
        if name == category and said(written) != spoken
    ]
    assert not wrong, "\n".join(wrong)


def test_the_table_holds_every_category_several_times() -> None:
    counts = Counter(row[0] for row in ROWS)
    assert len(counts) == 24
    assert min(counts.values()) >= 8
