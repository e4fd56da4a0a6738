"""One record, provable on its own: C2SP tlog-proof, the record's bytes as its `extra` data.

One text file: the record, its number, the audit path to the root (RFC 6962 section 2.1.1), and the
checkpoint with whatever cosignatures it has. Whoever has the box's public key needs nothing else:
neither the log nor our program. Pure.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from broadcaster.journal import checkpoint as c2sp
from broadcaster.journal.checkpoint import Checkpoint
from broadcaster.journal.errors import JournalError
from broadcaster.journal.record import Record, RecordFormError, decode
from broadcaster.journal.tree import HASH_BYTES, inclusion_proof, verify_inclusion

FIRST_LINE = "c2sp.org/tlog-proof@v1"
EXTRA = "extra "
MOST_HASHES = 63
LARGEST_BYTES = c2sp.LARGEST_BYTES + 32 * 1024

_INDEX = re.compile(r"index (0|[1-9][0-9]{0,17})")


@dataclass(frozen=True)
class Proof:
    """A record, its place, and the checkpoint that covers it, all shown to belong together."""

    record: Record
    checkpoint: Checkpoint


def write_proof(record: Record, leaves: Sequence[bytes], checkpoint: Checkpoint) -> bytes:
    """Return the proof that `checkpoint` covers `record`; `leaves` are its leaf hashes, in order.

    IndexError when the record lies behind the checkpoint.
    """
    path = inclusion_proof(leaves[: checkpoint.size], record.seq)
    lines = [
        FIRST_LINE,
        f"extra {b64encode(record.raw).decode()}",
        f"index {record.seq}",
        *(b64encode(part).decode() for part in path),
        "",
        "",
    ]
    return "\n".join(lines).encode() + checkpoint.note


def read_proof(data: bytes, public: bytes, name: str) -> Proof:
    """Check a proof by the box's public key (32 bytes) alone.

    JournalError names `name` and what does not hold: its form, the signature, the path, or the
    record's own number or log.
    """
    head, blank, note = data.partition(b"\n\n")
    if len(data) > LARGEST_BYTES or not blank:
        raise JournalError.bad_proof(name, "malformed")
    index, raw, path = _head(head, name)
    checkpoint = c2sp.read(note, public, name)
    try:
        record = decode(raw)
    except RecordFormError as error:
        raise JournalError.bad_proof(name, "no-record") from error
    if not verify_inclusion(record.leaf_hash, index, checkpoint.size, path, checkpoint.root):
        raise JournalError.bad_proof(name, "not-in-the-tree")
    if record.seq != index or record["log_id"] != checkpoint.log_id:
        raise JournalError.bad_proof(name, "another-log")
    return Proof(record, checkpoint)


def _head(head: bytes, name: str) -> tuple[int, bytes, list[bytes]]:
    first, extra, place, *rest = [*head.decode("ascii", "replace").split("\n"), "", ""]
    index = _INDEX.fullmatch(place)
    if first != FIRST_LINE or not extra.startswith(EXTRA) or index is None:
        raise JournalError.bad_proof(name, "malformed")
    raw, *path = (_base64(text, name) for text in (extra.removeprefix(EXTRA), *rest[:-2]))
    if len(path) > MOST_HASHES or any(len(part) != HASH_BYTES for part in path):
        raise JournalError.bad_proof(name, "malformed")
    return int(index[1]), raw, path


def _base64(text: str, name: str) -> bytes:
    data = c2sp.from_base64(text)
    if data is None:
        raise JournalError.bad_proof(name, "malformed")
    return data
