"""Five real texts go the whole way, and the recorded output is measured from outside.

Every cut must stand in the recording where the journal says its first sample sounded, and
nothing else may be heard.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from broadcaster.timebase import SystemTime
from tests.accept.conftest import Program
from tests.accept.measuring import (
    RATE_HZ,
    Signal,
    best_match,
    decode,
    meter,
    peak_dbfs,
    starts_at,
)

pytestmark = [pytest.mark.rig, pytest.mark.timeout(900)]

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TOMORROW = f"{SystemTime().now().astimezone(HANOI) + timedelta(days=1):%Y-%m-%d}"
"""What is over cannot be planned any more."""
MORNING = f"{TOMORROW}T05:29"
TOLERANCE = RATE_HZ * 5 // 1000
"""5 ms in samples."""


class Broadcast:
    """What one rehearsed morning left behind."""

    def __init__(self, home: Path, recording: Path, records: list[dict[str, Any]]) -> None:
        self.home = home
        self.recording = recording
        self.records = records
        self.signal: Signal = decode(recording)
        self.origin = starts_at(recording)

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        return [record for record in self.records if record["kind"] == kind]

    def sample_of(self, moment: str) -> int:
        passed = datetime.fromisoformat(moment) - self.origin
        return round(passed.total_seconds() * RATE_HZ)

    def cut(self, sha256: str) -> Signal:
        (path,) = (self.home / "audio_cache" / sha256[:2] / sha256[2:4]).glob(f"{sha256}.mp3")
        return decode(path)


@pytest.fixture(scope="module")
def broadcast(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Broadcast:
    folder = tmp_path_factory.mktemp("five")
    home = folder / "home"
    Program(home).run("init", str(home), "--as", "Nông Văn Dền", "--station", "Khe Rèn")
    author = Program(home, "Nông Văn Dền")
    author.run("person", "add", "Lý Thị Mẩy", "--role", "approver")
    author.run("person", "understands", "Lý Thị Mẩy", "en")
    author.run("time", "confirm")
    for text in sorted((data / "bulletins").glob("*.txt")):
        added = author.run(
            "bulletin", "add", str(text), "--language", text.suffixes[0][1:], "--title", text.stem
        )
        bulletin = added.stdout.split()[0]
        author.run("render", bulletin)
        author.run("bulletin", "submit", bulletin, "--accept-flags", "read and heard")
        author.as_("Lý Thị Mẩy").run("bulletin", "approve", bulletin)
    author.run("schedule", "plan", "--from", TOMORROW, "--days", "1")
    author.run(
        *("playout", "run", "--virtual", MORNING, "--until", f"{TOMORROW}T06:35"),
        *("--output", f"file:{folder / 'air'}"),
    )
    (recording,) = (folder / "air").glob("*.wav")
    return Broadcast(home, recording, author.json("journal", "list"))


def test_every_text_aired_and_the_log_is_whole(broadcast: Broadcast) -> None:
    outcomes = broadcast.of_kind("outcome")
    aired = [record for record in outcomes if record["outcome"] == "aired"]
    assert len([record for record in aired if record["bulletin"]]) == 5
    assert len(aired) == len(outcomes)
    verified = Program(broadcast.home).run("journal", "verify")
    print(verified.stdout)


def test_recording_has_broadcast_loudness(broadcast: Broadcast) -> None:
    level = meter(broadcast.recording)
    print(f"recorded output: {level.integrated_lufs} LUFS, {level.true_peak_dbtp} dBTP")
    assert abs(level.integrated_lufs - -16) <= 1
    assert level.true_peak_dbtp <= -1


def test_each_cut_stands_where_the_journal_says(broadcast: Broadcast) -> None:
    cuts = {record["item"]: record["cut"] for record in broadcast.of_kind("start")}
    worst_offset, worst_match = 0, 1.0
    for record in broadcast.of_kind("end"):
        expected = broadcast.sample_of(record["first"])
        offset, match = best_match(
            broadcast.signal, broadcast.cut(cuts[record["item"]]), expected, RATE_HZ // 5
        )
        worst_offset, worst_match = max(worst_offset, abs(offset)), min(worst_match, match)
    print(f"worst offset {worst_offset / RATE_HZ * 1000:.2f} ms, worst match {worst_match:.4f}")
    assert worst_offset <= TOLERANCE
    assert worst_match >= 0.95


def test_nothing_else_is_heard(broadcast: Broadcast) -> None:
    rest = np.array(broadcast.signal)
    for record in broadcast.of_kind("end"):
        first = broadcast.sample_of(record["first"])
        rest[max(0, first) : first + record["samples"]] = 0
    print(f"outside every item the recording peaks at {peak_dbfs(rest):.1f} dBFS")
    assert peak_dbfs(rest) < -60
