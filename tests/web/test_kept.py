"""The trail: one line for each form of a signed-in person, and no secret in it or in the log."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.timebase import VirtualTime
from broadcaster.users import Event
from broadcaster.users import actions as users
from broadcaster.users.model import What
from broadcaster.web.routes import ROUTES
from tests.conftest import SUNDAY_MORNING
from tests.web.conftest import ADDRESS, PASSWORD, PEOPLE, Browser, Town
from tests.web.hostile import MULTIPART
from tests.web.real_server import RealServer, running

SECRET = "mot bi mat khong ai biet"


def kept(town: Town) -> list[Event]:
    lines = users.trail(town.desk, limit=1000)
    return [line for line in lines if line.what is What.ACTION]


def forms() -> Iterator[tuple[str, str]]:
    for route in ROUTES:
        if route.is_form and route.path != "/sign-out":
            yield route.act, route.path.replace("{bulletin}", "khe-ren-2026-0009")


@pytest.mark.parametrize("who", PEOPLE)
def test_every_form_of_everybody_leaves_one_line(town: Town, who: str) -> None:
    """Most are refused here, each for another reason: role, field, or a bulletin that is none."""
    browser = town.browser(who)
    token = browser.token()
    for act, path in forms():
        if path in ("/sign-in", "/first"):
            continue
        before = len(kept(town))
        answer = browser.client.post(
            path, data={"token": token}, headers={"origin": ADDRESS}, follow_redirects=False
        )
        lines = kept(town)
        assert len(lines) == before + 1, path
        line = lines[0]
        assert (line.act, line.name, line.address) == (act, PEOPLE[who], "testclient")
        assert line.subject == ("khe-ren-2026-0009" if "2026" in path else "")
        assert bool(line.detail) is (answer.status_code >= 400)


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"origin": "http://evil.test"}, b"", 403),
        ({}, b"token=" + b"0" * 64, 403),
        ({"content-type": MULTIPART}, b"--x", 400),
        ({"content-length": "200000000"}, b"", 413),
    ],
)
def test_a_form_refused_before_it_is_understood_leaves_its_line_too(
    town: Town, operator: Browser, headers: dict[str, str], body: bytes, status: int
) -> None:
    form = {"origin": ADDRESS, "content-type": "application/x-www-form-urlencoded"}
    answer = operator.client.post("/write", content=body, headers=form | headers)
    assert answer.status_code == status
    (line,) = kept(town)
    assert (line.act, line.name) == ("bulletin-add", PEOPLE["operator"])
    assert line.detail


def test_signing_out_leaves_its_line(town: Town, operator: Browser) -> None:
    operator.send("/sign-out")
    newest = users.trail(town.desk)[:2]
    assert {line.what for line in newest} == {What.ACTION, What.SIGNED_OUT}


@pytest.fixture
def server(town_root: Path, tmp_path: Path) -> Iterator[RealServer]:
    with running(town_root, tmp_path / "server") as server:
        yield server


def test_no_password_code_or_token_is_in_the_trail_or_the_log(
    server: RealServer, town_root: Path
) -> None:
    desk = Desk.open(Home(town_root), time=VirtualTime(SUNDAY_MORNING), person="Mai Văn Quản")
    code = users.issue_code(desk, PEOPLE["auditor"]).code
    server.send("/sign-in", page="/sign-in", name=SECRET, password=SECRET)
    server.send("/sign-in", page="/sign-in", name=PEOPLE["auditor"], password=SECRET)
    server.send("/first", page="/first", name=PEOPLE["auditor"], code=code, password="ngan")
    server.send("/first", page="/first", name=PEOPLE["auditor"], code=code, password=SECRET)
    server.sign_in("administrator")
    for fields in ({"name": SECRET * 400, "role": SECRET}, {"person": SECRET}):
        server.send("/people", **fields)
    token = server.token()
    server.ask("POST", "/write", f"token={token}&text={SECRET}".encode(), "text/plain")
    server.ask("POST", "/write", f"--x{SECRET}".encode(), MULTIPART)
    session = server.cookies["broadcaster_session"]
    server.process.terminate()
    server.process.wait(30)
    told = server.stderr.read_text() + repr(users.trail(desk, limit=1000))
    plain = code.replace("-", "")
    for secret in (SECRET, PASSWORD, code, plain, plain.lower(), token, session):
        assert secret not in told
