"""What the player asks of an output."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Opening:
    """The stream an output is opened for."""

    stem: str
    """Name of the session as a file name, without an ending."""
    start: datetime
    """When sample 0 sounds (aware UTC)."""


class Output(Protocol):
    """A taker of 48 kHz s16 mono samples. Opened per session, by one thread at a time."""

    @property
    def name(self) -> str:
        """What `start` records and `status` call it, such as `alsa:hw:0` or `null`."""

    @property
    def grade(self) -> int:
        """Best evidence it can reach: 1 handed on, 2 taken by the output's own clock (law 5)."""

    @property
    def paces(self) -> bool:
        """Whether `write` waits for the output's own clock. Known once it is open."""

    @property
    def gaps(self) -> int:
        """How often it ran dry since it was made: silence that nobody ordered."""

    def check(self) -> str | None:
        """Return None when it could be opened now, else the reason in the reader's language."""

    def open(self, opening: Opening) -> None:
        """Make ready to take sample 0. Raises `OutputError`."""

    def write(self, block: bytes) -> None:
        """Take the next samples, all of them. Raises `OutputError`; then it is closed."""

    def position(self) -> int | None:
        """Return how many samples have sounded by the output's own clock, or None without one."""

    def close(self) -> None:
        """Let go of it; what was written is complete. Never raises."""
