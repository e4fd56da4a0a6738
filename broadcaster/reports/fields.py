"""Read fields of a record that may lack them: a damaged log still gives a report.

What is wrong with a log is for the verifier to say; a report only never stops at it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from broadcaster.timebase import from_rfc3339

Record = Mapping[str, Any]


def text(record: Record, name: str) -> str:
    """Return a field as text, empty when it is not there."""
    return str(record.get(name, ""))


def number(record: Record, name: str) -> int:
    """Return a field as a number, 0 when it is not there or is none."""
    value = record.get(name, 0)
    return value if isinstance(value, int) else 0


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
