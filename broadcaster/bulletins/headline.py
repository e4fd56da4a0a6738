"""What an approval says of a bulletin's headline: the sentence that is said before the items."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Headline:
    """What an approval says of the headline it covers."""

    line: int
    """Of the script, from 1."""
    spoken: str
    cut: str
    """SHA-256 of the headline's own file."""
    decoded_sha256: str

    def to_document(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            "line": self.line,
            "spoken": self.spoken,
            "cut": self.cut,
            "decoded_sha256": self.decoded_sha256,
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Headline":
        """Read one; KeyError or ValueError when it is none."""
        return cls(
            int(document["line"]),
            document["spoken"],
            document["cut"],
            document["decoded_sha256"],
        )
