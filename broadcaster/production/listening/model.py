"""What listening to a recording can find: codes with a figure. `sentences` puts it into words."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Code(StrEnum):
    """What is wrong with a recording."""

    CLIPPED = "clipped"
    FLAT_TOPS = "flat-tops"
    QUIET = "quiet"
    DEAD_CHANNEL = "dead-channel"
    OUT_OF_PHASE = "out-of-phase"
    LONG_SILENCE = "long-silence"
    NOISY = "noisy"
    HUM = "hum"
    BEGINS_ABRUPTLY = "begins-abruptly"
    BREAKS_OFF = "breaks-off"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"


class Severity(StrEnum):
    """Whether a person may take the recording all the same."""

    REFUSE = "refuse"
    WARN = "warn"


@dataclass(frozen=True)
class Finding:
    """One thing that was found; `figure` is in the unit that its code is judged by."""

    code: Code
    severity: Severity
    figure: float
    expected: float | None = None
    """What the figure should have been, where that depends on the recording."""
    at_ms: int | None = None
    """Where it begins in the recording; None when it is all over it."""
    paragraph: int | None = None
    """The paragraph (from 1) whose take it is in; None for a recording of the whole."""

    def to_document(self) -> dict[str, Any]:
        """Return the finding as plain JSON values; `from_document` reads it back the same."""
        return {
            "code": str(self.code),
            "severity": str(self.severity),
            "figure": self.figure,
            "expected": self.expected,
            "at_ms": self.at_ms,
            "paragraph": self.paragraph,
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Finding":
        """Read a stored finding; KeyError or ValueError when it is not one."""
        return cls(
            Code(document["code"]),
            Severity(document["severity"]),
            document["figure"],
            document["expected"],
            document["at_ms"],
            document["paragraph"],
        )


def found(
    code: Code,
    figure: float,
    *,
    expected: float | None = None,
    at_ms: int | None = None,
    refused: bool = False,
) -> Finding:
    """Return a finding with its figure to one decimal, so that it is stored as it is shown."""
    severity = Severity.REFUSE if refused else Severity.WARN
    wanted = None if expected is None else round(float(expected), 1)
    return Finding(code, severity, round(float(figure), 1), wanted, at_ms)
