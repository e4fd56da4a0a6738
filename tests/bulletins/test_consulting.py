"""A bulletin that asks for opinions says until when and how; policy and stage come together."""

from datetime import UTC, datetime

import pytest

from broadcaster.bulletins import BulletinsError, State, Wanted, actions
from broadcaster.desk import Desk
from broadcaster.policies import actions as policies
from broadcaster.policies.amending import Stated

HOW = "Gửi UBND xã, điện thoại 0205 123 456"


@pytest.fixture(autouse=True)
def policy(desk: Desk) -> None:
    policies.state_policy(desk, "12/NQ", Stated(title="Thu gom rác thải"))


def rendered(desk: Desk, **fields: str) -> str:
    added = actions.add(desk, "Mời bà con góp ý.", Wanted(**fields))  # type: ignore[arg-type]
    return actions.render(desk, added.id).bulletin.id


@pytest.mark.parametrize(
    "given", [{}, {"answers_until": "30/11/2026"}, {"answers_to": HOW}], ids=str
)
def test_a_consultation_without_its_end_or_a_way_to_answer_is_not_handed_in(
    desk: Desk, given: dict[str, str]
) -> None:
    bulletin = rendered(desk, policy="12/NQ", stage="consultation", **given)
    with pytest.raises(BulletinsError, match="--answers-until DATE"):
        actions.submit(desk, bulletin)
    assert actions.find(desk, bulletin).state is State.RENDERED


def test_a_consultation_ends_with_its_last_day_and_the_approval_says_so(
    desk: Desk, approver: Desk
) -> None:
    bulletin = rendered(
        desk, policy="12/NQ", stage="consultation", answers_until="30/11/2026", answers_to=HOW
    )
    actions.submit(desk, bulletin)
    approval = actions.approve(approver, bulletin)
    assert approval.valid_until == datetime(2026, 11, 30, 17, tzinfo=UTC)
    told = {name: approval.details[name] for name in ("answers_until", "answers_to", "stage")}
    assert told == {"answers_until": "2026-11-30", "answers_to": HOW, "stage": "consultation"}


def test_it_cannot_be_valid_beyond_its_last_day(desk: Desk) -> None:
    with pytest.raises(BulletinsError, match="30/11/2026"):
        rendered(desk, answers_until="30/11/2026", valid_until="01/12/2026")
    early = rendered(desk, answers_until="30/11/2026", valid_until="25/11/2026")
    given = actions.find(desk, early).revision.fields
    assert given.valid_until == datetime(2026, 11, 25, 17, tzinfo=UTC)


@pytest.mark.parametrize("given", [{"policy": "12/NQ"}, {"stage": "drafting"}], ids=str)
def test_a_policy_without_a_stage_or_a_stage_without_a_policy_is_not_handed_in(
    desk: Desk, given: dict[str, str]
) -> None:
    bulletin = rendered(desk, **given)
    with pytest.raises(BulletinsError, match=next(iter(given.values()))):
        actions.submit(desk, bulletin)
    actions.edit(desk, bulletin, Wanted(policy="12/NQ", stage="drafting"))
    actions.submit(desk, bulletin)


def test_both_can_be_cleared_again(desk: Desk) -> None:
    bulletin = rendered(desk, answers_until="30/11/2026", answers_to=HOW)
    cleared = actions.edit(desk, bulletin, Wanted(answers_until="", answers_to="", valid_until=""))
    given = cleared.revision.fields
    assert (given.answers_until, given.answers_to, given.valid_until) == (None, "", None)
