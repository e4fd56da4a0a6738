"""The working database: engine, one transaction per action, the outbox, migrations."""

from broadcaster.store.engine import Database, StoreError
from broadcaster.store.outbox import flush_outbox, queue_file
from broadcaster.store.tables import Base

__all__ = ["Base", "Database", "StoreError", "flush_outbox", "queue_file"]
