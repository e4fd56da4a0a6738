"""That a second listener, who understands the language, heard a cut and found it right."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from broadcaster.timebase import as_rfc3339, from_rfc3339

STATEMENT = "figures, dates and names were heard right"
"""What is attested, as it stands in the signed approval."""


@dataclass(frozen=True)
class Attestation:
    """One listener's word, bound to the very cut that was heard and to its language."""

    bulletin: str
    revision: str
    cut: str
    language: str
    by: str
    name: str
    at: datetime
    identity: str = "declared"
    os_user: str = ""

    def to_document(self) -> dict[str, Any]:
        """Return it as plain JSON values, as an approval carries it."""
        return {
            "statement": STATEMENT,
            "bulletin": self.bulletin,
            "revision": self.revision,
            "cut": self.cut,
            "language": self.language,
            "by": self.by,
            "name": self.name,
            "at": as_rfc3339(self.at),
            "identity": self.identity,
            "os_user": self.os_user,
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Attestation":
        """Read a stored attestation; KeyError or ValueError when it is not one."""
        names = ("bulletin", "revision", "cut", "language", "by", "name", "identity", "os_user")
        return cls(**{name: document[name] for name in names}, at=from_rfc3339(document["at"]))
