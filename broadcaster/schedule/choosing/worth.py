"""What an airing is worth: weights as data, and what one more or one less changes.

A plan's worth is the sum over its airings of what each is worth by itself (`alone`), and of what
several are worth together: days, mornings beside evenings, columns and origins of a session.
Whole numbers only, so that every machine gets the same plan.
"""

from collections import Counter
from dataclasses import dataclass

from broadcaster.schedule.demand import Demand, DemandKind

MINUTE_MS = 60_000


@dataclass(frozen=True)
class Weights:
    """The proportions of `data/weights.toml`."""

    first: int
    owed: int
    extra: int
    mandate: int
    own: int
    early: int
    preferred: int
    kept: int
    minute: int
    new_day: int
    both_halves: int
    column: int
    origin: int
    shares: tuple[tuple[str, int], ...] = ()
    """Of a language (its code), how many of a hundred minutes should be in it."""

    def of_kind(self, kind: DemandKind) -> int:
        """Return what each airing is worth more by who asks for it."""
        return {DemandKind.MANDATE: self.mandate, DemandKind.OWN: self.own}.get(kind, 0)


def at_any_time(weights: Weights, demand: Demand, length_ms: int, programme: str) -> int:
    """Return what an airing in a programme is worth by itself, whenever it is."""
    return (
        weights.of_kind(demand.kind)
        + weights.minute * length_ms // MINUTE_MS
        + (weights.preferred if programme in demand.preferred else 0)
    )


def being_early(weights: Weights, elapsed: int, term: int) -> int:
    """Return what its time is worth when `elapsed` of `term` (any unit) is over by then."""
    return weights.early * (term - elapsed) // term


def nth_airing(weights: Weights, demand: Demand, before: int) -> int:
    """Return what the next airing is worth after `before` others, those in the log counted."""
    if before == 0:
        return weights.first
    return weights.extra if demand.wanted is None else weights.owed


def one_more_beside(weights: Weights, tally: "Tally", day: int, *, is_evening: bool) -> int:
    """Return what an airing on `day` adds beside the demand's other airings."""
    new_day = 0 if tally.days.get(day) else weights.new_day
    fewer, more = tally.evenings, tally.mornings
    if not is_evening:
        fewer, more = more, fewer
    return new_day + (weights.both_halves if fewer < more else 0)


@dataclass(slots=True)
class Tally:
    """How a demand's placed airings are spread."""

    days: Counter[int]
    mornings: int = 0
    evenings: int = 0

    def count(self, day: int, *, is_evening: bool, by: int) -> None:
        """Take one airing more (`by` 1) or less (-1) into account."""
        self.days[day] += by
        if is_evening:
            self.evenings += by
        else:
            self.mornings += by
