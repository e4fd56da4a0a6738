"""The checkpoint files of a journal folder: `checkpoints/<log_id>-<size>.note`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from broadcaster.journal.checkpoint import LARGEST_BYTES, Checkpoint, read
from broadcaster.journal.errors import JournalError

CHECKPOINTS_NAME = "checkpoints"

_NAME = re.compile(r"(.+)-([0-9]+)\.note")


def note_files(journal: Path, log_id: str | None = None) -> list[Path]:
    """Return the checkpoint files of one log, or of all logs, by log and then size."""
    folder = journal / CHECKPOINTS_NAME
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        match = _NAME.fullmatch(path.name)
        if match and log_id in (None, match[1]):
            found.append((match[1], int(match[2]), path))
    return [path for _log, _size, path in sorted(found)]


def logs_with_notes(journal: Path) -> dict[str, str]:
    """Return the newest checkpoint file's name of each log, whether the log is there or not."""
    matches = (_NAME.fullmatch(path.name) for path in note_files(journal))
    return {match[1]: match[0] for match in matches if match}


def read_note(path: Path, public: bytes) -> Checkpoint:
    """Read one checkpoint file; JournalError when this key did not sign it or it is unreadable."""
    try:
        with path.open("rb") as file:
            note = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise JournalError.bad_checkpoint(path.name, error.strerror or "unreadable") from error
    return read(note, public, path.name)


@dataclass(frozen=True)
class BadNote:
    """A checkpoint file that does not count, and is damage itself. `why` is an English code."""

    name: str
    why: str


def read_notes(folder: Path, log_id: str, public: bytes) -> tuple[list[Checkpoint], list[BadNote]]:
    """Return the checkpoints of a log that count, and those that do not, by size."""
    good: list[Checkpoint] = []
    bad: list[BadNote] = []
    for path in note_files(folder, log_id):
        try:
            note = read_note(path, public)
        except JournalError as error:
            bad.append(BadNote(path.name, error.detail))
            continue
        if note.file_name == path.name:
            good.append(note)
        else:
            bad.append(BadNote(path.name, "wrong-name"))
    return good, bad


def newest(journal: Path, log_id: str, public: bytes) -> Checkpoint | None:
    """Return the valid checkpoint of the largest size, None when the log has none."""
    return next(newest_first(journal, log_id, public), None)


def newest_first(journal: Path, log_id: str, public: bytes) -> Iterator[Checkpoint]:
    """Yield the valid checkpoints of a log, the largest first; what is none is passed over."""
    for path in reversed(note_files(journal, log_id)):
        try:
            checkpoint = read_note(path, public)
        except JournalError:
            continue
        if checkpoint.log_id == log_id:
            yield checkpoint
