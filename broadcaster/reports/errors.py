"""What the reports refuse."""

from pathlib import Path

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


class ReportsError(BroadcasterError):
    """A report that cannot be made or written."""

    @classmethod
    def no_log(cls, root: Path) -> "ReportsError":
        """There is no as-run log to fold."""
        return cls(
            _(
                'There is no as-run log in "{root}" yet, so there is nothing to report. '
                "Run `broadcaster playout run` first, or name another home with --home."
            ).format(root=root)
        )

    @classmethod
    def bad_date(cls, text: str) -> "ReportsError":
        """Refuse what was typed as a date and is none."""
        return cls(
            _('"{text}" is not a date. Write it as 2026-11-23 or 23/11/2026.').format(text=text)
        )

    @classmethod
    def cannot_write(cls, path: Path, reason: str) -> "ReportsError":
        """Say that the file named by --out cannot be written."""
        return cls(
            _('The report cannot be written to "{path}": {reason}. Name another --out.').format(
                path=path, reason=reason
            )
        )
