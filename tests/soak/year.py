"""A year of a station on the virtual clock, through its real player: what it came to."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figures import seconds
from tests.planning_year.year import Figures, Year


@dataclass(frozen=True)
class Lived:
    """The year, and how long it took."""

    figures: Figures
    seconds: float

    @property
    def good(self) -> bool:
        """Say whether no rule was broken, and what was owed was heard."""
        found = self.figures
        return not (found.broken or found.moved or found.twice or found.not_made_good)

    def lines(self) -> list[str]:
        """Return the report."""
        return [*self.figures.lines(), f"It took {self.seconds:,.0f} s.", ""]


def soak(seed: int, days: int) -> Lived:
    """Let so many days pass at a station."""
    found: list[Figures] = []
    with tempfile.TemporaryDirectory() as name:
        took = seconds(lambda: found.append(Year(Path(name), seed).live(days)))
    return Lived(found[0], took)
