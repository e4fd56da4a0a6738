"""What a rehearsal carries in a relay's place: of its length, and never lost.

A rehearsal asks nobody and records nothing; what it shows is when the relay would sound.
"""

from broadcaster.playout.relaying.listener import Job

HUM = (110).to_bytes(2, "little")
"""A sample just above what counts as silence; in a row they are inaudible."""


class StandIn:
    """A source that always gives."""

    reason = ""

    has_ended = False
    waiting = 1 << 30

    def join(self) -> None:
        """Nothing to join."""

    def take(self, most: int) -> bytes:
        """Return so many bytes."""
        return HUM * (most // len(HUM))

    def close(self) -> None:
        """Nothing to leave."""


def stand_in(_job: Job) -> StandIn:
    """Take a source's place."""
    return StandIn()
