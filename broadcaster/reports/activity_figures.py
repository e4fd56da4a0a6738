"""What a station did in some days, in figures; and the same of many, with those nobody has. Pure.

An airing is a bulletin or a relay that sounded whole (`aired`, `late`); time counts whatever
sounded. A session is on time when its first item began within a minute of its plan.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from broadcaster.journal.history import COUNTED
from broadcaster.journal.model import Outcome
from broadcaster.reports.fields import whole_seconds
from broadcaster.reports.model import Group, ItemRow, Stretch

ON_TIME = timedelta(seconds=60)
OWN, RELAY = "own", "relay"
EMERGENCY, DRILL = "emergency", "drill"
PROGRAMME = (Group.BULLETINS, Group.RELAYS)


@dataclass(frozen=True)
class Residents:
    """What residents asked and complained about in the period, and what was answered in it."""

    received: int
    answered: int


@dataclass(frozen=True)
class Reported:
    """One unit of a report. Without a stretch its log is not here: missing, never zero."""

    name: str
    code: str
    stretch: Stretch | None
    residents: Residents | None = None
    """None: nobody said."""


@dataclass(frozen=True)
class Activity:
    """A station's figures; None is a figure that no record gives."""

    due: int
    sounding: int
    on_time: int
    own: int
    relayed: int
    from_above: int
    normal: int
    priority: int
    repeats: int
    not_whole: int
    refused: int
    seconds: int
    emergencies: int
    slowest_emergency_s: int | None
    outside: int
    clusters: int | None
    cluster_share: int | None
    """Mean share that the outputs of clusters took whole, in tenths of a per cent."""
    policies: int
    feedback: int | None = None
    answered: int | None = None

    @property
    def on_time_share(self) -> int | None:
        """Sessions on time among those due, in tenths of a per cent."""
        return share(self.on_time, self.due)


@dataclass(frozen=True)
class Part:
    """One line of a breakdown: a value, its airings, its time."""

    value: str
    bulletins: int
    airings: int
    seconds: int


def activity_of(stretch: Stretch, residents: Residents | None = None) -> Activity:
    """Return the figures of a stretch."""
    rows = [row for row in stretch.items if row.group in PROGRAMME]
    whole = [row for row in rows if row.outcome in COUNTED]
    origins = Counter(row.subject.origin or OWN for row in whole)
    classes = Counter(row.subject.item_class for row in whole)
    first_ones = {row.subject.bulletin for row in whole} - {""} - stretch.heard_before
    bulletins = sum(row.group is Group.BULLETINS for row in whole)
    alarms = [row for row in stretch.unplanned if row.what == EMERGENCY]
    shares = [share(one.whole, one.pieces) or 0 for one in stretch.clusters]
    return Activity(
        due=len(stretch.sessions) + len(stretch.missing),
        sounding=len({row.session for row in stretch.items if row.sounded_ms}),
        on_time=sum(_is_on_time(part.items) for part in stretch.sessions),
        own=origins[OWN],
        relayed=origins[RELAY],
        from_above=len(whole) - origins[OWN] - origins[RELAY],
        normal=classes["normal"],
        priority=classes["priority"],
        repeats=bulletins - len(first_ones),
        not_whole=len(rows) - len(whole),
        refused=sum(row.outcome == Outcome.REFUSED for row in rows),
        seconds=sum(whole_seconds(row.sounded_ms) for row in rows),
        emergencies=len(alarms),
        slowest_emergency_s=max(_latencies(stretch), default=None),
        outside=len(stretch.unplanned) - len(alarms),
        clusters=len(stretch.clusters) or None,
        cluster_share=sum(shares) // len(shares) if shares else None,
        policies=len({row.subject.policy for row in whole} - {""}),
        feedback=residents.received if residents else None,
        answered=residents.answered if residents else None,
    )


def share(part: int, whole: int) -> int | None:
    """Return a share in tenths of a per cent, to the nearest; None of nothing."""
    return (part * 2000 + whole) // (whole * 2) if whole else None


def breakdown(stretches: Iterable[Stretch], of: Callable[[ItemRow], str]) -> tuple[Part, ...]:
    """Return airings and time by a value of the item, the longest first; empty is not stated."""
    bulletins: dict[str, set[str]] = {}
    airings: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    every = (row for one in stretches for row in one.items if row.group in PROGRAMME)
    for row in every:
        if row.outcome in COUNTED or row.sounded_ms:
            value = of(row)
            bulletins.setdefault(value, set()).add(row.subject.bulletin or row.subject.title)
            airings[value] += row.outcome in COUNTED
            seconds[value] += whole_seconds(row.sounded_ms)
    parts = (Part(v, len(bulletins[v]), airings[v], seconds[v]) for v in bulletins)
    return tuple(sorted(parts, key=lambda part: (-part.seconds, part.value)))


def _is_on_time(items: tuple[ItemRow, ...]) -> bool:
    sounded = [row for row in items if row.actual]
    first = min(sounded, key=lambda row: row.planned, default=None)
    # Where what was planned first did not sound, the session began late or not as it should.
    if first is None or first.actual is None or first.planned != min(r.planned for r in items):
        return False
    return abs(first.actual - first.planned) <= ON_TIME


def _latencies(stretch: Stretch) -> Iterable[int]:
    """Yield the seconds from each order to the first sound of it."""
    first: dict[object, timedelta] = {}
    for row in stretch.unplanned:
        if row.what == EMERGENCY and row.ordered and row.first:
            first.setdefault(row.ordered, row.first - row.ordered)
    return [max(0, round(late / timedelta(seconds=1))) for late in first.values()]
