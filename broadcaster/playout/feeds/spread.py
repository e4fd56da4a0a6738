"""The way out of a station with several feeds: what the stream delivers goes to every driver.

An item's outcome stays one (DESIGN law 2): it is whole when at least one feed's output took all of
it, for otherwise one broken horn would make every item of the day be aired again for all the
others. What each cluster got stands beside it in the item's `end`.
"""

from collections.abc import Callable, Collection, Mapping

from broadcaster.playout.feeds.amplifier import Amplifier
from broadcaster.playout.feeds.driver import Driver
from broadcaster.playout.feeds.mixing import Mixer
from broadcaster.playout.feeds.model import FeedReport, Piece
from broadcaster.playout.feeds.pacing import lead_ms
from broadcaster.playout.model import ClusterHeard
from broadcaster.playout.outputs import Output
from broadcaster.playout.sound.sample_clock import SampleClock
from broadcaster.playout.sound.timeline import SAMPLE_BYTES, Segment
from broadcaster.quantities import samples_in
from broadcaster.timebase import NANOSECONDS, TimeSource
from broadcaster.units.wiring import Wiring

WATCH_NS = NANOSECONDS // 4
CLOSING_S = 3.0


class Spread:
    """Drivers of all feeds, opened and closed together. Takes what a stream delivers."""

    name = "clusters"
    paces = False

    def __init__(
        self,
        wiring: Wiring,
        make: Callable[[str], Output],
        time: TimeSource,
        *,
        fade_in_ms: int,
        hang_ms: int,
    ) -> None:
        self.wiring, self._time = wiring, time
        self._at = self._watched_at = 0
        self._drivers = {
            feed.id: Driver(
                feed,
                make,
                time,
                Mixer(feed, samples_in(fade_in_ms)),
                Amplifier(feed.amplifier, hang_ms * 1_000_000),
            )
            for feed in wiring.feeds
        }

    @property
    def grade(self) -> int:
        """The best evidence that one of its outputs has reached."""
        return max((driver.grade for driver in self._drivers.values()), default=0)

    @property
    def gaps(self) -> int:
        """How often its outputs ran dry."""
        return sum(driver.gaps for driver in self._drivers.values())

    def open(self, stem: str, clock: SampleClock) -> None:
        """Start every driver; none is waited for."""
        lead = lead_ms(self.wiring.feeds)
        for driver in self._drivers.values():
            driver.start(stem, clock, lead)

    def send(self, block: bytes, segment: Segment | None) -> None:
        """Leave samples of an item, or of silence, for every feed."""
        piece = Piece(self._at, block, segment)
        self._at += len(block) // SAMPLE_BYTES
        for driver in self._drivers.values():
            driver.send(piece)
        now = self._time.monotonic()
        if now - self._watched_at > WATCH_NS:
            self._watched_at = now
            for driver in self._drivers.values():
                driver.watch(now)

    def silence(self) -> None:
        """Let nothing sound of what has been left and not handed on yet. From any thread."""
        now = self._time.monotonic()
        for driver in self._drivers.values():
            driver.silence(now)

    def close(self) -> None:
        """End every driver; a call that does not come back is left behind."""
        for driver in self._drivers.values():
            driver.stop()
        deadline = self._time.monotonic() + int(CLOSING_S * NANOSECONDS)
        for driver in self._drivers.values():
            driver.join(max(0.0, (deadline - self._time.monotonic()) / NANOSECONDS))

    def switch_on(self, until: Mapping[str, int]) -> None:
        """Keep the amplifier of each feed on until a monotonic moment; one not named may fall."""
        for id_, driver in self._drivers.items():
            driver.amplifier.wanted_until = until.get(id_, 0)

    def is_past(self, sample: int) -> bool:
        """Say whether every output that is not held up has been handed all before `sample`."""
        now = self._time.monotonic()
        return all(driver.is_past(sample, now) for driver in self._drivers.values())

    def takes(self, feeds: Collection[str]) -> bool:
        """Say whether an output of one of these feeds is open."""
        return any(self._drivers[id_].is_open for id_ in feeds if id_ in self._drivers)

    def heard(self, segment: Segment) -> tuple[int, int]:
        """Return how many samples of an item the best output took, and its evidence grade."""
        return max(
            ((count, self._drivers[id_].grade) for id_, count in dict(segment.taken).items()),
            default=(0, 0),
        )

    def heard_by_cluster(self, segment: Segment) -> tuple[ClusterHeard, ...]:
        """Return what the output of each cluster took of an item that was for it."""
        taken = dict(segment.taken)
        meant = segment.audience.feeds if segment.audience else frozenset(self._drivers)
        return tuple(
            ClusterHeard(cluster, taken.get(id_, 0), driver.grade if taken.get(id_) else 0)
            for id_, driver in self._drivers.items()
            if id_ in meant
            for cluster in driver.feed.clusters
        )

    def reports(self) -> tuple[FeedReport, ...]:
        """Return how each feed does."""
        now = self._time.monotonic()
        return tuple(
            FeedReport(id_, driver.state(now), driver.reason, driver.grade, driver.gaps)
            for id_, driver in self._drivers.items()
        )
