"""What setting up, moving and checking a home refuses."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

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

    @classmethod
    def cannot_set_clock(cls, error: Exception) -> "UpkeepError":
        """Say that the system did not let us set its clock."""
        return cls(
            _(
                "The system's clock was not set: {reason}. Run this as root, or set the clock "
                "with `timedatectl set-time` and then run `broadcaster time confirm`."
            ).format(reason=getattr(error, "strerror", None) or error)
        )

    @classmethod
    def below_floor(cls, moment: datetime, floor: datetime, zone: ZoneInfo) -> "UpkeepError":
        """Say that the time wanted has surely passed."""
        return cls(
            _(
                "{moment} cannot be the time, because {floor} has passed already. "
                "Set the right time with `broadcaster time set`."
            ).format(
                moment=f"{moment.astimezone(zone):%d/%m/%Y %H:%M}",
                floor=f"{floor.astimezone(zone):%d/%m/%Y %H:%M}",
            )
        )

    @classmethod
    def no_such_time(cls, text: str) -> "UpkeepError":
        """Say that what was typed is no time."""
        return cls(
            _('"{text}" is no time. Write it as "2026-11-22 08:30:00", in station time.').format(
                text=text
            )
        )

    @classmethod
    def backup_exists(cls, target: Path) -> "UpkeepError":
        """Say that a file of that name is there."""
        return cls(_('"{path}" exists already. Choose another name.').format(path=target))

    @classmethod
    def not_saved(cls, target: Path, reason: str) -> "UpkeepError":
        """Say that the backup could not be written; nothing of it is left."""
        return cls(
            _(
                'The backup "{path}" was not written: {reason}. '
                "Choose a place with more room, or another disk."
            ).format(path=target, reason=reason)
        )

    @classmethod
    def bad_backup(cls, archive: Path, reason: str) -> "UpkeepError":
        """Say that the archive is not a whole backup of ours."""
        return cls(
            _('"{path}" was not restored: {reason}. Use another backup.').format(
                path=archive, reason=reason
            )
        )

    @classmethod
    def player_runs(cls, root: Path) -> "UpkeepError":
        """Say that the home to be replaced is in use."""
        return cls(
            _(
                'A player runs in "{root}". '
                "Stop it first, with `systemctl stop` or by ending `broadcaster playout run`."
            ).format(root=root)
        )

    @classmethod
    def not_replaced(cls, root: Path, fresh: Path, error: OSError) -> "UpkeepError":
        """Say that the restored home is whole but could not take its place."""
        return cls(
            _('"{root}" could not be moved: {reason}. The restored home is in "{fresh}".').format(
                root=root, reason=error.strerror or error, fresh=fresh
            )
        )

    @classmethod
    def needs_force(cls, root: Path) -> "UpkeepError":
        """Say that a restore would replace a station."""
        return cls(
            _(
                '"{root}" already is a station. Name another folder, or replace it with --force; '
                "what stands there is then moved aside and kept."
            ).format(root=root)
        )
