"""`docs/reading.md` shows what reading really does: its examples, its rules, its flags."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadcaster.reading import read
from broadcaster.reading.accounting import INVISIBLE, STROKE, UNREAD
from broadcaster.reading.words import REASONS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reading.md"
TEXT = PAGE.read_text(encoding="utf-8")
RULES = {"Rule": 0, "Piece": 3, "Word": 2}
"""Where a call that makes one of these carries the name of the rule."""
_HEADER = "| written | spoken |"
_MARKS = re.compile(r"[^\w\s]")


def examples() -> Iterator[tuple[int, str, str]]:
    """Line number, written, spoken of every row; `<br>` in a cell is a line end."""
    lines = TEXT.splitlines()
    for start in (number for number, line in enumerate(lines) if line == _HEADER):
        for number in range(start + 2, len(lines)):
            if not lines[number].startswith("|"):
                break
            written, spoken = (cell.strip() for cell in lines[number].strip("|").split(" | "))
            yield number + 1, written.replace("<br>", "\n").replace("`", ""), spoken


def words(text: str) -> str:
    """Small and without marks, as `test_readings.py` compares."""
    return " ".join(_MARKS.sub(" ", text).lower().split())


def said(written: str) -> str:
    return words(" ".join(sentence.spoken for sentence in read(written).sentences))


def names_in_code() -> set[str]:
    """Every rule name a script may carry, wherever reading writes one as a literal."""
    out = {STROKE, INVISIBLE, UNREAD, "said:"}
    for module in (ROOT / "broadcaster" / "reading").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            place = RULES.get(node.func.id)
            if place is None or len(node.args) <= place:
                continue
            name = node.args[place]
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                out.add(name.value)
    return out


def test_every_example_is_read_as_the_page_says() -> None:
    wrong = [
        f"docs/reading.md:{number}: {written}\n  page {words(spoken)}\n  read {said(written)}"
        for number, written, spoken in examples()
        if said(written) != words(spoken)
    ]
    assert not wrong, "If the new reading is right, put it into the table:\n" + "\n".join(wrong)


def test_every_table_of_examples_is_found() -> None:
    tables = TEXT.splitlines().count(_HEADER)
    assert tables >= 15
    assert len(list(examples())) >= 3 * tables


def test_every_rule_of_the_code_is_on_the_page() -> None:
    missing = sorted(name for name in names_in_code() if f"`{name}`" not in TEXT)
    assert not missing, (
        f"Name these rules in section 3 of docs/reading.md, with what they recognise: {missing}"
    )


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_reason_of_a_flag_is_on_the_page(reason: str) -> None:
    assert f"`{reason}`" in TEXT, (
        f"Add a row for {reason} to the table of flags in section 4 of docs/reading.md: "
        "its kind, when it is raised, what the operator does."
    )


def test_the_page_can_be_found() -> None:
    assert "docs/reading.md" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "reading.md" in (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
