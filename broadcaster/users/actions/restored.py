"""What of an old day must not live again when a home comes back from a backup."""

from datetime import datetime

from sqlalchemy import inspect

from broadcaster.store import Database
from broadcaster.users import store
from broadcaster.users.model import EndCause
from broadcaster.users.tables import AccountRow, SessionRow


def end_what_a_backup_held(database: Database, at: datetime) -> None:
    """End every session and void every code; passwords stay as they were.

    A code that was used since would else set a password a second time. A database of a version
    before users has neither, and is left alone.
    """
    with database.transaction() as session:
        tables = inspect(session.connection())
        if tables.has_table(SessionRow.__tablename__):
            store.end_every_session(session, at, EndCause.RESTORED)
        if tables.has_table(AccountRow.__tablename__):
            store.void_codes(session)
