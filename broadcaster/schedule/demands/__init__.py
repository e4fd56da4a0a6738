"""What is asked of a station beside its own bulletins: mandates, offers and their answers."""

from broadcaster.schedule.demands.answers import Reply, Say, StandingAnswer
from broadcaster.schedule.demands.errors import DemandsError
from broadcaster.schedule.demands.model import Address, Call, CallKind, Reach, Withdrawal

__all__ = [
    "Address",
    "Call",
    "CallKind",
    "DemandsError",
    "Reach",
    "Reply",
    "Say",
    "StandingAnswer",
    "Withdrawal",
]
