"""What stands in `plan/` and what the log says of it, as planning needs it.

Only files that the box signed count; anything else is as good as absent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from securesystemslib.signer import SSlibKey

from broadcaster.home import Home
from broadcaster.journal.facts import LogFacts
from broadcaster.journal.following import log_facts
from broadcaster.schedule.errors import ScheduleError
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.model import (
    DueSession,
    RunningOrder,
    session_file_name,
    session_of_file,
)
from broadcaster.signed import SignatureError, open_signed, read_signed
from broadcaster.timebase import as_rfc3339, from_rfc3339

LONGEST_SESSION = timedelta(days=1)
KEPT_ORDERS = 1024
"""Orders that stay read: `plan/` holds a few hundred, of forty days past and two weeks to come."""

MALFORMED = (KeyError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True)
class PlanFile:
    """One file of `plan/` that is named like a session's order."""

    path: Path
    data: bytes
    order: RunningOrder | None
    """None when the box did not sign it as an order."""


def read_log_facts(home: Home) -> LogFacts:
    """Return what the real logs say; a rehearsal uses up nothing and locks nothing.

    In one process each record is read once (`journal.following`); the facts are frozen.
    """
    return log_facts(home)


def read_plan_files(
    home: Home, key: SSlibKey, wanted: Callable[[str], bool] = lambda _session: True
) -> list[PlanFile]:
    """Return the order files of `plan/`, by name, of the sessions that are `wanted`.

    An order under a wrong name is none. Files of other sessions are not even opened.
    """
    paths = sorted(home.plan.glob("*@*.json"), key=lambda path: path.name)
    return [read_plan_file(path, key) for path in paths if wanted(session_of_file(path.name))]


def read_plan_file(path: Path, key: SSlibKey) -> PlanFile:
    """Return one order file of `plan/`; one that is not there holds no order."""
    data = _bytes_of(path)
    order = _order(data, key)
    named = order is not None and session_file_name(order.session) == path.name
    return PlanFile(path, data, order if named else None)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError):  # ValueError: no path can be called so
        return b""  # as good as absent; writing it again says what is wrong with the disk


def locked_orders(
    home: Home, key: SSlibKey, facts: LogFacts, since: datetime | None = None
) -> dict[str, RunningOrder]:
    """Return the copies with which sessions were locked, of those that are there and signed.

    With `since`, only of sessions that may end after it, by the start that their `plan` record
    names: a session is shorter than a day, and of the others no file is touched.
    """
    wanted = (
        (session, sha256)
        for session, sha256 in facts.locked.items()
        if sha256 and (since is None or not is_long_over(session, facts, since))
    )
    copies = ((session, read_locked_order(home, key, sha256)) for session, sha256 in wanted)
    return {session: copy for session, copy in copies if copy}


def is_long_over(session: str, facts: LogFacts, since: datetime) -> bool:
    """Say whether a locked session is known to have ended before `since`, without its order."""
    start = facts.starts.get(session)
    return start is not None and start + LONGEST_SESSION < since


def read_locked_order(home: Home, key: SSlibKey, sha256: str) -> RunningOrder | None:
    """Return the copy of an order with which a session was locked, if it is there and signed."""
    try:
        return _order((home.orders / f"{sha256}.json").read_bytes(), key)
    except OSError:
        return None


@lru_cache(KEPT_ORDERS)
def _order(data: bytes, key: SSlibKey) -> RunningOrder | None:
    """Read one order. Remembered by all its bytes, so that no change of a file goes unnoticed."""
    try:
        return RunningOrder.from_document(open_signed(data, "running-order", [key], "order"))
    except (SignatureError, *MALFORMED):
        return None


def read_hours(home: Home, key: SSlibKey) -> HoursPolicy:
    """Return the policy the player obeys; `ScheduleError` says why there is none."""
    try:
        return HoursPolicy.from_document(read_signed(home.hours, "hours", [key]))
    except SignatureError as error:
        raise ScheduleError.no_hours(error.reason) from error
    except MALFORMED as error:
        raise ScheduleError.no_hours("unreadable") from error


def hours_or_none(home: Home, key: SSlibKey) -> HoursPolicy | None:
    """Return the policy the player obeys, or None when it obeys none."""
    try:
        return read_hours(home, key)
    except ScheduleError:
        return None


def read_timetable(home: Home, key: SSlibKey) -> dict[str, Any] | None:
    """Return the timetable's document, or None when there is no valid one."""
    try:
        document = read_signed(home.timetable, "timetable", [key])
        due_sessions(document)
    except (SignatureError, *MALFORMED):
        return None
    return document


def due_sessions(document: Mapping[str, Any]) -> list[DueSession]:
    """Return the sessions of a timetable; KeyError, TypeError or ValueError when it is none."""
    return [
        DueSession(
            entry["session"],
            entry["programme"],
            from_rfc3339(entry["start"]),
            int(entry["max_length_ms"]),
        )
        for entry in document["sessions"]
    ]


def timetable_document(
    due: Mapping[str, DueSession], made: datetime, since: datetime, until: datetime
) -> dict[str, Any]:
    """Return the timetable as the JSON of `plan/timetable.json`, sessions by their start."""
    ordered = sorted(due.values(), key=lambda one: (one.start, one.session))
    return {
        "v": 1,
        "at": as_rfc3339(made),
        "from": as_rfc3339(since),
        "until": as_rfc3339(until),
        "sessions": [
            {
                "session": one.session,
                "programme": one.programme,
                "start": as_rfc3339(one.start),
                "max_length_ms": one.max_length_ms,
            }
            for one in ordered
        ],
    }
