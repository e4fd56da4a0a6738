"""What people say sounded by other means: another system, a van, a hand-held loudspeaker. Pure.

A `declared` record states it. Its evidence is a person's word and the document they name
(`Evidence.DECLARED`), so it is never counted with what this station's player sent.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from broadcaster.journal.model import Kind
from broadcaster.journal.record import Value
from broadcaster.timebase import as_rfc3339, from_rfc3339


@dataclass(frozen=True)
class Declaration:
    """One airing that was declared. Times are aware UTC."""

    title: str
    source: str
    """Who or what broadcast it."""
    where: str
    first: datetime
    last: datetime
    document: str
    """Number of the paper that bears it out."""
    by: str
    """Id of the person who declared it."""
    bulletin: str = ""
    log_id: str = ""
    seq: int = 0
    at: datetime | None = None
    """When it was declared; None while it is not in the log yet."""

    def touches(self, start: datetime, end: datetime) -> bool:
        """Say whether any of it lies in [start, end)."""
        return self.first < end and self.last > start

    def to_document(self) -> dict[str, Any]:
        """Return it as JSON values, with its place in the log."""
        moments = {"first": as_rfc3339(self.first), "last": as_rfc3339(self.last)}
        return asdict(self) | moments | {"at": as_rfc3339(self.at) if self.at else None}

    def to_fields(self) -> dict[str, Value]:
        """Return the fields of its record."""
        return {
            "title": self.title,
            "source": self.source,
            "where": self.where,
            "first": self.first,
            "last": self.last,
            "document": self.document,
            "by": self.by,
            "bulletin": self.bulletin or None,
            "evidence": "declared",
        }


def declaration_of(record: Mapping[str, Any]) -> Declaration | None:
    """Read a `declared` record; None when it is another, or lacks its times."""
    if record["kind"] != Kind.DECLARED:
        return None
    try:
        first, last, at = (from_rfc3339(str(record[name])) for name in ("first", "last", "at"))
    except (KeyError, ValueError):
        return None
    words = ("title", "source", "where", "document", "by", "bulletin", "log_id")
    title, source, where, document, by, bulletin, log = (
        str(record.get(name, "")) for name in words
    )
    seq = int(record["seq"])
    return Declaration(title, source, where, first, last, document, by, bulletin, log, seq, at)
