"""What the reports refuse."""

from pathlib import Path

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


class ReportsError(BroadcasterError):
    """A report that cannot be written; that there is no log is for the journal to say."""

    @classmethod
    def cannot_write(cls, path: Path, reason: str) -> "ReportsError":
        """Say that the file named by --out cannot be written."""
        return cls(
            _('The report cannot be written to "{path}": {reason}. Name another --out.').format(
                path=path, reason=reason
            )
        )
