"""The page of the station's sounds, and a bed under a bulletin."""

from pathlib import Path

import pytest

from broadcaster.bulletins import State, actions
from broadcaster.bulletins.station_sound import StationSound
from tests.bulletins.conftest import OWN
from tests.production.signals import sine, write_file
from tests.web.conftest import PEOPLE, Browser, Town
from tests.web.test_bulletin import Desk


@pytest.fixture
def waiting(town: Town, tmp_path: Path) -> StationSound:
    path = write_file(tmp_path / "Nhạc xuân.wav", sine(440, 2), "pcm_s16le", 24_000)
    return actions.add_sound(town.desk_of("technician"), "music-tet", path, OWN, "31/12/2027")


def test_everybody_hears_every_sound_and_sees_by_what_right_it_is_played(
    town: Town, waiting: StationSound
) -> None:
    auditor = town.browser("auditor")
    page = auditor.get("/sounds").text
    for shown in ("Nhạc xuân", OWN["origin"], OWN["licence"], "31/12/2027", "alert tone"):
        assert shown in page
    assert "/sounds/approve" not in page
    for name, which in (("music-tet", "waiting"), ("ident", "approved"), ("bed", "approved")):
        heard = auditor.get(f"/sounds/{name}/{which}")
        assert heard.headers["content-type"] == "audio/mpeg"
    assert auditor.get("/sounds/jingle/approved").status_code == 422
    assert auditor.get("/sounds/ident/waiting").status_code == 422


def test_another_person_approves_what_was_heard(
    town: Town, waiting: StationSound, approver: Browser
) -> None:
    page = approver.get("/sounds").text
    assert f'name="cut" value="{waiting.cut}"' in page
    unheard = approver.send("/sounds/approve", page="/sounds", sound="music-tet", cut="0" * 64)
    assert "Listen to it first" in unheard.text
    done = approver.send("/sounds/approve", page="/sounds", sound="music-tet", cut=waiting.cut)
    assert "It sounds from the next session" in done.text
    approval = actions.sounds_in_force(town.desk)["music-tet"]
    assert (approval.cut, approval.details["approver_name"]) == (waiting.cut, PEOPLE["approver"])


def test_what_waits_is_taken_back(town: Town, waiting: StationSound, approver: Browser) -> None:
    done = approver.send("/sounds/take-back", page="/sounds", sound="music-tet")
    assert "Taken back" in done.text
    again = approver.send("/sounds/approve", page="/sounds", sound="music-tet", cut=waiting.cut)
    assert again.status_code == 422
    assert "waits for approval" in again.text


def test_a_bed_is_chosen_where_a_bulletin_is_spoken_and_named_to_the_approver(
    town: Town, operator: Browser, approver: Browser
) -> None:
    desk = Desk(town, operator, "Mai mất điện.")
    assert '<option value="bed">music bed</option>' in desk.page()
    desk.send("speak", bed="bed")
    desk.wait_for(State.RENDERED)
    assert actions.cut_of(town.desk, desk.now.cut).parameters["bed_sound"] == "bed"
    assert "over “bed”" in desk.page()
    desk.submit()
    assert "Music under the words" in approver.get(f"/approve/{desk.id}").text


def test_an_emergency_is_offered_no_bed(town: Town, operator: Browser) -> None:
    desk = Desk(town, operator, "Lũ về.")
    desk.send("fields", title="Lũ về", bulletin_class="emergency", language="vi", zones=["all"])
    assert 'name="bed"' not in desk.page()
