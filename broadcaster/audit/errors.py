"""Why an export is not written."""

from collections.abc import Sequence
from pathlib import Path

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


class AuditError(BroadcasterError):
    """An export that cannot be made; that there is no log is for the journal to say."""

    @classmethod
    def not_empty(cls, folder: Path) -> "AuditError":
        """Refuse to write beside, or over, what is there already."""
        return cls(
            _('"{folder}" is not an empty folder. An export wants one of its own.').format(
                folder=folder
            )
        )

    @classmethod
    def no_room(cls, folder: Path, needed: int, free: int) -> "AuditError":
        """Refuse before anything is written, because it would not fit."""
        return cls(
            _(
                'The export takes {needed} MB and "{folder}" has {free} MB free. Free some room, '
                "or leave out cuts (--cuts) or days (--from, --to)."
            ).format(folder=folder, needed=_megabytes(needed), free=free // 1_000_000)
        )

    @classmethod
    def cannot_write(cls, folder: Path, reason: str) -> "AuditError":
        """Say that the stick, or a file that was to be copied, failed; nothing is left of it."""
        return cls(
            _('The export was not written to "{folder}": {reason}. Nothing of it is left.').format(
                folder=folder, reason=reason
            )
        )

    @classmethod
    def unknown_cuts(cls, wanted: Sequence[str]) -> "AuditError":
        """Refuse ids that no record of these days names."""
        return cls(
            _(
                "No record of these days names {ids}. Give the id of a bulletin, revision, session "
                "or item, or the SHA-256 of a cut; `broadcaster journal list` shows them."
            ).format(ids=", ".join(wanted))
        )

    @classmethod
    def backwards(cls, since: str, until: str) -> "AuditError":
        """Refuse days that end before they begin."""
        return cls(
            _("The days end ({until}) before they begin ({since}).").format(
                since=since, until=until
            )
        )


def _megabytes(size: int) -> int:
    return -(-size // 1_000_000)
