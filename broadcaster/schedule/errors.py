"""What the schedule refuses: a programme, an hours policy, an exception, a plan."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


class ScheduleError(BroadcasterError):
    """A programme, an hours policy or a plan cannot be as asked."""

    @classmethod
    def not_a_clock_time(cls, text: str) -> "ScheduleError":
        """`text` should have been HH:MM."""
        return cls(
            _('"{text}" is not a time of day. Write it as HH:MM, such as 05:30.').format(text=text)
        )

    @classmethod
    def not_a_window(cls, text: str) -> "ScheduleError":
        """`text` should have been HH:MM-HH:MM."""
        return cls(
            _(
                '"{text}" is not a stretch of the day. Write it as HH:MM-HH:MM, such as '
                "05:30-06:30; a whole day is 00:00-24:00."
            ).format(text=text)
        )

    @classmethod
    def not_a_date(cls, text: str) -> "ScheduleError":
        """`text` should have been a date."""
        return cls(
            _('"{text}" is not a date. Write it as 2026-11-22 or 22/11/2026.').format(text=text)
        )

    @classmethod
    def mistakes_in(cls, path: Path | str, mistakes: Sequence[str]) -> "ScheduleError":
        """Everything that is wrong in one file, at once."""
        return cls(
            _('"{path}": {mistakes}.').format(
                path=path, mistakes="; ".join(m.rstrip(".") for m in mistakes)
            )
        )

    @classmethod
    def outside_outer_limits(cls, day: date, stretch: str, limits: str) -> "ScheduleError":
        """Refuse an exception that reaches beyond what an approver may sign."""
        return cls(
            _(
                "An exception on {day} {stretch} reaches beyond the outer limits {limits}. "
                "Choose a stretch inside them, or have the policy itself widened by a document."
            ).format(day=day.isoformat(), stretch=stretch, limits=limits)
        )
