"""What a player writes first after it was stopped or killed: pure, and safe to repeat.

From what the log says, the position that survived, and the locked orders follow the records that
are missing: an `end` and an outcome for the item that was on air, and outcomes for every item of
sessions that passed. Each record it asks for changes the log so that it is not asked for again;
a kill between any two leaves the rest to the next start.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from broadcaster.journal.model import Cause, Kind, Outcome
from broadcaster.journal.record import Value
from broadcaster.playout.judging.outcomes import outcome_of
from broadcaster.playout.log.entries import DESCRIPTIVE, described, end_fields, outcome_fields
from broadcaster.playout.log.logbook import Fields, LockedSession, Logbook, moment_in
from broadcaster.playout.log.position import Position, segment_name
from broadcaster.playout.model import Heard, Passed, Silence
from broadcaster.quantities import BUS_RATE_HZ, samples_in
from broadcaster.schedule import PlannedItem, RunningOrder

Entry = tuple[Kind, dict[str, Value]]
OrderOf = Callable[[LockedSession], RunningOrder | None]
"""Gives the locked copy of a session's order, or None when it is lost or altered."""
NO_RECORDINGS: Mapping[str, str] = {}
STATION_DOWN = Passed(Outcome.MISSED, Cause.STATION_DOWN)
BUSY = Passed(Outcome.MISSED, Cause.NO_TIME_LEFT)
"""The station was up, and something else sounded until the session was over."""
ORDER_LOST = Passed(Outcome.MISSED, Cause.CUT_MISSING)
"""The locked copy is gone: which cuts to play is no longer known."""


def close_interrupted(
    logbook: Logbook,
    positions: Iterable[Position],
    recordings: Mapping[str, str] = NO_RECORDINGS,
) -> Iterator[Entry]:
    """Yield what ends the items that were open: `end`, and the outcome of planned ones.

    What was heard of an item is what its position says, nothing when none speaks of it; what was
    recorded of a relay has its hash in `recordings`.
    """
    known = {position.item: position for position in positions}
    for item, start in list(logbook.running.items()):
        heard = _heard_of(start, known.get(segment_name(item, int(start.get("segment", 1)))))
        recording = recordings.get(item, "") if start.get("relay") else None
        session = str(start.get("session", ""))
        end = end_fields(session, item, heard, Cause.INTERRUPTED, recording)
        yield Kind.END, end
        # The outcome of a planned one follows below: its `end` has put it among the ended.
    for item, (start, ended) in list(logbook.ended.items()):
        heard = Heard(
            int(ended.get("samples", 0)),
            int(ended.get("length", 0)),
            moment_in(ended, "first"),
            moment_in(ended, "last"),
            str(ended.get("evidence", "0")),
            int(ended.get("missing", 0)),
            silence=_silence_in(ended),
        )
        yield Kind.OUTCOME, _outcome(item, start, heard, _cause_in(ended))


def settle_past(
    logbook: Logbook, order_of: OrderOf, now: datetime, conducted: str | None = None
) -> Iterator[Entry]:
    """Yield an outcome for each item of the sessions that are over, or whose order is lost.

    The session that is being `conducted` settles its own items; an empty name is an announcement
    between sessions, None says that nothing is conducted.
    """
    over = STATION_DOWN if conducted is None else BUSY
    for lock in logbook.unsettled():
        waiting = [entry for entry in lock.items if not logbook.is_settled(entry[0])]
        if not waiting or lock.session == conducted:
            continue
        order = order_of(lock)
        if order is None or is_over(order, now):
            passed = over if order else ORDER_LOST
            for item, offset_ms, length_ms in waiting:
                planned = lock.planned + timedelta(milliseconds=offset_ms)
                fields = _described_in(order, item, length_ms)
                yield Kind.OUTCOME, outcome_fields(lock.session, item, planned, passed, fields)


def is_over(order: RunningOrder, now: datetime) -> bool:
    """Say whether nothing of the session may begin any more."""
    grace = max((item.grace_ms for item in order.items), default=0)
    return now >= order.end + timedelta(milliseconds=grace)


def _heard_of(start: Fields, position: Position | None) -> Heard:
    length = samples_in(int(start.get("length_ms", 0)))
    if position is None or position.delivered == 0:
        return Heard(0, length, None, None, "0")
    last = position.first + timedelta(microseconds=position.delivered * 1_000_000 // BUS_RATE_HZ)
    return Heard(position.delivered, position.length, position.first, last, str(position.evidence))


def _outcome(item: str, start: Fields, heard: Heard, cause: Cause) -> dict[str, Value]:
    planned = moment_in(start, "planned")
    if planned is None:
        raise ValueError(f"a start without its planned time: {item}")
    resumed = int(start.get("segment", 1)) > 1
    passed = outcome_of(heard, planned, int(start.get("grace_ms", 0)), cause, resumed=resumed)
    descriptive = {name: start[name] for name in DESCRIPTIVE if name in start}
    session = str(start.get("session", ""))
    return outcome_fields(session, item, planned, passed, descriptive, heard)


def _cause_in(ended: Fields) -> Cause:
    cause = ended.get("cause")
    return Cause(cause) if cause in set(Cause) else Cause.INTERRUPTED


def _silence_in(ended: Fields) -> Silence:
    found = ended.get("silence", "")
    return Silence(found) if found in set(Silence) else Silence.NONE


def _described_in(order: RunningOrder | None, item: str, length_ms: int) -> dict[str, Value]:
    found: PlannedItem | None = next(
        (planned for planned in order.items if planned.id == item) if order else iter(()), None
    )
    return described(found) if found else {"length_ms": length_ms}
