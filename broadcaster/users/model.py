"""Who may sign in, their sessions, and the trail of what was done.

A user is a person of the register with a password or a one-time code; there is no other list of
names. What a user may do is asked of the register anew at every request.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from broadcaster.units import Person, Standing


class EndCause(StrEnum):
    """Why a session ended."""

    SIGNED_OUT = "signed-out"
    EXPIRED = "expired"
    IDLE = "idle"
    RIGHTS_CHANGED = "rights-changed"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - a cause, no secret
    ENDED_BY_ADMINISTRATOR = "ended-by-administrator"
    REMOVED = "removed"
    RESTORED = "restored"
    """The home came back from a backup, with the sessions of that day."""


class What(StrEnum):
    """What a line of the trail says happened."""

    CODE_ISSUED = "code-issued"
    PASSWORD_SET = "password-set"  # noqa: S105 - a code of the trail, no secret
    SIGNED_IN = "signed-in"
    SIGN_IN_REFUSED = "sign-in-refused"
    SIGNED_OUT = "signed-out"
    SESSION_ENDED = "session-ended"
    USER_REMOVED = "user-removed"
    PIN_SET = "pin-set"
    PIN_VOID = "pin-void"
    PIN_REFUSED = "pin-refused"
    ACTION = "action"
    """A signed-in person did something; `Event.act` says what."""


@dataclass(frozen=True)
class IssuedCode:
    """A one-time code, to be handed to its person; it is shown this once and kept nowhere."""

    person: Person
    code: str = field(repr=False)
    until: datetime


@dataclass(frozen=True)
class UserSession:
    """One stay of a person in the console. Times are aware UTC."""

    number: int
    person: Person
    created: datetime
    seen: datetime
    """Last request, to within five minutes: a read shall not write each time."""
    address: str
    agent: str


@dataclass(frozen=True)
class SignedIn:
    """A session that has just begun, and the token that names it; the token is kept nowhere."""

    token: str = field(repr=False)
    session: UserSession


@dataclass(frozen=True)
class Stay:
    """A session that holds, and all that its person may do at this moment."""

    session: UserSession
    standing: Standing


@dataclass(frozen=True)
class Ended:
    """That a token once named a session, and why it no longer does."""

    cause: EndCause


@dataclass(frozen=True)
class Account:
    """How a person signs in, as it is kept. Hashes are argon2."""

    person: str
    password_hash: str | None = field(default=None, repr=False)
    changed_at: datetime | None = None
    code_hash: str | None = field(default=None, repr=False)
    code_until: datetime | None = None
    signed_in_at: datetime | None = None

    def has_code(self, now: datetime) -> bool:
        """Say whether a code that was issued can still be used."""
        return self.code_hash is not None and self.code_until is not None and now < self.code_until


@dataclass(frozen=True)
class User:
    """A user as a list shows them."""

    person: Person
    standing: Standing
    has_password: bool
    code_until: datetime | None
    """Until when a code waits to be used; None when there is none."""
    signed_in_at: datetime | None
    open_sessions: int

    @property
    def can_sign_in(self) -> bool:
        """Say whether their password is taken today."""
        return self.has_password and self.standing.is_anything


@dataclass(frozen=True)
class Event:
    """One line of the trail. `person` did it, or is empty where nobody is known."""

    at: datetime
    person: str
    name: str
    what: What
    act: str = ""
    """For an action: its English code, such as `approve`."""
    subject: str = ""
    """Id of what, or of whom, it was done to."""
    detail: str = ""
    in_name_of: str = ""
    """Id of the giver, when it was done by delegation."""
    address: str = ""
    """Where the request came from; empty on the command line."""
    os_user: str = ""
    number: int = 0
    """Its place in the trail; `before` of a further page."""
