"""The console as installed: the real server and the real player on a real home, and Chromium."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from broadcaster.timebase import NANOSECONDS, SystemTime
from tests.accept.conftest import Program

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PASSWORD = "mot cau de nho 1"
OPERATOR, APPROVER, ADMINISTRATOR = "Lò Thị Vận", "Hà Văn Duyệt", "Mai Văn Quản"
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
AHEAD_S = 100
"""How far ahead a session has to be, so that three bulletins are approved before it is locked."""
PROGRAMME = """
name = "thu"
title = "Buổi phát thử"
recurrence = "daily"
start = "{start}"
longest_minutes = 30
zones = ["all"]
[[layout]]
part = "ident"
[[layout]]
part = "items"
separator = "separator"
[[layout]]
part = "closing"
"""


@dataclass
class Station:
    """A home with its server and its player running, and the codes people were given."""

    program: Program
    address: str
    codes: dict[str, str]
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def plan_session(self) -> datetime:
        """Let a programme fire at the next full minute that is far enough ahead; return it."""
        start = SystemTime().now() + timedelta(seconds=AHEAD_S + 59)
        start = start.replace(second=0, microsecond=0)
        local = start.astimezone(HANOI)
        for path in (self.program.home / "playlists").glob("*.toml"):
            path.unlink()
        toml = PROGRAMME.format(start=f"{local:%H:%M}")
        (self.program.home / "playlists" / "thu.toml").write_text(toml, encoding="utf-8")
        self.program.as_(APPROVER).run("programme", "apply", "--yes")
        return start


@contextmanager
def running_station(root: Path) -> Iterator[Station]:
    """Make a station as its technician does, start server and player, and stop them at the end."""
    program = Program(root, ADMINISTRATOR)
    made = subprocess.run(
        [str(Path(sys.executable).with_name("broadcaster")), "init", str(root), "--json",
         "--as", ADMINISTRATOR, "--station", "Đài truyền thanh xã Khe Rèn"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    codes = {ADMINISTRATOR: json.loads(made.stdout)["sign_in_code"]}
    for name, role in ((OPERATOR, "operator"), (APPROVER, "approver")):
        said = program.run("person", "add", name, "--role", role, "--code").stdout
        codes[name] = said.split()[-1]
    with (root / "broadcaster.toml").open("a", encoding="utf-8") as settings:
        settings.write("lock_lead_s = 2\n")
    program.run("time", "confirm")
    program.as_(APPROVER).run(
        "hours", "set", "--window", "00:00-24:00", "--document", "01/QĐ-UBND", "--yes"
    )
    port = _free_port()
    station = Station(program, f"http://127.0.0.1:{port}", codes)
    environment = {**os.environ, "BROADCASTER_HOME": str(root), "BROADCASTER_LANG": "vi"}
    installed = str(Path(sys.executable).with_name("broadcaster"))
    for words in (["web", "--port", str(port)], ["playout", "run", "--output", "null"]):
        with (root / f"{words[0]}.txt").open("wb") as heard:
            process = subprocess.Popen([installed, *words], env=environment, stderr=heard)
        station.processes.append(process)
    try:
        _wait_for(("127.0.0.1", port))
        yield station
    finally:
        for process in station.processes:
            process.terminate()
        for process in station.processes:
            process.wait(20)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(address: tuple[str, int]) -> None:
    clock = SystemTime()
    for _try in range(150):
        try:
            with socket.create_connection(address, timeout=2):
                return
        except OSError:
            clock.sleep_until(clock.monotonic() + NANOSECONDS // 5)
    pytest.fail("the console did not come up")


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, station: Station, browser: Any, name: str, **context: Any) -> None:
        self.station, self.name = station, name
        self.page = browser.new_context(locale="vi-VN", **context).new_page()
        self.trouble: list[str] = []
        """What the browser complained of: scripts, policies, failed loads."""
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))

    def _note(self, message: Any) -> None:
        if message.type == "error":
            self.trouble.append(message.text)

    def go(self, path: str) -> None:
        self.page.goto(self.station.address + path)

    def press(self, words: str) -> None:
        """Press the button, or follow the link, that says so."""
        named = re.compile(f"^{re.escape(words)}$")
        button = self.page.get_by_role("button", name=named)
        (button if button.count() else self.page.get_by_role("link", name=named)).first.click()

    def set_password(self) -> None:
        self.go("/first")
        self.page.fill("#name", self.name)
        self.page.fill("#code", self.station.codes[self.name])
        self.page.fill("#password", PASSWORD)
        self.press("Đặt mật khẩu này")

    def sign_in(self) -> None:
        self.go("/sign-in")
        self.page.fill("#name", self.name)
        self.page.fill("#password", PASSWORD)
        self.press("Đăng nhập")
        self.page.wait_for_url(re.compile("/(write|approve|today)"))

    def reads(self, words: str) -> bool:
        return words in self.page.inner_text("body")
