"""Verifying the logs of a home: its checkpoints, copies kept elsewhere, keys and lost logs."""

import shutil
from pathlib import Path

import pytest

from broadcaster.home import Home
from broadcaster.journal.checkpoint import Checkpoint, sign
from broadcaster.journal.errors import JournalError
from broadcaster.journal.inspection import Trust, inspect, trust_of
from broadcaster.journal.logs import read_logs
from broadcaster.journal.model import Kind
from broadcaster.journal.tree import leaf_hash, root
from broadcaster.journal.verdict import document
from broadcaster.journal.verification import Fault
from broadcaster.signed import BoxKey
from broadcaster.timebase import NANOSECONDS, VirtualTime
from tests.journal.conftest import OpenJournal
from tests.journal.inspecting import ZONE, cut, faults, notes_of, report, segment, sentence


@pytest.fixture
def kept(home: Home, open_journal: OpenJournal) -> bytes:
    """A log of ten records after a clean stop, signed at 4 and at 10; a copy of the last note."""
    with open_journal() as journal:
        for number in range(9):
            journal.append(Kind.ALARM, code=f"c{number}")
            if number == 2:
                journal.checkpoint()
        return journal.checkpoint().note


def test_a_clean_stop_is_whole_and_wholly_signed(home: Home, kept: bytes) -> None:
    found = report(home, kept)
    assert found.is_whole
    assert found.seal is not None
    assert found.seal.size == 10
    said = sentence(found, ZONE)
    assert ": whole up to record 9 of 22/11/2026 08:00:00 (10 records)" in said
    assert f"all of it is signed (checkpoint 10, code {found.seal.short_code})" in said


def test_the_last_three_deleted_are_named_by_the_newest_checkpoint(home: Home, kept: bytes) -> None:
    cut(home, 3)
    found = report(home)
    assert faults(found) == [(Fault.CUT_OFF, 7, 9)]
    assert "3 records at its end were deleted: 7-9" in sentence(found, ZONE)


def test_with_its_checkpoints_gone_too_a_copy_kept_elsewhere_names_them(
    home: Home, kept: bytes
) -> None:
    cut(home, 3)
    for path in notes_of(home):
        path.unlink()
    assert faults(report(home, kept)) == [(Fault.CUT_OFF, 7, 9)]


def test_without_that_copy_it_is_whole_up_to_there_and_nothing_later_is_excluded(
    home: Home, kept: bytes
) -> None:
    cut(home, 3)
    for path in notes_of(home):
        path.unlink()
    found = report(home)
    assert found.is_whole
    said = sentence(found, ZONE)
    assert "whole up to record 6" in said
    assert said.endswith("nothing later can be excluded.")
    assert document(found)["excludes_later"] is False


def test_an_older_checkpoint_still_signs_what_it_covers(home: Home, kept: bytes) -> None:
    notes_of(home)[-1].unlink()
    found = report(home)
    assert found.is_whole
    assert "signed up to record 3 (checkpoint 4" in sentence(found, ZONE)


def test_every_byte_of_the_last_record_is_watched_by_the_clean_stops_checkpoint(
    home: Home, kept: bytes
) -> None:
    whole = segment(home).read_bytes()
    start = whole.rindex(b"\n", 0, -1) + 1
    for position in range(start, len(whole)):
        spoilt = bytearray(whole)
        spoilt[position] ^= 1
        segment(home).write_bytes(bytes(spoilt))
        found = report(home)
        assert found.survey is not None
        assert found.survey.findings[0].last == 9, position


def test_a_note_that_was_altered_is_damage(home: Home, kept: bytes) -> None:
    path = notes_of(home)[0]
    path.write_bytes(path.read_bytes().replace(b"\n4\n", b"\n5\n"))
    found = report(home)
    assert [note.why for note in found.bad_notes] == ["bad-signature"]
    assert not found.is_whole
    said = sentence(found, ZONE)
    assert f'"{path.name}" is not one that this box signed (it was altered' in said


def test_a_note_under_another_notes_name_is_damage(home: Home, kept: bytes) -> None:
    first, last = notes_of(home)
    shutil.copy(first, last)
    assert [note.why for note in report(home).bad_notes] == ["wrong-name"]


