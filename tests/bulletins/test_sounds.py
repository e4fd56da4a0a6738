from pathlib import Path

import pytest

from broadcaster.bulletins import Approval, ApprovalKind, BulletinsError, actions
from broadcaster.decoding import DecodingError
from broadcaster.desk import Desk
from broadcaster.production import ProductionError
from broadcaster.production import actions as production
from broadcaster.production.sounds import NAMES
from broadcaster.signed import read_signed
from broadcaster.units import UnitsError
from tests.bulletins.test_approving import withdrawn


@pytest.fixture
def built_in(desk: Desk) -> dict[str, Approval]:
    return actions.approve_built_in_sounds(desk)


def test_built_in_sounds_are_signed_once_by_hash(desk: Desk, built_in: dict[str, Approval]) -> None:
    assert tuple(built_in) == NAMES
    for name, approval in built_in.items():
        path = desk.home.approvals / f"{approval.id}.json"
        body = read_signed(path, "approval", [desk.key.public])
        assert Approval.from_document(body) == approval
        assert (approval.kind, approval.origin) == (ApprovalKind.SOUND, "built-in")
        assert (approval.sound, approval.bulletin, approval.times) == (name, "", None)
        assert production.open_cache(desk).read(approval.cut)
    assert actions.sounds_in_force(desk) == built_in


def test_a_sound_of_the_station_sounds_once_another_person_has_approved_it(
    desk: Desk, approver: Desk, built_in: dict[str, Approval], tone: Path
) -> None:
    sound = actions.add_sound(desk, "ident", tone)
    assert actions.sounds_in_force(desk) == built_in
    (listed,) = [one for one in actions.sound_list(desk) if one.name == "ident"]
    assert (listed.approval, listed.waiting) == (built_in["ident"], sound)
    approval = actions.approve_sound(approver, "ident")
    assert (approval.id, approval.cut) == ("sound-ident.a2", sound.cut)
    assert (approval.author, approval.approver) == ("operator", "approver")
    assert actions.sounds_in_force(desk)["ident"] == approval
    (line,) = withdrawn(desk)
    assert (line["approval"], line["cause"]) == ("sound-ident.a1", "superseded")
    # Making the built-in ones again does not bring the old one back.
    assert actions.approve_built_in_sounds(desk) == {**built_in, "ident": approval}


def test_whoever_brought_a_sound_does_not_approve_it(colleague: Desk, tone: Path) -> None:
    actions.add_sound(colleague, "ident", tone)
    with pytest.raises(BulletinsError, match="another person has to approve"):
        actions.approve_sound(colleague, "ident")


def test_only_what_waits_is_approved_and_only_by_an_approver(
    desk: Desk, approver: Desk, tone: Path
) -> None:
    with pytest.raises(BulletinsError, match="broadcaster sound add ident"):
        actions.approve_sound(approver, "ident")
    actions.add_sound(desk, "ident", tone)
    with pytest.raises(UnitsError):
        actions.approve_sound(desk, "ident")
    actions.approve_sound(approver, "ident")
    with pytest.raises(BulletinsError, match="waits for approval"):
        actions.approve_sound(approver, "ident")


def test_a_name_that_is_no_sound_and_a_file_that_is_none_are_refused(
    desk: Desk, tone: Path, tmp_path: Path
) -> None:
    with pytest.raises(ProductionError, match="jingle"):
        actions.add_sound(desk, "jingle", tone)
    text = tmp_path / "a.wav"
    text.write_text("khong phai am thanh")
    with pytest.raises(DecodingError, match=r"a\.wav"):
        actions.add_sound(desk, "ident", text)


def test_a_cut_harmed_while_waiting_is_not_approved(desk: Desk, approver: Desk, tone: Path) -> None:
    sound = actions.add_sound(desk, "ident", tone)
    production.open_cache(desk).path(sound.cut).unlink()
    with pytest.raises(ProductionError):
        actions.approve_sound(approver, "ident")
    assert actions.sounds_in_force(desk) == {}
