"""Queries and entries of accounts, sessions, failed tries and the trail."""

from broadcaster.users.store.accounts import (
    find_account,
    keep_password,
    mark_signed_in,
    read_accounts,
    remove_account,
    void_codes,
    write_code,
)
from broadcaster.users.store.events import read_events, write_event
from broadcaster.users.store.failures import (
    drop_failures,
    read_failures,
    take_back_failure,
    write_failure,
)
from broadcaster.users.store.pins import read_pin, write_pin
from broadcaster.users.store.sessions import (
    Kept,
    drop_old_sessions,
    end_every_session,
    end_session,
    find_session,
    mark_seen,
    read_open_sessions,
    write_session,
)

__all__ = [
    "Kept",
    "drop_failures",
    "drop_old_sessions",
    "end_every_session",
    "end_session",
    "find_account",
    "find_session",
    "keep_password",
    "mark_seen",
    "mark_signed_in",
    "read_accounts",
    "read_events",
    "read_failures",
    "read_open_sessions",
    "read_pin",
    "remove_account",
    "take_back_failure",
    "void_codes",
    "write_code",
    "write_event",
    "write_failure",
    "write_pin",
    "write_session",
]
