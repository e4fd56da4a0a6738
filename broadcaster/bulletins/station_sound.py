"""A station's sound as it is brought: which file, by whom, and by what right it may be played.

A loudspeaker in a village is a public performance. So a file is taken only with words that say
where it comes from and under what terms; whether they are true, a second person answers for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from broadcaster.bulletins.model import Approval
from broadcaster.bulletins.sound_errors import SoundError
from broadcaster.bulletins.tidying import LONGEST_TITLE, tidy
from broadcaster.bulletins.validity import read_until

AIRED_AS = "sound/"
"""Before a sound's name in a plan, so that it is not taken for a bulletin."""
BUILT_IN = "built-in"
"""Origin, author and approver of what this program makes itself."""
RIGHTS = ("title", "origin", "licence", "holder")
SOURCE = "source"
"""Where a sound comes from, among an approval's details: there `origin` is who brought it in."""


@dataclass(frozen=True)
class Rights:
    """What a sound is and why it may be played. `until` is the first moment at which it may not."""

    title: str = ""
    origin: str = ""
    """Who made it, where it was taken from."""
    licence: str = ""
    """The terms: a contract's number, a free licence, the station's own work."""
    holder: str = ""
    """Who has to be paid or named, if anybody."""
    until: datetime | None = None

    def details(self) -> dict[str, str]:
        """Return what an approval says of them, beside the end of its validity."""
        return {
            "title": self.title,
            SOURCE: self.origin,
            "licence": self.licence,
            "holder": self.holder,
        }


@dataclass(frozen=True)
class StationSound:
    """A version of a station sound that somebody supplied; in force once `approval` is set."""

    name: str
    cut: str
    author: str
    at: datetime
    approval: str = ""
    rights: Rights = Rights()


def rights_from(name: str, typed: Mapping[str, str], until: str, zone: ZoneInfo) -> Rights:
    """Return rights as people typed them; `typed` has the words of `RIGHTS` that were given.

    `until` is a day, which counts whole, or a moment, in station time; empty for no end.
    `SoundError` where origin or licence says nothing.
    """
    words = {key: tidy(typed.get(key, ""), f"--{key}", LONGEST_TITLE) for key in RIGHTS}
    if missing := [f"--{key}" for key in ("origin", "licence") if not words[key]]:
        raise SoundError.no_rights(name, missing)
    end = read_until(until, zone, "--rights-until") if until.strip() else None
    return Rights(**words, until=end)


def rights_of(approval: Approval) -> Rights:
    """Return the rights that an approval of a sound was signed with."""
    details = approval.details
    built_in = approval.origin == BUILT_IN
    return Rights(
        title=details.get("title", ""),
        origin=BUILT_IN if built_in else details.get(SOURCE, ""),
        licence=details.get("voice_licence" if built_in else "licence", ""),
        holder=details.get("holder", ""),
        until=approval.valid_until,
    )
