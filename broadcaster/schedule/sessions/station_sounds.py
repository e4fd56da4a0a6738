"""Which of the station's sounds a session may use: approved, and with rights that still hold.

Validity counts at the first sample, as for a bulletin (DESIGN law 6): a station's licence for a
piece of music ends on its day also in a session planned a fortnight before.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from broadcaster.bulletins.station_sound import AIRED_AS
from broadcaster.schedule.admission import refuse_validity
from broadcaster.schedule.model import LeftOut
from broadcaster.schedule.programmes.model import Programme
from broadcaster.schedule.reasons import Reason
from broadcaster.schedule.sessions.slot import Candidate

ALWAYS_TOLD = (
    Reason.SOUND_MISSING, Reason.NOT_VALID_THEN, Reason.RELAY_MISSING, Reason.RELAY_TOO_LONG,
)  # fmt: skip
"""Reasons that somebody has to mend; they are told of a silent session too."""


def usable(sounds: Mapping[str, Candidate], name: str, at: datetime) -> Candidate | None:
    """Return the sound of that name if it may have its first sample `at` (aware UTC)."""
    sound = sounds.get(name)
    if sound is None or refuse_validity(sound.approval, AIRED_AS + name, at):
        return None
    return sound


def why_not(sounds: Mapping[str, Candidate], name: str, at: datetime) -> LeftOut:
    """Say why `usable` gives none: nobody approved it, or its time is over."""
    what, sound = AIRED_AS + name, sounds.get(name)
    over = refuse_validity(sound.approval, what, at) if sound else None
    return over or LeftOut(what, Reason.SOUND_MISSING)


def named_in(programmes: Iterable[Programme]) -> dict[str, list[str]]:
    """Return which of these programmes name each sound, by the sound's name."""
    found: dict[str, list[str]] = {}
    for programme in programmes:
        named = ((part.sound, part.opener, part.fallback) for part in programme.layout)
        for name in {name for names in named for name in names if name}:
            found.setdefault(name, []).append(programme.name)
    return found
