"""By what a session leaves: the station's one output, or a feed for each cluster; and how early.

A change of the wiring takes effect with the next session.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from broadcaster.bulletins.model import BulletinClass
from broadcaster.config import Settings
from broadcaster.playout.feeds.pacing import lead_ms
from broadcaster.playout.feeds.spread import Spread
from broadcaster.playout.outputs import Output, make_output
from broadcaster.playout.sound.timeline import Audience
from broadcaster.playout.studio import Studio
from broadcaster.schedule import PlannedItem
from broadcaster.units.wiring import Wiring

OPEN_LEAD = timedelta(seconds=3)
"""How long before its start a session's output opens."""
TAIL = timedelta(milliseconds=500)
"""How long the output stays open after the last item."""
INTENT_LEAD = timedelta(milliseconds=500)
"""How long before its first sample a `start` is durable, unless the item before still sounds."""
DECIDING = timedelta(milliseconds=500)
"""How long judging and writing down may take. Long enough for a slow disk; a kill within it costs
the item, for what was written down is not started again."""
HANDING_ON = timedelta(milliseconds=100)
AT_WORK = timedelta(seconds=1)
"""How much before its amplifier is wanted an output is open: only one that takes samples is fed."""


@dataclass(frozen=True)
class WayOut:
    """What one session leaves by."""

    settings: Settings
    wiring: Wiring
    spec: str
    """The one output's spec, where there are no feeds."""

    @property
    def name(self) -> str:
        """What the log and `status` call it."""
        return Spread.name if self.wiring.feeds else self.spec

    @property
    def latency_ms(self) -> int:
        """How long after it left the stream a sample sounds."""
        feeds = self.wiring.feeds
        return lead_ms(feeds) if feeds else self.settings.output_latency_ms

    @property
    def ready(self) -> timedelta:
        """How long before its first sample sounds an item has to be placed."""
        return max(INTENT_LEAD, timedelta(milliseconds=self.latency_ms) + HANDING_ON)

    @property
    def place_lead(self) -> timedelta:
        """How long before its first sample an item is decided, written down and placed."""
        return self.ready + DECIDING

    @property
    def open_lead(self) -> timedelta:
        """How long before its start a session's output opens."""
        latency = timedelta(milliseconds=self.latency_ms)
        return max(OPEN_LEAD, self.amplifier_lead + AT_WORK) + latency

    @property
    def amplifier_lead(self) -> timedelta:
        """How long before its first sample an amplifier is on, where there is one."""
        has_one = any(feed.amplifier for feed in self.wiring.feeds)
        return timedelta(milliseconds=self.settings.amplifier_lead_ms if has_one else 0)

    @property
    def tail(self) -> timedelta:
        """How long the output stays open after the last item."""
        latest = max((feed.stagger_ms for feed in self.wiring.feeds), default=0)
        has_amplifier = any(feed.amplifier for feed in self.wiring.feeds)
        hang_ms = self.settings.amplifier_hang_ms if has_amplifier else 0
        return max(TAIL, timedelta(milliseconds=hang_ms)) + timedelta(milliseconds=latest)

    def audience(
        self, zones: Collection[str], item_class: str, volume_percent: int
    ) -> Audience | None:
        """Return for whom an item sounds, or None where there is one output."""
        if not self.wiring.feeds:
            return None
        return Audience(self.wiring.reached(zones), volume_percent, may_rise(item_class))

    def make(self, studio: Studio) -> Output | Spread:
        """Return the output, not yet opened."""
        if not self.wiring.feeds:
            return studio.make_output()
        return Spread(
            self.wiring,
            partial(make_output, keys=studio.home.keys),
            studio.time,
            fade_in_ms=self.settings.fade_in_ms,
            hang_ms=self.settings.amplifier_hang_ms,
        )


def way_out_of(studio: Studio) -> WayOut:
    """Return what a session leaves by that is taken up now."""
    return WayOut(studio.settings, studio.wiring(), studio.output)


def reached_by(way_out: WayOut, item: PlannedItem) -> frozenset[str]:
    """Return the ids of the feeds an item goes to."""
    return way_out.wiring.reached(item.zones)


def may_rise(item_class: str) -> bool:
    """Say whether such an item may rise from silence: an emergency is loud from its first word."""
    return item_class != BulletinClass.EMERGENCY
