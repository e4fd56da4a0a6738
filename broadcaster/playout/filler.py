"""What sounds in the place of a lost relay: a sound of the station's, again and again.

Whole times only: what does not fit any more before the relay's time is over is not begun.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from broadcaster.playout.interjection import Interjection


@dataclass(frozen=True)
class Filler:
    """A sound, and until when it may be repeated."""

    sound: Interjection
    until: datetime
    """When what comes next begins."""
    times: int = 0
    """How often it was put on air."""

    @property
    def next(self) -> Interjection:
        """Return it under the name of its next time."""
        return replace(self.sound, id=f"{self.sound.id}-{self.times + 1}")

    def fits(self, at: datetime) -> bool:
        """Say whether it is over in time when it begins then."""
        return at + timedelta(milliseconds=self.sound.audio.length_ms) <= self.until

    def after_one(self) -> "Filler":
        """Return what is left to do once it was put on air."""
        return replace(self, times=self.times + 1)
