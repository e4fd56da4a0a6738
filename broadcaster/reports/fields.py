"""Read fields of a record that may lack them: a damaged log still gives a report.

What is wrong with a log is for the verifier to say; a report only never stops at it.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from broadcaster.reports.model import SessionPart, Subject
from broadcaster.timebase import from_rfc3339

Record = Mapping[str, Any]


def text(record: Record, name: str) -> str:
    """Return a field as text, empty when it is not there."""
    return str(record.get(name, ""))


def number(record: Record, name: str) -> int:
    """Return a field as a number, 0 when it is not there or is none."""
    value = record.get(name, 0)
    return value if isinstance(value, int) else 0


def whole_seconds(milliseconds: int) -> int:
    """Return a length as papers count it: each one rounded once, to the nearest second."""
    return (milliseconds + 500) // 1000


def moment(record: Record, name: str) -> datetime | None:
    """Return a time field as aware UTC; None when it is empty, missing or no time."""
    try:
        return from_rfc3339(text(record, name))
    except ValueError:
        return None


def parts(record: Record, name: str) -> list[tuple[str, int, int]]:
    """Return the items of a `plan` record: tail, offset and length in milliseconds."""
    found = []
    listed = record.get(name, ())
    for entry in listed if isinstance(listed, list | tuple) else ():
        tail, _, rest = str(entry).partition(":")
        offset, _, length = rest.partition(":")
        if offset.isdecimal() and length.isdecimal():
            found.append((tail, int(offset), int(length)))
    return found


def session_day(session: str) -> str:
    """Return the local date in a session's id, as ISO; empty when there is none."""
    return session.partition("@")[2][:10]


def session_part(record: Record, session: str, start: datetime) -> SessionPart:
    """Return the session that a `plan` record locks, still without its items."""
    return SessionPart(
        session=session,
        programme=text(record, "programme"),
        title=text(record, "title"),
        planned=start,
        order=text(record, "order"),
        hours_policy=text(record, "policy"),
        count=number(record, "count"),
        items=(),
    )


def subject_of(record: Record) -> Subject:
    """Return what a record says about its item; a field it lacks stays empty."""
    named = {field.name: field.name for field in fields(Subject)} | {"item_class": "class"}
    return Subject(**{name: text(record, key) for name, key in named.items()})


def described(outcome: Subject, start: Subject) -> Subject:
    """Return the outcome's words, with those of the start where it has none (cut, approval)."""
    names = [field.name for field in fields(Subject)]
    return Subject(**{n: getattr(outcome, n) or getattr(start, n) for n in names})
