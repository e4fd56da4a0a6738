import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete

from broadcaster.bulletins import Approval, ApprovalKind, BulletinsError, actions
from broadcaster.bulletins.station_sound import Rights, rights_of
from broadcaster.bulletins.tables import ApprovalRow
from broadcaster.decoding import DecodingError
from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.production import ProductionError
from broadcaster.production import actions as production
from broadcaster.production.sounds import NAMES
from broadcaster.signed import read_signed
from broadcaster.timebase import VirtualTime
from broadcaster.units import UnitsError
from tests.bulletins.conftest import OWN
from tests.bulletins.test_approving import withdrawn
from tests.conftest import SUNDAY_MORNING

DAY_NS = 86_400 * 10**9


Furnished = tuple[Path, dict[str, Approval]]


@pytest.fixture(scope="module")
def furnished(founded: Home, tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    """A founded home with its built-in sounds, made once, and what making them returned."""
    root = tmp_path_factory.mktemp("furnished") / "home"
    shutil.copytree(founded.root, root)
    desk = Desk.open(Home(root), time=VirtualTime(SUNDAY_MORNING), person="operator")
    return root, actions.approve_built_in_sounds(desk)


@pytest.fixture
def built_in(desk: Desk, furnished: Furnished) -> dict[str, Approval]:
    """The sounds of the desk's home, which has become a copy of that one."""
    root, sounds = furnished
    shutil.copytree(root, desk.home.root, dirs_exist_ok=True)
    return dict(sounds)


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
    sound = actions.add_sound(desk, "ident", tone, OWN)
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
    actions.add_sound(colleague, "ident", tone, OWN)
    with pytest.raises(BulletinsError, match="another person has to approve"):
        actions.approve_sound(colleague, "ident")


def test_an_approval_says_by_what_right_a_sound_is_played_and_ends_with_it(
    desk: Desk, approver: Desk, tone: Path, clock: VirtualTime
) -> None:
    typed = {"origin": "Nguyễn An", "licence": "HĐ 12/2026", "holder": "VCPMC", "title": "Quê mình"}
    actions.add_sound(desk, "music-que", tone, typed, "30/11/2026")
    approval = actions.approve_sound(approver, "music-que")
    end = datetime(2026, 11, 30, 17, tzinfo=UTC)  # the day counts whole, in station time
    assert rights_of(approval) == Rights("Quê mình", "Nguyễn An", "HĐ 12/2026", "VCPMC", end)
    assert actions.usable_sound(desk, "music-que") == approval
    assert actions.sounds_ending(desk) == (approval,)
    clock.advance(9 * DAY_NS)
    with pytest.raises(BulletinsError, match=r"ended on 30/11/2026"):
        actions.usable_sound(desk, "music-que")
    with pytest.raises(BulletinsError, match=r"ended on 30/11/2026"):
        actions.add_sound(desk, "music-que", tone, typed, "30/11/2026")


def test_the_end_of_rights_is_spoken_of_thirty_days_ahead(
    desk: Desk, approver: Desk, tone: Path
) -> None:
    for name, until in (("music-a", "22/12/2026"), ("music-b", "21/12/2026"), ("music-c", "")):
        actions.add_sound(desk, name, tone, OWN, until)
        actions.approve_sound(approver, name)
    assert [one.sound for one in actions.sounds_ending(desk)] == ["music-b"]


@pytest.mark.parametrize("missing", ["origin", "licence"])
def test_a_file_without_words_on_its_rights_is_refused(
    desk: Desk, tone: Path, missing: str
) -> None:
    for said in ("", " \u200b "):
        with pytest.raises(BulletinsError, match=f"--{missing} is missing"):
            actions.add_sound(desk, "ident", tone, {**OWN, missing: said})
    assert actions.sound_list(desk) == ()
    assert not list(desk.home.audio_cache.rglob("*.mp3"))


def test_a_file_without_a_title_is_called_by_its_name(desk: Desk, tone: Path) -> None:
    assert actions.add_sound(desk, "ident", tone, OWN).rights.title == "ghi-am"


def test_what_is_withdrawn_is_no_longer_in_force_and_the_box_is_told(
    desk: Desk, approver: Desk, built_in: dict[str, Approval]
) -> None:
    def airings(what: str) -> list[str]:
        return ["sang@2026-11-23T05:30 05:30:00"] if what == "sound/ident" else []

    with pytest.raises(BulletinsError, match=r"falls silent in: sang@2026-11-23T05:30.*--yes"):
        actions.withdraw_sound(desk, "ident", airings=airings)
    assert actions.sounds_in_force(desk) == built_in
    ended = actions.withdraw_sound(desk, "ident", airings=airings, confirmed=True)
    assert ended == built_in["ident"]
    assert "ident" not in actions.sounds_in_force(desk)
    (line,) = withdrawn(desk)
    assert (line["approval"], line["cause"], line["by"]) == (ended.id, "withdrawn", "operator")
    with pytest.raises(BulletinsError, match="Approved are: greeting"):
        actions.withdraw_sound(desk, "ident")
    assert actions.approve_new_built_in_sounds(desk) == ()  # nobody brings it back unasked
    assert actions.bring_back_built_in(approver, "ident").id == "sound-ident.a2"
    assert actions.sounds_in_force(desk)["ident"].cut == ended.cut


def test_what_waits_can_be_taken_back(desk: Desk, approver: Desk, tone: Path) -> None:
    actions.add_sound(desk, "ident", tone, OWN)
    actions.take_back_sound(approver, "ident")
    assert actions.sound_list(desk) == ()
    assert actions.cuts_in_hand(desk) == set()
    for undone in (actions.approve_sound, actions.take_back_sound):
        with pytest.raises(BulletinsError, match="waits for approval"):
            undone(approver, "ident")


def test_the_built_in_sound_comes_back_in_place_of_the_stations_own(
    desk: Desk, approver: Desk, built_in: dict[str, Approval], tone: Path
) -> None:
    actions.add_sound(desk, "ident", tone, OWN)
    own = actions.approve_sound(approver, "ident")
    with pytest.raises(UnitsError):
        actions.bring_back_built_in(desk, "ident")
    back = actions.bring_back_built_in(approver, "ident")
    assert (back.cut, back.origin) == (built_in["ident"].cut, "built-in")
    assert {line["approval"] for line in withdrawn(desk)} == {built_in["ident"].id, own.id}
    with pytest.raises(BulletinsError, match="makes no sound"):
        actions.bring_back_built_in(approver, "music-tet")


def test_an_older_home_gets_the_sounds_it_did_not_have(desk: Desk, approver: Desk) -> None:
    actions.approve_built_in_sounds(desk)
    with desk.database.transaction() as session:
        session.execute(delete(ApprovalRow).where(ApprovalRow.sound == "bed"))
    assert actions.approve_new_built_in_sounds(desk) == ("bed",)
    assert actions.sounds_in_force(desk)["bed"].id == "sound-bed.a1"


def test_only_what_waits_is_approved_and_only_by_an_approver(
    desk: Desk, approver: Desk, tone: Path
) -> None:
    with pytest.raises(BulletinsError, match="broadcaster sound add ident"):
        actions.approve_sound(approver, "ident")
    actions.add_sound(desk, "ident", tone, OWN)
    with pytest.raises(UnitsError):
        actions.approve_sound(desk, "ident")
    actions.approve_sound(approver, "ident")
    with pytest.raises(BulletinsError, match="waits for approval"):
        actions.approve_sound(approver, "ident")


def test_a_name_that_is_no_sound_and_a_file_that_is_none_are_refused(
    desk: Desk, tone: Path, tmp_path: Path
) -> None:
    with pytest.raises(ProductionError, match="jingle"):
        actions.add_sound(desk, "jingle", tone, OWN)
    text = tmp_path / "a.wav"
    text.write_text("khong phai am thanh")
    with pytest.raises(DecodingError, match=r"a\.wav"):
        actions.add_sound(desk, "ident", text, OWN)


def test_a_cut_harmed_while_waiting_is_not_approved(desk: Desk, approver: Desk, tone: Path) -> None:
    sound = actions.add_sound(desk, "ident", tone, OWN)
    production.open_cache(desk).path(sound.cut).unlink()
    with pytest.raises(ProductionError):
        actions.approve_sound(approver, "ident")
    assert actions.sounds_in_force(desk) == {}
