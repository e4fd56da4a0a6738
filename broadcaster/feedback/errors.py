"""What is refused about complaints and questions, and why."""

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


class FeedbackError(BroadcasterError):
    """Something cannot be taken in, or answered."""

    @classmethod
    def bad_text(cls, most: int) -> "FeedbackError":
        """Refuse a text that is empty or too long."""
        return cls(
            _("Write in 1 to {most} letters what was asked, or what the answer is.").format(
                most=most
            )
        )

    @classmethod
    def bad_who(cls, most: int) -> "FeedbackError":
        """Refuse more about a person than is needed."""
        return cls(
            _("Who asked may take {most} letters; keep a name and one way to reach them.").format(
                most=most
            )
        )

    @classmethod
    def due_before(cls, due: str) -> "FeedbackError":
        """Refuse a due day that is over."""
        return cls(_("An answer cannot be due on {due}: that day is over.").format(due=due))

    @classmethod
    def answered(cls, id_: str, by: str, at: str) -> "FeedbackError":
        """Refuse a second answer."""
        return cls(
            _(
                "{id} was answered by {by} on {at}, and is closed. Add what is new as a "
                "question of its own."
            ).format(id=id_, by=by, at=at)
        )

    @classmethod
    def no_answer(cls) -> "FeedbackError":
        """Refuse an answer that says nothing."""
        return cls(_("Write the answer, or name the bulletin that gives it on air."))
