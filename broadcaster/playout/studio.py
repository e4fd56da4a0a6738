"""What a session has around it: the plan, the cuts, the log, the clocks, the way out.

Made once when the player starts. A rehearsal gets its own folder under `run/`, so that nothing it
does reaches the station: neither its mute nor its alarms nor its position.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from broadcaster.config import Settings
from broadcaster.home import Home
from broadcaster.journal.model import Cause
from broadcaster.playout.alarms import Alarms
from broadcaster.playout.emergency.at_hand import AtHand
from broadcaster.playout.events import sentence_of
from broadcaster.playout.instructions.plan_folder import PlanFolder
from broadcaster.playout.log.position import PositionFile
from broadcaster.playout.log.scribe import Scribe
from broadcaster.playout.loopback.ear import Loopback
from broadcaster.playout.loopback.ears import Ears
from broadcaster.playout.maintenance import Maintenance
from broadcaster.playout.model import Passed
from broadcaster.playout.mute import Mute
from broadcaster.playout.outputs import Output
from broadcaster.playout.reckoning import Reckoning
from broadcaster.playout.relaying.carried import LiveSource
from broadcaster.playout.relaying.feed import connect
from broadcaster.playout.relaying.listener import Job
from broadcaster.playout.sound.cuts import Audio, Source, decoded, load_cut
from broadcaster.playout.sound.loading import Aside, Loader, at_once
from broadcaster.playout.sound.pumps import Pump
from broadcaster.production.cache import AudioCache
from broadcaster.timebase import TimeSource, TimeTrust
from broadcaster.units.wiring import Wiring

POSITION_NAME = "position"
LONGEST_DECODE_S = 120
POLL = timedelta(milliseconds=250)
"""How often withdrawals are looked for while a session is on."""


@dataclass
class Studio:
    """The surroundings of the player's decisions."""

    home: Home
    run: Path
    settings: Settings
    time: TimeSource
    reckoning: Reckoning
    trust: Callable[[], TimeTrust]
    plan: PlanFolder
    cache: AudioCache
    scribe: Scribe
    alarms: Alarms
    mute: Mute
    maintenance: Maintenance
    position: PositionFile
    pump: Pump
    make_output: Callable[[], Output]
    """Makes the one output where no cluster has its own."""
    wiring: Callable[[], Wiring]
    """Says which feeds there are; none where the one output takes everything."""
    output: str
    """The output's spec, as the settings or the command line name it."""
    ears: Ears
    """What hears back what is sent; in a rehearsal nothing."""
    keeps_airchecks: bool
    """Whether what they hear is kept; never in a rehearsal."""
    loopbacks: Callable[[], tuple[Loopback, ...]]
    """Says which inputs hear it."""
    logs: frozenset[str]
    """The logs whose items are ours to settle: this one and, of the real ones, those before it."""
    poll: timedelta = POLL
    source: Source = load_cut
    """Where samples come from: the decoder, or in a rehearsal what is only as long."""
    aside: Aside = at_once
    """How cuts are decoded ahead."""
    connect: Callable[[Job], LiveSource] = connect
    """Connects the source of a relay; in a rehearsal, what stands in for it."""
    records: bool = True
    """Whether relays are recorded as they are heard."""
    say: Callable[[str], None] = field(default=lambda _sentence: None)
    """Tells a person at the terminal, or the system's log, what happens."""
    busy_for: Callable[[int], None] = field(default=lambda _seconds: None)
    """Told that what comes next may take so many seconds and is no hang."""

    def __post_init__(self) -> None:
        """Decode ahead from the source that is in use then."""
        self.at_hand = AtHand(self.cache)
        self.loader = Loader(
            lambda cut, heed: self.source(self.cache, cut, heed), self.time, self.aside
        )

    @property
    def silenced_by(self) -> Cause | None:
        """Say why people want silence now: somebody works on the installation, or muted it."""
        if self.maintenance.is_on:
            return Cause.MAINTENANCE
        return Cause.MUTED if self.mute.is_on else None

    def load(self, cut: str) -> Audio | Passed:
        """Return a decoded cut, or why it cannot be played: now, for what cannot wait its turn.

        Everything else asks the `loader`, which has the player go on meanwhile.
        """
        self.busy_for(LONGEST_DECODE_S)
        audio = self.source(self.cache, cut)
        data = self.at_hand.get(cut) if isinstance(audio, Passed) else None
        return decoded(cut, data) if data is not None else audio

    def tell(self, event: str, **fields: str) -> None:
        """Tell what happens; `events` turns it into a sentence."""
        self.say(sentence_of(event, fields, self.reckoning.now(), self.settings.zone_info))
