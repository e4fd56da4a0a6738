"""What may sound at all: the check before each start, clause by clause of DESIGN law 1."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from broadcaster.bulletins.model import Approval, ApprovalKind, BulletinClass
from broadcaster.journal.model import Cause, Outcome
from broadcaster.playout.judging.clearance import (
    NOBODY_KNOWS,
    ApprovalFile,
    Withdrawal,
    Withdrawals,
    clear,
)
from broadcaster.playout.model import Passed
from broadcaster.schedule import PlannedItem
from tests.playout.station import MADE, at_station

AT = at_station("05:30")
NONE_WITHDRAWN = Withdrawals({})
APPROVAL = Approval(
    id="a1",
    kind=ApprovalKind.BULLETIN,
    cut="c" * 64,
    decoded_sha256="d" * 64,
    author="operator",
    approver="chair",
    at=MADE,
    bulletin="b1",
    revision="b1.r2",
)
ITEM = PlannedItem(
    id="morning@2026-11-22T05:30/00000001",
    part="items",
    offset_ms=0,
    length_ms=1000,
    cut=APPROVAL.cut,
    approval="a1",
    item_class="normal",
    title="Title",
    bulletin="b1",
    revision="b1.r2",
)
SOUND = replace(APPROVAL, kind=ApprovalKind.SOUND, bulletin="", revision="", sound="ident")
IDENT = replace(ITEM, part="ident", bulletin="", revision="", sound="ident")


def judged(
    item: PlannedItem = ITEM,
    approval: Approval | None = APPROVAL,
    withdrawals: Withdrawals = NONE_WITHDRAWN,
    aired: int = 0,
) -> Passed | None:
    return clear(item, ApprovalFile(approval), withdrawals, at=AT, aired=aired)


def skipped(cause: Cause) -> Passed:
    return Passed(Outcome.SKIPPED, cause)


def test_what_two_people_signed_may_sound() -> None:
    assert judged() is None
    assert judged(IDENT, SOUND) is None


@pytest.mark.parametrize("fault", [Cause.APPROVAL_MISSING, Cause.APPROVAL_VOID])
def test_without_an_approval_to_trust_nothing_sounds(fault: Cause) -> None:
    file = ApprovalFile(None, fault)
    assert clear(ITEM, file, NONE_WITHDRAWN, at=AT, aired=0) == skipped(fault)


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "another"},
        {"cut": "e" * 64},
        {"bulletin": "b2"},
        {"revision": "b1.r3"},
        {"sound": "ident"},
    ],
)
def test_an_approval_of_something_else_is_void(changes: dict[str, Any]) -> None:
    assert judged(approval=replace(APPROVAL, **changes)) == skipped(Cause.APPROVAL_VOID)


def test_the_class_must_be_the_one_that_was_approved() -> None:
    priority = replace(ITEM, item_class="priority")
    assert judged(priority) == skipped(Cause.CLASS_NOT_APPROVED)


def test_a_running_order_can_never_carry_an_emergency() -> None:
    item = replace(ITEM, item_class="emergency")
    approval = replace(APPROVAL, bulletin_class=BulletinClass.EMERGENCY)
    assert judged(item, approval) == skipped(Cause.CLASS_NOT_APPROVED)


@pytest.mark.parametrize("cause", [Cause.WITHDRAWN, Cause.SUPERSEDED, Cause.APPROVAL_VOID])
def test_a_withdrawn_approval_is_skipped_with_its_cause(cause: Cause) -> None:
    withdrawn = Withdrawals({"a1": Withdrawal(cause, "chair")})
    assert judged(withdrawals=withdrawn) == skipped(cause)
    assert judged(withdrawals=Withdrawals({"a2": Withdrawal(cause)})) is None


def test_when_nobody_knows_what_was_withdrawn_no_bulletin_sounds_but_station_sounds_do() -> None:
    assert judged(withdrawals=NOBODY_KNOWS) == skipped(Cause.APPROVAL_VOID)
    assert judged(IDENT, SOUND, NOBODY_KNOWS) is None


def test_validity_counts_at_the_first_sample() -> None:
    instant = timedelta(microseconds=1)
    assert judged(approval=replace(APPROVAL, valid_from=AT)) is None
    early = judged(approval=replace(APPROVAL, valid_from=AT + instant))
    assert early == skipped(Cause.NOT_YET_VALID)
    assert judged(approval=replace(APPROVAL, valid_until=AT + instant)) is None
    assert judged(approval=replace(APPROVAL, valid_until=AT)) == skipped(Cause.EXPIRED)


@pytest.mark.parametrize(
    ("approved", "wanted", "may"),
    [
        ((), (), True),
        (("all",), (), True),
        ((), ("north",), True),
        (("north", "south"), ("north",), True),
        (("north",), ("north", "south"), False),
        (("north",), (), False),
    ],
)
def test_it_sounds_only_in_zones_it_was_approved_for(
    approved: tuple[str, ...], wanted: tuple[str, ...], may: bool
) -> None:
    passed = judged(replace(ITEM, zones=wanted), replace(APPROVAL, zones=approved))
    assert passed == (None if may else skipped(Cause.ZONE_NOT_APPROVED))


def test_it_airs_as_often_as_approved_and_not_more() -> None:
    twice = replace(APPROVAL, times=2)
    assert judged(approval=twice, aired=1) is None
    assert judged(approval=twice, aired=2) == skipped(Cause.TIMES_REACHED)
    assert judged(aired=1000) is None
