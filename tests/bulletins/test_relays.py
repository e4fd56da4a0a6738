"""A relay is approved as a window by a second person, because nobody can hear it beforehand."""

from dataclasses import replace
from typing import Any

import pytest

from broadcaster.bulletins import BulletinsError, actions
from broadcaster.bulletins.actions import WantedRelay
from broadcaster.bulletins.model import Approval
from broadcaster.bulletins.relay import RelayWindow
from broadcaster.desk import Desk
from broadcaster.signed import read_signed
from broadcaster.units import UnitsError

VOH = WantedRelay("voh", "trua", 15, "approver", "Thời sự VOH", "https://radio.example/voh")


def test_a_second_person_approves_it_and_the_window_is_signed(desk: Desk, approver: Desk) -> None:
    assert actions.add_relay(desk, VOH).approval == ""
    approval = actions.approve_relay(approver, "voh")
    assert approval.id == "relay-voh.a1"
    assert approval.relay == RelayWindow(
        "voh", "https://radio.example/voh", "trua", 900_000, "approver"
    )
    path = desk.home.approvals / f"{approval.id}.json"
    document = read_signed(path, "approval", [desk.key.public])
    assert Approval.from_document(document) == approval
    assert actions.relays_in_force(desk) == {"voh": approval}
    assert [one.approval for one in actions.relay_list(desk)] == [approval.id]


def test_whoever_entered_it_does_not_approve_it(colleague: Desk) -> None:
    actions.add_relay(colleague, VOH)
    with pytest.raises(BulletinsError, match=r'"colleague" entered the relay "voh"'):
        actions.approve_relay(colleague, "voh")


def test_another_version_replaces_it_when_it_is_approved(desk: Desk, approver: Desk) -> None:
    actions.add_relay(desk, VOH)
    first = actions.approve_relay(approver, "voh")
    actions.add_relay(desk, replace(VOH, longest_minutes=30))
    assert actions.relays_in_force(desk)["voh"] == first
    second = actions.approve_relay(approver, "voh")
    assert second.id == "relay-voh.a2"
    assert actions.relays_in_force(desk) == {"voh": second}
    ended = read_signed(desk.home.withdrawn, "withdrawn", [desk.key.public])["withdrawn"]
    assert [(one["approval"], one["cause"]) for one in ended] == [(first.id, "superseded")]


def test_a_withdrawn_relay_is_told_to_the_player(desk: Desk, approver: Desk) -> None:
    actions.add_relay(desk, VOH)
    approval = actions.approve_relay(approver, "voh")
    with pytest.raises(BulletinsError, match="trua@2026-11-23T11:30"):
        actions.withdraw_relay(desk, "voh", airings=lambda _name: ["trua@2026-11-23T11:30"])
    actions.withdraw_relay(desk, "voh")
    ended = read_signed(desk.home.withdrawn, "withdrawn", [desk.key.public])["withdrawn"]
    assert [one["approval"] for one in ended] == [approval.id]
    assert actions.relay_list(desk) == ()
    with pytest.raises(BulletinsError, match='no relay "voh"'):
        actions.withdraw_relay(desk, "voh")


def test_one_that_waits_can_be_taken_out(desk: Desk, approver: Desk) -> None:
    actions.add_relay(desk, VOH)
    actions.withdraw_relay(desk, "voh")
    with pytest.raises(BulletinsError, match='No relay "voh" waits'):
        actions.approve_relay(approver, "voh")


@pytest.mark.parametrize(
    ("changes", "quoted"),
    [
        ({"name": "VOH 1"}, '"VOH 1"'),
        ({"programme": "../trua"}, '"../trua"'),
        ({"longest_minutes": 0}, "--longest 0"),
        ({"longest_minutes": 241}, "--longest 241"),
        ({"url": ""}, "one of --url, --device and --file"),
        ({"device": "hw:1"}, "one of --url, --device and --file"),
        ({"url": "", "device": "hw:1", "file": "/srv/a.mp3"}, "one of --url, --device and --file"),
        ({"url": "", "file": "vov.mp3"}, '--file "vov.mp3"'),
        ({"url": "srt://radio.example"}, "srt://radio.example"),
        ({"programme": ""}, "either --programme NAME, or --live"),
        ({"live": True}, "either --programme NAME, or --live"),
        ({"programme": "", "live": True}, "--device"),
        ({"url": "file:///etc/passwd"}, "file:///etc/passwd"),
        ({"url": "https://"}, "https://"),
        ({"url": "http://[::1"}, "http://"),
        ({"until": "31/02/2027"}, "31/02/2027"),
        ({"until": "01/01/2020"}, "01/01/2020"),
    ],
)
def test_what_does_not_hold_is_refused_and_quoted(
    desk: Desk, changes: dict[str, Any], quoted: str
) -> None:
    with pytest.raises(BulletinsError) as refusal:
        actions.add_relay(desk, replace(VOH, **changes))
    assert quoted in str(refusal.value)
    assert actions.relay_list(desk) == ()


def test_somebody_who_is_known_answers_for_it(desk: Desk) -> None:
    with pytest.raises(Exception, match="nobody"):
        actions.add_relay(desk, replace(VOH, in_charge="nobody"))


def test_an_approver_does_not_enter_one(approver: Desk) -> None:
    with pytest.raises(UnitsError):
        actions.add_relay(approver, VOH)


def test_a_live_window_is_of_no_programme(desk: Desk, approver: Desk) -> None:
    wanted = replace(VOH, name="ubnd", url="", device="hw:1", programme="", live=True)
    assert actions.add_relay(desk, wanted).window.is_live
    approval = actions.approve_relay(approver, "ubnd")
    assert approval.relay is not None
    assert (approval.relay.programme, approval.relay.source) == ("", "device:hw:1")
