"""What gave way to a higher class and is to go on after it."""

from dataclasses import dataclass, replace
from datetime import datetime

from broadcaster.journal.model import Cause
from broadcaster.playout.airing import Airing, Sounding
from broadcaster.playout.judging.resuming import goes_on_from
from broadcaster.playout.model import Heard
from broadcaster.schedule import PlannedItem


@dataclass(frozen=True)
class Resumption:
    """A segment that waits for its turn: the rest of an item, or one that had not begun."""

    sounding: Sounding
    planned: datetime | None
    """When the plan wanted the item's first sample; None for what is unplanned."""

    @property
    def item(self) -> PlannedItem:
        """The item."""
        return self.sounding.item

    @property
    def heard(self) -> Heard:
        """What was heard of it so far."""
        return self.sounding.before or Heard(0, self.sounding.samples, None, None, "0")

    def cause(self, why: Cause) -> Cause:
        """Return why it ends here when it does not go on, because of `why`.

        What was heard in part was lost to the higher class, unless a person ended it.
        """
        ended_by_person = why in (Cause.STOPPED, Cause.WITHDRAWN, Cause.SUPERSEDED)
        return why if ended_by_person or not self.heard.samples else Cause.HIGHER_CLASS


def resumption_of(airing: Airing, heard: Heard) -> Resumption | None:
    """Return the rest of what has fallen silent, or None when it ends here.

    Only what a higher class cut goes on; not what a mute or a stop silenced before that came.
    """
    sounding, so_far = airing.sounding, airing.in_all(heard)
    if airing.cut_short is not Cause.HIGHER_CLASS or airing.segment.cut_by or so_far.was_sent:
        return None
    begins = goes_on_from(airing.item, so_far.samples)
    if begins is None:
        return None
    return Resumption(
        replace(sounding, begins=begins, number=sounding.number + 1, before=so_far),
        airing.planned,
    )


def lifted(airing: Airing) -> Resumption:
    """Return the whole of an item that was taken off the line before its first sample."""
    return Resumption(airing.sounding, airing.planned)
