"""One page about one moment, as every renderer takes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from broadcaster.journal.moments import Answer
from broadcaster.reports.model import Seal


@dataclass(frozen=True)
class ApprovedWords:
    """What the working database knows of an approval that the log names."""

    author: str
    approver: str
    spoken: tuple[str, ...]
    """The sentences as they are spoken; empty for a recording without a text."""
    is_approved: bool
    """False: these are not the words that the approval covers."""


@dataclass(frozen=True)
class MomentPage:
    """What the log says about one stretch of time, and what bears it out."""

    answer: Answer
    zone: ZoneInfo
    station: str
    rehearsal: bool
    cluster: str = ""
    """The one cluster that was asked about; empty for all."""
    words: Mapping[str, ApprovedWords] = field(default_factory=dict)
    """By approval; what is not here was not at hand."""
    seal: Seal | None = None
    """The newest checkpoint of the log; None where there is none yet."""
