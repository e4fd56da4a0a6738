"""How a call stands at this station today. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from broadcaster.schedule.demands.answers import UNANSWERED, Reply, Say
from broadcaster.schedule.demands.model import Call, CallKind


class CallState(StrEnum):
    """Where a call stands; the first that is true counts."""

    WITHDRAWN = "withdrawn"
    MET = "met"
    """Heard as often as asked."""
    OVER = "over"
    """Its days are past, and not all of it was heard."""
    ELSEWHERE = "elsewhere"
    """It does not reach this station."""
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    WAITING = "waiting"
    """Its bulletin has no approval in force."""
    COMING = "coming"
    RUNNING = "running"


@dataclass(frozen=True)
class Listed:
    """A call as a list shows it."""

    call: Call
    title: str
    state: CallState
    aired: int = 0
    """By the log of this station."""
    to_make_good: int = 0
    reply: Reply = UNANSWERED
    """Of an offer."""


def state_of(
    call: Call, today: date, *, aired: int, is_here: bool, is_approved: bool, reply: Reply
) -> CallState:
    """Return how a call stands; `is_here` says that it reaches this station today or later."""
    if call.withdrawal:
        return CallState.WITHDRAWN
    if aired >= call.times:
        return CallState.MET
    if call.until < today:
        return CallState.OVER
    if not is_here:
        return CallState.ELSEWHERE
    if call.kind is CallKind.OFFER and reply.say is not Say.ACCEPT:
        return CallState.DECLINED if reply.say else CallState.UNANSWERED
    if not is_approved:
        return CallState.WAITING
    return CallState.COMING if call.since > today else CallState.RUNNING
