"""A form counts only from a page of ours, with the token of whoever is signed in."""

import pytest

from broadcaster.web.routes import ROUTES
from tests.web.conftest import ADDRESS, Browser, Town

FORMS = [route.path for route in ROUTES if route.is_form]


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "null"}, {"origin": "http://evil.test"}, {"referer": "http://evil.test/x"}],
)
def test_a_form_from_elsewhere_is_refused(town: Town, headers: dict[str, str]) -> None:
    browser = town.browser("operator")
    before = browser.get("/today").text
    for path in FORMS:
        path = path.replace("{bulletin}", "khe-ren-2026-0001")
        done = browser.client.post(
            path, data={"token": browser.token()}, headers=headers, follow_redirects=False
        )
        assert done.status_code == 403, path
    assert browser.get("/today").text == before


@pytest.mark.parametrize("token", ["", "0" * 64, "ệ", "x" * 5000])
def test_a_form_without_the_visitors_own_token_is_refused(operator: Browser, token: str) -> None:
    done = operator.client.post(
        "/write", data={"token": token, "text": "Mai mất điện."}, headers={"origin": ADDRESS}
    )
    assert done.status_code == 403
    assert "Mai mất điện" not in operator.get("/write").text


def test_the_token_of_somebody_else_is_refused(town: Town) -> None:
    one, other = town.browser("operator"), town.browser("administrator")
    done = one.client.post(
        "/write",
        data={"token": other.token(), "text": "Mai mất điện."},
        headers={"origin": ADDRESS},
    )
    assert done.status_code == 403


def test_the_referer_stands_in_where_a_browser_sends_no_origin(operator: Browser) -> None:
    operator.headers = {"referer": f"{ADDRESS}/write"}
    assert operator.send("/write", text="Mai mất điện.").status_code == 200
