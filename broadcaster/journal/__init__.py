"""The as-run log: what really happened, in records that cannot be changed unnoticed.

`writer.Journal` writes (the player, under `lock.WriterLock`), `logs` reads, `history` folds,
`verification` names the first bad record, `checkpoint` signs. See DESIGN laws 2, 4 and 5.
"""

from broadcaster.journal.errors import JournalError
from broadcaster.journal.model import Cause, Evidence, Kind, Outcome
from broadcaster.journal.record import Record

__all__ = ["Cause", "Evidence", "JournalError", "Kind", "Outcome", "Record"]
