"""How much was received and answered in a period: the figures that papers print. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from broadcaster.feedback.model import Feedback


@dataclass(frozen=True)
class Counts:
    """Of a period: what came in it, what was answered in it, and what stood open at its end."""

    received: int = 0
    complaints: int = 0
    """Those among the received."""
    answered: int = 0
    in_time: int = 0
    """Those among the answered that were so by their due day."""
    open: int = 0
    overdue: int = 0
    """Those among the open whose due day was over by the end of the period."""


def count(entries: Iterable[Feedback], first: date, last: date, zone: ZoneInfo) -> Counts:
    """Count from `first` to `last`, dates of `zone`, both included.

    Each is counted by what was so on `last`: an answer that came later leaves it open here, so
    the figures of a past period never change.
    """
    received = complaints = answered = in_time = still_open = overdue = 0
    for one in entries:
        came = _day(one.received_at, zone)
        if came > last:
            continue
        received += came >= first
        complaints += came >= first and one.kind == "complaint"
        closed = _day(one.answer.at, zone) if one.answer else None
        if closed is None or closed > last:
            still_open += 1
            overdue += one.due < last
        elif closed >= first:
            answered += 1
            in_time += closed <= one.due
    return Counts(received, complaints, answered, in_time, still_open, overdue)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
