"""The checker itself: each rule's breach is caught, and a bound that is just met is none."""

from collections.abc import Iterator
from functools import cache

import pytest

from tests.planning_check.checker import RULES, broken
from tests.planning_check.commune import Commune, planned
from tests.planning_check.communes import commune_of
from tests.planning_check.shape import shape_of
from tests.planning_check.spoiled_plan import Orders, Spoiler
from tests.planning_check.spoiling import HARMLESS, SPOILED

CASES = 100
ENOUGH = 12


@cache
def plans() -> tuple[tuple[Commune, Orders], ...]:
    communes = [commune_of(shape_of(1, number)) for number in range(CASES)]
    return tuple((commune, planned(commune)) for commune in communes)


def spoiled(spoiler: Spoiler) -> Iterator[set[int]]:
    """Yield the rules that each plan breaks which can be spoiled so, of the first dozen."""
    found = 0
    for commune, orders in plans():
        case = spoiler(commune, orders)
        if case:
            yield {one.rule for one in broken(*case)}
            found += 1
        if found == ENOUGH:
            return
    pytest.fail(f"only {found} of {CASES} plans could be spoiled so")


def _name(case: int | Spoiler) -> str:
    return str(case) if isinstance(case, int) else case.__name__


@pytest.mark.parametrize(("rule", "spoiler"), SPOILED, ids=_name)
def test_a_breach_is_caught(rule: int, spoiler: Spoiler) -> None:
    for rules in spoiled(spoiler):
        assert rule in rules


@pytest.mark.parametrize(("rule", "harmless"), HARMLESS, ids=_name)
def test_a_bound_just_met_is_no_breach(rule: int, harmless: Spoiler) -> None:
    for rules in spoiled(harmless):
        assert rule not in rules


def test_every_rule_has_a_breach_that_is_caught() -> None:
    assert {rule for rule, _spoiler in SPOILED} == set(RULES)
