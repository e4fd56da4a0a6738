"""Appending when the disk will not."""

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

from broadcaster.home import Home
from broadcaster.journal.errors import JournalError
from broadcaster.journal.logs import read_logs
from broadcaster.journal.model import Kind
from broadcaster.journal.segment import RESERVE_BYTES, SLICE_BYTES, Reserve, Segment
from broadcaster.journal.verification import survey
from broadcaster.journal.writer import Journal
from tests.journal.conftest import OpenJournal


class FullDisk:
    """A kernel whose disk has no room but what the reserve gives up, and counts the slices."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, reserve: Path) -> None:
        self._write, self._truncate = os.write, os.truncate
        self._reserve, self.room = reserve, 0
        monkeypatch.setattr(os, "write", self.write)
        monkeypatch.setattr(os, "truncate", self.truncate)

    def truncate(self, path: Path, length: int) -> None:
        if path == self._reserve:
            self.room += path.stat().st_size - length
        self._truncate(path, length)

    def write(self, handle: int, data: bytes) -> int:
        if not self.room:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = self._write(handle, data[: self.room])
        self.room -= written
        return written


def fill(journal: Journal) -> NoReturn:
    while True:
        journal.append(Kind.ALARM, code="disk", text="x" * 7000)


def test_an_append_is_on_disk_at_the_offset_it_returns(tmp_path: Path) -> None:
    segment = Segment(tmp_path / "a.jsonl")
    assert (segment.append(b"one\n"), segment.append(b"two\n")) == (0, 4)
    segment.close()
    again = Segment(tmp_path / "a.jsonl")
    assert again.append(b"three\n") == 8
    again.close()
    assert (tmp_path / "a.jsonl").read_bytes() == b"one\ntwo\nthree\n"


def test_a_failed_append_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment = Segment(tmp_path / "a.jsonl")
    segment.append(b"one\n")

    def fail(_handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", fail)
        with pytest.raises(OSError, match="Input/output"):
            segment.append(b"two\n")
    assert segment.append(b"three\n") == 4
    segment.close()
    assert (tmp_path / "a.jsonl").read_bytes() == b"one\nthree\n"


def test_what_could_not_be_cut_off_is_cut_off_before_the_next_append(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment = Segment(tmp_path / "a.jsonl")
    segment.append(b"one\n")

    def fail(_handle: int, _size: int = 0) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", fail)
        patch.setattr(os, "ftruncate", fail)
        with pytest.raises(OSError, match="Input/output"):
            segment.append(b"two\n")
        with pytest.raises(OSError, match="Input/output"):
            segment.append(b"three\n")
    assert (tmp_path / "a.jsonl").read_bytes() == b"one\ntwo\n"
    assert segment.append(b"four\n") == 4
    segment.close()
    assert (tmp_path / "a.jsonl").read_bytes() == b"one\nfour\n"


def test_the_reserve_is_really_allocated_and_given_up_in_slices(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / "reserve")
    assert not reserve.release()
    reserve.make()
    assert (tmp_path / "reserve").stat().st_blocks * 512 >= RESERVE_BYTES
    given = 0
    while reserve.release():
        given += 1
    assert given == RESERVE_BYTES // SLICE_BYTES
    reserve.make()
    assert (tmp_path / "reserve").stat().st_size == RESERVE_BYTES


def test_the_journal_goes_on_from_its_reserve_when_the_disk_is_full(
    home: Home, open_journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until that is used up: then it refuses, and goes on once there is room again."""
    with open_journal() as journal:
        with monkeypatch.context() as patch:
            FullDisk(patch, home.journal / "reserve")
            with pytest.raises(JournalError, match="no room left") as caught:
                fill(journal)
        written = journal.size
        assert caught.value.is_full
        assert written > RESERVE_BYTES // 8192
        assert journal.append(Kind.HEARTBEAT).seq == written
        journal.checkpoint()
    assert (home.journal / "reserve").stat().st_size == RESERVE_BYTES
    (log,) = read_logs(home)
    found = survey(log.id, log.lines())
    assert found.is_whole
    assert (found.range.size, found.torn) == (written + 1, 0)


def test_another_fault_of_the_disk_is_not_called_full(
    open_journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_handle: int, _data: bytes) -> int:
        raise OSError(errno.EIO, "Input/output error")

    with open_journal() as journal:
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", fail)
            with pytest.raises(JournalError, match="Input/output error") as caught:
                journal.append(Kind.HEARTBEAT)
        assert not caught.value.is_full
        assert journal.append(Kind.HEARTBEAT).seq == 1


def test_a_start_that_finds_no_room_leaves_no_empty_log_behind(
    home: Home, open_journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        FullDisk(patch, home.journal / "reserve")
        for _ in range(2):
            with pytest.raises(JournalError, match="no room left"):
                open_journal()
    assert [path for path in home.journal.iterdir() if path.is_dir()] == []
    assert open_journal().size == 1
