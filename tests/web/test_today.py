"""Today: what the page says of the player, and what a press on it does to the player."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.operating.test_actions import START, Station
from tests.web.conftest import PEOPLE, Browser, Town


@pytest.fixture
def player(town: Town) -> Iterator[Station]:
    """A real player of the same home, stepped by the tests' clock."""
    player = Station(town.desk.home, town.clock)
    yield player
    player.close()


def test_without_a_player_the_page_says_so_and_what_to_do(operator: Browser) -> None:
    page = operator.get("/today").text
    assert "The player does not run, so nothing will sound." in page
    assert "call the technician" in page
    assert 'action="/today/mute"' not in page


def test_a_press_without_a_player_is_refused_in_words_on_the_page(operator: Browser) -> None:
    page = operator.send("/today/mute", minutes="30")
    assert page.status_code == 422
    assert "The player does not run, so this could not be done." in page.text
    assert "The coming seven days" in page.text


def test_it_shows_the_item_on_air_its_countdown_and_the_level_sent(
    operator: Browser, player: Station
) -> None:
    player.rig.run_until(START + timedelta(seconds=3))
    page = operator.get("/today").text
    assert "Title of tin" in page
    assert f'data-countdown="{(START + timedelta(seconds=10)).isoformat()}"' in page
    assert "7 s</span> to go" in page
    assert "<meter" in page
    assert "Next: Title of khac" in page


def test_a_mute_has_an_end_and_says_who_ordered_it(operator: Browser, player: Station) -> None:
    page = operator.send("/today/mute", minutes="30")
    assert f"Muted by {PEOPLE['operator']} until 08:30 Sunday 22/11/2026." in page.text
    assert "Unmute" in page.text
    page = operator.send("/today/unmute")
    assert "Sound again." in page.text
    assert 'action="/today/mute"' in page.text


def test_a_mute_may_end_at_a_time_of_day(operator: Browser, player: Station) -> None:
    assert "until 09:15 Sunday" in operator.send("/today/mute", until="09:15").text


def test_a_time_that_is_none_is_refused_and_the_station_is_not_muted(
    operator: Browser, player: Station
) -> None:
    page = operator.send("/today/mute", until="khi nào xong")
    assert page.status_code == 422
    assert "khi nào xong" in page.text
    assert "Muted by" not in operator.get("/today").text


def test_stop_all_ends_the_session_on_air(town: Town, player: Station) -> None:
    technician = town.browser("technician")
    player.rig.run_until(START + timedelta(seconds=3))
    assert "Stopped. What comes later stays planned." in technician.send("/today/stop").text
    player.rig.run_until(START + timedelta(seconds=5))
    assert "Title of tin" not in technician.get("/today").text.split("<h2")[1]


def test_only_what_is_approved_can_be_announced(operator: Browser, player: Station) -> None:
    page = operator.send("/today/announce", approval="khe-ren-2026-9999.r1.a1")
    assert page.status_code == 422
    assert "khe-ren-2026-9999" in page.text


def test_an_auditor_sees_the_day_and_no_button(town: Town, player: Station) -> None:
    page = town.browser("auditor").get("/today").text
    assert "The coming seven days" in page
    assert "/today/mute" not in page


def test_the_coming_days_are_all_there_and_say_which_stay_silent(operator: Browser) -> None:
    page = operator.get("/today").text
    assert page.count("<h3>") == 7
    assert page.count("no bulletin, so it stays silent") == 13
    assert "The five days after" in page


def test_the_parts_that_change_arrive_as_events(operator: Browser, player: Station) -> None:
    with operator.client.stream("GET", "/today/stream") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = stream.iter_lines()
        seen = [next(lines) for _line in range(3)]
    assert seen[0] == "event: now"
    assert seen[1].startswith("data: ")
