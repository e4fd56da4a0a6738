"""A bed under a bulletin: when it may be there, and what is kept of it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadcaster.bulletins import Bulletin, BulletinClass, BulletinsError, Wanted, actions
from broadcaster.bulletins.model import Approval
from broadcaster.desk import Desk
from broadcaster.production import ProductionError
from broadcaster.production import actions as production
from broadcaster.production.bed import INTRO_MS, TAIL_MS
from broadcaster.timebase import VirtualTime
from tests.bulletins.conftest import OWN
from tests.production.signals import sine, write_file

DAY_NS = 86_400 * 10**9
RIGHTS = {"origin": "Đức An", "licence": "HĐ 12/2026", "holder": "VCPMC", "title": "Sớm mai"}


@pytest.fixture
def bed(desk: Desk, approver: Desk, tmp_path: Path) -> Approval:
    path = write_file(tmp_path / "nen.wav", sine(440, 12), "pcm_s16le", 24_000)
    actions.add_sound(desk, "bed-tin", path, RIGHTS, "30/11/2026")
    return actions.approve_sound(approver, "bed-tin")


def over(desk: Desk, draft: Bulletin) -> Bulletin:
    return actions.render(desk, draft.id, bed="bed-tin").bulletin


def test_the_cut_and_the_approval_name_the_bed_its_title_and_its_licence(
    desk: Desk, approver: Desk, draft: Bulletin, bed: Approval
) -> None:
    without = actions.render(desk, draft.id).cut
    rendered = actions.render(desk, draft.id, bed="bed-tin")
    assert rendered.cut.sha256 != without.sha256
    assert rendered.cut.duration_ms == pytest.approx(
        without.duration_ms + INTRO_MS + TAIL_MS, abs=3
    )
    named = {key: value for key, value in rendered.cut.parameters.items() if "bed" in key}
    assert named == {
        "bed": bed.cut,
        "bed_sound": "bed-tin",
        "bed_title": "Sớm mai",
        "bed_origin": "Đức An",
        "bed_licence": "HĐ 12/2026",
        "bed_holder": "VCPMC",
        "bed_until": "2026-11-30T17:00:00.000000Z",
    }
    actions.submit(desk, draft.id)
    approval = actions.approve(approver, draft.id)
    assert (approval.details["bed"], approval.details["bed_licence"]) == (bed.cut, "HĐ 12/2026")
    assert actions.bulletins_over(desk, bed.cut) == (draft.id,)


@pytest.mark.parametrize(("until", "end"), [("25/11/2026", 25), ("25/12/2026", 30), ("", 30)])
def test_an_approval_ends_with_the_right_to_its_bed_if_not_before(
    desk: Desk, approver: Desk, bed: Approval, until: str, end: int
) -> None:
    added = actions.add(desk, "Mai mất điện.", Wanted(valid_until=until or None))
    over(desk, added)
    actions.submit(desk, added.id)
    approval = actions.approve(approver, added.id)
    assert approval.valid_until == datetime(2026, 11, end, 17, tzinfo=UTC)


def test_nothing_lies_under_an_emergency(desk: Desk, draft: Bulletin, bed: Approval) -> None:
    added = actions.add(desk, "Lũ về.", Wanted(bulletin_class=BulletinClass.EMERGENCY))
    with pytest.raises(BulletinsError, match="is an emergency"):
        over(desk, added)
    over(desk, draft)
    actions.edit(desk, draft.id, Wanted(bulletin_class=BulletinClass.EMERGENCY))
    with pytest.raises(BulletinsError, match="is an emergency"):
        actions.submit(desk, draft.id)


def test_only_an_approved_bed_whose_rights_hold_is_laid(
    desk: Desk, draft: Bulletin, bed: Approval, clock: VirtualTime
) -> None:
    before = actions.find(desk, draft.id)
    with pytest.raises(BulletinsError, match=r'No sound "bed" is approved\. Approved are: bed-tin'):
        actions.render(desk, draft.id, bed="bed")
    with pytest.raises(BulletinsError, match="not for speaking over"):
        actions.render(desk, draft.id, bed="ident")
    with pytest.raises(ProductionError, match="jingle"):
        actions.render(desk, draft.id, bed="jingle")
    clock.advance(9 * DAY_NS)
    with pytest.raises(BulletinsError, match="ended on 30/11/2026"):
        over(desk, draft)
    assert actions.find(desk, draft.id) == before


def test_a_bed_that_is_gone_or_altered_is_not_laid(
    desk: Desk, draft: Bulletin, bed: Approval
) -> None:
    path = production.open_cache(desk).path(bed.cut)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(ProductionError, match="altered"):
        over(desk, draft)


def test_what_lies_over_a_withdrawn_bed_is_not_handed_on(
    desk: Desk, approver: Desk, draft: Bulletin, bed: Approval
) -> None:
    over(desk, draft)
    actions.submit(desk, draft.id)
    actions.withdraw_sound(desk, "bed-tin")
    with pytest.raises(BulletinsError, match="withdrawn since"):
        actions.approve(approver, draft.id)
    actions.return_(approver, draft.id, "Nhạc đã rút")
    with pytest.raises(BulletinsError, match="withdrawn since"):
        actions.submit(desk, draft.id)


def test_a_newer_version_of_a_bed_leaves_what_was_made_over_the_older_one(
    desk: Desk, approver: Desk, draft: Bulletin, bed: Approval, tmp_path: Path
) -> None:
    over(desk, draft)
    path = write_file(tmp_path / "khac.wav", sine(330, 12), "pcm_s16le", 24_000)
    actions.add_sound(desk, "bed-tin", path, OWN)
    actions.approve_sound(approver, "bed-tin")
    actions.submit(desk, draft.id)
    assert actions.approve(approver, draft.id).details["bed"] == bed.cut


def test_a_bed_whose_rights_ended_meanwhile_is_named_to_the_approver(
    desk: Desk, approver: Desk, draft: Bulletin, bed: Approval, clock: VirtualTime
) -> None:
    over(desk, draft)
    actions.submit(desk, draft.id)
    clock.advance(9 * DAY_NS)
    with pytest.raises(BulletinsError, match="whose rights ended on 30/11/2026"):
        actions.approve(approver, draft.id)


def test_a_recording_may_have_a_bed_that_stays_down(
    desk: Desk, draft: Bulletin, bed: Approval, tone: Path
) -> None:
    cut = actions.render(desk, draft.id, recording=tone, bed="bed-tin").cut
    assert cut.parameters["bed"] == bed.cut
    assert cut.voice == "recording"
