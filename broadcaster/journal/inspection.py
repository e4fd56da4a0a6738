"""Verifying the logs of a journal folder: each against itself, its checkpoints and its orders.

Reads the files; `verification.survey` and `accounts.Accounts` decide. The folder may be a copy in
an auditor's hands: no home, no private key and no network are needed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import file_digest
from pathlib import Path

from broadcaster.home import Home
from broadcaster.journal import checkpoint as c2sp
from broadcaster.journal import notes
from broadcaster.journal.accounts import Accounts, Discrepancy, Tally
from broadcaster.journal.checkpoint import Checkpoint
from broadcaster.journal.errors import JournalError
from broadcaster.journal.kept_orders import Copy, file_of, recording_file
from broadcaster.journal.logs import CURRENT_NAME, REHEARSAL_PREFIX, Log, current_in, logs_in
from broadcaster.journal.public_key import KEY_BYTES
from broadcaster.journal.verification import Survey, survey
from broadcaster.signed import LARGEST_BYTES as LARGEST_ORDER
from broadcaster.signed import BoxKey, KeyFileError

_SHA256 = re.compile(r"[0-9a-f]{64}")


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
    """For a log that is not there: the checkpoint, log or file that names it."""
    discrepancies: tuple[Discrepancy, ...] = ()
    """Where its plans, their orders and its outcomes do not agree, up to the first bad record."""
    tally: Tally = field(default_factory=Tally)

    @property
    def is_whole(self) -> bool:
        """Say whether nothing wrong was found in the log or its checkpoints."""
        return self.survey is not None and self.survey.is_whole and not self.bad_notes

    @property
    def is_sound(self) -> bool:
        """Say whether it is whole and agrees with its running orders and its own plans."""
        return self.is_whole and not self.discrepancies


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


def box_key(home: Home, log: Log) -> bytes:
    """Return the key that signs a log's checkpoints: the home's, else the one the log names."""
    return trust_of(home).key or _own_key(log)


def inspect(
    folder: Path, trust: Trust, against: Sequence[tuple[str, bytes]] = (), which: str = "all"
) -> list[LogReport]:
    """Verify the logs under a journal `folder`; `against` are notes kept elsewhere (name, bytes).

    JournalError when there is nothing to verify, or a note of `against` is not what the box
    signed: then the comparison that was asked for cannot be made.
    """
    logs = logs_in(folder, which)
    claims = {name: _claim(note, name, trust) for name, note in against}
    named = {claim.log_id: name for name, claim in claims.items()}
    gone = list(_gone(folder, logs, named)) if which == "all" else []
    if not logs and not gone:
        raise JournalError.no_log(folder)
    return [*_inspect_logs(folder, logs, trust, list(claims.values())), *gone]


def _inspect_logs(
    folder: Path, logs: Sequence[Log], trust: Trust, against: Sequence[Checkpoint]
) -> list[LogReport]:
    """Go over the logs; a rehearsal keeps accounts of its own, the real ones keep them together."""

    def accounts() -> Accounts:
        return Accounts(lambda sha: _copy(folder, sha), lambda sha: _recording_hash(folder, sha))

    real = accounts()
    kept = [accounts() if log.is_rehearsal else real for log in logs]
    pairs = list(zip(logs, kept, strict=True))
    reports = [_inspect_log(folder, log, trust, against, accounts) for log, accounts in pairs]
    return [
        replace(report, tally=accounts.tally(report.log_id))
        for report, accounts in zip(reports, kept, strict=True)
    ]


def _claim(note: bytes, name: str, trust: Trust) -> Checkpoint:
    """Read a note that was brought in; with no key yet, who signed it is asked later."""
    return c2sp.read(note, trust.key, name) if trust.key else c2sp.parse(note, name)


def _copy(folder: Path, sha: str) -> Copy:
    # The log may be anybody's: a name in it leads nowhere else, and no pipe is waited for.
    path = folder / file_of(sha)
    try:
        if not _SHA256.fullmatch(sha) or not path.is_file():
            return Copy(None)
        with path.open("rb") as file:
            return Copy(file.read(LARGEST_ORDER + 1))
    except OSError as error:
        return Copy(None, error.strerror or "unreadable")


def _recording_hash(folder: Path, sha: str) -> str:
    """Return the SHA-256 of a recording's file, empty where there is none that can be read."""
    path = folder / recording_file(sha)
    try:
        if not _SHA256.fullmatch(sha) or not path.is_file():
            return ""
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _inspect_log(
    folder: Path, log: Log, trust: Trust, against: Sequence[Checkpoint], accounts: Accounts
) -> LogReport:
    public = trust.key or _own_key(log)
    brought = [c2sp.read(one.note, public, one.name) for one in against if one.log_id == log.id]
    good, bad = _read_notes(folder, log.id, public)
    seals = [*good, *brought]
    roots: dict[int, set[bytes]] = {}
    for seal in seals:
        roots.setdefault(seal.size, set()).add(seal.root)
    differing: list[Discrepancy] = []
    found = survey(log.id, log.lines(), roots, lambda one: differing.extend(accounts.take(one)))
    accounts.close(log.id, is_whole=found.is_whole)
    sound_to = found.findings[0].seq if found.findings else found.range.size
    matching = [seal for seal in seals if seal.size == found.covered and found.covered]
    return LogReport(
        log.id,
        found,
        matching[-1] if matching else None,
        tuple(bad),
        trust.source,
        discrepancies=tuple(one for one in differing if one.seq < sound_to),
    )


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
    named = {current_in(folder): CURRENT_NAME} | notes.logs_with_notes(folder)
    named.pop("", None)
    for log in logs:
        first = log.first()
        if first and first.text("previous_log"):
            named[first.text("previous_log")] = log.id
    named = {name: by for name, by in named.items() if not name.startswith(REHEARSAL_PREFIX)}
    named |= against
    for log_id in sorted(named.keys() - {log.id for log in logs}):
        yield LogReport(log_id, None, None, (), "", named[log_id])
