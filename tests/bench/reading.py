"""Reading beside the best normaliser we know of, over the same sentences in the same run.

The peer is sea-g2p's normaliser, with the marks it sets around English words taken out. It turns
a sentence into words; `read` also gives their spans, rules, pauses and flags. Each sentence is
read alone, as an author's line is. An answer is right when the whole of it is one of the readings
the table accepts.
"""

import importlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from broadcaster.reading import read
from tests.bench.figures import Figure, in_turn
from tests.reading.accepted import Item, accepts, items

ROOT = Path(__file__).resolve().parents[2]
SETS = sorted((ROOT / "tests" / "reading").glob("*-set.tsv"))
PEER = "sea-g2p's normaliser"
_ENGLISH = re.compile(r"</?en>")

Normalise = Callable[[str], str]


def reading_beside_a_peer() -> Iterator[Figure]:
    """Compare speed over all sentences, then accuracy for each table of them."""
    tables = {path.name: items(path) for path in _tables()}
    peer = _peer()
    if peer is None:
        yield Figure(f"reading sentences, beside {PEER}", "not measured", "not installed", None)
        return
    yield _speed([item.written for table in tables.values() for item in table], peer)
    for name, table in tables.items():
        yield _accuracy(name, table, peer)


def _tables() -> list[Path]:
    """Return our tables, and the one of the data folder where that is at hand."""
    data = Path(os.environ.get("BROADCASTER_DATA") or ROOT.parent / "shared" / "data")
    shared = data / "readings-dev.tsv"
    return [*SETS, shared] if shared.is_file() else SETS


def _peer() -> Normalise | None:
    """Return the peer; None when it is not installed (`make bench` installs it)."""
    try:
        normaliser = importlib.import_module("sea_g2p").Normalizer(lang="vi")
    except ModuleNotFoundError:
        return None
    return lambda text: _ENGLISH.sub("", str(normaliser.normalize(text)))


def _speed(sentences: list[str], peer: Normalise) -> Figure:
    def ours() -> None:
        for sentence in sentences:
            read(sentence)

    def theirs() -> None:
        for sentence in sentences:
            peer(sentence)

    mine, reference, ratio = in_turn(ours, theirs)
    return Figure(
        f"reading {len(sentences)} sentences one by one to words with spans, beside {PEER}",
        f"{len(sentences) / mine:,.0f} sentences/s",
        f"{len(sentences) / reference:,.0f} sentences/s",
        ratio,
    )


def _accuracy(name: str, table: list[Item], peer: Normalise) -> Figure:
    ours = _right(table, lambda text: " ".join(line.spoken for line in read(text).sentences))
    theirs = _right(table, peer)
    return Figure(
        f"sentences of {name} read as an announcer would, beside {PEER}",
        f"{ours} of {len(table)} ({ours / len(table):.1%})",
        f"{theirs} of {len(table)} ({theirs / len(table):.1%})",
        ours / theirs,
    )


def _right(table: list[Item], spoken: Normalise) -> int:
    return sum(accepts(item.accepted, spoken(item.written)) for item in table)