def test_a_brought_note_of_another_key_is_refused_by_name(home: Home, kept: bytes) -> None:
    other = BoxKey.generate()
    log = read_logs(home)[0].id
    forged = sign(Checkpoint("khe-ren", log, 9, b"\x01" * 32), other.public_bytes, other.sign_bytes)
    with pytest.raises(JournalError, match=r"kept\.note"):
        report(home, forged)
    with pytest.raises(JournalError, match="does not have the form of a checkpoint"):
        report(home, b"no note at all")


def test_a_forked_history_is_told_by_a_copy_kept_elsewhere(
    home: Home, key: BoxKey, kept: bytes
) -> None:
    """As after putting back an old copy of the disk: the same log goes on another way."""
    leaves = [leaf_hash(record.raw) for record in read_logs(home)[0].records()]
    leaves[5] = leaf_hash(b"what the copy kept elsewhere saw")
    log = read_logs(home)[0].id
    other = Checkpoint("khe-ren", log, 7, root(leaves[:7]))
    found = report(home, sign(other, key.public_bytes, key.sign_bytes))
    assert faults(found) == [(Fault.REWRITTEN, 4, 6)]


def test_a_whole_log_that_was_removed_is_named_by_its_checkpoints(home: Home, kept: bytes) -> None:
    shutil.rmtree(read_logs(home)[0].folder)
    (found,) = inspect(home.journal, trust_of(home))
    assert not found.is_whole
    assert document(found)["status"] == "gone"
    assert f"is gone: {notes_of(home)[-1].name} names it" in sentence(found, ZONE)


def test_without_its_checkpoints_it_is_named_by_the_file_that_names_the_current_log(
    home: Home, kept: bytes
) -> None:
    gone = read_logs(home)[0]
    shutil.rmtree(gone.folder)
    for path in notes_of(home):
        path.unlink()
    (found,) = inspect(home.journal, trust_of(home))
    assert (found.log_id, found.survey, found.named_by) == (gone.id, None, "current.json")


def test_a_log_that_is_gone_is_not_named_by_a_note_of_another_key(home: Home, kept: bytes) -> None:
    other = BoxKey.generate()
    foreign = Checkpoint("khe-ren", "khe-ren-never", 9, b"\x01" * 32)
    with pytest.raises(JournalError, match="another key signed it"):
        report(home, sign(foreign, other.public_bytes, other.sign_bytes))


def test_a_whole_log_that_was_removed_is_named_by_the_one_after_it(
    home: Home, kept: bytes, clock: VirtualTime, open_journal: OpenJournal
) -> None:
    first = read_logs(home)[0]
    (home.journal / "current.json").unlink()
    clock.advance(NANOSECONDS)
    second = open_journal().log_id
    shutil.rmtree(first.folder)
    for path in notes_of(home):
        path.unlink()
    there, gone = inspect(home.journal, trust_of(home))
    assert (there.log_id, there.is_whole) == (second, True)
    assert (gone.log_id, gone.survey, gone.named_by) == (first.id, None, second)


def test_a_lost_rehearsal_is_no_loss(home: Home, kept: bytes, open_journal: OpenJournal) -> None:
    with open_journal(rehearsal=True) as journal:
        journal.checkpoint()
    shutil.rmtree(home.journal / journal.log_id)
    assert report(home).is_whole


def test_nothing_to_verify_is_refused(home: Home) -> None:
    with pytest.raises(JournalError, match="no as-run log"):
        inspect(home.journal, trust_of(home))


def test_a_log_without_records_is_told_as_such(home: Home) -> None:
    folder = home.journal / "khe-ren-x"
    folder.mkdir()
    (folder / "2026-11.jsonl").touch()
    assert "holds no record" in sentence(report(home), ZONE)


def test_an_auditor_with_a_copy_needs_no_home(
    home: Home, kept: bytes, tmp_path: Path, key: BoxKey
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(home.journal, copy)
    (own_word,) = inspect(copy, Trust(None, "log"))
    (given,) = inspect(copy, Trust(key.public_bytes, "given"))
    assert own_word.is_whole
    assert given.is_whole
    assert (own_word.key_source, given.key_source) == ("log", "given")
    (other,) = inspect(copy, Trust(BoxKey.generate().public_bytes, "given"))
    assert {note.why for note in other.bad_notes} == {"not-signed-by-this-key"}


def test_without_the_private_key_the_logs_own_word_serves(home: Home, kept: bytes) -> None:
    (home.keys / "box.pem").unlink()
    assert trust_of(home) == Trust(None, "log")
    assert report(home).is_whole
    assert "the key is the one the log itself names" in sentence(report(home), ZONE)
