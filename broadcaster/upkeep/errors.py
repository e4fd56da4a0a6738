"""What setting up, moving and checking a home refuses."""

from pathlib import Path

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


class UpkeepError(BroadcasterError):
    """A home cannot be made, migrated, saved or brought back."""

    @classmethod
    def already_a_home(cls, root: Path) -> "UpkeepError":
        """Say that the folder already is a station."""
        return cls(
            _(
                '"{root}" already is a station. Choose another folder; '
                "to start again, move this one away first."
            ).format(root=root)
        )

    @classmethod
    def not_empty(cls, root: Path, first: str) -> "UpkeepError":
        """Say that the folder holds something else."""
        return cls(
            _(
                '"{root}" is not empty ("{first}" lies in it). Choose a new or an empty folder.'
            ).format(root=root, first=first)
        )

    @classmethod
    def not_a_folder(cls, root: Path) -> "UpkeepError":
        """Say that a file stands where the folder should be."""
        return cls(_('"{root}" is a file. Choose a new or an empty folder.').format(root=root))

    @classmethod
    def cannot_write(cls, root: Path, error: OSError) -> "UpkeepError":
        """Say that the disk refused."""
        return cls(
            _('"{root}" could not be written: {reason}. Nothing was left behind.').format(
                root=root, reason=error.strerror or error
            )
        )

    @classmethod
    def no_hub(cls, role: str) -> "UpkeepError":
        """Say that this version makes stations only."""
        return cls(
            _(
                'A home of role "{role}" cannot be made by this version, which has no hub. '
                "Leave --role out to make a station."
            ).format(role=role)
        )

    @classmethod
    def no_backup(cls, backup: Path, reason: str) -> "UpkeepError":
        """Say that the copy that must come first could not be made."""
        return cls(
            _(
                'The copy "{backup}" could not be made: {reason}. Nothing was changed; '
                "free some space, or repair the disk, and try again."
            ).format(backup=backup, reason=reason)
        )
