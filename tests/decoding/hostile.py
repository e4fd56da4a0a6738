"""Read the whole corpus of recordings: `python -m tests.decoding.hostile` prints what became of it.

A row for each file says how long it sounds, or the sentence it was refused with. Ends with 1 when
one of them broke a law.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.decoding.corpus import Case, corpus
from tests.decoding.judging import Outcome, judge, largest_child_mb

SHOWN = 5


@dataclass(frozen=True)
class Found:
    """What became of many files."""

    outcomes: tuple[Outcome, ...]
    largest_mb: int
    """The most memory that one reading held."""

    @property
    def good(self) -> bool:
        """Say whether every law held."""
        return not any(outcome.complaint for outcome in self.outcomes)

    def lines(self) -> list[str]:
        """Return the report."""
        read = [outcome for outcome in self.outcomes if not outcome.sentence]
        slow = sorted(self.outcomes, key=lambda outcome: -outcome.took_s)[:SHOWN]
        wrong = [outcome for outcome in self.outcomes if outcome.complaint]
        return [
            f"{len(self.outcomes):,} recordings, healthy and hostile: {len(read):,} read, "
            f"{len(self.outcomes) - len(read):,} refused with a sentence, {len(wrong)} against a "
            f"law. A reading held {self.largest_mb} MB at most.",
            "",
            *(f"- {outcome.name}: {outcome.complaint} {outcome.sentence}" for outcome in wrong),
            "| seconds | slowest recordings |",
            "| ---: | --- |",
            *(f"| {outcome.took_s:.1f} | {outcome.name} |" for outcome in slow),
            "",
        ]


def soak(processes: int) -> Found:
    """Read every file of the corpus."""
    return Found(tuple(outcomes(corpus(), processes)), largest_child_mb())


def outcomes(cases: Iterable[Case], at_once: int) -> Iterator[Outcome]:
    """Judge cases in their order, some at once: the work is done in the reading processes."""
    with ThreadPoolExecutor(at_once) as pool:
        yield from pool.map(judge, cases)


def main() -> int:
    """Print a row for each file, and the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.decoding.hostile", description=__doc__)
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="", help="cases whose name holds this")
    wanted = parser.parse_args()
    found = []
    chosen = (case for case in corpus() if wanted.only in case.name)
    for outcome in outcomes(chosen, wanted.at_once):
        became = outcome.sentence or f"read, {outcome.seconds:.1f} s"
        print(f"{outcome.name!r}\t{outcome.took_s:.2f} s\t{became}\t{outcome.complaint}")
        found.append(outcome)
    report = Found(tuple(found), largest_child_mb())
    print("\n".join(report.lines()))
    return 0 if report.good else 1


if __name__ == "__main__":
    sys.exit(main())
