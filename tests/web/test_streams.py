"""Today's stream: it ends with the session, its places are bounded, and each is freed."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.playout.process.control import ControlServer
from broadcaster.timebase import VirtualTime
from broadcaster.users import actions as users
from broadcaster.web.air import Air
from broadcaster.web.streams import MOST, Places
from tests.conftest import SUNDAY_MORNING
from tests.web.conftest import PEOPLE, Town
from tests.web.real_server import PATIENCE_S, RealServer, running


@pytest.fixture
def server(town_root: Path, tmp_path: Path) -> Iterator[RealServer]:
    with running(town_root, tmp_path / "server") as server:
        server.sign_in("operator")
        yield server
    assert "Traceback" not in server.stderr.read_text()


def open_stream(server: RealServer) -> socket.socket:
    lines = ["GET /today/stream HTTP/1.1", f"host: 127.0.0.1:{server.port}"]
    lines += [f"{name}: {value}" for name, value in server.headers().items()]
    connection = socket.create_connection(("127.0.0.1", server.port), PATIENCE_S)
    connection.sendall("\r\n".join([*lines, "", ""]).encode())
    return connection


def status_of(connection: socket.socket) -> int:
    return int(connection.recv(4096).split()[1])


def test_more_streams_than_places_are_refused_and_block_nobody(server: RealServer) -> None:
    """None of them reads on: each is as slow a reader as there is."""
    streams = [open_stream(server) for _number in range(MOST)]
    assert [status_of(stream) for stream in streams] == [200] * MOST
    refused = open_stream(server)
    head = refused.recv(4096).decode()
    assert " 503 " in head.partition("\r\n")[0]
    assert "retry-after: 30" in head
    assert "x-frame-options: DENY" in head
    assert server.ask("GET", "/write").status == 200
    assert server.send("/today/unmute").status == 422
    for stream in streams[:5]:
        stream.close()
    again = [wait_for_place(server) for _number in range(5)]
    for stream in (*streams[5:], *again, refused):
        stream.close()


def wait_for_place(server: RealServer) -> socket.socket:
    for _try in range(100):
        connection = open_stream(server)
        if status_of(connection) == 200:
            return connection
        connection.close()
    raise AssertionError("a place was never freed")


def test_a_stream_ends_with_its_session(server: RealServer, town_root: Path) -> None:
    stream = open_stream(server)
    assert status_of(stream) == 200
    desk = Desk.open(Home(town_root), time=VirtualTime(SUNDAY_MORNING), person=PEOPLE["operator"])
    users.end_sessions(desk, PEOPLE["operator"])
    stream.settimeout(PATIENCE_S)
    heard = b""
    while piece := stream.recv(65_536):
        heard += piece
        if heard.endswith(b"0\r\n\r\n"):
            break
    assert b"event: over" in heard
    stream.close()
    with open_stream(server) as another:
        assert status_of(another) == 401


def test_a_place_is_freed_however_its_stream_ends() -> None:
    places = Places(1)
    with suppress(KeyError), places.one() as got:
        assert got
        with places.one() as another:
            assert not another
        raise KeyError
    assert places.taken == 0


def test_a_player_that_hangs_holds_one_page_and_not_all(town: Town) -> None:
    """The first answer is known; then the player takes a request and says nothing."""
    hangs, asked = threading.Event(), threading.Event()

    def status() -> dict[str, str]:
        asked.set()
        hangs.wait(PATIENCE_S)
        return {"player": "running"}

    air = Air(town.desk)
    known = air.status()
    player = ControlServer(town.desk.home, lambda _request: None, status)
    player.start({})
    try:
        town.clock.advance(10**9)
        waiting = threading.Thread(target=air.status)
        waiting.start()
        assert asked.wait(PATIENCE_S)
        assert air.status() is known
        hangs.set()
        waiting.join()
        assert air.status()["player"] == "running"
    finally:
        hangs.set()
        player.stop()
