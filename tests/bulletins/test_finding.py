"""Bulletins are found by whole ids, tails and `@last`, and listed in parts."""

import pytest
from sqlalchemy import event

from broadcaster.bulletins import Bulletin, actions
from broadcaster.bulletins.model import State
from broadcaster.desk import Desk
from broadcaster.handles import HandleError
from broadcaster.timebase import NANOSECONDS, VirtualTime
from tests.bulletins.conftest import SHORT_TEXT, Approve
from tests.conftest import as_person


@pytest.fixture
def three(desk: Desk) -> list[Bulletin]:
    return [actions.add(desk, f"{SHORT_TEXT} Lần {number}.") for number in (1, 2, 3)]


def queries(desk: Desk, handle: str) -> list[str]:
    """Return the statements that finding this bulletin takes."""
    seen: list[str] = []

    def keep(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(desk.database.engine, "before_cursor_execute", keep)
    try:
        actions.find(desk, handle)
    finally:
        event.remove(desk.database.engine, "before_cursor_execute", keep)
    return [statement for statement in seen if statement.startswith("SELECT")]


def test_a_whole_id_takes_one_query_of_an_index(desk: Desk, three: list[Bulletin]) -> None:
    for handle in (three[1].id, three[1].revision.id):
        (statement,) = queries(desk, handle)
        with desk.database.engine.connect() as connection:
            plan = connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}", (three[1].id,)
            ).all()
        assert all("SEARCH" in str(step) for step in plan)
    assert len(queries(desk, "@last")) > 1


def test_it_is_found_by_id_tail_and_as_the_last(desk: Desk, three: list[Bulletin]) -> None:
    for handle in (three[2].id, three[2].id[-4:], "@last", three[2].revision.id):
        assert actions.find(desk, handle) == three[2]


@pytest.mark.parametrize("handle", ["", "2026", "khe-ren-2026-0002.r7", "0002.r7", "nothing"])
def test_what_names_none_or_several_is_refused(
    desk: Desk, three: list[Bulletin], handle: str
) -> None:
    with pytest.raises(HandleError):
        actions.find(desk, handle)


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("states", [(), (State.DRAFT,), (State.WITHDRAWN, State.DRAFT)])
def test_a_limited_list_is_the_beginning_of_the_whole_one(
    desk: Desk, three: list[Bulletin], limit: int, states: tuple[State, ...]
) -> None:
    actions.withdraw(desk, three[1].id, "trùng")
    whole = actions.listing(desk, states)
    assert actions.listing(desk, states, limit=limit) == whole[:limit]
    newest = actions.listing(desk, states, limit=limit, newest_first=True)
    assert newest == whole[::-1][:limit]
    assert actions.listing(desk, states, newest_first=True) == whole[::-1]


def test_a_limited_list_uses_an_index_of_each_state(desk: Desk) -> None:
    query = (
        "EXPLAIN QUERY PLAN SELECT year, number, id FROM bulletin WHERE state = 'draft' "
        "ORDER BY year DESC, number DESC, id DESC LIMIT 5"
    )
    with desk.database.engine.connect() as connection:
        (step,) = connection.exec_driver_sql(query).all()
    assert "ix_bulletin_state" in str(step)


def test_an_approval_that_is_over_is_not_in_force_any_more(
    desk: Desk, clock: VirtualTime, approve_new: Approve
) -> None:
    approve_new(valid_until="2026-11-22 08:10")
    stays = approve_new("Mai có nước.")
    assert len(actions.approved_bulletins(desk, since=clock.now())) == 2
    clock.advance(600 * NANOSECONDS)
    assert actions.approved_bulletins(desk, since=clock.now()) == (stays,)
    assert len(actions.approved_bulletins(as_person(desk, "auditor"))) == 2


@pytest.mark.parametrize("number", ["99999999999999999999", "9" * 5000, "٣"])
def test_a_revision_no_bulletin_can_have_is_not_found(
    desk: Desk, three: list[Bulletin], number: str
) -> None:
    with pytest.raises(HandleError):
        actions.find(desk, f"{three[0].id}.r{number}")
