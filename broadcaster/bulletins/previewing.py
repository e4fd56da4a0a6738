"""A recording as it was brought and with less noise, side by side, until a person takes one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadcaster.bulletins.errors import BulletinsError
from broadcaster.i18n import _


class Which(StrEnum):
    """One of the two."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Preview:
    """Two cuts of one recording (SHA-256); neither is used yet."""

    bulletin: str
    script: str
    """Hash of the script they are recordings of; another text makes the preview void."""
    before: str
    after: str
    by: str
    at: datetime

    def cut(self, which: Which) -> str:
        """Return one of the two."""
        return self.before if which is Which.BEFORE else self.after


class PreviewError(BulletinsError):
    """There is nothing to hear or to take."""

    @classmethod
    def nothing(cls, bulletin: str) -> "PreviewError":
        """Say that no preview of the present text waits."""
        return cls(
            _(
                'No recording of "{bulletin}" waits to be compared. Bring it with '
                "`broadcaster render {bulletin} --recording FILE --denoise`."
            ).format(bulletin=bulletin),
            _("No recording waits here to be compared. Below it is shown as it stands now."),
        )
