"""Who stands for whom through mergers: ahead one heir, back all whose heir it was."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.units import Term, Unit, UnitKind
from broadcaster.units.heirs import heir_on, standing_for

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def unit(id_: str, until: date | None = None, into: str = "", since: date | None = None) -> Unit:
    return Unit(id_, id_, UnitKind.COMMUNE, "", Term(since, until), into)


UNITS = {
    one.id: one
    for one in (
        unit("a"),
        unit("b", BEFORE, "a"),
        unit("c", BEFORE, "e"),
        unit("d", BEFORE, "e"),
        unit("e", since=AFTER),
        unit("gone", BEFORE),
    )
}
OLD, NEW = ("a", "b", "c", "d", "gone"), ("a", "e")


def test_ahead_there_is_one_heir() -> None:
    assert standing_for(UNITS, NEW, "b", BEFORE, AFTER) == ("a",)
    assert standing_for(UNITS, NEW, "c", BEFORE, AFTER) == ("e",)
    assert standing_for(UNITS, NEW, "gone", BEFORE, AFTER) == ()


def test_back_there_are_all_whose_heir_it_was() -> None:
    assert standing_for(UNITS, OLD, "e", AFTER, BEFORE) == ("c", "d")
    assert standing_for(UNITS, OLD, "a", AFTER, BEFORE) == ("a", "b")
    assert standing_for(UNITS, OLD, "a", BEFORE, BEFORE) == ("a",)


def test_a_loop_in_a_damaged_register_ends() -> None:
    loop = {"x": unit("x", BEFORE, "y"), "y": unit("y", BEFORE, "x")}
    assert heir_on(loop, "x", AFTER) == ""
    assert heir_on(loop, "nobody", AFTER) == ""


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 60)), max_size=9))
def test_every_unit_has_one_heir_and_stands_for_itself(
    mergers: list[tuple[int, int, int]],
) -> None:
    units = {str(number): unit(str(number)) for number in range(10)}
    for old, heir, after in sorted(mergers, key=lambda one: one[2]):
        is_open = all(units[str(one)].term.until is None for one in (old, heir))
        if old != heir and is_open:
            units[str(old)] = unit(str(old), AFTER + timedelta(days=after), str(heir))
    for day in (AFTER, AFTER + timedelta(days=30), AFTER + timedelta(days=90)):
        there = [id_ for id_, one in units.items() if one.term.covers(day)]
        for id_ in units:
            assert heir_on(units, id_, day) in there
        for id_ in there:
            assert standing_for(units, there, id_, day, day) == (id_,)
