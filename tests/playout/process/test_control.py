"""Commands reach the player by a socket; who asks badly is answered, not crashed into."""

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from broadcaster.home import Home
from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.process.control import (
    LONGEST_PATH,
    NOTE_NAME,
    ControlServer,
    ask_player,
)
from broadcaster.playout.process.requests import Request


class Answering:
    """Stands in for the player's thread: answers each request with its own words."""

    def __init__(self, home: Home) -> None:
        self.server = ControlServer(home, self.accept, lambda: {"player": "running"})
        self.heard: list[Request] = []

    def accept(self, request: Request) -> None:
        self.heard.append(request)
        request.reply = {"ok": True, **request.words}
        request._done.set()


@pytest.fixture
def answering(home: Home) -> Iterator[Answering]:
    answering = Answering(home)
    answering.server.start({"output": "null"})
    yield answering
    answering.server.stop()


def raw(home: Home, line: bytes) -> Any:
    path = json.loads((home.run / NOTE_NAME).read_bytes())["socket"]
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(10)
        connection.connect(path)
        connection.sendall(line)
        connection.shutdown(socket.SHUT_WR)
        return json.loads(connection.makefile("rb").readline())


def test_a_command_reaches_the_player_and_its_answer_comes_back(
    home: Home, answering: Answering
) -> None:
    assert ask_player(home, "mute", by="operator", until="") == {"by": "operator", "until": ""}
    assert answering.heard[0].name == "mute"


def test_status_is_answered_without_the_players_thread(home: Home, answering: Answering) -> None:
    assert ask_player(home, "status") == {"player": "running"}
    assert answering.heard == []


@pytest.mark.parametrize(
    "line",
    [b"", b"\n", b"{}\n", b"[]\n", b"null\n", b"\xff\xfe\n", b'{"command": []}\n', b"x" * 70_000],
)
def test_what_is_no_request_is_answered_with_a_refusal(
    home: Home, answering: Answering, line: bytes
) -> None:
    assert raw(home, line)["ok"] is False
    assert ask_player(home, "status") == {"player": "running"}


@pytest.mark.parametrize("name", ["shutdown", "_announce", "__class__", ""])
def test_an_unknown_command_is_refused(home: Home, answering: Answering, name: str) -> None:
    with pytest.raises(PlayoutError, match="no such command"):
        ask_player(home, name)
    assert answering.heard == []


def test_a_silent_client_does_not_keep_others_waiting(home: Home, answering: Answering) -> None:
    path = json.loads((home.run / NOTE_NAME).read_bytes())["socket"]
    with socket.socket(socket.AF_UNIX) as silent:
        silent.connect(path)
        assert ask_player(home, "status") == {"player": "running"}


def test_many_ask_at_once(home: Home, answering: Answering) -> None:
    answers: list[dict[str, Any]] = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(ask_player(home, "test", by=str(n))))
        for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(int(answer["by"]) for answer in answers) == list(range(20))


def test_only_the_stations_own_account_may_connect(home: Home, answering: Answering) -> None:
    path = Path(json.loads((home.run / NOTE_NAME).read_bytes())["socket"])
    assert path.stat().st_mode & 0o077 == 0


def test_where_no_player_runs_it_says_so(home: Home) -> None:
    with pytest.raises(PlayoutError, match="not running"):
        ask_player(home, "status")
    answering = Answering(home)
    answering.server.start({})
    note = (home.run / NOTE_NAME).read_bytes()
    answering.server.stop()
    (home.run / NOTE_NAME).write_bytes(note)  # as after a kill
    with pytest.raises(PlayoutError, match="not running"):
        ask_player(home, "status")


def test_what_a_kill_left_is_cleared_away(home: Home) -> None:
    for _n in range(2):
        left = Answering(home)
        left.server.start({})  # never stopped
    assert ask_player(home, "status") == {"player": "running"}
    left.server.stop()
    assert not (home.run / NOTE_NAME).exists()


def test_a_home_in_a_deep_folder_gets_a_short_socket(tmp_path: Path) -> None:
    root = tmp_path / ("deep" * 20) / ("deeper" * 10)
    home = Home(root)
    home.run.mkdir(parents=True)
    answering = Answering(home)
    answering.server.start({})
    path = Path(json.loads((home.run / NOTE_NAME).read_bytes())["socket"])
    assert len(str(path)) <= LONGEST_PATH
    assert path.parent.stat().st_mode & 0o077 == 0
    assert ask_player(home, "status") == {"player": "running"}
    answering.server.stop()
    assert not path.parent.exists()
