"""What the schedule refuses: a programme, an hours policy, an exception, a plan."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _, ngettext
from broadcaster.schedule.calendar.bounds import FIRST_DAY, LAST_DAY


class ScheduleError(BroadcasterError):
    """A programme, an hours policy or a plan cannot be as asked."""

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
    def not_days(cls, text: str, names: Sequence[str]) -> "ScheduleError":
        """`text` should have been days of the week."""
        return cls(
            _('"{text}" does not name days. Use {names}, separated by commas.').format(
                text=text, names=", ".join(names)
            )
        )

    @classmethod
    def backwards(cls, first: date, last: date) -> "ScheduleError":
        """Refuse an end before its beginning."""
        return cls(
            _(
                "The policy would end on {last}, before it begins on {first}. Change --from or "
                "--until."
            ).format(first=first.isoformat(), last=last.isoformat())
        )

    @classmethod
    def mistakes_in(cls, path: Path | str, mistakes: Sequence[str]) -> "ScheduleError":
        """Name everything that is wrong in one file at once."""
        return cls(f'"{path}": {_joined(mistakes)}.')

    @classmethod
    def not_applied(cls, mistakes: Sequence[str]) -> "ScheduleError":
        """Refuse programmes with mistakes; what was applied before goes on."""
        return cls(
            _(
                "Nothing was applied: {mistakes}. What was applied last stays in force; correct "
                "the file and run `broadcaster programme apply` again."
            ).format(mistakes=_joined(mistakes))
        )

    @classmethod
    def holidays_break(cls, mistakes: Sequence[str]) -> "ScheduleError":
        """Refuse a table of holidays under which programmes no longer work."""
        return cls(
            _(
                "The table of holidays was not applied: {mistakes}. Correct the table, or the "
                "programme first."
            ).format(mistakes=_joined(mistakes))
        )

    @classmethod
    def check_failed(cls, count: int) -> "ScheduleError":
        """Refuse files whose mistakes were just listed."""
        return cls(
            ngettext(
                "{count} mistake, listed above. Correct it before `broadcaster programme apply`.",
                "{count} mistakes, listed above. Correct them before "
                "`broadcaster programme apply`.",
                count,
            ).format(count=count)
        )

    @classmethod
    def unreadable(cls, path: Path, reason: str) -> "ScheduleError":
        """Refuse a file that cannot be read at all."""
        return cls(
            _('"{path}" cannot be read: {reason}. Check the name and its rights.').format(
                path=path, reason=reason
            )
        )

    @classmethod
    def cannot_write(cls, path: Path, reason: str) -> "ScheduleError":
        """Refuse an export that the disk does not take."""
        return cls(
            _('"{path}" cannot be written: {reason}. Choose another place with --out.').format(
                path=path, reason=reason
            )
        )

    @classmethod
    def starts_move(cls, count: int) -> "ScheduleError":
        """Refuse to move starts before somebody confirmed them."""
        return cls(
            ngettext(
                "{count} start within seven days is new, moved or gone (listed above), so nothing "
                "was applied. Repeat with --yes if that is meant.",
                "{count} starts within seven days are new, moved or gone (listed above), so "
                "nothing was applied. Repeat with --yes if that is meant.",
                count,
            ).format(count=count)
        )

    @classmethod
    def hours_want_consent(cls) -> "ScheduleError":
        """Refuse new hours before somebody confirmed them."""
        return cls(
            _(
                "The hours stay as they were. Look at the sessions above and repeat with --yes if "
                "that is meant."
            )
        )

    @classmethod
    def widening_needs_document(cls, windows: str) -> "ScheduleError":
        """Refuse hours wider than the built-in ones without a document."""
        return cls(
            _(
                "The windows {windows} or the limits of exceptions reach beyond the built-in hours "
                "05:30-06:30 and 17:00-18:00. Name the document that allows it with --document "
                "(`document` in a file), or narrow them."
            ).format(windows=windows)
        )

    @classmethod
    def beyond_above(cls, unit: str, limits: str) -> "ScheduleError":
        """Refuse hours that exceed a unit above (its name) in these limits (worded)."""
        return cls(
            _(
                'The hours reach beyond those of "{unit}" in {limits}. Narrow them, let an '
                'approver of "{unit}" sign them, or name the document that allows it with '
                "--document (`document` in a file). `broadcaster hours show` says who limits what."
            ).format(unit=unit, limits=limits)
        )

    @classmethod
    def no_hours(cls, reason: str) -> "ScheduleError":
        """Refuse to plan without a policy that the box signed."""
        return cls(
            _(
                'No sessions can be planned: the hours policy "plan/hours.json" is {reason}, and '
                "without it nothing but an emergency may sound. Sign one with "
                "`broadcaster hours set`."
            ).format(reason=reason)
        )

    @classmethod
    def outside_outer_limits(cls, day: date, stretch: str, limits: str) -> "ScheduleError":
        """Refuse an exception that reaches beyond what an approver may sign."""
        return cls(
            _(
                "An exception on {day} {stretch} reaches beyond the outer limits {limits}. "
                "Choose a stretch inside them, or have the policy itself widened by a document."
            ).format(day=f"{day:%d/%m/%Y}", stretch=stretch, limits=limits)
        )

    @classmethod
    def in_the_past(cls, day: date) -> "ScheduleError":
        """Refuse a day that is over."""
        return cls(_("{day} is over. Choose today or a later day.").format(day=f"{day:%d/%m/%Y}"))

    @classmethod
    def clock_outside(cls, today: date) -> "ScheduleError":
        """Refuse to plan by a clock that cannot be right."""
        return cls(
            _(
                "The station's clock says {today}, and only {first} to {last} can be planned. Set "
                "the clock with `broadcaster time set`."
            ).format(today=_dated(today), first=_dated(FIRST_DAY), last=_dated(LAST_DAY))
        )

    @classmethod
    def day_outside(cls, day: date) -> "ScheduleError":
        """Refuse a day so far away that it must be a slip."""
        return cls(
            _("{day} cannot be planned. Choose a day from {first} to {last}.").format(
                day=_dated(day), first=_dated(FIRST_DAY), last=_dated(LAST_DAY)
            )
        )

    @classmethod
    def weights_file(cls, path: Path, mistakes: Sequence[str]) -> "ScheduleError":
        """Refuse to plan by weights that are none."""
        return cls(
            _(
                'Weights "{path}": {mistakes}. Mend the file, or remove it: then those apply '
                "that come with the program."
            ).format(path=path, mistakes="; ".join(mistakes))
        )

    @classmethod
    def no_reason(cls) -> "ScheduleError":
        """Refuse an exception without a reason."""
        return cls(
            _("An exception needs a reason that a resident may read. Give it with --reason.")
        )

    @classmethod
    def no_programme(cls) -> "ScheduleError":
        """Refuse to plan nothing."""
        return cls(
            _(
                "No programme is applied, so there is nothing to plan. Look at the files in "
                "`playlists/` and run `broadcaster programme apply`."
            )
        )

    @classmethod
    def not_approved(cls, bulletin: str, state: str) -> "ScheduleError":
        """Refuse to explain what no session could take."""
        return cls(
            _(
                'The bulletin "{bulletin}" has no approval in force (its state is {state}), so no '
                "session takes it. Look at `broadcaster bulletin show {bulletin}`."
            ).format(bulletin=bulletin, state=state)
        )

    @classmethod
    def nothing_planned(cls) -> "ScheduleError":
        """Refuse to explain a plan that is not there."""
        return cls(_("No session is planned yet. Run `broadcaster schedule plan`."))

    @classmethod
    def none_between(cls, first: date, last: date) -> "ScheduleError":
        """Refuse to bring out a stretch of days without a session."""
        return cls(
            _(
                "No session is planned from {first} to {last}. Choose other days with --from and "
                "--days, or run `broadcaster schedule plan`."
            ).format(first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
        )


def _joined(mistakes: Sequence[str]) -> str:
    return "; ".join(mistake.rstrip(".") for mistake in mistakes)


def _dated(day: date) -> str:
    return f"{day:%d/%m/%Y}"
