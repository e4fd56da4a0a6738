"""Cosignatures: somebody else's word that a log was so long and had this root, and when.

C2SP tlog-cosignature, `cosignature/v1` with Ed25519: a line of its own in the checkpoint's note.
The witness says that at that time this was the largest tree it had seen of that log, and that it
grew out of all it had seen before. It says nothing of what the records claim.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature

from broadcaster.journal.checkpoint import (
    LARGEST_BYTES,
    MOST_SIGNATURES,
    Checkpoint,
    key_id,
    loaded_key,
    signature_line,
    signatures,
    verifier_key,
)
from broadcaster.journal.errors import JournalError

COSIGNATURE = b"\x04"
"""Signature type of Ed25519 cosignatures in verifier keys and key ids."""
LATEST = 253_402_300_799
"""Seconds since 1970 of the last moment of the year 9999; what is later is no time."""

_ID, _TIME, _SIGNATURE = 4, 8, 64


@dataclass(frozen=True)
class WitnessKey:
    """Whom to believe: a witness's name and its public key of 32 bytes."""

    name: str
    public: bytes

    @property
    def text(self) -> str:
        """The key as C2SP tools take it."""
        return verifier_key(self.name, self.public, COSIGNATURE)


@dataclass(frozen=True)
class Cosignature:
    """A cosignature that was checked: `witness` had seen the first `size` records by `at` (UTC)."""

    witness: str
    at: datetime
    size: int


def cosigned_text(body: bytes, seconds: int) -> bytes:
    """Return what a witness signs: a header, the time, and the checkpoint's three lines."""
    return f"cosignature/v1\ntime {seconds}\n".encode() + body


def cosign(
    checkpoint: Checkpoint, witness: WitnessKey, at: datetime, sign: Callable[[bytes], bytes]
) -> str:
    """Return the line by which `witness` vouches for `checkpoint` at `at` (aware)."""
    seconds = int(at.timestamp())
    signed = sign(cosigned_text(checkpoint.body, seconds))
    name, named = witness.name, key_id(witness.name, witness.public, COSIGNATURE)
    return signature_line(name, named + seconds.to_bytes(_TIME, "big") + signed)


def cosignatures(checkpoint: Checkpoint, witnesses: Sequence[WitnessKey]) -> list[Cosignature]:
    """Return the cosignatures in the checkpoint's note that these witnesses made.

    Those of keys that are not asked for are passed over, as tlog-cosignature wants. JournalError
    for one that bears a known key's id and does not hold.
    """
    return list(_checked(checkpoint, witnesses)) if witnesses else []


def _checked(checkpoint: Checkpoint, witnesses: Sequence[WitnessKey]) -> Iterator[Cosignature]:
    known = {(one.name, key_id(one.name, one.public, COSIGNATURE)): one for one in witnesses}
    for name, blob in signatures(checkpoint.note, checkpoint.name):
        if witness := known.get((name, blob[:_ID])):
            yield _check(checkpoint, witness, blob[_ID:])


def _check(checkpoint: Checkpoint, witness: WitnessKey, blob: bytes) -> Cosignature:
    seconds = int.from_bytes(blob[:_TIME], "big")
    if len(blob) != _TIME + _SIGNATURE or seconds > LATEST:
        raise JournalError.bad_checkpoint(checkpoint.name, "bad-cosignature")
    text = cosigned_text(checkpoint.body, seconds)
    try:
        loaded_key(witness.public).verify(blob[_TIME:], text)
    except (InvalidSignature, ValueError) as error:
        raise JournalError.bad_checkpoint(checkpoint.name, "bad-cosignature") from error
    return Cosignature(witness.name, datetime.fromtimestamp(seconds, UTC), checkpoint.size)


def others(checkpoint: Checkpoint) -> list[str]:
    """Return the names beside our own under a note, as they call themselves; none is checked."""
    names = (name for name, _blob in signatures(checkpoint.note, checkpoint.name))
    return list(dict.fromkeys(name for name in names if name != checkpoint.origin))


def with_lines(checkpoint: Checkpoint, lines: Sequence[str]) -> bytes:
    """Return the checkpoint's note with these signature lines too, each once.

    JournalError when the note would grow beyond what a reader takes.
    """
    there = checkpoint.note.decode().splitlines(keepends=True)
    added = [line for line in dict.fromkeys(lines) if line not in there]
    note = checkpoint.note + "".join(added).encode()
    if len(signatures(checkpoint.note)) + len(added) > MOST_SIGNATURES or len(note) > LARGEST_BYTES:
        raise JournalError.bad_checkpoint(checkpoint.name, "too-many-signatures")
    return note
