"""After the lock a change waits for the next session that takes it."""

from dataclasses import replace

from broadcaster.schedule.deferral import Deferral, find_deferrals
from broadcaster.schedule.hours.guarded import find_guarded
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.model import RunningOrder
from broadcaster.schedule.planner import plan
from tests.schedule.conftest import LAYOUT, Bulletins, hours, inputs, programme

MORNING = "sang@2026-11-23T05:30"


def deferrals(wanted: Inputs, locked: RunningOrder) -> list[tuple[str, str, str]]:
    standing = replace(wanted, standing=(locked,))
    found = find_deferrals(standing, [locked], plan(standing))
    return [(one.session, one.bulletin[-4:], one.to) for one in found]


def test_a_bulletin_approved_after_the_lock_waits_for_the_next_session(
    bulletin: Bulletins,
) -> None:
    first, second = bulletin(), bulletin()
    (locked,) = plan(inputs(first))
    assert deferrals(inputs(first, second, days=2), locked) == [
        (MORNING, "0002", "sang@2026-11-24T05:30")
    ]


def test_a_session_that_holds_everything_defers_nothing(bulletin: Bulletins) -> None:
    first = bulletin()
    (locked,) = plan(inputs(first))
    assert deferrals(inputs(first, days=2), locked) == []


def test_a_bulletin_the_session_would_not_take_anyway_is_not_deferred(
    bulletin: Bulletins,
) -> None:
    first = bulletin()
    (locked,) = plan(inputs(first))
    assert deferrals(inputs(first, bulletin(valid_until=locked.start), days=2), locked) == []


def test_a_withdrawn_bulletin_is_not_deferred(bulletin: Bulletins) -> None:
    first, second = bulletin(), bulletin()
    (locked,) = plan(inputs(first, second))
    assert deferrals(inputs(first, days=2), locked) == []


def test_a_bulletin_no_session_takes_any_more_says_so(bulletin: Bulletins) -> None:
    first = bulletin()
    (locked,) = plan(inputs(first))
    short = bulletin(valid_until=locked.end)
    assert deferrals(inputs(first, short, days=2), locked) == [(MORNING, "0002", "")]


def test_a_moved_programme_waits_for_its_next_session(bulletin: Bulletins) -> None:
    first = bulletin()
    (locked,) = plan(inputs(first))
    moved = inputs(first, days=3, programmes=(programme(start="05:40"),))
    assert deferrals(moved, locked) == [(MORNING, "", "sang@2026-11-24T05:40")]


def test_a_changed_layout_waits_for_its_next_session(bulletin: Bulletins) -> None:
    first = bulletin()
    (locked,) = plan(inputs(first))
    changed = inputs(first, days=2, programmes=(programme(layout=LAYOUT[1:]),))
    assert deferrals(changed, locked) == [(MORNING, "", "sang@2026-11-24T05:30")]


def test_a_locked_session_that_was_silent_defers_its_first_bulletin(bulletin: Bulletins) -> None:
    (locked,) = plan(inputs())
    found = deferrals(inputs(bulletin(), days=2), locked)
    assert found == [(MORNING, "0001", "sang@2026-11-24T05:30")]
    assert Deferral(*found[0]).to


def test_a_programme_that_takes_fewer_waits_for_its_next_session(bulletin: Bulletins) -> None:
    first, second = bulletin(), bulletin()
    (locked,) = plan(inputs(first, second))
    fewer = replace(LAYOUT[1], max_items=1)
    changed = programme(layout=(LAYOUT[0], fewer, LAYOUT[2]))
    assert deferrals(inputs(first, second, days=2, programmes=(changed,)), locked) == [
        (MORNING, "", "sang@2026-11-24T05:30")
    ]


def test_narrowed_hours_are_no_deferral_but_applied_item_by_item(bulletin: Bulletins) -> None:
    (locked,) = plan(inputs(bulletin(), bulletin()))
    narrowed = hours("05:30-05:31")
    wanted = inputs(bulletin(), days=2, hours=narrowed)
    assert deferrals(replace(wanted, demands=()), locked) == []
    (told,) = find_guarded(narrowed, [locked])
    assert (told.session, len(told.items)) == (MORNING, len(locked.items) - 1)
    assert locked.items[0].id not in told.items
    assert find_guarded(narrowed, [locked], {item.id for item in locked.items}) == ()
    assert find_guarded(hours("05:30-06:30"), [locked]) == ()
