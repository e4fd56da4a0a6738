"""Who may sign in to the web console, their sessions, and the trail of what was done there."""

from broadcaster.users.errors import UsersError
from broadcaster.users.model import (
    EndCause,
    Ended,
    Event,
    IssuedCode,
    SignedIn,
    User,
    UserSession,
    What,
)

__all__ = [
    "EndCause",
    "Ended",
    "Event",
    "IssuedCode",
    "SignedIn",
    "User",
    "UserSession",
    "UsersError",
    "What",
]
