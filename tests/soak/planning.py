"""Plans of thousands of random communes: no rule broken, and each rule matters to enough of them.

One rule of each commune is left away in turn, and the plan made again: it binds if the plan is
another one then. What is counted so is a lower bound, since the other rules of that commune are
not tried.
"""

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from tests.bench.figures import seconds
from tests.planning_check.binding import WITHOUT, binds, is_oversubscribed
from tests.planning_check.checker import RULES, broken
from tests.planning_check.commune import planned
from tests.planning_check.communes import commune_of
from tests.planning_check.shape import shape_of

BATCH = 50
ENOUGH_OVERSUBSCRIBED = 0.3
ENOUGH_BINDING = 0.01
"""Of all communes, in how many each rule has to bind at least."""
SHOWN = 12
TURNS = (*WITHOUT, 7)
"""Which rule is left away in turn; few communes have one that sounds where another should start."""


@dataclass
class Found:
    """What some communes came to."""

    cases: int = 0
    failures: list[str] = field(default_factory=list)
    oversubscribed: int = 0
    sessions: int = 0
    airings: int = 0
    tried: Counter[int] = field(default_factory=Counter)
    """How often a rule was left away."""
    bound: Counter[int] = field(default_factory=Counter)
    """How often that changed the plan."""
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        """Say whether no rule was broken and enough was tried."""
        enough = all(self.bound[rule] >= ENOUGH_BINDING * self.cases for rule in RULES)
        return (
            not self.failures
            and enough
            and self.oversubscribed >= ENOUGH_OVERSUBSCRIBED * self.cases
        )

    def lines(self) -> list[str]:
        """Return the report."""
        return [
            f"{self.cases:,} random communes were planned and checked in {self.seconds:,.0f} s: "
            f"{self.sessions:,} sessions, {self.airings:,} airings; {len(self.failures)} broken "
            f"rules. {self.oversubscribed / max(self.cases, 1):.0%} of the communes ask for more "
            "than there is room for.",
            "",
            *(f"- {failure}" for failure in self.failures[:SHOWN]),
            "| rule | left away in | changes the plan of |",
            "| --- | ---: | ---: |",
            *(
                f"| {rule}. {name} | {self.tried[rule]:,} | {self.bound[rule]:,} |"
                for rule, (name, _rule) in RULES.items()
            ),
            "",
        ]


def soak(seed: int, cases: int, processes: int) -> Found:
    """Plan and check so many communes."""
    found = Found()
    starts = range(0, cases, BATCH)
    with ProcessPoolExecutor(processes) as pool:
        found.seconds = seconds(
            lambda: _join(found, pool.map(partial(_batch, seed, cases), starts))
        )
    return found


def _join(whole: Found, parts: Iterable[Found]) -> None:
    for part in parts:
        whole.cases += part.cases
        whole.failures += part.failures
        whole.oversubscribed += part.oversubscribed
        whole.sessions += part.sessions
        whole.airings += part.airings
        whole.tried += part.tried
        whole.bound += part.bound


def _batch(seed: int, cases: int, start: int) -> Found:
    found = Found()
    for number in range(start, min(cases, start + BATCH)):
        _case(found, seed, number)
    return found


def _case(found: Found, seed: int, number: int) -> None:
    shape = shape_of(seed, number)
    commune = commune_of(shape)
    orders = planned(commune)
    found.cases += 1
    found.failures += [
        f"rule {one.rule}, {one.session}: {one.what}; {shape}" for one in broken(commune, orders)
    ]
    found.oversubscribed += is_oversubscribed(commune)
    found.sessions += len(orders)
    found.airings += sum(bool(item.bulletin) for order in orders for item in order.items)
    rule = TURNS[number % len(TURNS)]
    found.tried[rule] += 1
    found.bound[rule] += binds(rule, commune, orders)
