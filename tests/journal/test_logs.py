"""Which logs there are, and reading them whatever lies in their folders."""

from pathlib import Path

import pytest

from broadcaster.home import Home
from broadcaster.journal.errors import JournalError
from broadcaster.journal.logs import (
    all_records,
    choose_log,
    current_log_id,
    logs_in,
    read_logs,
    segment_lines,
)
from broadcaster.journal.model import Kind
from broadcaster.timebase import NANOSECONDS, VirtualTime
from tests.journal.conftest import OpenJournal


def test_logs_stand_in_the_order_they_name_each_other_not_of_their_clocks(
    home: Home, clock: VirtualTime, open_journal: OpenJournal
) -> None:
    from datetime import timedelta

    ids = []
    for _ in range(3):
        ids.append(open_journal().log_id)
        (home.journal / "current.json").unlink()
        clock.step_wall(timedelta(days=-30))
    assert [log.id for log in read_logs(home)] == ids
    assert [record["log_id"] for record in all_records(home)] == ids


def test_the_real_logs_are_meant_when_any_exists_else_the_newest_rehearsal(
    home: Home, clock: VirtualTime, open_journal: OpenJournal
) -> None:
    with pytest.raises(JournalError, match="no as-run log"):
        choose_log(home)
    with pytest.raises(JournalError, match="There is no as-run log"):
        choose_log(home, "rehearsal")
    open_journal(rehearsal=True).close()
    clock.advance(NANOSECONDS)
    newest = open_journal(rehearsal=True).log_id
    assert [log.id for log in choose_log(home)] == [newest]
    real = open_journal().log_id
    assert [log.id for log in choose_log(home)] == [real]
    assert [log.id for log in choose_log(home, newest)] == [newest]
    assert len(read_logs(home, "all")) == 3


def test_an_unknown_log_is_refused_by_name(home: Home, open_journal: OpenJournal) -> None:
    known = open_journal().log_id
    with pytest.raises(JournalError, match='"khe-ren-x"') as caught:
        read_logs(home, "khe-ren-x")
    assert known in str(caught.value)


def test_other_files_and_folders_are_no_logs(home: Home, open_journal: OpenJournal) -> None:
    with open_journal() as journal:
        journal.checkpoint()
    home.orders.mkdir()
    (home.orders / "a.json").write_text("{}")
    folder = home.journal / journal.log_id
    (folder / "notes.jsonl").write_text("nothing of ours\n")
    (folder / "2026-11.jsonl.bak").write_text("nothing of ours\n")
    (log,) = read_logs(home, "all")
    assert [record.kind for record in log.records()] == ["boot"]


def test_two_logs_that_name_each_other_are_still_read(
    home: Home, open_journal: OpenJournal
) -> None:
    with open_journal(rehearsal=True) as journal:
        pass
    path = next((home.journal / journal.log_id).glob("*.jsonl"))
    itself = path.read_bytes().replace(
        b'"previous_log":""', f'"previous_log":"{journal.log_id}"'.encode()
    )
    path.write_bytes(itself)
    assert [log.id for log in logs_in(home.journal, "all")] == [journal.log_id]


def test_records_since_a_number(open_journal: OpenJournal) -> None:
    with open_journal() as journal:
        for _ in range(4):
            journal.append(Kind.HEARTBEAT)
        assert [record.seq for record in journal.records(since_seq=3)] == [3, 4]


def test_a_reader_goes_on_after_damage(home: Home, open_journal: OpenJournal) -> None:
    with open_journal() as journal:
        for _ in range(3):
            journal.append(Kind.HEARTBEAT)
    (log,) = read_logs(home)
    path = log.segments[0]
    path.write_bytes(path.read_bytes().replace(b'"seq":1', b'"seq":~'))
    assert [record.seq for record in log.records()] == [0, 2, 3]


def test_a_line_of_megabytes_is_one_line_and_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "2026-11.jsonl"
    path.write_bytes(b"a" * 3_000_000 + b"\nnext\nlast")
    first, second, third = segment_lines(path)
    assert len(first.raw) < 20_000
    assert (second.place.line, second.place.offset, second.raw) == (2, 3_000_001, b"next")
    assert (third.raw, third.ended) == (b"last", False)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"log_id":7}', '{"log_id":"../../etc"}'])
def test_a_spoilt_current_file_names_no_log(home: Home, content: str) -> None:
    (home.journal / "current.json").write_text(content)
    assert current_log_id(home) == ""
