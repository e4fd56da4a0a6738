"""Vietnamese first, English by a switch, and times always the station's."""

import pytest

from tests.web.conftest import Town


def test_the_station_speaks_vietnamese_unless_somebody_switches(town: Town) -> None:
    browser = town.browser(language="")
    assert 'lang="vi"' in browser.get("/sign-in").text
    page = browser.send("/language", page="/sign-in", lang="en", back="/sign-in")
    assert page.url.path == "/sign-in"
    assert '<html lang="en">' in page.text
    assert '<html lang="en">' in browser.get("/first").text


@pytest.mark.parametrize("lang", ["fr", "", "../vi", "x" * 200])
def test_a_language_that_is_none_changes_nothing(town: Town, lang: str) -> None:
    browser = town.browser(language="")
    page = browser.send("/language", page="/sign-in", lang=lang, back="/sign-in")
    assert '<html lang="vi">' in page.text


def test_every_page_names_the_zone_of_its_times(town: Town) -> None:
    page = town.browser("operator").get("/today").text
    assert "08:00 22/11/2026, station time (Asia/Ho_Chi_Minh, UTC+7)" in page


def test_two_visitors_at_once_read_each_in_their_own_language(town: Town) -> None:
    one, other = town.browser("operator", "vi"), town.browser("operator", "en")
    for _turn in range(3):
        assert "Bảy ngày tới" in one.get("/today").text
        assert "The coming seven days" in other.get("/today").text
