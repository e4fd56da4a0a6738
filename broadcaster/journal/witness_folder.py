"""A witness's folder, on a stick say: its key, and what it has seen of each log.

    witness.pem    the key, PKCS#8, encrypted with a passphrase that is kept elsewhere
    witness.pub    the verifier key, to hand to everybody
    seen/<log>-<hash>.note, .key     the last checkpoint vouched for, and whose log it is
    refused/<log>-<size>-<root>.note  signed checkpoints that contradict one it had seen

What was vouched for is on disk before anybody is told, so that a power cut cannot make a witness
vouch twice for different histories. A witness that lost `seen/` has to begin under a new key.
"""

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from broadcaster.home import sync_folder, write_atomically
from broadcaster.journal.checkpoint import LARGEST_BYTES, Checkpoint, read, verifier_key
from broadcaster.journal.cosignature import WitnessKey, cosign, with_lines
from broadcaster.journal.public_key import is_name, read_key, read_witnesses
from broadcaster.journal.witness import admit
from broadcaster.journal.witness_errors import WitnessError

KEY_NAME, PUBLIC_NAME, SEEN_NAME, REFUSED_NAME = "witness.pem", "witness.pub", "seen", "refused"
SHORTEST_PASSPHRASE = 12
MOST_REFUSED = 100
"""Notes kept as evidence; the first ones prove as much as any later one."""

Prove = Callable[[int], Sequence[bytes]]
"""From an older size -> the consistency proof to the checkpoint that is offered."""


def make(folder: Path, name: str, passphrase: str) -> WitnessKey:
    """Make a witness's folder with a new key; JournalError when one stands there already."""
    if not is_name(name):
        raise WitnessError.bad_witness_name(name)
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise WitnessError.short_passphrase(SHORTEST_PASSPHRASE)
    if (folder / KEY_NAME).exists():
        raise WitnessError.witness_exists(folder)
    private = Ed25519PrivateKey.generate()
    encryption = BestAvailableEncryption(passphrase.encode())
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    witness = WitnessKey(name, public)
    try:
        (folder / SEEN_NAME).mkdir(parents=True, exist_ok=True)
        write_atomically(folder / PUBLIC_NAME, f"{witness.text}\n".encode())
        write_atomically(folder / KEY_NAME, pem, mode=0o600)
    except OSError as error:
        raise WitnessError.bad_witness(folder, error.strerror or str(error)) from error
    return witness


def seen(folder: Path) -> list[Checkpoint]:
    """Return the last checkpoint of each log that this witness vouched for."""
    paths = sorted((folder / SEEN_NAME).glob("*.note"))
    return [one for path in paths if (one := _read_seen(path, _pinned(path)))]


def vouch(
    folder: Path, passphrase: str, note: bytes, key: bytes, prove: Prove, at: datetime
) -> Checkpoint:
    """Cosign a checkpoint of the log whose key is `key`, and return it with the cosignature.

    `at` is the witness's own clock (aware). The log's key is pinned the first time. JournalError
    when the note is not signed by that key, when it contradicts what was seen (it is kept in
    `refused/` then), and when passphrase or folder are not right; nothing is vouched for then.
    """
    with _held(folder):
        witness = public_of(folder)
        private = _open_key(folder, passphrase)
        if not (folder / SEEN_NAME).is_dir():
            raise WitnessError.bad_witness(folder, f"{SEEN_NAME}/?")
        offered = read(note, key)
        path = folder / SEEN_NAME / f"{_stem(offered)}.note"
        pinned = _pinned(path)
        if pinned not in (b"", key):
            raise WitnessError.other_key(offered.log_id)
        before = _read_seen(path, key)
        _admit(folder, before, offered, prove)
        line = cosign(offered, witness, at, private.sign)
        told = replace(offered, note=with_lines(offered, [line]))
        _keep(path, told, key)
        return told


def public_of(folder: Path) -> WitnessKey:
    """Return the witness's public key; JournalError when this is no witness's folder."""
    if not (folder / KEY_NAME).is_file():
        raise WitnessError.bad_witness(folder, f"{KEY_NAME}?")
    (witness,) = read_witnesses(folder / PUBLIC_NAME)[:1]
    return witness


def _admit(folder: Path, before: Checkpoint | None, offered: Checkpoint, prove: Prove) -> None:
    proof = prove(before.size) if before and before.size <= offered.size else ()
    try:
        admit(before, offered, proof)
    except WitnessError:
        kept = folder / REFUSED_NAME
        name = f"{_stem(offered)}-{offered.size}-{offered.root.hex()[:8]}.note"
        if not kept.is_dir() or len(list(kept.iterdir())) < MOST_REFUSED:
            write_atomically(kept / name, offered.note)
        raise


def _keep(path: Path, told: Checkpoint, key: bytes) -> None:
    try:
        write_atomically(path.with_suffix(".key"), f"{verifier_key(told.origin, key)}\n".encode())
        write_atomically(path, told.note)
        sync_folder(path.parent.parent)
    except OSError as error:
        raise WitnessError.bad_witness(path.parent, error.strerror or str(error)) from error


def _pinned(path: Path) -> bytes:
    """Return the key a log was first seen with, empty for a log that was never seen."""
    key = path.with_suffix(".key")
    if not key.exists() and path.exists():
        raise WitnessError.bad_witness(path.parent, f"{key.name}?")
    return read_key(key) if key.exists() else b""


def _read_seen(path: Path, key: bytes) -> Checkpoint | None:
    # A stick that lies damaged is refused by what reading a note raises: never begun anew.
    if not path.exists():
        return None
    with path.open("rb") as file:
        return read(file.read(LARGEST_BYTES + 1), key, path.name)


def _stem(one: Checkpoint) -> str:
    """Return a file name for a log that every file system takes, whatever the log is called."""
    plain = "".join(
        letter if letter.isalnum() and letter.isascii() else "-" for letter in one.log_id
    )
    return f"{plain[:60].lower()}-{sha256(one.origin.encode()).hexdigest()[:12]}"


def _open_key(folder: Path, passphrase: str) -> Ed25519PrivateKey:
    try:
        private = load_pem_private_key((folder / KEY_NAME).read_bytes(), passphrase.encode())
    except TypeError as error:
        raise WitnessError.bad_witness(folder, f"{KEY_NAME}: no passphrase") from error
    except (OSError, ValueError) as error:
        raise WitnessError.wrong_passphrase(folder) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise WitnessError.bad_witness(folder, f"{KEY_NAME}: Ed25519?")
    return private


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Let one at a time compare and write: two at once could each follow the same tree."""
    try:
        handle = os.open(folder / KEY_NAME, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise WitnessError.bad_witness(folder, error.strerror or str(error)) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
