"""Whatever speaks is killed again and again: the bulletin has failed, says so, and may be retried.

Never is it "being spoken" for good: not on its page, not in the list, not for the command.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from broadcaster.bulletins import State
from broadcaster.bulletins import actions as bulletins
from broadcaster.timebase import NANOSECONDS, SystemTime
from broadcaster.voices.espeak_engine import PROGRAM
from broadcaster.web.speaking import Speaking
from tests.web.conftest import Browser, Town
from tests.web.pages_seen import Seen
from tests.web.test_at_once import until

CLOCK = SystemTime()
TEXT = "\n".join(f"Tổ {number} họp lúc 19 giờ tối mai." for number in range(60))


def helpers_of(parent: int) -> Iterator[int]:
    """Yield the processes that speak for this one."""
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            mother = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            if mother == parent and PROGRAM.name in (path / "cmdline").read_text():
                yield int(path.name)


@contextmanager
def nobody_speaks(parent: int) -> Iterator[list[int]]:
    """Kill whatever speaks for a process as soon as it is there; yield what was killed."""
    killed: list[int] = []
    over = threading.Event()

    def kill() -> None:
        while not over.is_set():
            for helper in helpers_of(parent):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(helper, signal.SIGKILL)
                    killed.append(helper)
            over.wait(0.002)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield killed
    finally:
        over.set()
        killer.join()


def test_the_console_shows_that_it_failed_and_offers_it_again(
    town: Town, operator: Browser
) -> None:
    id_ = bulletins.add(town.desk_of("operator"), TEXT).id
    with nobody_speaks(os.getpid()) as killed:
        operator.client.post(
            f"/write/{id_}/speak",
            data={"token": operator.token(), "turn": "1"},
            headers=operator.headers,
            follow_redirects=False,
        )
        until(lambda: "Being spoken" not in operator.get(f"/write/{id_}").text)
    assert killed
    page = Seen(operator.get(f"/write/{id_}").text)
    assert page.alerts
    assert [form for form in page.forms if form.action == f"/write/{id_}/speak"]
    assert bulletins.find(town.desk, id_).state is State.DRAFT
    operator.client.post(
        f"/write/{id_}/speak",
        data={"token": operator.token(), "turn": "1"},
        headers=operator.headers,
        follow_redirects=False,
    )
    until(lambda: bulletins.find(town.desk, id_).state is State.RENDERED)


def test_the_command_says_that_it_failed_and_the_list_shows_nothing_pending(town: Town) -> None:
    id_ = bulletins.add(town.desk_of("operator"), TEXT).id

    def command(*words: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "broadcaster", "--home", str(town.desk.home.root), *words]
            + ["--as", str(town.desk_of("operator").person), "--lang", "en"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    render = command("render", id_)
    with nobody_speaks(render.pid) as killed:
        _out, said = render.communicate(timeout=60)
    assert killed
    assert render.returncode == 1, said
    assert "Traceback" not in said
    listed = json.loads(command("bulletin", "list", "--json").communicate(timeout=60)[0])
    assert [one["state"] for one in listed] == ["draft"]
    again = command("render", id_)
    assert again.communicate(timeout=60)[0]
    assert again.returncode == 0


def test_a_speaking_thread_that_is_ended_leaves_nothing_pending(town: Town) -> None:
    """Whatever ends it: a library that thinks it may end the process, for one."""
    desk, speaking = town.desk_of("operator"), Speaking()
    id_ = bulletins.add(desk, "Mai mất điện.").id
    speaking.begin(desk, id_, {"turn": 1}, then=lambda _desk, _bulletin: sys.exit(3))
    deadline = CLOCK.monotonic() + 30 * NANOSECONDS
    while not ((known := speaking.progress(id_)) and known.trouble):
        assert CLOCK.monotonic() < deadline
        CLOCK.sleep_until(CLOCK.monotonic() + NANOSECONDS // 50)
    speaking.stop()
