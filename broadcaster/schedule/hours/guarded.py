"""What of locked sessions the hours no longer let sound: the guard applies them at once (law 3).

Every other change after the lock waits for a later session; narrowed hours don't. Pure.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.model import RunningOrder


@dataclass(frozen=True)
class Guarded:
    """A locked session and those of its items that the player will refuse."""

    session: str
    items: tuple[str, ...]


def find_guarded(
    hours: HoursPolicy, locked: Iterable[RunningOrder], closed: Collection[str] = ()
) -> tuple[Guarded, ...]:
    """Return the locked sessions with items that the hours refuse at their planned start.

    Items in `closed` have ended already. The clock is taken as right: what is named here is
    refused on any clock, and on one in doubt perhaps more.
    """
    found = []
    for order in locked:
        refused = tuple(
            item.id
            for item in order.items
            if item.id not in closed
            and not hours.fits(
                order.start + timedelta(milliseconds=item.offset_ms), item.length_ms, 0
            ).ok
        )
        if refused:
            found.append(Guarded(order.session, refused))
    return tuple(found)
