"""What the parts of a layout take: their order, a feature, what is left to it."""

from dataclasses import replace
from typing import Any

import pytest

from broadcaster.schedule.model import RunningOrder
from broadcaster.schedule.programmes.model import Filter, Part, PartKind, PartOrder, Programme
from broadcaster.schedule.sessions.slot import Candidate
from tests.schedule.conftest import MINUTE, Bulletins, inputs, programme
from tests.schedule.test_planner import bulletins_in, left_out, one

HEALTH = {"details": {"column": "Y tế"}}
FEATURE = Part(PartKind.FEATURE, opener="opener", filter=Filter(kinds=("feature",)), max_items=1)
LONG = {"details": {"content_kind": "feature"}}


def laid_out(*parts: Part, **more: Any) -> Programme:
    return programme(layout=parts, **more)


def order_of(*candidates: Candidate, layout: tuple[Part, ...]) -> RunningOrder:
    return one(inputs(*candidates, programmes=(laid_out(*layout),)))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (PartOrder.APPROVAL, ["0004", "0001", "0002", "0003"]),
        (PartOrder.NEWEST, ["0004", "0003", "0002", "0001"]),
        (PartOrder.SHORTEST, ["0004", "0002", "0003", "0001"]),
        (PartOrder.COLUMN, ["0004", "0003", "0001", "0002"]),
    ],
)
def test_a_part_takes_bulletins_in_its_order_and_priority_first(
    bulletin: Bulletins, order: PartOrder, expected: list[str]
) -> None:
    candidates = (
        bulletin(3 * MINUTE, **HEALTH),
        bulletin(MINUTE, **HEALTH),
        bulletin(2 * MINUTE, details={"column": "An ninh"}),
        bulletin(4 * MINUTE, priority=True),
    )
    found = order_of(*candidates, layout=(Part(PartKind.ITEMS, order=order),))
    assert bulletins_in(found) == expected


def test_priority_keeps_the_order_of_approval_whatever_the_part_says(bulletin: Bulletins) -> None:
    candidates = (bulletin(2 * MINUTE, priority=True), bulletin(MINUTE, priority=True))
    found = order_of(*candidates, layout=(Part(PartKind.ITEMS, order=PartOrder.SHORTEST),))
    assert bulletins_in(found) == ["0001", "0002"]


def test_the_shortest_first_lets_the_most_in(bulletin: Bulletins) -> None:
    candidates = (bulletin(6 * MINUTE), bulletin(3 * MINUTE), bulletin(2 * MINUTE))
    part = Part(PartKind.ITEMS, order=PartOrder.SHORTEST, max_ms=6 * MINUTE)
    assert bulletins_in(order_of(*candidates, layout=(part,))) == ["0003", "0002"]


def test_a_feature_is_one_bulletin_that_no_other_part_takes(bulletin: Bulletins) -> None:
    candidates = (bulletin(9 * MINUTE, **LONG), bulletin(8 * MINUTE, **LONG), bulletin())
    order = order_of(*candidates, layout=(Part(PartKind.ITEMS), FEATURE))
    assert [(item.part, item.bulletin[-4:]) for item in order.items] == [
        ("items", "0003"),
        ("feature", "0001"),
    ]
    assert left_out(order)["0002"] == "part-items 1"


def test_a_priority_bulletin_goes_anywhere_also_where_a_feature_would_take_it(
    bulletin: Bulletins,
) -> None:
    candidates = (bulletin(priority=True, **LONG), bulletin(priority=True, **LONG))
    order = order_of(*candidates, layout=(FEATURE, Part(PartKind.ITEMS)))
    assert [(item.part, item.bulletin[-4:]) for item in order.items] == [
        ("feature", "0001"),
        ("items", "0002"),
    ]


def test_a_feature_longer_than_its_minutes_is_left_out(bulletin: Bulletins) -> None:
    layout = (replace(FEATURE, max_ms=5 * MINUTE),)
    order = order_of(bulletin(6 * MINUTE, **LONG), layout=layout)
    assert left_out(order)["0001"] == f"part-minutes {6 * MINUTE} {5 * MINUTE}"
