"""What stands under the console gives way: the disk, the database, the player. Never a fault.

The disk is full because the kernel says so (`RLIMIT_FSIZE`), in a server of its own.
"""

import resource
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from broadcaster.bulletins import State
from broadcaster.bulletins import actions as bulletins
from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.store import engine
from broadcaster.timebase import VirtualTime
from broadcaster.web.app import make_app
from tests.conftest import SUNDAY_MORNING
from tests.web.conftest import ADDRESS, Browser, Town
from tests.web.hostile import MULTIPART, multipart
from tests.web.pages_seen import Seen, breaches
from tests.web.real_server import Answer, RealServer, running

LONG = "Mai mất điện từ 7 giờ đến 11 giờ. " * 4_000
IS_FULL = "The disk of the station is full, so this was not kept."
IS_AWAY = "The database of the station cannot be used now"


def alert(page: Answer) -> str:
    (said,) = Seen(page.text).alerts
    return said


@pytest.fixture
def submitted(town_root: Path) -> str:
    """A bulletin that waits for approval in the home of `town_root`."""
    desk = Desk.open(Home(town_root), time=VirtualTime(SUNDAY_MORNING), person="Lò Thị Vận")
    id_ = bulletins.add(desk, "Mai mất điện từ 7 giờ đến 11 giờ. " * 3).id
    bulletins.render(desk, id_)
    bulletins.submit(desk, id_, accept_flags="đã hỏi")
    return id_


def look(town_root: Path) -> Desk:
    return Desk.open(Home(town_root), time=VirtualTime(SUNDAY_MORNING))


@pytest.fixture
def server(town_root: Path, submitted: str, tmp_path: Path) -> Iterator[RealServer]:
    with running(town_root, tmp_path / "server") as server:
        yield server
    assert "IntegrityError" not in server.stderr.read_text()


def fill(server: RealServer, most: int) -> None:
    """Let no file of the server grow beyond `most` bytes, from now on."""
    hard = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)[1]
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (most, hard))


def make_room(server: RealServer) -> None:
    fill(server, resource.RLIM_INFINITY)


def bulletins_of(town_root: Path) -> dict[str, tuple[State, int]]:
    found = bulletins.listing(look(town_root))
    return {one.id: (one.state, bulletins.find(look(town_root), one.id).turn) for one in found}


@pytest.mark.parametrize("path", ["/write", "/write/khe-ren-2026-0001/text"])
def test_a_text_that_the_disk_does_not_take_stays_on_the_page(
    server: RealServer, town_root: Path, submitted: str, path: str
) -> None:
    server.sign_in("operator")
    before = bulletins_of(town_root)
    turn = str(before[submitted][1])
    fill(server, (town_root / "station.db").stat().st_size)
    page = server.send(path, page="/write", text=LONG, turn=turn)
    assert page.status in (503, 507)
    assert alert(page).startswith((IS_AWAY, IS_FULL))
    assert LONG[:200] in page.text or path != "/write"
    assert bulletins_of(town_root) == before
    make_room(server)
    assert server.send(path, page="/write", text=LONG, turn=turn).status == 303
    assert bulletins_of(town_root) != before


def test_an_approval_that_the_disk_does_not_take_is_none(
    server: RealServer, town_root: Path, submitted: str
) -> None:
    server.sign_in("approver")
    page, turn = f"/approve/{submitted}", str(bulletins.find(look(town_root), submitted).turn)
    token = server.token(page)
    approvals = sorted((town_root / "plan" / "approvals").iterdir())
    fill(server, 16_384)
    answer = server.post(f"{page}/approve", token=token, turn=turn)
    assert answer.status in (503, 507)
    assert alert(answer).startswith((IS_AWAY, IS_FULL))
    make_room(server)
    assert bulletins.find(look(town_root), submitted).state is State.SUBMITTED
    assert sorted((town_root / "plan" / "approvals").iterdir()) == approvals
    assert server.post(f"{page}/approve", token=token, turn=turn).status == 303
    assert bulletins.find(look(town_root), submitted).state is State.APPROVED


