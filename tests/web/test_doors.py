"""Every route with every role: who is let in, who is sent to sign in, who is refused."""

from collections.abc import Iterator

import pytest

from broadcaster.users import actions as users
from broadcaster.web.routes import ROUTES
from tests.web.conftest import ADDRESS, PASSWORD, PEOPLE, Browser, Town

EVERYBODY = set(PEOPLE)
OPERATORS = {"operator", "administrator"}
SIGNERS = {"approver", "second"}
SILENCERS = OPERATORS | SIGNERS | {"technician"}
READERS = OPERATORS | SIGNERS | {"auditor"}
MAY = {
    "GET /": EVERYBODY,
    "POST /sign-out": EVERYBODY,
    "GET /write": OPERATORS,
    "POST /write": OPERATORS,
    "GET /write/{bulletin}": OPERATORS,
    "POST /write/{bulletin}/choose": OPERATORS,
    "POST /write/{bulletin}/say": OPERATORS,
    "POST /write/{bulletin}/omit": OPERATORS,
    "POST /write/{bulletin}/restore": OPERATORS,
    "POST /write/{bulletin}/teach": OPERATORS,
    "POST /write/{bulletin}/text": OPERATORS,
    "POST /write/{bulletin}/fields": OPERATORS,
    "POST /write/{bulletin}/speak": OPERATORS,
    "POST /write/{bulletin}/record": OPERATORS,
    "POST /write/{bulletin}/denoise": OPERATORS,
    "POST /write/{bulletin}/accept": OPERATORS,
    "GET /bulletin/{bulletin}/preview/{which}": READERS,
    "GET /write/{bulletin}/takes": OPERATORS,
    "POST /write/{bulletin}/takes": OPERATORS,
    "POST /write/{bulletin}/join": OPERATORS,
    "GET /bulletin/{bulletin}/take/{paragraph}": READERS,
    "POST /write/{bulletin}/submit": OPERATORS,
    "POST /write/{bulletin}/confirm": OPERATORS,
    "POST /write/{bulletin}/withdraw": OPERATORS,
    "GET /bulletin/{bulletin}/line/{line}": READERS,
    "GET /bulletin/{bulletin}/cut": EVERYBODY,
    "GET /bulletin/{bulletin}/headline": EVERYBODY,
    "GET /listen/{bulletin}": EVERYBODY,
    "POST /listen/{bulletin}/attest": EVERYBODY,
    "GET /bulletin/{bulletin}/times": READERS,
    "GET /approve": SIGNERS | {"auditor"},
    "GET /approve/{bulletin}": SIGNERS | {"auditor"},
    "POST /approve/{bulletin}/approve": SIGNERS,
    "POST /approve/{bulletin}/withdraw": SIGNERS,
    "POST /approve/{bulletin}/return": SIGNERS,
    "GET /sounds": EVERYBODY,
    "GET /sounds/{name}/{which}": EVERYBODY,
    "POST /sounds/approve": SIGNERS,
    "POST /sounds/take-back": SILENCERS,
    "GET /feedback": READERS,
    "POST /feedback": OPERATORS | SIGNERS,
    "GET /feedback/{name}": READERS,
    "POST /feedback/{name}": OPERATORS | SIGNERS,
    "GET /today": EVERYBODY,
    "GET /today/stream": EVERYBODY,
    "POST /today/mute": SILENCERS,
    "POST /today/unmute": SILENCERS,
    "POST /today/stop": SILENCERS,
    "POST /today/announce": OPERATORS,
    "GET /people": {"administrator"},
    "POST /people": {"administrator"},
    "POST /people/code": {"administrator"},
    "POST /people/languages": {"administrator"},
    "POST /people/out": {"administrator"},
}
"""Who may ask for what, said a second time, so that a change of the table is noticed here."""
PUBLIC = {
    "GET /static/{name}",
    "GET /sign-in",
    "POST /sign-in",
    "GET /first",
    "POST /first",
    "POST /language",
}
ENDLESS = "/today/stream"


def addresses() -> Iterator[tuple[str, str, str]]:
    """Yield each row of the table: its name here, its method, and an address it answers."""
    for route in ROUTES:
        path = route.path.replace("{bulletin}", "khe-ren-2026-0001").replace("{line}", "1")
        path = path.replace("{paragraph}", "1").replace("{which}", "after")
        yield f"{route.method} {route.path}", route.method, path.replace("{name}", "nothing.css")


def ask(browser: Browser, method: str, path: str, token: str = "") -> int:
    if method == "GET":
        return int(browser.client.get(path, follow_redirects=False).status_code)
    response = browser.client.post(
        path, data={"token": token}, headers={"origin": ADDRESS}, follow_redirects=False
    )
    return int(response.status_code)


def test_this_file_knows_every_route() -> None:
    assert {name for name, _method, _path in addresses()} == set(MAY) | PUBLIC


@pytest.mark.parametrize("who", PEOPLE)
def test_a_role_gets_what_is_its_own_and_nothing_else(town: Town, who: str) -> None:
    browser = town.browser(who)
    token = browser.token()
    wrong = {}
    for name, method, path in addresses():
        if name in PUBLIC or path == ENDLESS or name == "POST /sign-out":
            continue
        status = ask(browser, method, path, token)
        if (status == 403) == (who in MAY[name]):
            wrong[name] = status
    assert wrong == {}


def test_nobody_gets_in_without_signing_in(town: Town) -> None:
    browser = town.browser()
    token = browser.token("/sign-in")
    seen = {
        name: ask(browser, method, path, token)
        for name, method, path in addresses()
        if name not in PUBLIC
    }
    assert set(seen.values()) == {303, 401}
    assert [name for name, status in seen.items() if status == 401] == ["GET /today/stream"]


def test_what_is_not_in_the_table_does_not_exist(operator: Browser) -> None:
    for path in ("/docs", "/openapi.json", "/redoc", "/write/../keys/box.pem", "/nothing"):
        assert operator.get(path).status_code == 404
    assert ask(operator, "POST", "/today", operator.token()) == 405


def test_whoever_was_sent_to_sign_in_comes_back_to_where_they_wanted(town: Town) -> None:
    browser = town.browser()
    page = browser.get("/approve")
    assert page.url.path == "/sign-in"
    done = browser.send(
        "/sign-in", page=str(page.url), name=PEOPLE["approver"], onward="/approve",
        password=PASSWORD,
    )  # fmt: skip
    assert done.url.path == "/approve"


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example", "/\\evil", "x"])
def test_nobody_is_sent_to_another_site(town: Town, onward: str) -> None:
    browser = town.browser()
    browser.follow = False
    done = browser.send(
        "/sign-in", page="/sign-in", name=PEOPLE["operator"], password=PASSWORD,
        onward=onward,
    )  # fmt: skip
    assert done.headers["location"] == "/"


@pytest.mark.parametrize(
    "onward", ["/approve/x-2026-0001", "//elsewhere.test/", "https://else.test"]
)
def test_whoever_sets_a_password_is_led_on_to_a_page_of_this_site_only(
    town: Town, onward: str
) -> None:
    code = users.issue_code(town.desk_of("administrator"), PEOPLE["operator"]).code
    visitor = town.browser()
    visitor.follow = False
    sent = visitor.send(
        "/first",
        page="/first",
        name=PEOPLE["operator"],
        code=code,
        password=f"{PASSWORD} nua",
        onward=onward,
    )
    expected = onward if onward.startswith("/approve") else "/"
    assert sent.headers["location"] == expected
    assert visitor.client.get("/write", follow_redirects=False).status_code == 200
