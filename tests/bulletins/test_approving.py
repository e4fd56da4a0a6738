from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from broadcaster.bulletins import Act, Approval, Bulletin, BulletinsError, State, Wanted, actions
from broadcaster.bulletins.model import BulletinClass
from broadcaster.bulletins.revision import hash_of
from broadcaster.bulletins.rewording import Edits
from broadcaster.desk import Desk
from broadcaster.policies import actions as policies
from broadcaster.policies.amending import Stated
from broadcaster.production import ProductionError
from broadcaster.production import actions as production
from broadcaster.signed import read_signed
from broadcaster.timebase import VirtualTime
from broadcaster.units import Role, UnitsError
from broadcaster.units import actions as units
from tests.bulletins.conftest import OWN, Approve
from tests.conftest import as_person


def withdrawn(desk: Desk) -> list[dict[str, str]]:
    body = read_signed(desk.home.withdrawn, "withdrawn", [desk.key.public])
    found: list[dict[str, str]] = body["withdrawn"]
    return found


def test_submit_needs_a_cut_of_exactly_this_script(desk: Desk, draft: Bulletin) -> None:
    with pytest.raises(BulletinsError, match="broadcaster render khe-ren-2026-0001"):
        actions.submit(desk, draft.id)


def test_submit_names_the_author_and_who_submits(
    desk: Desk, colleague: Desk, rendered: Bulletin
) -> None:
    submission = actions.submit(colleague, rendered.id)
    assert (submission.author, submission.by) == ("operator", "colleague")
    assert actions.find(desk, rendered.id).state is State.SUBMITTED


def test_what_is_submitted_or_approved_is_not_submitted_again(
    desk: Desk, approver: Desk, submitted: Bulletin
) -> None:
    with pytest.raises(BulletinsError, match="is submitted already"):
        actions.submit(desk, submitted.id)
    actions.approve(approver, submitted.id)
    with pytest.raises(BulletinsError, match="is approved already"):
        actions.submit(desk, submitted.id)
    with pytest.raises(BulletinsError, match="is not waiting for approval"):
        actions.approve(approver, submitted.id)


def test_an_approval_says_everything_it_covers(
    desk: Desk, approver: Desk, clock: VirtualTime
) -> None:
    policies.state_policy(desk, "12/KH", Stated(title="Cấp điện"))
    added = actions.add(
        desk,
        "Mai mất điện.",
        Wanted(
            title='Lịch "cắt điện"',
            bulletin_class=BulletinClass.PRIORITY,
            column="Thông báo",
            content_kind="notice",
            origin="own",
            legal_ref="12/TB-UBND",
            writer="Lò Văn An",
            valid_from="2026-11-23",
            valid_until="2026-11-24",
            times=4,
            policy="12/KH",
            stage="implementation",
        ),
    )
    cut = actions.render(desk, added.id).cut
    actions.submit(desk, added.id)
    approval = actions.approve(approver, added.id)
    body = read_signed(desk.home.approvals / f"{approval.id}.json", "approval", [desk.key.public])
    assert Approval.from_document(body) == approval
    assert approval.id == "khe-ren-2026-0001.r1.a1"
    assert approval.script_sha256 == hash_of(added.revision.script)
    assert (approval.cut, approval.decoded_sha256) == (cut.sha256, cut.decoded_sha256)
    assert (approval.author, approval.approver) == ("operator", "approver")
    assert (body["class"], body["times"], body["zones"]) == ("priority", 4, [])
    assert (body["from"], body["until"]) == (
        "2026-11-22T17:00:00.000000Z",
        "2026-11-24T17:00:00.000000Z",
    )
    assert approval.at == clock.now()
    assert approval.details["title"] == 'Lịch "cắt điện"'
    assert approval.details["voice"] == "embedded-north"
    assert approval.details["writer"] == "Lò Văn An"
    assert approval.details["identity"] == "declared"


def test_an_approval_made_in_the_console_says_that_its_maker_had_signed_in(
    desk: Desk, approver: Desk, submitted: Bulletin
) -> None:
    approval = actions.approve(replace(approver, identity="signed-in"), submitted.id)
    assert approval.details["identity"] == "signed-in"
    assert [step.identity for step in actions.history(desk, submitted.id)][-1] == "signed-in"


def test_the_author_does_not_approve(desk: Desk, colleague: Desk, draft: Bulletin) -> None:
    actions.render(colleague, draft.id)
    actions.submit(desk, draft.id)
    with pytest.raises(BulletinsError, match="another person has to approve"):
        actions.approve(colleague, draft.id)


def test_somebody_who_changed_a_field_alone_may_approve(
    desk: Desk, colleague: Desk, rendered: Bulletin
) -> None:
    actions.edit(colleague, rendered.id, Wanted(valid_until="2026-11-30"))
    actions.submit(desk, rendered.id)
    assert actions.approve(colleague, rendered.id).author == "operator"


def test_only_an_approver_approves_and_an_administrator_is_none(
    desk: Desk, submitted: Bulletin
) -> None:
    for person in ("operator", "administrator", "auditor"):
        with pytest.raises(UnitsError):
            actions.approve(as_person(desk, person), submitted.id)


