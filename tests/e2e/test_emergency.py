"""An emergency as people type it: applied, approved, a PIN, and the air within a moment."""

import json
import os
import subprocess
import sys
import wave
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.home import write_atomically
from broadcaster.playout.sound.cuts import Audio, load_cut
from broadcaster.production.actions import open_cache
from broadcaster.timebase import NANOSECONDS, SystemTime
from broadcaster.units import Role
from broadcaster.units import actions as units
from tests.e2e.test_playout_commands import Commands
from tests.emergency.conftest import SHORT

TIME = SystemTime()
PIN = "493817"


class Emergencies(Commands):
    """The same station, with its whole command line and a recorded output."""

    def type(self, *words: str, person: str = "operator", stdin: str = "", expect: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "broadcaster", "--home", str(self.home.root), *words]
            + ["--as", person, "--lang", "en"],
            env={k: v for k, v in os.environ.items() if k != "BROADCASTER_PERSON"},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == expect, f"{done.returncode}: {done.stderr}"
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    def play(self, *words: str, stdin: str = f"{PIN}\n", expect: int = 0) -> str:
        return self.type("playout", "emergency", "play", *words, stdin=stdin, expect=expect)


@pytest.fixture
def commands(tmp_path: Path) -> Iterator[Emergencies]:
    made = Emergencies(tmp_path / "home")
    chair = replace(Desk.open(made.home), person="chair")
    units.add_person(chair, "Approver", role=Role.APPROVER)
    config = made.home.config
    config.write_text(config.read_text() + f'\noutput = "file:{tmp_path}/sent"\n')
    yield made
    if made.player is not None and made.player.poll() is None:
        made.player.terminate()
        made.player.wait(30)


def wait_for(commands: Emergencies, kind: str, count: int) -> None:
    deadline = TIME.monotonic() + 60 * NANOSECONDS
    while len(commands.records(kind)) < count:
        assert TIME.monotonic() < deadline
        TIME.sleep_until(TIME.monotonic() + NANOSECONDS // 20)


@pytest.mark.timeout(300)
def test_from_the_file_to_the_air(commands: Emergencies, tmp_path: Path) -> None:
    write_atomically(commands.home.emergency / "lu-quet.toml", SHORT.encode())
    assert "waits for approval" in commands.type("emergency", "apply")
    commands.type("emergency", "approve", "lu-quet", expect=1)
    commands.type("emergency", "approve", "lu-quet", person="approver")
    (listed,) = json.loads(commands.type("emergency", "list", "--json"))
    assert listed["approved"]["approver"] == "approver"
    assert "sông Ren | suối Hoa" in commands.type("emergency", "show", "lu-quet")

    fill = ("lu-quet", "--fill", "song=sông Ren", "--every", "0")
    assert "no PIN" in commands.play(*fill, expect=1)
    assert "digits" in commands.type("emergency", "pin", stdin="123456\n", expect=1)
    commands.type("emergency", "pin", stdin=f"{PIN}\n")
    assert "not running" in commands.play(*fill, expect=1)

    commands.start()
    assert "not the PIN" in commands.play(*fill, stdin="000000\n", expect=1)
    cut = commands.station.approve("long", 120_000).approval.cut
    commands("announce", cut)
    answer = json.loads(commands.play(*fill, "--json").partition("\nOn air")[0])
    assert answer["text"] == "Lũ trên sông Ren Lên đồi ngay."
    wait_for(commands, "end", 2)
    ends = {record.text("cause"): record for record in commands.records("end")}
    broken_off, warning = ends["higher-class"], ends["whole"]
    assert warning.text("item") == answer["item"]
    assert broken_off.moment("last") <= warning.moment("first")
    (order,) = [r for r in commands.records("emergency") if r.text("state") == "ordered"]
    assert warning.moment("first") > order.at
    commands("stop-all")
    wait_for(commands, "end", 3)
    assert_sent_in_one_piece(commands, tmp_path / "sent")


def assert_sent_in_one_piece(commands: Emergencies, folder: Path) -> None:
    """Look for the phrases, sample for sample, one right after the other, in what was recorded."""
    desk = Desk.open(commands.home)
    (unplanned,) = [r for r in commands.records("unplanned") if r.text("what") == "emergency"]
    pieces = [load_cut(open_cache(desk), str(cut)) for cut in unplanned["cuts"]]
    whole = b"".join(piece.pcm[:] for piece in pieces if isinstance(piece, Audio))
    sent = b""
    for path in sorted(folder.glob("*.wav")):
        with wave.open(str(path)) as file:
            sent += file.readframes(file.getnframes())
    assert sent.count(whole) == 1
