"""Whether the home's log is gone on with or a new one begun after it, and what that one names.

A log that is found damaged, or not to be what its newest checkpoint signed, is left alone as
evidence; so is one that may have gone on elsewhere. The new log's `boot` names it, with the size
and root of what was found sound of it.
"""

from dataclasses import dataclass

from broadcaster.home import Home
from broadcaster.journal import notes
from broadcaster.journal.logs import Log, current_machine, read_logs
from broadcaster.journal.machine import machine_mark
from broadcaster.journal.verification import Survey, survey
from broadcaster.signed import BoxKey

NOTE_DAMAGED = "previous-log-damaged"
"""The log before this one is not as it was written; verification says where."""

NOTE_GONE = "previous-log-gone"
"""The log before this one was not there any more."""

NOTE_OTHER_KEY = "another-key"
"""The log before this one is of another key than the box has now."""

NOTE_OTHER_MACHINE = "another-machine"
"""The home was moved or copied: the log before this one may be going on elsewhere."""


@dataclass(frozen=True)
class Predecessor:
    """The log before a new one: its name, and what of it was found sound."""

    log_id: str = ""
    size: int = 0
    root: bytes = b""


NO_PREDECESSOR = Predecessor()


def look_at(home: Home, log_id: str, key: BoxKey) -> Survey | None:
    """Go over a log before anything is added to it; None when it is not there."""
    log = Log(log_id, home.journal / log_id)
    if not log_id or not log.folder.is_dir():
        return None
    signed = notes.newest(home.journal, log_id, key.public_bytes)
    return survey(log_id, log.lines(), {signed.size: [signed.root]} if signed else {})


def why_not_go_on(home: Home, key: BoxKey, named: str, found: Survey | None) -> str:
    """Return why a new log is begun though one is named; empty when it is gone on with, or none is.

    A log that may have gone on elsewhere is never added to: that would be a second end of it.
    """
    if not named:
        return ""
    if found is None:
        return NOTE_GONE
    if not found.can_go_on:
        return NOTE_DAMAGED
    if found.boot and found.boot.text("key") != key.public_bytes.hex():
        return NOTE_OTHER_KEY
    marks = {current_machine(home.journal), machine_mark()} - {""}
    return NOTE_OTHER_MACHINE if len(marks) > 1 else ""


def predecessor(home: Home, key: BoxKey, named: str, found: Survey | None) -> Predecessor:
    """Return the log that a new one names as the one before it, as far as it is sound."""
    if not named:
        logs = read_logs(home)
        named = logs[-1].id if logs else ""
        found = look_at(home, named, key)
    if found is None:
        return Predecessor(named)
    return Predecessor(named, found.range.size, found.range.root())
