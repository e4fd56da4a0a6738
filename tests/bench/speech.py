"""Reading and rendering: speed beside speech itself, and memory beside a tenth of the length."""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from broadcaster.production import actions as production
from broadcaster.reading import read
from tests.bench.figures import Figure, seconds
from tests.bench.texts import fresh_desk, text_of

SENTENCES = 200
SHORT, LONG = 36, 432
"""Sentences that last about five minutes, and about an hour."""


def reading_beside_speaking() -> Figure:
    """Compare reading a text with speaking what was read."""
    text = text_of(SENTENCES)
    with tempfile.TemporaryDirectory() as folder:
        desk = fresh_desk(Path(folder))
        script = read(text)
        speaking = seconds(lambda: production.render(desk, script))
    reading = min(seconds(lambda: read(text)) for _ in range(5))
    return Figure(
        "reading a text, beside rendering it",
        f"{SENTENCES / reading:,.0f} sentences/s",
        f"{SENTENCES / speaking:,.0f} sentences/s",
        reading / speaking,
    )


def memory_of_length() -> Iterator[Figure]:
    """Compare the peak memory of an hour with that of five minutes: ours, and the largest child."""
    long, short = _peaks_mb(LONG), _peaks_mb(SHORT)
    for name, ours, theirs in zip(("rendering", "its largest child"), long, short, strict=True):
        yield Figure(
            f"peak memory of {name}, an hour of speech beside five minutes",
            f"{ours:.0f} MB",
            f"{theirs:.0f} MB",
            ours / theirs,
        )


def _peaks_mb(sentences: int) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.speech", str(sentences)],
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(word) for word in done.stdout.split()]


def main() -> None:
    """Render so many sentences and print this process's peak memory and its child's, in MB."""
    with tempfile.TemporaryDirectory() as folder:
        desk = fresh_desk(Path(folder))
        production.render(desk, read(text_of(int(sys.argv[1]))))
    for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        print(resource.getrusage(whose).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
