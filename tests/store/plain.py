"""Look at and change a database from outside, as no code of ours does."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def ask(database: Path, question: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run one statement and return its rows."""
    with closing(sqlite3.connect(database)) as connection, connection:
        return connection.execute(question, values).fetchall()


def stamp(database: Path, revision: str) -> None:
    """Say that a database stands at some step."""
    ask(database, "UPDATE alembic_version SET version_num = ?", revision)
