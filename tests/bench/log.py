"""The as-run log: a durable append beside a bare durable write."""

import os
import tempfile
from pathlib import Path

from broadcaster.home import Home
from broadcaster.journal import Kind
from broadcaster.journal.writer import Journal
from broadcaster.signed import BoxKey
from broadcaster.timebase import SystemTime, TimeQuality, TimeTrust
from tests.bench.figures import Figure, in_turn

RECORDS = 500


def appending_beside_writing() -> Figure:
    """Compare durable appends with writing and syncing lines of the same length."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        journal = Journal.open(
            Home(folder),
            station="bench",
            unit="bench",
            key=BoxKey.generate(),
            time=SystemTime(),
            trust=lambda: TimeTrust(TimeQuality.NTP, 0, "bench"),
        )
        line = os.urandom(300).hex().encode() + b"\n"

        def ours() -> None:
            for number in range(RECORDS):
                journal.append(Kind.ALARM, code="bench", text="x" * 250, detail=str(number))

        def reference() -> None:
            with (folder / "plain").open("ab") as file:
                for _ in range(RECORDS):
                    file.write(line)
                    file.flush()
                    os.fdatasync(file.fileno())

        mine, theirs, ratio = in_turn(ours, reference)
        journal.close()
    return Figure(
        "durable appends to the log, beside bare write and fdatasync",
        f"{RECORDS / mine:,.0f} records/s",
        f"{RECORDS / theirs:,.0f} lines/s",
        ratio,
    )
