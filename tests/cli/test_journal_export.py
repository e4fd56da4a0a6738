"""`broadcaster journal export` from the outside."""

import json
from hashlib import sha256
from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.journal import Kind
from broadcaster.journal.lock import WriterLock
from broadcaster.timebase import VirtualTime
from tests.audit.conftest import open_journal
from tests.cli.conftest import Run


def test_an_export_says_where_it_is_and_what_it_holds(
    at_home: Run, desk: Desk, clock: VirtualTime, tmp_path: Path
) -> None:
    with open_journal(desk.home, clock) as journal:
        journal.append(Kind.HEARTBEAT)
    made = at_home("journal", "export", tmp_path / "stick")
    assert made.code == 0
    assert made.out.strip() == str(tmp_path / "stick")
    assert "files" in made.err
    again = at_home("journal", "export", tmp_path / "stick")
    assert again.code == 1
    assert "not an empty folder" in again.err


def test_records_after_the_newest_checkpoint_are_told_of(
    at_home: Run, desk: Desk, clock: VirtualTime, tmp_path: Path
) -> None:
    with WriterLock(desk.home), open_journal(desk.home, clock) as journal:
        journal.checkpoint()
        journal.append(Kind.HEARTBEAT)
        told = at_home("journal", "export", tmp_path / "one")
        assert "1 records after it" in told.err
        document = json.loads(at_home("journal", "export", tmp_path / "two", "--json").out)
        assert document["logs"][0]["left_off"] == 1


def test_the_inspectors_page_is_written_and_known_by_its_hash(run: Run, tmp_path: Path) -> None:
    """Without any home: an inspector may have none."""
    named = run("journal", "page", "--sha256").out.strip()
    written = run("journal", "page", "--out", tmp_path / "kiem-tra.html")
    assert written.code == 0
    assert sha256((tmp_path / "kiem-tra.html").read_bytes()).hexdigest() == named
    assert named in written.err
    refused = run("journal", "page", "--out", tmp_path / "kiem-tra.html" / "below")
    assert refused.code == 1
