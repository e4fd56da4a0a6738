"""A witness vouches for a log that grew, and for no smaller, forked or foreign one."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.home import Home
from broadcaster.journal import JournalError, Kind, witness_folder
from broadcaster.journal.checkpoint import Checkpoint, sign
from broadcaster.journal.cosignature import WitnessKey, cosignatures, others, with_lines
from broadcaster.journal.public_key import read_witnesses
from broadcaster.journal.tree import consistency_proof, leaf_hash, root
from broadcaster.journal.vouching import add_cosignatures
from broadcaster.journal.witness import admit
from broadcaster.journal.witness_errors import WitnessError
from broadcaster.signed import BoxKey
from tests.conftest import SUNDAY_MORNING
from tests.journal.conftest import OpenJournal
from tests.journal.inspecting import notes_of
from tests.journal.witnesses import NAME, PASSPHRASE, stick, visit

LATER = SUNDAY_MORNING + timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "stick"


@pytest.fixture
def witness(folder: Path) -> WitnessKey:
    return stick(folder)


def grow(open_journal: OpenJournal, records: int) -> Checkpoint:
    with open_journal() as journal:
        for number in range(records):
            journal.append(Kind.ALARM, code=f"c{number}")
        return journal.checkpoint()


def test_it_vouches_for_a_log_that_grew(
    home: Home, open_journal: OpenJournal, folder: Path, witness: WitnessKey
) -> None:
    for records, at in ((3, SUNDAY_MORNING), (40, LATER), (0, LATER)):
        grow(open_journal, records)
        (told,) = visit(home, folder, at)
        (found,) = cosignatures(told, [witness])
        assert (found.witness, found.at, found.size) == (NAME, at, told.size)
        assert notes_of(home)[-1].read_bytes() == told.note


def test_what_it_saw_is_on_its_stick_before_anybody_is_told(
    home: Home, open_journal: OpenJournal, folder: Path, witness: WitnessKey
) -> None:
    grow(open_journal, 5)
    (told,) = visit(home, folder, LATER)
    assert witness_folder.seen(folder) == [replace(told, name=_seen(folder))]
    assert read_witnesses(folder / "witness.pub") == [witness]


def _seen(folder: Path) -> str:
    (path,) = (folder / "seen").glob("*.note")
    return path.name


def test_a_smaller_tree_is_refused_and_kept_as_evidence(
    home: Home, open_journal: OpenJournal, folder: Path, witness: WitnessKey
) -> None:
    grow(open_journal, 9)
    (told,) = visit(home, folder, LATER)
    older = notes_of(home)[0]
    grow(open_journal, 1)
    visit(home, folder, LATER)
    notes_of(home)[-1].unlink()
    with pytest.raises(WitnessError, match="seen 12 records of it, and now only 10"):
        visit(home, folder, LATER)
    assert older.read_bytes() == told.note
    (kept,) = (folder / "refused").iterdir()
    assert kept.read_bytes() == told.note


def test_a_forked_tree_is_refused_and_kept_as_evidence(
    home: Home, open_journal: OpenJournal, folder: Path, witness: WitnessKey, key: BoxKey
) -> None:
    """What a box with the key makes that writes the log anew: every hash and signature is right."""
    grow(open_journal, 9)
    (told,) = visit(home, folder, LATER)
    forged = Checkpoint(told.station, told.log_id, 20, b"\x01" * 32)
    note = sign(forged, key.public_bytes, key.sign_bytes)
    with pytest.raises(WitnessError, match="does not go on from the 10 records"):
        witness_folder.vouch(folder, PASSPHRASE, note, key.public_bytes, lambda _: [], LATER)
    assert [path.read_bytes() for path in (folder / "refused").iterdir()] == [note]
    assert [one.size for one in witness_folder.seen(folder)] == [10]


def test_a_log_signed_by_another_key_than_before_is_refused(
    home: Home, open_journal: OpenJournal, folder: Path, witness: WitnessKey
) -> None:
    told = grow(open_journal, 2)
    visit(home, folder, LATER)
    other = BoxKey.generate()
    note = sign(told, other.public_bytes, other.sign_bytes)
    with pytest.raises(WitnessError, match="another key signed it"):
        witness_folder.vouch(folder, PASSPHRASE, note, other.public_bytes, lambda _: [], LATER)


def test_without_its_passphrase_or_what_it_saw_it_signs_nothing(
    home: Home, open_journal: OpenJournal, folder: Path, witness: WitnessKey
) -> None:
    told = grow(open_journal, 2)
    key = BoxKey.load(home.keys).public_bytes
    with pytest.raises(WitnessError, match="passphrase does not open"):
        witness_folder.vouch(folder, "something else", told.note, key, lambda _: [], LATER)
    (folder / "seen").rmdir()
    with pytest.raises(WitnessError, match="no witness's folder"):
        witness_folder.vouch(folder, PASSPHRASE, told.note, key, lambda _: [], LATER)
    assert b"ENCRYPTED PRIVATE KEY" in (folder / "witness.pem").read_bytes()


def test_a_damaged_memory_is_never_begun_anew(
    home: Home, open_journal: OpenJournal, folder: Path, witness: WitnessKey
) -> None:
    grow(open_journal, 2)
    visit(home, folder, LATER)
    path = folder / "seen" / _seen(folder)
    whole = path.read_bytes()
    for damaged in (b"", whole[:-30], whole.replace(b"\n3\n", b"\n1\n")):
        path.write_bytes(damaged)
        with pytest.raises(JournalError, match="not one that this box signed"):
            visit(home, folder, LATER)
    path.write_bytes(whole)
    path.with_suffix(".key").unlink()
    with pytest.raises(WitnessError, match=r"\.key"):
        visit(home, folder, LATER)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "x" * 101, "a\nb"])
def test_a_name_that_no_note_can_carry_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(WitnessError, match="cannot name a witness"):
        witness_folder.make(folder, name, PASSPHRASE)


def test_a_key_is_never_replaced_nor_put_under_a_weak_passphrase(
    folder: Path, witness: WitnessKey
) -> None:
    with pytest.raises(WitnessError, match="already"):
        stick(folder)
    with pytest.raises(WitnessError, match="too short"):
        witness_folder.make(folder / "new", NAME, "12345678901")
    assert not (folder / "new").exists()


def test_cosignatures_of_unknown_keys_count_for_nothing_and_false_ones_are_named(
    home: Home, open_journal: OpenJournal, folder: Path, witness: WitnessKey
) -> None:
    grow(open_journal, 2)
    (told,) = visit(home, folder, LATER)
    assert cosignatures(told, []) == []
    assert cosignatures(told, [WitnessKey(NAME, bytes(32))]) == []
    assert others(told) == [NAME]
    lines = told.note.decode().splitlines(keepends=True)
    other = Checkpoint(told.station, told.log_id, told.size, bytes(32), b"", "moved.note")
    moved = other.body + "".join(["\n", *lines[4:]]).encode()
    with pytest.raises(JournalError, match="cosignature in it does not hold"):
        cosignatures(replace(other, note=moved), [witness])


def test_a_note_cosigned_elsewhere_is_taken_in_once(
    home: Home, open_journal: OpenJournal, folder: Path, witness: WitnessKey, key: BoxKey
) -> None:
    grow(open_journal, 2)
    plain = notes_of(home)[0].read_bytes()
    (told,) = visit(home, folder, LATER)
    notes_of(home)[0].write_bytes(plain)
    for _ in range(2):
        add_cosignatures(home.journal, [("brought.note", told.note)], key.public_bytes)
        assert notes_of(home)[0].read_bytes() == told.note
    foreign = sign(
        Checkpoint(told.station, told.log_id, 99, bytes(32)), key.public_bytes, key.sign_bytes
    )
    with pytest.raises(JournalError, match="no checkpoint here has that size"):
        add_cosignatures(home.journal, [("brought.note", foreign)], key.public_bytes)


def test_a_note_takes_only_so_many_signatures(told_note: Checkpoint) -> None:
    lines = [f"— w{number}.example AAAAAAAA\n" for number in range(64)]
    with pytest.raises(JournalError, match="too many signatures"):
        with_lines(told_note, lines)
    assert len(with_lines(told_note, lines[:63]).splitlines()) == 4 + 64


@pytest.fixture
def told_note(open_journal: OpenJournal) -> Checkpoint:
    return grow(open_journal, 1)


@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 60))
def test_only_trees_that_grew_out_of_the_seen_one_are_admitted(
    old: int, new: int, differs_from: int
) -> None:
    """A tree whose leaf `differs_from` is another is forked when the seen one had that leaf."""
    leaves = [leaf_hash(b"%d" % number) for number in range(max(old, new))]
    forked = [leaf_hash(b"x") if at == differs_from else leaf for at, leaf in enumerate(leaves)]
    seen = Checkpoint("s", "log", old, root(leaves[:old]))
    offered = Checkpoint("s", "log", new, root(forked[:new]))
    proof = consistency_proof(forked[:new], old) if old <= new else []
    if new >= old and differs_from >= old:
        admit(seen, offered, proof)
    else:
        with pytest.raises(WitnessError) as refused:
            admit(seen, offered, proof)
        assert refused.value.reason == ("smaller-tree" if new < old else "forked-tree")


def test_one_witness_vouches_for_one_tree_at_a_time(
    home: Home, open_journal: OpenJournal, folder: Path, witness: WitnessKey
) -> None:
    """Two at once wait for each other: neither follows a tree the other has left behind."""
    grow(open_journal, 2)
    asked = (
        "import sys; from pathlib import Path; from broadcaster.home import Home; "
        "from tests.journal.witnesses import visit; from tests.conftest import SUNDAY_MORNING; "
        "print(visit(Home(Path(sys.argv[1])), Path(sys.argv[2]), SUNDAY_MORNING)[0].size)"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", asked, str(home.root), str(folder)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    assert [process.communicate()[0] for process in both] == ["3\n", "3\n"]
    assert [one.size for one in witness_folder.seen(folder)] == [3]
