import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.bulletins.learned_pace import FEWEST_CUTS, SHORTEST_MS, WIDEST, factor_of

lengths = st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 10**6)), max_size=12)


def test_a_reader_who_takes_a_fifth_longer_is_expected_to() -> None:
    assert factor_of([(50_000, 60_000)] * FEWEST_CUTS) == pytest.approx(1.2)


def test_few_cuts_tell_nothing() -> None:
    assert factor_of([(SHORTEST_MS, 2 * SHORTEST_MS)] * (FEWEST_CUTS - 1)) == 1


def test_short_cuts_tell_nothing() -> None:
    assert factor_of([(SHORTEST_MS // 10, SHORTEST_MS)] * FEWEST_CUTS) == 1


@given(lengths)
def test_nobody_is_taken_for_more_than_twice_as_fast_or_slow(found: list[tuple[int, int]]) -> None:
    assert 1 / WIDEST <= factor_of(found) <= WIDEST


@given(lengths)
def test_what_is_learned_makes_the_sum_right(found: list[tuple[int, int]]) -> None:
    factor = factor_of(found)
    if 1 / WIDEST < factor < WIDEST and factor != 1:
        assert sum(one for one, _ in found) * factor == pytest.approx(sum(two for _, two in found))
