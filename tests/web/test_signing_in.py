"""The sign-in form as somebody outside sees it: what it tells, what it sets, what ends it."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from starlette.testclient import TestClient

from broadcaster.bulletins import actions as bulletins
from broadcaster.config import read_settings
from broadcaster.units import Role
from broadcaster.units import actions as units
from broadcaster.users import actions as users
from broadcaster.web.app import make_app
from tests.web.conftest import ADDRESS, PEOPLE, Browser, Town
from tests.web.pages_seen import Seen, breaches

WRONG = "mot cau da quen 2"


def browser_at(town: Town, address: str, base: str = ADDRESS) -> Browser:
    """A browser that asks from another network address."""
    client = TestClient(town.app, base_url=base, client=(address, 50_000))
    client.__enter__()
    town.open.append(client)
    client.cookies.set("broadcaster_lang", "en")
    return Browser(client, headers={"origin": base})


def alert(page: Any) -> str:
    (said,) = Seen(page.text).alerts
    return said


def cookies_set(answer: Any) -> dict[str, str]:
    lines = answer.headers.get_list("set-cookie")
    return {line.partition("=")[0]: line.partition("; ")[2].lower() for line in lines}


def test_unknown_name_and_wrong_password_read_the_same(town: Town) -> None:
    browser = town.browser()
    pages = [browser.sign_in(name, WRONG) for name in ("Không Có Ai", PEOPLE["operator"])]
    assert len({alert(page) for page in pages}) == 1
    assert {page.status_code for page in pages} == {422}
    first, other = (page.text.replace(PEOPLE["operator"], "Không Có Ai") for page in pages)
    assert first == other
    assert WRONG not in first


def test_guesses_at_one_person_are_slowed_from_wherever_they_come(town: Town) -> None:
    for number in range(5):
        assert "do not fit" in alert(
            browser_at(town, f"10.0.0.{number}").sign_in(PEOPLE["operator"], WRONG)
        )
    page = browser_at(town, "10.0.0.99").sign_in(PEOPLE["operator"])
    assert "Too many tries failed" in alert(page)
    assert browser_at(town, "10.0.0.99").sign_in(PEOPLE["auditor"]).url.path == "/today"
    town.clock.advance(31 * 10**9)
    assert browser_at(town, "10.0.0.99").sign_in(PEOPLE["operator"]).url.path == "/write"


def test_guesses_from_one_address_are_slowed_whomever_they_name(town: Town) -> None:
    guesser = browser_at(town, "10.0.0.7")
    for number in range(20):
        assert "do not fit" in alert(guesser.sign_in(f"Người {number}", WRONG))
    assert "Too many tries failed" in alert(guesser.sign_in(PEOPLE["operator"]))
    assert browser_at(town, "10.0.0.8").sign_in(PEOPLE["operator"]).url.path == "/write"


def test_guesses_at_a_code_are_slowed_too(town: Town) -> None:
    browser = town.browser()
    for _try in range(5):
        browser.send("/first", page="/first", name=PEOPLE["operator"], code="K7QM", password=WRONG)
    page = browser.send("/first", page="/first", name=PEOPLE["operator"], code="x", password=WRONG)
    assert "Too many tries failed" in alert(page)


def test_the_cookie_of_a_session_is_new_with_every_sign_in(town: Town) -> None:
    browser = town.browser()
    browser.client.cookies.set("broadcaster_session", "chosen-by-somebody-else")
    browser.sign_in(PEOPLE["operator"])
    first = browser.client.cookies.get("broadcaster_session", domain="loa.test")
    browser.send("/sign-out")
    browser.sign_in(PEOPLE["operator"])
    second = browser.client.cookies.get("broadcaster_session", domain="loa.test")
    assert len({first, second, "chosen-by-somebody-else"}) == 3
    assert isinstance(users.session_of(town.desk, "chosen-by-somebody-else"), type(None))


def test_whoever_signs_in_as_another_leaves_no_session_behind(town: Town) -> None:
    browser = town.browser("operator")
    old = browser.client.cookies["broadcaster_session"]
    browser.sign_in(PEOPLE["approver"])
    other = town.browser()
    other.client.cookies.set("broadcaster_session", old)
    assert other.get("/write").url.path == "/sign-in"


@pytest.mark.parametrize(("base", "secure"), [(ADDRESS, False), ("https://loa.test", True)])
def test_cookies_are_for_no_script_and_no_other_site(town: Town, base: str, secure: bool) -> None:
    browser = browser_at(town, "10.0.0.1", base)
    browser.follow = False
    page = browser.get("/sign-in")
    done = browser.sign_in(PEOPLE["operator"])
    chosen = browser.send("/language", page="/sign-in", lang="en")
    out = browser.send("/sign-out")
    for answer in (page, done, chosen, out):
        for name, rules in cookies_set(answer).items():
            assert "httponly" in rules, name
            assert "samesite=lax" in rules, name
            assert ("secure" in rules) is secure, name
            assert "domain" not in rules
    assert set(cookies_set(page) | cookies_set(done) | cookies_set(chosen)) == {
        "broadcaster_visitor", "broadcaster_session", "broadcaster_lang",
    }  # fmt: skip


def test_a_sign_out_ends_the_session_for_whoever_copied_the_cookie(town: Town) -> None:
    browser, thief = town.browser("operator"), town.browser()
    thief.client.cookies.set("broadcaster_session", browser.client.cookies["broadcaster_session"])
    assert thief.get("/write").url.path == "/write"
    browser.send("/sign-out")
    assert thief.get("/write").url.path == "/sign-in"


def test_a_cookie_ends_with_the_user_the_role_and_the_password(town: Town) -> None:
    office = town.desk_of("administrator")
    one, other, third = (town.browser(who) for who in ("operator", "approver", "auditor"))
    users.remove_user(office, PEOPLE["operator"])
    today = units.today(town.desk)
    units.end_role(office, PEOPLE["approver"], Role.APPROVER, last_day=today - timedelta(days=1))
    code = users.issue_code(office, PEOPLE["auditor"]).code
    users.set_password(town.desk, PEOPLE["auditor"], code, WRONG)
    for browser in (one, other, third):
        page = browser.get("/today")
        assert page.url.path == "/sign-in"
        assert "status" in page.text
        done = browser.client.post(
            "/today/mute", data={"token": "x"}, headers=browser.headers, follow_redirects=False
        )
        assert done.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("host", ["evil.example", "loa.test@evil.example", "[", 'x"><b>', "a:b:c"])
def test_a_link_for_others_is_never_taken_from_a_hostile_host(town: Town, host: str) -> None:
    config = town.desk.home.config
    config.write_text(config.read_text() + 'web_address = "https://loa.khe-ren.vn"\n')
    desk = replace(town.desk, settings=read_settings(config))
    town.app = make_app(desk)
    operator = town.browser("operator")
    id_ = bulletins.add(town.desk_of("operator"), "Mai mất điện.").id
    bulletins.render(town.desk_of("operator"), id_)
    bulletins.submit(town.desk_of("operator"), id_)
    page = operator.client.get(f"/write/{id_}", headers={"host": host})
    assert f"https://loa.khe-ren.vn/approve/{id_}" in page.text
    assert "evil" not in page.text
    assert breaches(page, str(town.desk.home.root)) == []


@pytest.mark.parametrize("host", ["evil.example", "[", 'x"><b>', "a:b:c", "", " "])
def test_no_host_breaks_a_page(town: Town, host: str) -> None:
    browser = town.browser("operator")
    for path in ("/sign-in", "/write", "/nothing"):
        page = browser.client.get(path, headers={"host": host}, follow_redirects=False)
        assert breaches(page, str(town.desk.home.root)) == []
    done = browser.client.post("/write", headers={"host": host, "origin": f"http://{host}"})
    assert done.status_code == 403


@pytest.mark.parametrize("origin", ["http://[", "http://loa.test:x", "//loa.test\x00", "x" * 9_000])
def test_an_origin_that_is_no_address_is_refused(operator: Browser, origin: str) -> None:
    done = operator.client.post("/write", headers={"origin": origin})
    assert done.status_code == 403


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "FOO"])
def test_only_get_and_post_are_answered(operator: Browser, method: str) -> None:
    for path in ("/write", "/today", "/sign-in", "/nothing"):
        done = operator.client.request(method, path)
        assert done.status_code in (404, 405)
        assert done.headers["cache-control"] == "no-store"


def test_no_header_and_no_field_makes_another_method_of_a_request(operator: Browser) -> None:
    for name in ("x-http-method-override", "x-http-method", "x-method-override"):
        assert operator.get("/today/mute", headers={name: "POST"}).status_code == 405
    assert operator.get("/today/mute?_method=POST&token=x").status_code == 405


COOKIES = ["", "x" * 30_000, "a\x01b", '"', "=;=;", "%00", "ệ", "a" * 43]


@pytest.mark.parametrize("value", COOKIES)
def test_no_cookie_breaks_a_page(town: Town, value: str) -> None:
    browser = town.browser()
    browser.client.cookies.clear()
    names = ("broadcaster_session", "broadcaster_visitor", "broadcaster_lang")
    for name, path in product(names, ("/write", "/sign-in", "/today/stream")):
        page = browser.client.get(
            path, headers={b"cookie": f"{name}={value}".encode()}, follow_redirects=False
        )
        assert page.status_code in (200, 303, 401)
        assert breaches(page, str(town.desk.home.root)) == []


def test_what_stands_in_an_address_is_no_message_of_ours(town: Town) -> None:
    page = town.browser().get("/write/x%26done%3Dapproved%26why%3Dremoved")
    assert page.url.path == "/sign-in"
    assert 'role="status"' not in page.text
