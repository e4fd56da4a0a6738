"""A locked session as a conductor takes it over: what is still to be done, and where it stands."""

from dataclasses import dataclass, replace
from datetime import datetime

from broadcaster.playout.airing import length_of
from broadcaster.playout.judging.next_item import Cursor
from broadcaster.playout.log.logbook import Fields, Logbook, moment_in
from broadcaster.quantities import samples_in
from broadcaster.schedule import PlannedItem, RunningOrder, session_file_name

PLAYED = ("aired", "late")


@dataclass(frozen=True)
class Session:
    """One session to conduct. An interlude (announcement between sessions) has no id."""

    id: str
    title: str
    order: str
    """SHA-256 of the locked order."""
    cursor: Cursor
    items: tuple[PlannedItem, ...]
    """Those without an outcome, in their order."""
    stem: str
    """Its name as a file name."""
    count: int = 0
    """Items of the whole order."""


def session_from(order: RunningOrder, sha256: str, logbook: Logbook) -> Session:
    """Return what is left of a locked session, also after a restart in the middle of it."""
    cursor = Cursor(order.start, order.end, order.start)
    for item in order.items:
        outcome = logbook.outcomes.get(item.id)
        if outcome is not None:
            cursor = _past(cursor, item, outcome)
    return Session(
        id=order.session,
        title=order.title,
        order=sha256,
        cursor=cursor,
        items=tuple(item for item in order.items if not logbook.is_settled(item.id)),
        stem=session_file_name(order.session).removesuffix(".json"),
        count=len(order.items),
    )


def interlude(now: datetime, until: datetime) -> Session:
    """Return the frame of something unplanned between two sessions."""
    return Session("", "", "", Cursor(now, until, now), (), f"unplanned-{now:%Y%m%dT%H%M%S}")


def _past(cursor: Cursor, item: PlannedItem, outcome: Fields) -> Cursor:
    """Return the cursor after an item that the log has an outcome for."""
    actual = moment_in(outcome, "actual")
    if actual is None:
        return cursor.without(at_once=True)
    sounded = length_of(samples_in(int(outcome.get("sounded_ms", 0))))
    after = cursor.after(item, actual, actual + sounded)
    return after if outcome.get("outcome") in PLAYED else replace(after, closed_up=True)
