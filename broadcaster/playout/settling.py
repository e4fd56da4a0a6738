"""What is written when an item is over, or falls out before it sounded; and who is told."""

from dataclasses import replace
from datetime import datetime

from broadcaster.journal.model import Cause, Kind, Outcome
from broadcaster.playout.airing import Airing
from broadcaster.playout.judging.outcomes import outcome_of
from broadcaster.playout.log.entries import described, end_fields, outcome_fields
from broadcaster.playout.model import Heard, Passed, Silence
from broadcaster.playout.resumption import Resumption
from broadcaster.playout.studio import Studio
from broadcaster.schedule import PlannedItem

ALARMING = {
    Cause.CUT_MISSING: "cut-missing",
    Cause.CUT_ALTERED: "cut-altered",
    Cause.CUT_UNREADABLE: "cut-unreadable",
    Cause.APPROVAL_MISSING: "approval-missing",
    Cause.HOURS_MISSING: "hours-missing",
    Cause.HOURS_UNSIGNED: "hours-unsigned",
    Cause.CLOCK_UNKNOWN: "clock-unknown",
    Cause.JOURNAL_FULL: "journal-full",
}
"""Causes that somebody must look into, with their alarm."""
OF_THE_STATION = frozenset({"hours-missing", "hours-unsigned", "clock-unknown", "journal-full"})
"""Alarms that are about the station and not about one item; they end when the cause does."""


def write_over(
    studio: Studio,
    airing: Airing,
    heard: Heard,
    *,
    goes_on: bool = False,
    recording: str | None = None,
) -> None:
    """Write the `end` of what has fallen silent, and the outcome when it was planned.

    What `goes_on` after an interruption has its outcome still to come. `recording` is the hash of
    what was recorded of a relay, None for all else.
    """
    lost = Cause.SOURCE_LOST if heard.missing else Cause.INTERRUPTED
    cut_short = airing.cut_short or lost
    total = airing.in_all(heard)
    if total.was_sent and total.silence is not Silence.NONE:
        cut_short = Cause.SILENT
    cause = Cause.WHOLE if total.whole else cut_short
    ended = end_fields(airing.session, airing.id, heard, cause, recording)
    studio.scribe.note(Kind.END, **ended)
    if goes_on:
        studio.tell("gave-way", title=airing.item.title)
    elif airing.planned is None:
        studio.tell("outcome", title=airing.item.title, outcome="unplanned", cause=str(cause))
    else:
        resumed = airing.sounding.number > 1
        grace_ms = airing.item.grace_ms
        passed = outcome_of(total, airing.planned, grace_ms, cut_short, resumed=resumed)
        _write_outcome(studio, airing.session, airing.item, airing.planned, passed, total)


def listen(studio: Studio, airing: Airing, sounded: int) -> None:
    """Raise an alarm for silence or clipping in what has left of a segment up to now."""
    for code in airing.monitor.listen(sounded) if airing.monitor else ():
        studio.alarms.sound(code, airing.id)


def listened(studio: Studio, airing: Airing, heard: Heard) -> Heard:
    """Listen to the end of a segment, and return with it how much of it was silence."""
    if airing.monitor is None:
        return heard
    for code in airing.monitor.finish(heard.samples):
        studio.alarms.sound(code, airing.id)
    return replace(heard, silence=airing.monitor.silence)


def write_given_up(studio: Studio, session: str, resumption: Resumption, why: Cause) -> None:
    """Write what becomes of an item that was interrupted and does not go on, because of `why`."""
    item, heard, cause = resumption.item, resumption.heard, resumption.cause(why)
    if resumption.sounding.link is not None:
        resumption.sounding.link.end()
    if not heard.samples:  # its `start` stands in the log, and no `end` yet
        studio.scribe.note(Kind.END, **end_fields(session, item.id, heard, cause))
    if resumption.planned is not None:
        passed = outcome_of(heard, resumption.planned, item.grace_ms, cause)
        _write_outcome(studio, session, item, resumption.planned, passed, heard)


def _write_outcome(
    studio: Studio, session: str, item: PlannedItem, planned: datetime, passed: Passed, heard: Heard
) -> None:
    fields = outcome_fields(session, item.id, planned, passed, described(item), heard)
    studio.scribe.note(Kind.OUTCOME, **fields)
    _tell(studio, item.title, passed)


def write_passed(
    studio: Studio, session: str, item: PlannedItem, planned: datetime, passed: Passed
) -> None:
    """Write the outcome of an item that did not begin, and raise the alarm its cause deserves."""
    fields = outcome_fields(session, item.id, planned, passed, described(item))
    studio.scribe.note(Kind.OUTCOME, **fields)
    _tell(studio, item.title, passed)
    code = ALARMING.get(passed.cause)
    if code is not None:
        studio.alarms.sound(code, session if code in OF_THE_STATION else item.id)


def write_change(studio: Studio, session: str, item: str, cause: Cause, by: str) -> None:
    """State once that a locked item was withdrawn, voided or stopped. It stays planned."""
    if item not in studio.scribe.logbook.changed:
        studio.scribe.note(Kind.PLAN_CHANGE, session=session, item=item, change=cause, by=by)


def write_stopped(
    studio: Studio, session: str, item: PlannedItem, planned: datetime, by: str
) -> None:
    """Write that an operator stopped an item before it began."""
    write_change(studio, session, item.id, Cause.STOPPED, by)
    write_passed(studio, session, item, planned, Passed(Outcome.MISSED, Cause.STOPPED))


def _tell(studio: Studio, title: str, passed: Passed) -> None:
    studio.tell("outcome", title=title, outcome=str(passed.outcome), cause=str(passed.cause))
