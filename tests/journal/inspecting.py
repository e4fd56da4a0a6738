"""Short ways to verify the logs of a home and to read what is said of them."""

from pathlib import Path
from zoneinfo import ZoneInfo

from broadcaster.home import Home
from broadcaster.journal import verdict
from broadcaster.journal.inspection import LogReport, inspect, trust_of
from broadcaster.journal.logs import read_logs
from broadcaster.journal.verification import Fault

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def segment(home: Home) -> Path:
    return read_logs(home)[0].segments[0]


def cut(home: Home, records: int) -> None:
    lines = segment(home).read_bytes().splitlines(keepends=True)
    segment(home).write_bytes(b"".join(lines[:-records]))


def notes_of(home: Home) -> list[Path]:
    return sorted(home.checkpoints.glob("*.note"))


def report(home: Home, *against: bytes) -> LogReport:
    notes = [("kept.note", note) for note in against]
    (found,) = inspect(home.journal, trust_of(home), notes)
    return found


def sentence(found: LogReport, zone: ZoneInfo) -> str:
    return " ".join(verdict.sentence(found, zone))


def faults(found: LogReport) -> list[tuple[Fault, int, int]]:
    assert found.survey is not None
    return [(one.fault, one.seq, one.last) for one in found.survey.findings]
