"""Plans of random communes: no rule is broken, the same comes out again, and nothing moves."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from hypothesis import given, settings

from tests.planning_check.bytes_of import bytes_of, digests
from tests.planning_check.checker import broken
from tests.planning_check.commune import Commune, planned
from tests.planning_check.communes import commune_of
from tests.planning_check.later import later
from tests.planning_check.shape import Shape, shape_of, shapes

ALIKE = 12


@settings(max_examples=500, derandomize=True)
@given(shapes())
def test_no_rule_is_broken(shape: Shape) -> None:
    commune = commune_of(shape)
    assert broken(commune, planned(commune)) == []


@pytest.mark.parametrize("number", range(ALIKE))
def test_the_order_of_what_is_read_says_nothing(number: int) -> None:
    commune = commune_of(shape_of(2, number))
    turned = Commune(**{**vars(commune), "demands": commune.demands[::-1]})
    assert bytes_of(planned(turned)) == bytes_of(planned(commune))


def test_another_process_makes_the_same_bytes() -> None:
    command = [sys.executable, "-m", "tests.planning_check.bytes_of", "3", str(ALIKE)]
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert told.stdout.split() == digests(3, ALIKE)


@pytest.mark.parametrize("hours", [1, 24])
@pytest.mark.parametrize("number", range(ALIKE))
def test_where_nothing_changed_nothing_moves(number: int, hours: int) -> None:
    commune = commune_of(shape_of(4, number))
    orders = planned(commune)
    then = later(commune, orders, timedelta(hours=hours))
    stays = {one.session: one.items for one in orders if one.session not in then.untouchable}
    again = {one.session: one.items for one in planned(then) if one.session in stays}
    assert again == stays
