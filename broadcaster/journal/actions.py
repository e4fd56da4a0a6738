"""What a person may do with the log itself: have it signed now."""

from broadcaster.desk import Desk
from broadcaster.journal import notes
from broadcaster.journal.checkpoint import Checkpoint
from broadcaster.journal.declarations import Declaration
from broadcaster.journal.errors import JournalError
from broadcaster.journal.lock import WriterLock
from broadcaster.journal.logs import Log, current_log_id
from broadcaster.journal.model import Kind
from broadcaster.journal.verification import survey
from broadcaster.journal.writer import Journal
from broadcaster.timetrust import current_trust
from broadcaster.units import Role
from broadcaster.units import actions as units_actions


def sign_checkpoint(desk: Desk) -> Checkpoint:
    """Return a checkpoint over the whole current log, signing one when the newest is shorter.

    JournalError `in-use` while the player runs, which signs by itself; `damaged` when the log is
    not as it was written, since nobody should sign that; `no-log` when there is none.
    """
    log = Log(current_log_id(desk.home), desk.home.journal / current_log_id(desk.home))
    if not log.id or not log.folder.is_dir():
        raise JournalError.no_log(desk.home.journal)
    signed = newest_checkpoint(desk)
    found = survey(log.id, log.lines(), {signed.size: [signed.root]} if signed else {})
    if not found.can_go_on:
        raise JournalError.not_signed(log.id)
    if signed and signed.size == found.range.size and not found.tail:
        return signed
    units_actions.require_role(desk, *Role)
    with WriterLock(desk.home), _open(desk) as journal:
        return journal.checkpoint()


def declare(desk: Desk, said: Declaration) -> None:
    """Write a declared airing and sign the log, while the player is down.

    Who may was asked before. JournalError `in-use` when the player has started meanwhile.
    """
    with WriterLock(desk.home), _open(desk) as journal:
        journal.append(Kind.DECLARED, **said.to_fields())
        journal.checkpoint()


def newest_checkpoint(desk: Desk) -> Checkpoint | None:
    """Return the newest checkpoint of the current log that this box signed."""
    log_id = current_log_id(desk.home)
    return notes.newest(desk.home.journal, log_id, desk.key.public_bytes) if log_id else None


def _open(desk: Desk) -> Journal:
    return Journal.open(
        desk.home,
        station=desk.settings.station,
        unit=desk.settings.unit,
        key=desk.key,
        time=desk.time,
        trust=lambda: current_trust(desk.home, desk.settings, desk.time),
        boot=False,
    )
