"""What will go wrong with a coming session unless somebody does something: as a value. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadcaster.schedule.foresight.overlong import Overlong
from broadcaster.schedule.foresight.refusal import Refusal
from broadcaster.schedule.foresight.way_search import Way


class TroubleKind(StrEnum):
    """What it is. Subject and figures of each stand at its kind."""

    CUT_MISSING = "cut-missing"
    """Audio that is planned is not in the cache. Subject: bulletin or sound; count: sessions."""
    OUTSIDE_HOURS = "outside-hours"
    """Sessions of a programme lie outside the hours. Subject: programme; count of total."""
    COLLISION = "collision"
    """Sessions are in each other's way. Subject: two programmes with a space; count: how often."""
    SOUND_MISSING = "sound-missing"
    """A layout names a sound that nobody approved. Subject: sound; count: sessions."""
    SOUND_ENDS = "sound-ends"
    """The right to a sound ends. Subject: sound; count: sessions without it."""
    RELAY = "relay"
    """A relay cannot be carried. Subject: relay; count: sessions without it."""
    WAITING = "waiting"
    """It was submitted and waits for a signature. Subject: bulletin."""
    CALL_WAITS = "call-waits"
    """A mandate or an accepted offer whose bulletin nobody approved. Subject: mandate or offer."""
    UNANSWERED = "unanswered"
    """An offer that the commune has not answered. Subject: offer."""
    TOO_LONG = "too-long"
    """No session has room for all of it. Subject: bulletin."""
    UNHEARD = "unheard"
    """It airs in no session before it ends, or in none at all. Subject: mandate or bulletin."""
    UNMET = "unmet"
    """It ends before all its airings are had. Subject: mandate or bulletin; count of total."""
    SILENT = "silent"
    """Bulletins are there, and none goes in. Subject: programme; count of total sessions."""
    NOTHING_OWED = "nothing-owed"
    """No bulletin is left that wants to be heard. Subject: programme; count of total sessions."""
    HOURS_END = "hours-end"
    """Another hours policy holds from then on, or none. Subject: title of what follows."""
    HOLIDAY = "holiday"
    """A public holiday. Subject: its name; count: sessions on it."""


@dataclass(frozen=True)
class Trouble:
    """One thing to look at before it happens."""

    kind: TroubleKind
    at: datetime
    """When it is first felt, UTC."""
    subject: str
    title: str = ""
    """Of the bulletin or the programme, as people know it."""
    count: int = 0
    total: int = 0
    ends: datetime | None = None
    """First moment at which the bulletin may no longer start."""
    refusal: Refusal | None = None
    """The session that came closest, and the rule that stood in its way."""
    ways: tuple[Way, ...] = ()
    overlong: Overlong | None = None
