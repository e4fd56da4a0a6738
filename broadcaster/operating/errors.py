"""What is refused at the desk before the player is asked."""

from collections.abc import Mapping

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import N_, _

_SAID: Mapping[str, str] = {
    "title": N_("title"),
    "source": N_("source"),
    "where": N_("place"),
    "document": N_("document number"),
}
"""What a declaration says, in words."""


class OperatingError(BroadcasterError):
    """A person may not order this, or not alone."""

    @classmethod
    def same_person(cls, name: str) -> "OperatingError":
        """Say that two people are needed."""
        return cls(
            _(
                "{name} cannot be both: what is no template takes two people. Name another "
                "approver with --second."
            ).format(name=name)
        )

    @classmethod
    def bad_words(cls, name: str, most: int) -> "OperatingError":
        """Refuse words of a declaration that are missing or too long."""
        return cls(
            _("A declaration needs its {name}: one line of 1 to {most} letters.").format(
                name=_(_SAID[name]), most=most
            )
        )

    @classmethod
    def bad_length(cls, minutes: int, most: int) -> "OperatingError":
        """Refuse a length that no airing has."""
        return cls(
            _("{minutes} minutes is no length of an airing; state 1 to {most}.").format(
                minutes=minutes, most=most
            )
        )

    @classmethod
    def not_over(cls, since: str) -> "OperatingError":
        """Refuse to declare what is still to come."""
        return cls(
            _(
                'What began at "{since}" is not over yet. Declare it when it is; a date is '
                "written as 2026-11-22T06:00."
            ).format(since=since)
        )
