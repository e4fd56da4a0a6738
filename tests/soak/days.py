"""Days on the virtual clock, two sessions each, through the real player, guard and log.

Nothing but the decoder is replaced: by a source that is true in length and passes the same tests.
The planner's part is played here: every day its orders and a timetable are written, old orders go.
"""

import gc
import itertools
import resource
import statistics
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from broadcaster.journal.inspection import inspect, trust_of
from broadcaster.journal.record import Record
from broadcaster.playout import rehearsal
from broadcaster.playout.outputs.null import NullOutput
from broadcaster.playout.sound.length_true import LengthTrueSource
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.schedule import session_file_name
from broadcaster.timebase import VirtualTime, from_rfc3339
from tests.bench.figures import seconds
from tests.e2e.station_on_disk import Broadcast
from tests.memory_folder import memory_folder
from tests.playout.rig import Rig
from tests.playout.station import TestStation, at_station

FIRST_DAY = date(2026, 11, 22)
STARTS = ("05:30", "17:00")
ITEMS = 8
ITEM_MS = 15 * 60_000 // ITEMS
SETTLED_AFTER = 10
"""Days after which memory is to be flat: by then every kind of thing has happened."""
GROWTH_OBJECTS_A_DAY = 40
"""What may stay of a day: a name for each session, nothing for each item. (Sixteen items that
stay are some two thousand objects.)"""


@dataclass
class Lived:
    """What the days came to."""

    days: int
    item_ms: int
    outcomes: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    drift_samples: int = 0
    """The most samples by which a first sample was off its plan."""
    objects: list[int] = field(default_factory=list)
    """How many blocks Python's allocator has given out at the end of each day."""
    resident_mb: list[float] = field(default_factory=list)
    """Memory of the process at the end of each day."""
    seconds: float = 0.0

    @property
    def growth_objects_a_day(self) -> float:
        """Return how many more objects a day has left, once settled: the median of all pairs.

        A table of the interpreter's that doubles once does not move it; a leak does, also one
        that shows only every few weeks.
        """
        settled = list(enumerate(self.objects[SETTLED_AFTER:]))
        slopes = [(b - a) / (j - i) for (i, a), (j, b) in itertools.combinations(settled, 2)]
        return statistics.median(slopes) if slopes else 0.0

    @property
    def good(self) -> bool:
        """Say whether law 2 held every day, nothing drifted and nothing was left in memory."""
        is_flat = self.growth_objects_a_day <= GROWTH_OBJECTS_A_DAY
        return not self.broken and self.drift_samples == 0 and is_flat

    def lines(self) -> list[str]:
        """Return the report."""
        settled = self.resident_mb[SETTLED_AFTER:] or [0.0]
        told = ", ".join(f"{count:,} {name}" for name, count in sorted(self.outcomes.items()))
        return [
            f"{self.days} days of {len(STARTS)} sessions with {ITEMS} items of "
            f"{self.item_ms / 1000:g} s took {self.seconds:,.1f} s on the virtual clock: {told}. "
            f"Planned was the sum of the outcomes on {self.days - len(self.broken)} of them; the "
            f"farthest first sample was {self.drift_samples} samples off its plan.",
            "",
            f"After day {SETTLED_AFTER} each day left {self.growth_objects_a_day:,.0f} objects "
            f"more (at most {GROWTH_OBJECTS_A_DAY}); the process had {settled[0]:,.0f} MB then and "
            f"{settled[-1]:,.0f} MB at the end.",
            "",
            *self.broken,
        ]


def soak(days: int, item_ms: int = ITEM_MS) -> Lived:
    """Let so many days pass at a station."""
    lived = Lived(days, item_ms)
    with tempfile.TemporaryDirectory(prefix="days", dir=memory_folder()) as name:
        lived.seconds = seconds(lambda: _live(Path(name), lived))
    return lived


def _live(root: Path, lived: Lived) -> None:
    broadcast = Broadcast.build(root)
    station = broadcast.station
    for number in range(ITEMS):
        station.approve(f"item{number}", lived.item_ms)
    time = VirtualTime(at_station("00:00", FIRST_DAY))
    rig = Rig(broadcast.home, time, source=LengthTrueSource(), poll=rehearsal.POLL)
    rig.start()
    rig.player.studio.make_output = NullOutput
    for number in range(lived.days):
        day = FIRST_DAY + timedelta(days=number)
        _plan(station, day, ITEMS * lived.item_ms)
        rig.run_until(at_station("00:00", day + timedelta(days=1)))
        gc.collect()
        lived.objects.append(sys.getallocatedblocks())
        lived.resident_mb.append(_resident_mb())
    rig.stop()
    _hold_to_law_2(rig.records(), lived)
    lived.broken += [
        str(report)
        for report in inspect(broadcast.home.journal, trust_of(broadcast.home))
        if not report.is_sound
    ]


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def _plan(station: TestStation, day: date, session_ms: int) -> None:
    """Write the day's orders, another order of items each day, and drop those of the day before."""
    for entry in station.due:
        (station.home.plan / session_file_name(entry["session"])).unlink()
    station.due = []
    turn = day.toordinal() % ITEMS
    names = [f"item{(number + turn) % ITEMS}" for number in range(ITEMS)]
    for start in STARTS:
        station.plan(
            at_station(start, day), names, programme=f"at-{start[:2]}", max_length_ms=session_ms
        )


def _hold_to_law_2(records: list[Record], lived: Lived) -> None:
    planned = Counter(
        f"{record.text('session')}/{text.partition(':')[0]}"
        for record in records
        if record.kind == "plan"
        for text in record["items"]
    )
    ends = [record for record in records if record.kind == "outcome"]
    settled = Counter(record.text("item") for record in ends)
    lived.outcomes = Counter(record.text("outcome") for record in ends)
    days = {_day_of(item) for item in planned}
    for day in sorted(days | {_day_of(item) for item in settled}):
        wanted, found = _of_day(planned, day), _of_day(settled, day)
        if wanted != found or set(found.values()) != {1}:
            lived.broken.append(f"{day}: {len(wanted)} planned, {found.total()} outcomes")
    if len(days) != lived.days:
        lived.broken.append(f"{len(days)} days were planned")
    lived.drift_samples = max(map(_off_plan, ends), default=0)


def _of_day(items: Counter[str], day: str) -> Counter[str]:
    return Counter({item: count for item, count in items.items() if _day_of(item) == day})


def _day_of(item: str) -> str:
    return item.partition("@")[2][:10]


def _off_plan(outcome: Record) -> int:
    """Return how many samples the first one was off its plan; those of a day if there was none."""
    if not outcome.text("actual"):
        return BUS_RATE_HZ * 86_400
    off = from_rfc3339(outcome.text("actual")) - from_rfc3339(outcome.text("planned"))
    return round(abs(off.total_seconds()) * BUS_RATE_HZ)
