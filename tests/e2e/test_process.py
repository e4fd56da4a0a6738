"""The player as a process: what it loads, whom it lets in, how it starts and how it ends."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.process.control import NOTE_NAME, ask_player
from broadcaster.timebase import NANOSECONDS, SystemTime
from tests.e2e.station_on_disk import KILLED, PLAYER, Broadcast

TIME = SystemTime()


@pytest.fixture
def broadcast(tmp_path: Path) -> Broadcast:
    made = Broadcast.build(tmp_path)
    for name in "abc":
        made.station.approve(name, 2_000)
    return made


@pytest.fixture
def running(broadcast: Broadcast) -> "Iterator[tuple[Broadcast, subprocess.Popen[bytes]]]":
    player = broadcast.start()
    wait_for(lambda: is_up(broadcast))
    yield broadcast, player
    if player.poll() is None:
        player.terminate()
        player.wait(30)


def wait_for(condition: "object", seconds: float = 30) -> None:
    deadline = TIME.monotonic() + int(seconds * NANOSECONDS)
    assert callable(condition)
    while not condition():
        assert TIME.monotonic() < deadline
        TIME.sleep_until(TIME.monotonic() + NANOSECONDS // 20)


def is_up(broadcast: Broadcast) -> bool:
    try:
        return bool(ask_player(broadcast.home, "status")["player"] == "running")
    except PlayoutError:
        return False


def test_the_player_loads_neither_database_nor_command_line() -> None:
    script = (
        "import sys\n"
        "import broadcaster.playout.__main__, broadcaster.playout.process.daemon\n"
        "import broadcaster.playout.rehearsal\n"
        "print([name for name in ('sqlalchemy', 'alembic', 'click') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_a_second_player_is_refused_with_one_sentence(
    running: "tuple[Broadcast, subprocess.Popen[bytes]]",
) -> None:
    broadcast, _player = running
    said = broadcast.run(expect=1)
    lines = [line for line in said.splitlines() if "running as root" not in line]
    assert len(lines) == 1
    assert "already running" in lines[0]
    assert is_up(broadcast)


def test_running_as_root_is_warned_of_once(broadcast: Broadcast) -> None:
    said = broadcast.run("--until", TIME.now().isoformat())
    assert said.count("running as root") == (1 if os.geteuid() == 0 else 0)


@pytest.mark.parametrize(("revision", "word"), [("0001", "migrate"), ("9999", "newer")])
def test_a_home_of_another_form_is_refused(broadcast: Broadcast, revision: str, word: str) -> None:
    broadcast.station.sign(broadcast.home.schema, "schema", {"v": 1, "revision": revision})
    assert word in broadcast.run(expect=1)
    assert broadcast.records() == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--until", "soon"], '"soon" is not a time'),
        (["--virtual", "2026-13-01"], '"2026-13-01" is not a time'),
        (["--virtual", "2026-11-22 05:00"], "Nothing is planned on 22/11/2026"),
        (["--output", "megaphone"], '"megaphone" is no output'),
        (["--output", "alsa", "--virtual", "05:00"], "clock of its own"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(
    broadcast: Broadcast, words: list[str], sentence: str
) -> None:
    said = broadcast.run(*words, expect=1)
    assert sentence in said
    assert "Traceback" not in said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_cleanly_and_the_log_is_signed(
    running: "tuple[Broadcast, subprocess.Popen[bytes]]", number: signal.Signals
) -> None:
    broadcast, player = running
    player.send_signal(number)
    assert player.wait(30) == 0
    assert not (broadcast.home.run / NOTE_NAME).exists()
    size = len(broadcast.records())
    assert any(f"-{size:010}." in note.name for note in broadcast.home.checkpoints.iterdir())


def test_a_signal_in_the_middle_of_an_item_writes_down_what_sounded(broadcast: Broadcast) -> None:
    start = TIME.now().replace(microsecond=0) + timedelta(seconds=4)
    plan_now(broadcast, start)
    player = broadcast.start()
    wait_for(lambda: TIME.now() > start + timedelta(seconds=1))
    player.terminate()
    assert player.wait(30) == 0
    ended = broadcast.records("end")[0]
    assert ended.text("cause") == "stopped"
    ((_at, count),) = broadcast.heard(broadcast.station.cuts["a"].pcm)
    assert abs(count - ended["samples"]) <= 5
    assert 0 < count < 2 * 48_000


def plan_now(broadcast: Broadcast, start: datetime) -> None:
    broadcast.station.made = TIME.now() - timedelta(minutes=1)
    broadcast.station.withdraw({})
    broadcast.station.plan(start, "abc", lock_lead_s=2)


def test_real_time_starts_at_planned_time_and_the_recording_agrees_with_the_log(
    broadcast: Broadcast,
) -> None:
    start = TIME.now().replace(microsecond=0) + timedelta(seconds=4)
    plan_now(broadcast, start)
    broadcast.run("--until", (start + timedelta(seconds=8)).isoformat())
    broadcast.assert_nothing_is_lost_or_heard_twice()
    firsts = {r.text("item"): r.moment("first") for r in broadcast.records("end")}
    for begun in broadcast.records("start"):
        pcm = broadcast.station.cuts[begun.text("bulletin")].pcm
        ((heard, count),) = broadcast.heard(pcm)
        first = firsts[begun.text("item")]
        assert first is not None
        assert abs(heard - first) <= timedelta(milliseconds=5)
        assert count == len(pcm) // 2
    assert {r.text("outcome") for r in broadcast.records("outcome")} == {"aired"}


def test_the_service_manager_is_told_ready_alive_and_stopping(
    broadcast: Broadcast, tmp_path: Path
) -> None:
    heard: list[str] = []
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(30)

        def listen() -> None:
            while not any("STOPPING=1" in message for message in heard):
                heard.append(manager.recv(4096).decode())

        thread = threading.Thread(target=listen)
        thread.start()
        broadcast.environment = {
            "NOTIFY_SOCKET": str(tmp_path / "notify"),
            "WATCHDOG_USEC": "10000000",
        }
        until = TIME.now() + timedelta(seconds=5)
        broadcast.run("--until", until.isoformat())
        thread.join()
    assert heard[0].startswith("READY=1")
    assert "WATCHDOG=1" in heard
    assert heard[-1] == "STOPPING=1"


def test_after_a_kill_it_is_back_within_five_seconds_of_work(
    running: "tuple[Broadcast, subprocess.Popen[bytes]]",
) -> None:
    broadcast, player = running
    player.kill()
    assert player.wait() == KILLED
    again = broadcast.start()
    wait_for(lambda: is_up(broadcast))
    again.terminate()
    assert again.wait(30) == 0
    boots = broadcast.records("boot")
    assert len(boots) == 2


def test_its_language_is_the_stations_unless_another_was_chosen(broadcast: Broadcast) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "BROADCASTER_LANG"}
    words = [*PLAYER, "--home", str(broadcast.home.root), "--output", "megaphone"]
    said = subprocess.run(words, env=environment, capture_output=True, text=True).stderr
    assert "không phải là đầu ra" in said
    said = subprocess.run(
        [*words, "--lang", "en"], env=environment, capture_output=True, text=True
    ).stderr
    assert "is no output" in said