@pytest.mark.parametrize(("size", "room"), [(3_000_000, 1_200_000), (900_000, 200_000)])
def test_an_upload_that_the_disk_does_not_take_leaves_nothing(
    server: RealServer, town_root: Path, size: int, room: int
) -> None:
    """The first fills the disk while it arrives, the second when it is about to be decoded."""
    server.sign_in("operator")
    token = server.token("/write")
    file = ("file", '; filename="loa.wav"', b"RIFF" + b"\x00" * size)
    fill(server, room)
    body = multipart([("token", "", token.encode()), ("title", "", b"Loa"), file])
    page = server.ask("POST", "/write", body, MULTIPART)
    assert (page.status, alert(page)[: len(IS_FULL)]) == (507, IS_FULL)
    assert list(server.temporary.iterdir()) == []
    assert len(bulletins_of(town_root)) == 1


@pytest.fixture
def impatient(town_root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """A town whose database is waited for half a second instead of half a minute."""
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_S", 0.5)
    clock = VirtualTime(SUNDAY_MORNING)
    desk = Desk.open(Home(town_root), time=clock)
    town = Town(desk, clock, make_app(desk))
    yield town
    for client in town.open:
        client.__exit__(None, None, None)


def test_a_locked_database_is_said_in_words_and_waited_for_once(impatient: Town) -> None:
    operator = impatient.browser("operator")
    token = operator.token("/write")
    with sqlite3.connect(impatient.desk.home.database) as other:
        other.execute("BEGIN IMMEDIATE")
        for path in ("/write", "/today", "/nothing"):
            page = operator.get(path)
            assert page.status_code in (503, 404)
            assert breaches(page, str(impatient.desk.home.root)) in ([], ["status 503"])
        page = operator.client.post(
            "/write", data={"token": token, "text": "x"}, headers=operator.headers
        )
        assert page.status_code == 503
        assert Seen(page.text).alerts[0].startswith(IS_AWAY)
    assert operator.get("/write").status_code == 200


def test_a_damaged_database_is_said_in_words(town: Town) -> None:
    operator = town.browser("operator")
    database = town.desk.home.database
    whole = database.read_bytes()
    database.write_bytes(b"SQLite format 3\x00" + b"\xff" * 8_000)
    for path in ("/write", "/today", "/sign-in", "/"):
        page = operator.get(path)
        assert breaches(page, str(town.desk.home.root)) == ["status 503"]
        assert Seen(page.text).alerts[0].startswith(IS_AWAY)
    database.write_bytes(whole)
    assert operator.get("/write").status_code == 200


@pytest.mark.parametrize("act", ["mute", "unmute", "stop", "announce"])
def test_a_player_that_is_down_is_said_and_what_to_do(operator: Browser, act: str) -> None:
    assert "The player does not run" in operator.get("/today").text
    page = operator.send(f"/today/{act}", approval="x")
    assert page.status_code == 422
    assert "does not run" in Seen(page.text).alerts[0]
    assert "Switch the box off and on again" in page.text
    assert "The coming seven days" in page.text


def test_a_fault_of_ours_is_a_page_too_with_every_header(town: Town, operator: Browser) -> None:
    """Nobody foresaw a bulletin in a state that does not exist."""
    id_ = bulletins.add(town.desk_of("operator"), "Mai mất điện.").id
    with sqlite3.connect(town.desk.home.database) as other:
        other.execute("UPDATE bulletin SET state = 'eaten'")
    client = TestClient(town.app, base_url=ADDRESS, raise_server_exceptions=False)
    client.cookies = operator.client.cookies
    page = client.get(f"/write/{id_}")
    assert breaches(page, str(town.desk.home.root)) == ["status 500"]
    assert "This is a fault of the program, not yours." in Seen(page.text).alerts[0]
    assert "eaten" not in page.text
