"""Which unit stands in the place of another on some day, through mergers. Pure.

Communes were merged on 1 July 2025, and may be again: what was broadcast under one unit is asked
for under another. A box of a merged commune serves the people of all the old ones, so under the
old units its broadcasts stand under each of them.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from broadcaster.units.model import Unit
from broadcaster.units.tree import DEEPEST


def heir_on(units: Mapping[str, Unit], unit: str, day: date) -> str:
    """Return the unit that `unit` had been merged into by `day`; itself while it was there.

    An empty text when it ended with no heir, or is not in the register (id -> unit).
    """
    for _merger in range(DEEPEST):
        one = units.get(unit)
        if one is None:
            return ""
        if one.term.until is None or day <= one.term.until:
            return unit
        unit = one.merged_into
    return ""


def standing_for(
    units: Mapping[str, Unit], among: Iterable[str], unit: str, then: date, asked: date
) -> tuple[str, ...]:
    """Return who of `among`, units of the day `asked`, stands for what `unit` did on `then`.

    Looking ahead that is its heir; looking back those whose heir it was, with itself.
    """
    if asked > then:
        heir = heir_on(units, unit, asked)
        return tuple(one for one in among if one == heir)
    return by_heir(units, among, then).get(unit, ())


def by_heir(
    units: Mapping[str, Unit], among: Iterable[str], day: date
) -> dict[str, tuple[str, ...]]:
    """Return the units of `among` by the heir each had on `day`."""
    found: dict[str, tuple[str, ...]] = {}
    for one in among:
        heir = heir_on(units, one, day)
        found[heir] = (*found.get(heir, ()), one)
    return found
