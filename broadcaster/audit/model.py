"""What is asked of an export, and what one holds."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

ALL, AIRED = "all", "aired"


@dataclass(frozen=True)
class Wanted:
    """Which days an inspector wants the cuts and texts of; the log is always given whole.

    Days are dates of the station, both included; None is open on that side. `cuts` is `all`
    (whatever the records name), `aired` (what was begun), or ids of bulletins, revisions,
    sessions, items or cuts.
    """

    since: date | None = None
    until: date | None = None
    cuts: tuple[str, ...] = (AIRED,)
    texts: bool = True

    def covers(self, day: date) -> bool:
        """Say whether a station date is one of them."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True)
class Extent:
    """How much of a log is given: whole records only, and all of them if `left_off` is 0."""

    log_id: str
    records: int
    sizes: dict[str, int]
    """Bytes of each segment, by its file name, from its first byte on."""
    left_off: int = 0
    """Records after the newest checkpoint of a log that the player was adding to."""
    sealed: int = 0
    """Size of the newest checkpoint that matches."""
    code: str = ""
    """Its short code."""


@dataclass(frozen=True)
class Mentions:
    """What the records of the wanted days name."""

    cuts: tuple[str, ...]
    """SHA-256 of each cut that is wanted, in order of first mention."""
    approvals: frozenset[str]
    """Ids of the approvals by which something was to sound."""
    unknown: tuple[str, ...] = ()
    """What of `Wanted.cuts` no record names."""


@dataclass(frozen=True)
class Copied:
    """One file of an export: its path in it (with slashes), size and SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Exported:
    """What was written where."""

    folder: Path
    files: int
    size: int
    logs: tuple[Extent, ...]
    missing_cuts: tuple[str, ...]
    """Cuts that were asked for and are not in the cache any more, or were altered in it."""
