"""Variants fall with their source; what is superseded ends when its successor is approved."""

from datetime import datetime

import pytest

from broadcaster.bulletins import Act, Approval, Bulletin, BulletinsError, State, Wanted, actions
from broadcaster.desk import Desk
from tests.bulletins.conftest import Approve
from tests.bulletins.test_approving import withdrawn

pytestmark = pytest.mark.usefixtures("understanding")


@pytest.fixture
def variant(approve_new: Approve, approved: Bulletin) -> Approval:
    """An approved English variant of the approved bulletin."""
    return approve_new("No power tomorrow.", language="en", translates=approved.id)


def test_a_variant_names_the_exact_revision_it_translates(
    desk: Desk, approved: Bulletin, variant: Approval
) -> None:
    found = actions.find(desk, variant.bulletin)
    assert found.revision.fields.translates == approved.revision.id


def test_a_variant_is_in_another_language_and_not_of_itself(desk: Desk, draft: Bulletin) -> None:
    with pytest.raises(BulletinsError, match='in "vi" too'):
        actions.add(desk, "Mai có điện.", Wanted(translates=draft.id))
    with pytest.raises(BulletinsError, match="names the bulletin itself"):
        actions.edit(desk, draft.id, Wanted(translates=draft.id, language="en"))


def test_editing_the_source_suspends_its_variant(
    desk: Desk, approved: Bulletin, variant: Approval
) -> None:
    actions.edit(desk, approved.id, Wanted(title="Khác"))
    assert actions.approved_bulletins(desk) == ()
    assert {line["approval"]: line["cause"] for line in withdrawn(desk)} == {
        approved.approval: "approval-void",
        variant.id: "approval-void",
    }
    suspended = actions.find(desk, variant.bulletin)
    assert (suspended.state, suspended.approval) == (State.RENDERED, "")
    steps = actions.history(desk, variant.bulletin)
    assert (steps[-2].act, steps[-2].detail) == (Act.SUSPENDED, f"{approved.id}.r2")
    assert steps[-1].act is Act.APPROVAL_VOID


def test_a_suspended_variant_comes_back_only_after_a_look_at_the_new_source(
    desk: Desk, approver: Desk, approved: Bulletin, variant: Approval
) -> None:
    actions.edit(desk, approved.id, Wanted(title="Khác"))
    with pytest.raises(BulletinsError, match=r"translates.*\.r1.*is now.*\.r2"):
        actions.submit(desk, variant.bulletin)
    actions.edit(desk, variant.bulletin, Wanted(translates=approved.id))
    actions.submit(desk, variant.bulletin)
    assert actions.approve(approver, variant.bulletin).revision == f"{variant.bulletin}.r2"


def test_rendering_the_source_again_leaves_the_variant_alone(
    desk: Desk, approved: Bulletin, variant: Approval
) -> None:
    actions.render(desk, approved.id)
    assert [one.id for one in actions.approved_bulletins(desk)] == [variant.id]


def test_a_submitted_variant_goes_back_too(desk: Desk, approver: Desk, approved: Bulletin) -> None:
    added = actions.add(
        desk, "No power.", Wanted(language="en", translates=approved.id, translator="Lan")
    )
    actions.render(desk, added.id)
    actions.submit(desk, added.id)
    actions.edit(desk, approved.id, Wanted(title="Khác"))
    assert actions.find(desk, added.id).state is State.RENDERED
    with pytest.raises(BulletinsError, match="not waiting"):
        actions.approve(approver, added.id)


def test_a_variant_of_a_variant_falls_with_the_source(
    desk: Desk, approve_new: Approve, approved: Bulletin, variant: Approval
) -> None:
    third = approve_new("停电。", language="zh", translates=variant.bulletin)
    actions.edit(desk, approved.id, Wanted(title="Khác"))
    assert actions.approved_bulletins(desk) == ()
    assert actions.find(desk, third.bulletin).state is State.RENDERED


def test_withdrawing_the_source_suspends_its_variants(
    desk: Desk, approved: Bulletin, variant: Approval
) -> None:
    actions.withdraw(desk, approved.id, "Tin sai")
    assert actions.approved_bulletins(desk) == ()
    with pytest.raises(BulletinsError, match="is now withdrawn"):
        actions.submit(desk, variant.bulletin)


def test_the_variants_airings_need_consent_as_well(
    desk: Desk, approved: Bulletin, variant: Approval
) -> None:
    def airings(bulletin: str) -> list[str]:
        return ["ban-tin-sang@2026-11-23T05:30"] if bulletin == variant.bulletin else []

    with pytest.raises(BulletinsError, match="ban-tin-sang@2026-11-23T05:30"):
        actions.edit(desk, approved.id, Wanted(title="Khác"), airings=airings)
    assert len(actions.approved_bulletins(desk)) == 2


def test_approval_of_a_successor_ends_what_it_supersedes(
    desk: Desk, approve_new: Approve, approved: Bulletin
) -> None:
    new = approve_new("Ngày kia mất điện.", supersedes=approved.id)
    assert [one.id for one in actions.approved_bulletins(desk)] == [new.id]
    (line,) = withdrawn(desk)
    assert (line["approval"], line["cause"]) == (approved.approval, "superseded")
    assert actions.find(desk, approved.id).state is State.WITHDRAWN
    last = actions.history(desk, approved.id)[-1]
    assert (last.act, last.detail, last.by) == (Act.SUPERSEDED, new.bulletin, "approver")


def test_until_the_successor_is_approved_the_old_one_stays(
    desk: Desk, approver: Desk, approved: Bulletin
) -> None:
    added = actions.add(desk, "Ngày kia mất điện.", Wanted(supersedes=approved.id))
    actions.render(desk, added.id)
    actions.submit(desk, added.id)
    assert [one.id for one in actions.approved_bulletins(desk)] == [approved.approval]
    with pytest.raises(BulletinsError, match="--yes"):
        actions.approve(approver, added.id, airings=lambda _bulletin: ["17:00"])
    assert [one.id for one in actions.approved_bulletins(desk)] == [approved.approval]
    actions.approve(approver, added.id, airings=lambda _bulletin: ["17:00"], confirmed=True)
    assert len(actions.approved_bulletins(desk)) == 1


def test_superseding_a_source_suspends_its_variants(
    desk: Desk, approve_new: Approve, approved: Bulletin, variant: Approval
) -> None:
    new = approve_new("Ngày kia mất điện.", supersedes=approved.id)
    assert [one.id for one in actions.approved_bulletins(desk)] == [new.id]
    assert actions.find(desk, variant.bulletin).state is State.RENDERED


def test_a_variant_does_not_supersede_its_source(desk: Desk, draft: Bulletin) -> None:
    wanted = Wanted(language="en", translates=draft.id, supersedes=draft.id)
    with pytest.raises(BulletinsError, match="both superseded and translated"):
        actions.add(desk, "No power.", wanted)


def test_superseding_what_is_withdrawn_already_changes_nothing(
    desk: Desk, approve_new: Approve, approved: Bulletin
) -> None:
    actions.withdraw(desk, approved.id, "Tin sai")
    approve_new("Ngày kia mất điện.", supersedes=approved.id)
    assert [line["cause"] for line in withdrawn(desk)] == ["withdrawn"]


def test_times_of_ends_are_utc(desk: Desk, approved: Bulletin) -> None:
    actions.withdraw(desk, approved.id, "Tin sai")
    at = datetime.fromisoformat(withdrawn(desk)[0]["at"])
    assert at == desk.time.now()
