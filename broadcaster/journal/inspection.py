"""Verifying the logs of a journal folder against themselves and every checkpoint there is.

Reads the files; `verification.survey` decides. The folder may be a copy in an auditor's hands:
no home, no private key and no network are needed.
"""

from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from broadcaster.home import Home
from broadcaster.journal import checkpoint as c2sp
from broadcaster.journal import notes
from broadcaster.journal.checkpoint import ED25519, Checkpoint
from broadcaster.journal.errors import JournalError
from broadcaster.journal.logs import REHEARSAL_PREFIX, Log, logs_in
from broadcaster.journal.verification import Survey, survey
from broadcaster.signed import BoxKey, KeyFileError

KEY_BYTES = 32
LARGEST_KEY_FILE = 16 * 1024


@dataclass(frozen=True)
class BadNote:
    """A checkpoint file that does not count, and is damage itself. `why` is an English code."""

    name: str
    why: str


@dataclass(frozen=True)
class LogReport:
    """What verification says of one log."""

    log_id: str
    survey: Survey | None
    """None when the log is not there, though a checkpoint or the log after it names it."""
    seal: Checkpoint | None
    """The largest checkpoint that matches."""
    bad_notes: tuple[BadNote, ...]
    key_source: str
    """Whose word the checkpoints are checked by: `given`, `home`, or the `log`'s own boot."""
    named_by: str = ""
    """For a log that is not there: the checkpoint or log that names it."""

    @property
    def is_whole(self) -> bool:
        """Say whether nothing wrong was found in the log or its checkpoints."""
        return self.survey is not None and self.survey.is_whole and not self.bad_notes


@dataclass(frozen=True)
class Trust:
    """The key to check checkpoints by; None takes each log's own word for its key."""

    key: bytes | None
    source: str


def trust_of(home: Home) -> Trust:
    """Return the home's key, or none when it cannot be read (an auditor may not read `keys/`)."""
    try:
        return Trust(BoxKey.load(home.keys).public_bytes, "home")
    except KeyFileError:
        return Trust(None, "log")


def inspect(
    folder: Path, trust: Trust, against: Sequence[tuple[str, bytes]] = (), which: str = "all"
) -> list[LogReport]:
    """Verify the logs under a journal `folder`; `against` are notes kept elsewhere (name, bytes).

    JournalError when there is nothing to verify, or a note of `against` is not what the box
    signed: then the comparison that was asked for cannot be made.
    """
    logs = logs_in(folder, which)
    claims = {name: c2sp.parse(note, name) for name, note in against}
    named = {claim.log_id: name for name, claim in claims.items()}
    gone = list(_gone(folder, logs, named)) if which == "all" else []
    if not logs and not gone:
        raise JournalError.no_log(folder)
    reports = [_inspect_log(folder, log, trust, list(claims.values())) for log in logs]
    return reports + gone


def _inspect_log(folder: Path, log: Log, trust: Trust, against: Sequence[Checkpoint]) -> LogReport:
    public = trust.key or _own_key(log)
    brought = [c2sp.read(one.note, public, one.name) for one in against if one.log_id == log.id]
    good, bad = _read_notes(folder, log.id, public)
    seals = [*good, *brought]
    roots: dict[int, set[bytes]] = {}
    for seal in seals:
        roots.setdefault(seal.size, set()).add(seal.root)
    found = survey(log.id, log.lines(), roots)
    matching = [seal for seal in seals if seal.size == found.covered and found.covered]
    return LogReport(log.id, found, matching[-1] if matching else None, tuple(bad), trust.source)


def _own_key(log: Log) -> bytes:
    boot = log.first()
    try:
        key = bytes.fromhex(boot.text("key")) if boot else b""
    except ValueError:
        key = b""
    # With no readable key no checkpoint can be right; 32 zeros verify nothing.
    return key if len(key) == KEY_BYTES else bytes(KEY_BYTES)


def _read_notes(folder: Path, log_id: str, public: bytes) -> tuple[list[Checkpoint], list[BadNote]]:
    good: list[Checkpoint] = []
    bad: list[BadNote] = []
    for path in notes.note_files(folder, log_id):
        try:
            note = notes.read_note(path, public)
        except JournalError as error:
            bad.append(BadNote(path.name, error.detail))
            continue
        if note.file_name == path.name:
            good.append(note)
        else:
            bad.append(BadNote(path.name, "wrong-name"))
    return good, bad


def _gone(folder: Path, logs: list[Log], against: dict[str, str]) -> Iterator[LogReport]:
    """Yield the logs that something names and that are not there; lost rehearsals are no loss."""
    named = notes.logs_with_notes(folder)
    for log in logs:
        first = log.first()
        if first and first.text("previous_log"):
            named[first.text("previous_log")] = log.id
    named = {name: by for name, by in named.items() if not name.startswith(REHEARSAL_PREFIX)}
    named |= against
    for log_id in sorted(named.keys() - {log.id for log in logs}):
        yield LogReport(log_id, None, None, (), "", named[log_id])


def read_key(path: Path) -> bytes:
    """Read the box's public key: PEM, 64 hexadecimal digits, or a C2SP verifier key."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_KEY_FILE).strip()
        key = _from_pem(data) if data.startswith(b"-----") else _from_text(data.decode("ascii"))
    except (OSError, ValueError) as error:
        raise JournalError.bad_key(path) from error
    if len(key) != KEY_BYTES:
        raise JournalError.bad_key(path)
    return key


def _from_pem(data: bytes) -> bytes:
    key = load_pem_public_key(data)
    if not isinstance(key, Ed25519PublicKey):
        return b""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _from_text(text: str) -> bytes:
    if "+" not in text:
        return bytes.fromhex(text)
    # The base64 of the key may itself hold a plus sign.
    name, key_id, encoded = text.split("+", 2)
    blob = b64decode(encoded, validate=True)
    key = blob[1:]
    if blob[:1] != ED25519 or c2sp.key_id(name, key).hex() != key_id:
        return b""
    return key
