"""Which other records a day's reader should see, and what each of them says."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from broadcaster.journal.model import Kind
from broadcaster.reports.model import Event

_TELLS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    Kind.BOOT: ("", ("software", "note")),
    Kind.CLOCK: ("change", ("step_ms",)),
    Kind.MUTE: ("state", ("by", "until")),
    Kind.MAINTENANCE: ("state", ("by",)),
    Kind.ALARM: ("code", ("detail",)),
    Kind.PURGE: ("", ("recording",)),
    Kind.DECLARED: ("", ("title", "source", "where", "document", "by")),
    Kind.EMERGENCY: ("state", ("title", "use", "by", "cause", "note")),
    Kind.TORN: ("", ("sha256",)),
}
"""Kind -> the field that holds its code, and the fields that hold its text."""


def event_of(record: Mapping[str, Any], at: datetime) -> Event | None:
    """Return the record as an event of the day, or None for a heartbeat and its like."""
    tells = _TELLS.get(record["kind"])
    if tells is None:
        return None
    code = str(record.get(tells[0], ""))
    texts = [str(record.get(name, "")) for name in tells[1]]
    if record["kind"] == Kind.CLOCK:
        texts = _clock(record)
    return Event(at, str(record["kind"]), code, ", ".join(text for text in texts if text))


def _clock(record: Mapping[str, Any]) -> list[str]:
    if record["change"] == "quality":
        return [str(record["after"])]
    return [f"{record['step_ms']:+d} ms"]
