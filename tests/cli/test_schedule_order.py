"""`broadcaster schedule order` at the command line."""

import json

from broadcaster.desk import Desk
from broadcaster.schedule import actions
from tests.cli.conftest import Run
from tests.schedule.conftest import (
    EVENING,
    MORNING,
    SOUNDS,
    approve,
    bulletin_maker,
    keep_approval,
    write_programme,
)


def planned(desk: Desk) -> tuple[str, list[str]]:
    """Plan two PRIORITY bulletins; return a session that is days ahead, and their ids."""
    actions.set_default_hours(desk)
    for one in SOUNDS.values():
        keep_approval(desk, one)
    write_programme(desk, MORNING)
    write_programme(desk, EVENING, "chieu")
    actions.apply_programme(desk, confirmed=True)
    make = bulletin_maker()
    made = [approve(desk, make(priority=True)).approval.bulletin for _ in range(2)]
    actions.plan(desk)
    return actions.planned(desk)[-1].order.session, made


def test_an_order_is_given_shown_and_taken_back(op: Run, desk: Desk) -> None:
    session, (first, second) = planned(desk)
    assert "approval time" in op("schedule", "order", session).err
    given = op("schedule", "order", session, second, first)
    assert given.code == 0, given.err
    shown = json.loads(op("schedule", "order", session, "--json").out)
    assert (shown["turn"], shown["ordered"], shown["by"]) == (1, [second, first], "operator")
    assert {item["bulletin"] for item in shown["items"]} == {first, second}
    assert "turn 2" in op("schedule", "order", session, "--reset").err
    assert op("schedule", "order", session, first, "--reset").code == 2
