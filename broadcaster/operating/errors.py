"""What is refused at the desk before the player is asked."""

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


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
