"""The sentences of the search: of commune bulletins, as `read` has them said.

They come from the tables reading is judged by, written for that purpose. Every second one chooses
a setting; the others are never heard before one is chosen, and judge it.
"""

from pathlib import Path

from broadcaster.reading import Region, read
from tests.outdoor.mistakes import words_of
from tests.reading.accepted import items

TABLES = Path(__file__).resolve().parents[1] / "reading"
FEWEST, MOST = 12, 20
"""Syllables: a sentence in one breath."""


def sentences(region: Region, most: int) -> tuple[list[str], list[str]]:
    """Return `most` spoken sentences to choose by and as many to judge by, spread over all."""
    lines = [line for path in sorted(TABLES.glob("*-set.tsv")) for line in _spoken(path, region)]
    step = len(lines) // (2 * most)
    taken = lines[:: max(step, 1)][: 2 * most]
    return taken[::2], taken[1::2]


def _spoken(path: Path, region: Region) -> list[str]:
    found = []
    for item in items(path):
        script = read(item.written, region=region)
        if len(script.sentences) == 1 and not script.flags:
            found.append(script.sentences[0].spoken)
    return [text for text in found if FEWEST <= len(words_of(text)) <= MOST]
