"""Three weeks of a station, with power cuts, mandates and bulletins taken out; a year is soaked."""

import pytest

from tests.planning_year.year import Figures, Year

DAYS = 18


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    return Year(tmp_path_factory.mktemp("year"), seed=5).live(DAYS)


def test_no_plan_breaks_a_rule_and_none_moves_where_nothing_changed(figures: Figures) -> None:
    assert figures.plans == DAYS
    assert figures.broken == []
    assert figures.moved == 0


def test_everything_planned_has_an_outcome(figures: Figures) -> None:
    assert figures.planned == sum(figures.outcomes.values()) > 0
    assert "none" not in figures.outcomes


def test_what_a_power_cut_took_is_made_good_once(figures: Figures) -> None:
    assert figures.cuts > 0
    assert figures.not_made_good == []
    assert figures.made_good == figures.to_make_good > 0
    assert figures.twice == []


def test_mandates_are_met(figures: Figures) -> None:
    assert figures.mandates_met > 0
    assert figures.unmet == []
