"""The forms and short forms that judged sentences hold: the tables of `vi/unmet.py`.

    python -m tests.reading.forms

writes `data/forms.tsv` and `data/short_forms.tsv` anew, each row with the first token that is so.
Only a sentence that is read right counts, and never one of a set that judges the doubts
(`BLIND`): whoever learns from those has nothing left to measure by.
"""

from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import broadcaster.reading
from broadcaster.reading import read
from broadcaster.reading.marks import Piece
from broadcaster.reading.vi import speaker
from broadcaster.reading.vi.forms import forms
from broadcaster.reading.vi.sight import Doubt, Sight
from broadcaster.reading.vi.unmet import is_unproven
from tests.reading.accepted import accepts, items, words_of

HERE = Path(__file__).parent
DATA = Path(broadcaster.reading.__file__).parent / "data"
BLIND = frozenset({"ninth-set", "tenth-set", "eleventh-set"})
"""Sets whose first run measures the doubts; the tables know nothing of them."""
_HEADS = {
    "forms": "# form of a token\tfirst token that has it; written by tests.reading.forms",
    "short_forms": "# short form with one meaning\tthat meaning; written by tests.reading.forms",
}

Rows = dict[str, str]


def judged() -> Iterator[str]:
    """Yield every sentence whose right reading is known and is what is read."""
    for path in sorted(HERE.glob("*-set.tsv")):
        if path.stem not in BLIND:
            yield from (one.written for one in items(path) if accepts(one.accepted, _said(one[2])))
    for _token, written, accepted, _decided in _rows("contexts.tsv"):
        if accepts(accepted, _said(written)):
            yield written
    for _category, written, spoken in _rows("readings.tsv"):
        if words_of(spoken) == words_of(_said(written)):
            yield written


def met(texts: Iterator[str]) -> dict[str, Rows]:
    """Return the rows of both tables for these texts."""
    found: dict[str, Rows] = {name: {} for name in _HEADS}

    def note(pieces: list[Piece], sight: Sight) -> list[Doubt]:
        for form in forms(pieces, sight):
            found["forms"].setdefault(form.name, _one_line(sight.text[form.start : form.end]))
        for piece in pieces:
            written = sight.text[piece.start : piece.end]
            if piece.rule == "abbreviation" and is_unproven(written, sight):
                found["short_forms"].setdefault(written, piece.spoken)
        return []

    with mock.patch.object(speaker, "unmet", note):
        for text in texts:
            read(text)
    return found


def written_tables() -> dict[Path, str]:
    """Return the text of both tables as it should be."""
    rows = met(judged())
    return {
        DATA / f"{name}.tsv": "\n".join([head, *map("\t".join, sorted(rows[name].items())), ""])
        for name, head in _HEADS.items()
    }


def _said(written: str) -> str:
    return " ".join(sentence.spoken for sentence in read(written).sentences)


def _rows(name: str) -> Iterator[list[str]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines()[1:]:
        if not line.startswith("#"):
            yield line.split("\t")


def _one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    for path, text in written_tables().items():
        path.write_text(text, encoding="utf-8")
        print(path.name, text.count("\n") - 1)