def test_a_delegate_approves_in_the_name_of_the_approver(desk: Desk, submitted: Bulletin) -> None:
    office = as_person(desk, "administrator")
    units.delegate(office, "approver", "auditor", Role.APPROVER, document="15/GUQ-UBND")
    approval = actions.approve(as_person(desk, "auditor"), submitted.id)
    assert (approval.approver, approval.in_name_of) == ("auditor", "approver")
    assert approval.delegation == "15/GUQ-UBND"
    assert actions.history(desk, submitted.id)[-1].in_name_of == "approver"


def test_two_at_once_get_one_approval_and_one_refusal(
    desk: Desk, approver: Desk, colleague: Desk, submitted: Bulletin
) -> None:
    """The second has read the bulletin before the first has written it."""
    old = actions.add(desk, "Tin cũ.")
    actions.edit(desk, submitted.id, Wanted(supersedes=old.id))
    actions.submit(desk, submitted.id)
    actions.render(desk, old.id)
    actions.submit(desk, old.id)
    actions.approve(approver, old.id)

    def first_comes_first(_bulletin: str) -> tuple[str, ...]:
        actions.approve(approver, submitted.id)
        return ()

    with pytest.raises(BulletinsError, match="Somebody else has just changed"):
        actions.approve(colleague, submitted.id, airings=first_comes_first)
    in_force = actions.approved_bulletins(desk)
    assert [approval.bulletin for approval in in_force] == [submitted.id]


def test_of_many_approving_in_the_same_moment_one_succeeds(
    desk: Desk, approver: Desk, colleague: Desk, submitted: Bulletin
) -> None:
    """Real threads on the real database; what loses is told so in a sentence of ours."""

    def approve(at: Desk) -> Approval | BulletinsError:
        try:
            return actions.approve(at, submitted.id)
        except BulletinsError as error:
            return error

    with ThreadPoolExecutor(4) as pool:
        ends = list(pool.map(approve, [approver, colleague] * 2))
    assert len([end for end in ends if isinstance(end, Approval)]) == 1
    assert len(actions.approved_bulletins(desk)) == 1
    assert len(list(desk.home.approvals.iterdir())) == 1


@pytest.mark.parametrize("harm", ["removed", "altered"])
def test_a_cut_that_is_not_there_whole_is_not_approved(
    desk: Desk, approver: Desk, submitted: Bulletin, harm: str
) -> None:
    path = production.open_cache(desk).path(submitted.cut)
    if harm == "removed":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(ProductionError):
        actions.approve(approver, submitted.id)
    assert actions.approved_bulletins(desk) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"wanted": Wanted(title="Khác")},
        {"wanted": Wanted(bulletin_class=BulletinClass.PRIORITY)},
        {"wanted": Wanted(valid_until="2026-12-31")},
        {"wanted": Wanted(times=9)},
        {"edits": Edits(text="Mai có điện.")},
        {"edits": Edits(say=((1, "Mai có điện."),))},
    ],
)
def test_any_change_ends_the_approval_at_once(
    desk: Desk, approved: Bulletin, change: dict[str, Wanted | Edits]
) -> None:
    edited = actions.edit(desk, approved.id, **change)  # type: ignore[arg-type]
    assert edited.state in (State.DRAFT, State.RENDERED)
    assert edited.approval == ""
    assert actions.approved_bulletins(desk) == ()
    (line,) = withdrawn(desk)
    assert (line["approval"], line["bulletin"]) == (approved.approval, approved.id)
    assert (line["cause"], line["by"]) == ("approval-void", "operator")
    assert Act.APPROVAL_VOID in [step.act for step in actions.history(desk, approved.id)]


def test_rendering_again_ends_the_approval(desk: Desk, approved: Bulletin) -> None:
    assert actions.render(desk, approved.id).bulletin.state is State.RENDERED
    assert withdrawn(desk)[0]["cause"] == "approval-void"


def test_a_change_that_stops_airings_lists_them_and_wants_consent(
    desk: Desk, approved: Bulletin
) -> None:
    lines = ["ban-tin-chieu@2026-11-22T17:00", "ban-tin-sang@2026-11-23T05:30"]
    for act in (
        lambda yes: actions.edit(
            desk, approved.id, Wanted(times=7), airings=lambda _b: lines, confirmed=yes
        ),
        lambda yes: actions.render(desk, approved.id, airings=lambda _b: lines, confirmed=yes),
        lambda yes: actions.withdraw(
            desk, approved.id, "sai", airings=lambda _b: lines, confirmed=yes
        ),
    ):
        with pytest.raises(BulletinsError) as refused:
            act(False)
        assert all(line in str(refused.value) for line in lines)
        assert "--yes" in str(refused.value)
    assert len(actions.approved_bulletins(desk)) == 1
    actions.withdraw(desk, approved.id, "sai", airings=lambda _b: lines, confirmed=True)
    assert actions.approved_bulletins(desk) == ()


