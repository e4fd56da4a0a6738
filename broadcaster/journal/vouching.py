"""What a person has done with a log's heads: cosigned, cosignatures taken in, a record proved."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from broadcaster.home import write_atomically
from broadcaster.journal import checkpoint as c2sp
from broadcaster.journal import notes, witness_folder
from broadcaster.journal.checkpoint import Checkpoint, signature_line, signatures
from broadcaster.journal.cosignature import others, with_lines
from broadcaster.journal.errors import JournalError
from broadcaster.journal.logs import Log, logs_in
from broadcaster.journal.proof import write_proof
from broadcaster.journal.record import Record
from broadcaster.journal.tree import consistency_proof
from broadcaster.journal.verification import survey


def cosign_logs(
    journal: Path, stick: Path, passphrase: str, key: bytes, at: datetime
) -> list[Checkpoint]:
    """Let the witness in folder `stick` vouch for the newest checkpoint of each real log.

    The cosigned notes replace those in `journal/checkpoints/`. `key` is the box's public key, `at`
    the witness's clock (aware). JournalError for a log that is not as it was written, and when
    there is nothing to vouch for; WitnessError when the witness refuses. Those before stay vouched.
    """
    told = []
    for log in logs_in(journal):
        newest = notes.newest(journal, log.id, key)
        if newest is None:
            continue
        leaves = _leaves(log, newest)
        path = journal / notes.CHECKPOINTS_NAME / newest.name

        def prove(size: int, leaves: Sequence[bytes] = leaves) -> list[bytes]:
            return consistency_proof(leaves, size)

        told.append(witness_folder.vouch(stick, passphrase, newest.note, key, prove, at))
        _replace(path, told[-1].note)
    if not told:
        raise JournalError.no_checkpoint(journal / notes.CHECKPOINTS_NAME)
    return told


def add_cosignatures(journal: Path, brought: Sequence[tuple[str, bytes]], key: bytes) -> list[str]:
    """Put what stands under notes from elsewhere under our own of the same head, unchecked.

    Returns the names of the notes. JournalError for one that the box did not sign, or whose head
    is none of this journal's.
    """
    names = []
    for name, data in brought:
        note = c2sp.read(data, key, name)
        path = journal / notes.CHECKPOINTS_NAME / note.file_name
        ours = notes.read_note(path, key) if path.is_file() else None
        if ours is None or ours.body != note.body:
            raise JournalError.bad_checkpoint(name, "no-such-head")
        lines = [
            signature_line(signer, blob)
            for signer, blob in signatures(note.note)
            if signer != note.origin
        ]
        _replace(path, with_lines(ours, lines))
        names.append(path.name)
    return names


def prove_record(journal: Path, log: Log, record: Record, key: bytes) -> bytes:
    """Return the proof of a record, under the newest checkpoint over it that a witness signed too.

    Where no witness signed any, under the newest one at all.

    JournalError when none does yet, or when the log is not what was signed.
    """
    over = (one for one in notes.newest_first(journal, log.id, key) if one.size > record.seq)
    newest = next(over, None)
    if newest is None:
        raise JournalError.not_signed_yet(record.seq, log.id)
    chosen = newest if others(newest) else next(filter(others, over), newest)
    return write_proof(record, _leaves(log, chosen), chosen)


def _leaves(log: Log, signed: Checkpoint) -> list[bytes]:
    """Return the leaf hashes that a checkpoint covers, or refuse a log that it does not."""
    leaves: list[bytes] = []
    found = survey(
        log.id,
        log.lines(),
        {signed.size: [signed.root]},
        lambda record: leaves.append(record.leaf_hash),
    )
    if found.covered != signed.size:
        raise JournalError.not_signed(log.id)
    return leaves[: signed.size]


def _replace(path: Path, note: bytes) -> None:
    try:
        write_atomically(path, note)
    except OSError as error:
        raise JournalError.unwritable(path, error.strerror or str(error)) from error
