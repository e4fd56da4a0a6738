"""What signing in refuses. A refusal never says which part of what was typed was right."""

from datetime import datetime

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


class UsersError(BroadcasterError):
    """Somebody was not let in, or a user cannot be changed in this way."""

    retry_at: datetime | None = None
    """For a refusal that passes: the moment (aware) from which another try is taken."""

    @classmethod
    def refused(cls) -> "UsersError":
        """Say that name and password do not let anybody in, whichever of them is wrong."""
        return cls(
            _(
                "You are not signed in: name and password do not fit, or the person holds no role "
                "here today. Type your id or full name again; where the password is forgotten, an "
                "administrator gives out a new code on the page People."
            )
        )

    @classmethod
    def code_refused(cls) -> "UsersError":
        """Say that name and code set no password, whichever of them is wrong."""
        return cls(
            _(
                "The password was not set: name and code do not fit, or the code was used already "
                "or is older than 7 days. An administrator gives out a new one on the page People."
            )
        )

    @classmethod
    def wait(cls, until: datetime) -> "UsersError":
        """Say from when (aware, in station time) another try is taken."""
        error = cls(
            _(
                "Too many tries failed, so this one was not looked at. Try again from {time} on."
            ).format(time=f"{until:%H:%M:%S}")
        )
        error.retry_at = until
        return error

    @classmethod
    def too_short(cls, shortest: int, count: int) -> "UsersError":
        """Say that a password has too few characters."""
        return cls(
            _(
                "The password has {count} characters; it needs at least {shortest}. "
                "Three or four words that do not belong together are good."
            ).format(count=count, shortest=shortest)
        )

    @classmethod
    def too_long(cls, longest: int, count: int) -> "UsersError":
        """Say that a password has too many characters."""
        return cls(
            _(
                "The password has {count} characters; at most {longest} are taken. Shorten it."
            ).format(count=count, longest=longest)
        )

    @classmethod
    def is_name(cls) -> "UsersError":
        """Say that a password is a name everybody here knows."""
        return cls(
            _(
                "The password is your own name or id, or the station's, which is tried first. "
                "Choose one that says nothing of you or the station."
            )
        )

    @classmethod
    def is_common(cls) -> "UsersError":
        """Say that a password is on the list of common ones."""
        return cls(
            _(
                "The password is one that many people choose, so it is tried first. "
                "Three or four words that do not belong together are good."
            )
        )

    @classmethod
    def is_run(cls) -> "UsersError":
        """Say that a password repeats itself, or follows a row of signs."""
        return cls(
            _(
                "The password is one piece repeated, or a row of the alphabet or the keyboard. "
                "Three or four words that do not belong together are good."
            )
        )

    @classmethod
    def bad_pin(cls, shortest: int, longest: int) -> "UsersError":
        """Refuse a PIN that would be guessed, or is none."""
        return cls(
            _(
                "A PIN has {shortest} to {longest} digits, and is neither one piece repeated nor a "
                "row of digits. Choose another."
            ).format(shortest=shortest, longest=longest)
        )

    @classmethod
    def no_pin(cls, name: str) -> "UsersError":
        """Say that somebody has not set a PIN."""
        return cls(
            _(
                "{name} has no PIN on this box, so this was not done. "
                "Set one with `broadcaster emergency pin` in quiet times."
            ).format(name=name)
        )

    @classmethod
    def pin_refused(cls, name: str) -> "UsersError":
        """Say that a PIN was wrong."""
        return cls(
            _(
                "This is not the PIN of {name}, so nothing was done. Try again; after a few wrong "
                "ones every further try has to wait."
            ).format(name=name)
        )

    @classmethod
    def no_user(cls, name: str) -> "UsersError":
        """Say that somebody who is to be removed could not sign in anyway."""
        return cls(
            _(
                '"{name}" has neither password nor code, so there is nothing to remove. '
                "`broadcaster user list` shows who can sign in."
            ).format(name=name)
        )

    @classmethod
    def last_administrator(cls, name: str) -> "UsersError":
        """Say that nobody would be left who can sign in as administrator."""
        return cls(
            _(
                '"{name}" is the last administrator who can sign in. Let another set a password '
                "first, with a code of their own."
            ).format(name=name)
        )

    @classmethod
    def not_first(cls) -> "UsersError":
        """Say that the first code is given out already."""
        return cls(
            _(
                "There are users already. An administrator gives out further codes by "
                "`broadcaster user code`."
            )
        )

    @classmethod
    def not_yours(cls) -> "UsersError":
        """Say that a page of others was asked for by somebody who may see only their own."""
        return cls(
            _(
                "Only an administrator or auditor sees what others did. "
                "Ask for your own line, or ask one of them."
            )
        )