def test_an_approval_that_was_void_is_never_in_force_again(
    desk: Desk, approver: Desk, approved: Bulletin
) -> None:
    actions.render(desk, approved.id)
    actions.submit(desk, approved.id)
    again = actions.approve(approver, approved.id)
    assert again.id == "khe-ren-2026-0001.r1.a2"
    assert [one.id for one in actions.approved_bulletins(desk)] == [again.id]
    assert [line["approval"] for line in withdrawn(desk)] == [approved.approval]


def test_return_sends_back_with_a_comment(desk: Desk, approver: Desk, submitted: Bulletin) -> None:
    assert actions.return_(approver, submitted.id, "Sai ngày").state is State.RETURNED
    step = actions.history(desk, submitted.id)[-1]
    assert (step.act, step.by, step.detail) == (Act.RETURNED, "approver", "Sai ngày")
    with pytest.raises(BulletinsError, match="not waiting"):
        actions.approve(approver, submitted.id)
    actions.submit(desk, submitted.id)
    assert actions.approve(approver, submitted.id).bulletin == submitted.id


def test_a_comment_is_one_line_without_invisible_characters(
    desk: Desk, approver: Desk, submitted: Bulletin
) -> None:
    actions.return_(approver, submitted.id, 'Sai "ngày"\n\u202evà giờ')
    assert actions.history(desk, submitted.id)[-1].detail == 'Sai "ngày" và giờ'
    with pytest.raises(BulletinsError, match="at most 1000"):
        actions.withdraw(desk, submitted.id, "x" * 1001)


def test_cuts_people_work_with_are_known_to_housekeeping(
    desk: Desk, rendered: Bulletin, tone: Path
) -> None:
    assert actions.cuts_in_hand(desk) == {rendered.cut}
    sound = actions.add_sound(desk, "ident", tone, OWN)
    assert actions.cuts_in_hand(desk) == {rendered.cut, sound.cut}
    actions.withdraw(desk, rendered.id, "Nhầm")
    assert actions.cuts_in_hand(desk) == {sound.cut}


def test_return_needs_a_comment_and_something_submitted(
    approver: Desk, submitted: Bulletin
) -> None:
    with pytest.raises(BulletinsError, match="COMMENT is empty"):
        actions.return_(approver, submitted.id, "  ")
    actions.approve(approver, submitted.id)
    with pytest.raises(BulletinsError, match="not waiting"):
        actions.return_(approver, submitted.id, "Sai ngày")


def test_a_withdrawn_bulletin_is_at_its_end(desk: Desk, approver: Desk, approved: Bulletin) -> None:
    actions.withdraw(approver, approved.id, "Tin sai")
    assert withdrawn(desk)[0]["cause"] == "withdrawn"
    assert actions.history(desk, approved.id)[-1].detail == "Tin sai"
    for act in (
        lambda: actions.edit(desk, approved.id, Wanted(times=1)),
        lambda: actions.render(desk, approved.id),
        lambda: actions.submit(desk, approved.id),
        lambda: actions.approve(approver, approved.id),
        lambda: actions.withdraw(desk, approved.id, "nữa"),
    ):
        with pytest.raises(BulletinsError, match="has been withdrawn"):
            act()


def test_a_draft_may_be_withdrawn_too_but_not_without_a_reason(desk: Desk, draft: Bulletin) -> None:
    with pytest.raises(BulletinsError, match="REASON is empty"):
        actions.withdraw(desk, draft.id, "")
    assert actions.withdraw(desk, draft.id, "Nhầm").state is State.WITHDRAWN


def test_an_emergency_bulletin_is_approved_with_its_class(approve_new: Approve) -> None:
    approval = approve_new(bulletin_class=BulletinClass.EMERGENCY)
    assert approval.bulletin_class is BulletinClass.EMERGENCY


def test_approvals_in_force_stand_in_the_order_they_were_given(
    desk: Desk, clock: VirtualTime, approve_new: Approve
) -> None:
    given = []
    for text in ("Một.", "Hai.", "Ba."):
        given.append(approve_new(text).id)
        clock.advance(10**9)
    assert [one.id for one in actions.approved_bulletins(desk)] == given


def test_what_ended_long_ago_may_be_left_out(
    desk: Desk, clock: VirtualTime, approve_new: Approve
) -> None:
    approve_new(valid_until="2026-11-23")
    assert len(actions.approved_bulletins(desk)) == 1
    later = clock.now() + timedelta(days=9)
    assert actions.approved_bulletins(desk, since=later) == ()


def test_the_list_of_withdrawals_exists_before_anything_was_approved(desk: Desk) -> None:
    actions.publish_withdrawn(desk)
    assert withdrawn(desk) == []


def test_the_history_tells_the_whole_way(desk: Desk, approved: Bulletin) -> None:
    steps = actions.history(desk, approved.id)
    assert [step.act for step in steps] == [
        Act.ADDED,
        Act.RENDERED,
        Act.SUBMITTED,
        Act.APPROVED,
    ]
    assert [step.by for step in steps] == ["operator"] * 3 + ["approver"]
    assert all(step.os_user and step.identity == "declared" for step in steps)
