"""What a measurement is: ours and a reference, taken in turn in one run, and their ratio."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from broadcaster.timebase import NANOSECONDS, SystemTime

RUNS = 3


@dataclass(frozen=True)
class Figure:
    """One line of the result. Only the ratio carries from one machine to another."""

    name: str
    ours: str
    reference: str
    ratio: float | None
    """None when there was nothing to compare with."""

    def line(self) -> str:
        """Return the figure as a row of a Markdown table."""
        ratio = "" if self.ratio is None else f"{self.ratio:.3g}"
        return f"| {self.name} | {self.ours} | {self.reference} | {ratio} |"


def beside(name: str, ours: Sequence[float], theirs: Sequence[float]) -> Figure:
    """Return the figure of two series of seconds: medians, 95th percentiles, ratio of medians."""
    return Figure(name, _spread(ours), _spread(theirs), median(ours) / median(theirs))


def _spread(found: Sequence[float]) -> str:
    late = quantiles(found, n=20)[-1]
    return f"{median(found) * 1000:.1f} ms (p95 {late * 1000:.1f})"


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes once."""
    clock = SystemTime()
    began = clock.monotonic()
    work()
    return (clock.monotonic() - began) / NANOSECONDS


def turns(*works: Callable[[], object], runs: int = RUNS) -> list[list[float]]:
    """Time several in turn, A B C A B C, after one warm-up; the seconds of each."""
    for work in works:
        work()
    rounds = [[seconds(work) for work in works] for _ in range(runs)]
    return [list(series) for series in zip(*rounds, strict=True)]


def in_turn(
    ours: Callable[[], object], reference: Callable[[], object]
) -> tuple[float, float, float]:
    """Time both in turn; medians in seconds, and of the ratios."""
    mine, theirs = turns(ours, reference)
    ratio = median(a / b for a, b in zip(mine, theirs, strict=True))
    return median(mine), median(theirs), ratio
