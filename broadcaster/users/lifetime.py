"""How long a session lasts: twelve hours at most, and two without a request."""

from datetime import datetime, timedelta

from broadcaster.users.model import EndCause, UserSession

LONGEST = timedelta(hours=12)
IDLE = timedelta(hours=2)
SEEN_EVERY = timedelta(minutes=5)
"""A request writes that it came only when the last one written is older than this."""
CLOCK_SLACK = timedelta(minutes=15)
"""How far a clock may be set back below a session before it cannot say how old that is."""
CODE_LASTS = timedelta(days=7)
SESSIONS_KEPT = timedelta(days=30)
"""How long the row of a session is kept; the trail keeps that it was."""


def time_is_up(session: UserSession, now: datetime) -> EndCause | None:
    """Return why time ends `session` at `now`, or None when it does not.

    A session from far ahead of the clock has expired: it would else outlast its twelve hours.
    """
    if now - session.created >= LONGEST or now < session.created - CLOCK_SLACK:
        return EndCause.EXPIRED
    if now - session.seen >= IDLE:
        return EndCause.IDLE
    return None


def is_due_to_write(session: UserSession, now: datetime) -> bool:
    """Say whether this request shall be written as the last one seen."""
    return abs(now - session.seen) >= SEEN_EVERY
