"""A plan made from the database says the approved headlines and carries the approved relays."""

from broadcaster.bulletins import actions as bulletins
from broadcaster.bulletins.actions import WantedRelay
from broadcaster.desk import Desk
from broadcaster.schedule import actions
from tests.conftest import as_person
from tests.schedule.conftest import MORNING, write_programme

NOON = MORNING.replace(
    '[[layout]]\npart = "items"',
    '[[layout]]\npart = "headlines"\n[[layout]]\npart = "items"',
).replace(
    '[[layout]]\npart = "closing"',
    '[[layout]]\npart = "relay"\nsource = "voh"\nat = "05:40"\nminutes = 5\n'
    '[[layout]]\npart = "closing"',
)


def test_what_two_people_approved_is_said_first_and_carried_at_its_time(station: Desk) -> None:
    approver = as_person(station, "approver")
    added = bulletins.add(station, "LỊCH TIÊM CHỦNG\n\nMời bà con đến sớm.")
    made = bulletins.render(station, added.id).bulletin
    bulletins.submit(station, added.id)
    approval = bulletins.approve(approver, added.id)
    bulletins.add_relay(
        station, WantedRelay("voh", "sang", 5, "approver", url="https://radio.example/voh")
    )
    relay = bulletins.approve_relay(approver, "voh")
    write_programme(station, NOON)
    actions.apply_programme(station, confirmed=True)
    order = actions.plan(station, days=2).orders[0]
    assert [item.part for item in order.items] == [
        "ident", "headlines", "items", "relay", "closing",
    ]  # fmt: skip
    _ident, headline, airing, carried, _closing = order.items
    assert (headline.cut, headline.approval) == (made.headline_cut, approval.id)
    assert headline.length_ms == bulletins.cut_of(station, made.headline_cut).duration_ms
    assert (airing.cut, airing.bulletin) == (made.cut, added.id)
    assert (carried.offset_ms, carried.approval) == (10 * 60_000, relay.id)
    assert actions.airings_to_come(station)["relay/voh"]
    assert made.headline_cut in actions.scheduled_cuts(station)
