"""What a commit promises to `plan/`, kept even if the power goes right after the commit.

An action queues files in its own transaction; after the commit, and again at every start, the
queue is written out in order and emptied. Writing a file twice is harmless.
"""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcaster.errors import BroadcasterError
from broadcaster.home import Home, remove_durably, write_atomically
from broadcaster.i18n import _
from broadcaster.store.engine import Database
from broadcaster.store.tables import OutboxRow


class OutboxError(BroadcasterError):
    """A file the player obeys could not be written or removed."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            _(
                'What was ordered is kept, but "{path}" could not be written yet: {reason}. '
                "Make room or repair the disk; the next command writes it."
            ).format(path=path, reason=error.strerror or error)
        )


def queue_file(session: Session, home: Home, path: Path, content: bytes | None) -> None:
    """Promise, in this transaction, that `path` (inside the home) will hold `content`.

    None promises its removal. The last promise for a path wins.
    """
    session.add(OutboxRow(path=str(path.relative_to(home.root)), content=content))


def flush_outbox(database: Database, home: Home) -> int:
    """Carry out what is queued, oldest first; return how many files were written or removed.

    A row leaves the queue only after its file is on disk, so a crash repeats it. `OutboxError`
    when the disk refuses; what was decided stands, and the next command tries again.
    """
    with database.transaction() as session:
        rows = session.scalars(select(OutboxRow).order_by(OutboxRow.id)).all()
        for row in rows:
            try:
                _carry_out(home.root / row.path, row.content)
            except OSError as error:
                raise OutboxError(home.root / row.path, error) from error
            session.delete(row)
        return len(rows)


def _carry_out(target: Path, content: bytes | None) -> None:
    if content is None:
        remove_durably(target)
    else:
        write_atomically(target, content)
