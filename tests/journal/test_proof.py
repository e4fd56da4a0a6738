"""A proof of one record stands alone, and not one byte of it can be changed unnoticed."""

from datetime import timedelta
from pathlib import Path

import pytest

from broadcaster.home import Home
from broadcaster.journal import JournalError, Kind
from broadcaster.journal.cosignature import cosignatures
from broadcaster.journal.logs import read_logs
from broadcaster.journal.proof import read_proof
from broadcaster.journal.vouching import prove_record
from broadcaster.signed import BoxKey
from tests.conftest import SUNDAY_MORNING
from tests.journal.conftest import OpenJournal
from tests.journal.inspecting import segment
from tests.journal.witnesses import stick, visit

RECORDS = 11


@pytest.fixture(autouse=True)
def log(open_journal: OpenJournal) -> None:
    with open_journal() as journal:
        for number in range(RECORDS - 1):
            journal.append(Kind.ALARM, code=f"c{number}", text="Mất điện")
        journal.checkpoint()


def proof_of(home: Home, seq: int) -> bytes:
    (log,) = read_logs(home)
    record = next(log.records(seq))
    return prove_record(home.journal, log, record, BoxKey.load(home.keys).public_bytes)


@pytest.mark.parametrize("seq", range(RECORDS))
def test_every_record_is_proved_by_the_key_alone(home: Home, key: BoxKey, seq: int) -> None:
    proof = read_proof(proof_of(home, seq), key.public_bytes, "x")
    assert (proof.record.seq, proof.checkpoint.size) == (seq, RECORDS)
    assert proof.record.raw in segment(home).read_bytes()


def test_no_byte_of_a_proof_can_be_changed(home: Home, key: BoxKey) -> None:
    whole = proof_of(home, 5)
    read_proof(whole, key.public_bytes, "x")
    for position in range(len(whole)):
        spoilt = bytearray(whole)
        spoilt[position] ^= 1
        with pytest.raises(JournalError):
            read_proof(bytes(spoilt), key.public_bytes, "x")


@pytest.mark.parametrize("junk", [b"", b"\n\n", b"c2sp.org/tlog-proof@v1\n\n", b"\xff" * 200_000])
def test_what_is_no_proof_is_named(key: BoxKey, junk: bytes) -> None:
    with pytest.raises(JournalError, match=r'"junk.txt" proves nothing'):
        read_proof(junk, key.public_bytes, "junk.txt")


def test_another_boxs_proof_is_refused(home: Home) -> None:
    with pytest.raises(JournalError, match="another key signed it"):
        read_proof(proof_of(home, 2), BoxKey.generate().public_bytes, "x")


def test_a_record_that_no_checkpoint_covers_is_not_proved_yet(
    home: Home, open_journal: OpenJournal
) -> None:
    with open_journal() as journal:
        journal.append(Kind.ALARM, code="later")
    with pytest.raises(JournalError, match="no checkpoint covers it"):
        proof_of(home, RECORDS)


def test_an_altered_log_proves_nothing(home: Home) -> None:
    path = segment(home)
    path.write_bytes(path.read_bytes().replace(b'"code":"c3"', b'"code":"c4"'))
    with pytest.raises(JournalError, match="not as it was written"):
        proof_of(home, 5)


def test_the_proof_goes_under_the_newest_checkpoint_that_a_witness_signed_too(
    home: Home, key: BoxKey, open_journal: OpenJournal, tmp_path: Path
) -> None:
    witness = stick(tmp_path / "stick")
    at = SUNDAY_MORNING + timedelta(days=2)
    visit(home, tmp_path / "stick", at)
    with open_journal() as journal:
        journal.checkpoint()
    proof = read_proof(proof_of(home, 4), key.public_bytes, "x")
    (vouched,) = cosignatures(proof.checkpoint, [witness])
    assert (vouched.at, vouched.size) == (at, RECORDS)
    proof = read_proof(proof_of(home, RECORDS), key.public_bytes, "x")
    assert proof.checkpoint.size == RECORDS + 1
