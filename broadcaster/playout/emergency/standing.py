"""Emergency orders that stand: begun at once, repeated until they expire or are cancelled.

What stands is known from the log alone, so an order outlives a kill; one that a kill or a failed
output broke off is said again from its beginning. Within one run of the process the waiting is
counted on the monotonic clock, which no step of the wall clock reaches.
"""

from collections.abc import Callable
from datetime import timedelta

from broadcaster.emergency import EmergencyError
from broadcaster.journal.model import Kind
from broadcaster.playout.conductor import Conductor
from broadcaster.playout.emergency.composing import compose
from broadcaster.playout.emergency.order import EmergencyOrder
from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.interjection import Interjection
from broadcaster.playout.judge import Judge
from broadcaster.playout.log.uses import Use
from broadcaster.playout.studio import Studio
from broadcaster.timebase import NANOSECONDS

RETRY = timedelta(seconds=5)
"""How soon an airing that was broken off is tried again."""
EXPIRED, SAID, UNUSABLE = "expired", "said", "unusable"
"""Why an order is over without anybody having cancelled it."""
Interject = Callable[[Interjection], None]


class Standing:
    """The orders that stand, and when each is due next (monotonic nanoseconds)."""

    def __init__(self, studio: Studio, new_id: Callable[[], str]) -> None:
        self._studio, self._new_id = studio, new_id
        self._due: dict[str, int] = {}
        self._expires: dict[str, int] = {}
        self._tried: dict[str, int] = {}

    def recover(self) -> None:
        """Go on with what the log says stands. A wall clock that is wrong cannot make it longer."""
        now, wall = self._studio.time.monotonic(), self._studio.reckoning.now()
        for use in self._uses():
            gone = max(wall - use.at, timedelta(0))
            self._expires[use.order.use] = now + _ns(use.order.lasts - gone)
            since = max(wall - (use.begun or wall), timedelta(0))
            wait = max(use.order.repeat - since, timedelta(0)) if use.is_said else timedelta(0)
            self._due[use.order.use] = now + _ns(wait)

    def order(self, order: EmergencyOrder) -> None:
        """Write down an accepted order that is being put on air."""
        self._studio.scribe.note(Kind.EMERGENCY, state="ordered", **order.to_fields())
        now = self._studio.time.monotonic()
        self._expires[order.use] = now + _ns(order.lasts)
        self._put_off(order)
        self._studio.tell("emergency", title=order.title, by=order.by)

    def end(self, use: str, by: str) -> None:
        """Write down that somebody cancelled an order: it does not begin again."""
        self._studio.scribe.note(Kind.EMERGENCY, state="cancelled", use=use, by=by)
        self._studio.tell("emergency-over", title=self._title(use), by=by)

    def look(self, conductor: Conductor | None, interject: Interject) -> None:
        """Begin what is due, and end what has expired or is said."""
        now = self._studio.time.monotonic()
        for use in self._uses():
            name = use.order.use
            if use.item:
                continue
            if use.is_said and not use.order.repeat:
                self._over(use, SAID)
            elif now >= self._expires[name]:
                if conductor is not None:
                    conductor.cancel(name)  # it may have waited for an output all the time
                self._over(use, EXPIRED)
            elif conductor is not None and conductor.carries(name):
                continue
            elif self._is_due(use, now) and self._studio.silenced_by is None:
                self._begin(use, interject)

    def next_look(self) -> int | None:
        """Return the monotonic moment at which something is to be done next, None for none."""
        return min(map(self._next_of, self._uses()), default=None)

    def _next_of(self, use: Use) -> int:
        name = use.order.use
        due = self._due[name] if use.is_said else self._tried.get(name, 0) + _ns(RETRY)
        return min(due, self._expires[name])

    def _is_due(self, use: Use, now: int) -> bool:
        broken_off = not use.is_said and now >= self._tried.get(use.order.use, 0) + _ns(RETRY)
        return broken_off or now >= self._due[use.order.use]

    def _begin(self, use: Use, interject: Interject) -> None:
        self._put_off(use.order)
        try:
            interjection = compose(self._studio, use.order, self._new_id())
            now = self._studio.reckoning.now()
            if Judge(self._studio).judge(interjection.as_item(), now, interjection) is None:
                interject(interjection)
            else:
                self._over(use, UNUSABLE)  # its bulletin was withdrawn; a drill ran out of hours
        except EmergencyError:
            self._over(use, UNUSABLE)  # the template was withdrawn
        except PlayoutError as error:
            self._studio.alarms.sound("emergency-unplayable", f"{use.order.use}: {error}")

    def _put_off(self, order: EmergencyOrder) -> None:
        now = self._studio.time.monotonic()
        self._tried[order.use], self._due[order.use] = now, now + _ns(order.repeat or RETRY)

    def _over(self, use: Use, cause: str) -> None:
        self._studio.scribe.note(
            Kind.EMERGENCY, state="over", use=use.order.use, cause=cause, by=""
        )

    def _uses(self) -> list[Use]:
        return self._studio.scribe.logbook.uses.standing()

    def _title(self, use: str) -> str:
        known = self._studio.scribe.logbook.uses.known
        return known[use].order.title if use in known else use


def _ns(length: timedelta) -> int:
    return int(length.total_seconds() * NANOSECONDS)
