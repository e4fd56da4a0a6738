"""Random communes, each made again from its shape alone.

Drawn so that the rules bite: windows that open with a session or close inside it, validity that
begins or ends between two items, more demand than room.
"""

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from broadcaster.schedule.hours import HoursPolicy
from broadcaster.schedule.programme import Filter, Part, PartKind, PartOrder, Programme
from broadcaster.schedule.recurrence import Recurrence
from broadcaster.schedule.windows import HoursException, Stretch, Window
from tests.planning_check.commune import Commune
from tests.planning_check.demanding import COLUMNS, KINDS, LANGUAGES, ORIGINS, demands, sounds
from tests.planning_check.locking import with_standing

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
MINUTE = 60_000
BANDS = (285, 335, 660, 700, 1020, 1070, 1170, 1425)
"""Minutes after midnight at which programmes start, a few minutes more or less; none collide."""
LONGEST = 35
PLACES = {
    "z1": frozenset({"c1", "c2"}),
    "z2": frozenset({"c2", "c3"}),
    "z3": frozenset({"fm-1"}),
    "z4": frozenset({"fm-1"}),
    "z5": frozenset({"c5"}),
}


FLAGS = ("caps", "special_days", "dated", "limits", "zones", "standing", "doubt", "longer")


@dataclass(frozen=True)
class Shape:
    """What a commune is made from."""

    seed: int
    programmes: int = 1
    demands: int = 3
    days: int = 3
    caps: bool = False
    special_days: bool = False
    dated: bool = False
    limits: bool = False
    zones: bool = False
    standing: bool = False
    doubt: bool = False
    mandates: bool = False
    longer: bool = False
    """Bulletins of several minutes, often more than there is room for."""

    def __str__(self) -> str:
        return " ".join(f"{name}={value}" for name, value in asdict(self).items())


@st.composite
def shapes(draw: st.DrawFn, *, mandates: bool = False) -> Shape:
    """Return shapes; the simplest is one programme and three bulletins."""
    flag = st.booleans()
    return Shape(
        draw(st.integers(0, 1_000_000)),
        draw(st.integers(1, 4)),
        draw(st.integers(3, 80)),
        draw(st.integers(2, 9)),
        **{name: draw(flag) for name in FLAGS},
        mandates=mandates and draw(flag),
    )


def shape_of(seed: int, number: int, *, mandates: bool = False) -> Shape:
    """Return the shape of one case of a long run."""
    chance = random.Random(f"{seed}:{number}")
    return Shape(
        chance.randrange(1_000_000_000),
        chance.randint(1, 4),
        chance.randint(3, 80),
        chance.randint(2, 9),
        **{name: chance.random() < 0.5 for name in FLAGS},
        mandates=mandates and chance.random() < 0.7,
    )


def commune_of(shape: Shape) -> Commune:
    """Return the commune of a shape."""
    chance = random.Random(shape.seed)
    # Any minute of a day, so that some sessions of the first day are over and some are not.
    now = MONDAY + timedelta(minutes=chance.randrange(7 * 1440))
    programmes = _programmes(chance, shape)
    commune = Commune(
        zone=HANOI,
        now=now,
        since=now,
        until=now + timedelta(days=shape.days),
        programmes=programmes,
        hours=_hours(chance, shape, programmes, now),
        demands=demands(chance, shape, programmes, now),
        sounds=sounds(chance, now),
        doubt_ms=chance.choice((0, 500, 3000, 60_000)) if shape.doubt else 0,
        lead_ms=chance.choice((0, 0, 30_000, 60_000)) if shape.doubt else 0,
        places=PLACES,
        outputs=chance.choice((1, 4)) if shape.zones else 1,
    )
    return with_standing(chance, commune) if shape.standing else commune


def _programmes(chance: random.Random, shape: Shape) -> tuple[Programme, ...]:
    starts = sorted(chance.sample(BANDS, shape.programmes))
    return tuple(
        Programme(
            f"p{number}",
            f"Chương trình {number}",
            _recurrence(chance, start + chance.randrange(10)),
            chance.randint(4, LONGEST) * MINUTE,
            _zones(chance, shape),
            _layout(chance, shape),
        )
        for number, start in enumerate(starts, 1)
    )


def _recurrence(chance: random.Random, start: int) -> Recurrence:
    if chance.random() < 0.7:
        return Recurrence(start)
    return Recurrence(start, frozenset(chance.sample(range(1, 8), chance.randint(1, 5))))


def _zones(chance: random.Random, shape: Shape) -> tuple[str, ...]:
    if not shape.zones or chance.random() < 0.4:
        return ("all",)
    return tuple(sorted(chance.sample(sorted(PLACES), chance.randint(1, 2))))


def _layout(chance: random.Random, shape: Shape) -> tuple[Part, ...]:
    parts = [Part(PartKind.IDENT, "ident", hard_start=chance.random() < 0.3)]
    parts += [Part(PartKind.GREETING, "greeting")] * (chance.random() < 0.3)
    for _ in range(chance.choice((1, 1, 2, 3)) if shape.limits else 1):
        parts.append(_items(chance, shape))
    if shape.limits and chance.random() < 0.2:
        feature = Filter(kinds=("feature",), columns=tuple(chance.sample(COLUMNS, 1)))
        parts.insert(1, Part(PartKind.FEATURE, opener="opener", filter=feature, max_items=1))
    parts += [Part(PartKind.MUSIC, "music")] * (chance.random() < 0.2)
    parts.append(Part(PartKind.CLOSING, "closing"))
    return tuple(parts[chance.random() < 0.1 :])


def _items(chance: random.Random, shape: Shape) -> Part:
    part = Part(
        PartKind.ITEMS,
        sound=chance.choice(("separator", "separator", "")),
        opener=chance.choice(("", "", "opener")),
    )
    if not shape.limits:
        return part
    return replace(
        part,
        order=chance.choice(list(PartOrder)),
        filter=_filter(chance),
        max_items=chance.choice((None, None, 1, 2, 5)),
        max_ms=chance.choice((None, None, 3 * MINUTE, 8 * MINUTE, 15 * MINUTE)),
    )


def _filter(chance: random.Random) -> Filter:
    def some(options: Sequence[str], likely: float) -> tuple[str, ...]:
        if chance.random() > likely:
            return ()
        return tuple(chance.sample(sorted(options), max(len(options) - 1, 1)))

    return Filter(
        classes=some(("normal", "priority"), 0.15),
        columns=some(COLUMNS, 0.3),
        kinds=some(KINDS, 0.15),
        languages=some(LANGUAGES, 0.15),
        origins=some(ORIGINS, 0.15),
    )


def _hours(
    chance: random.Random, shape: Shape, programmes: Sequence[Programme], now: datetime
) -> HoursPolicy:
    standing = _policy(chance, shape, programmes)
    if shape.special_days and chance.random() < 0.7:
        standing = replace(standing, exceptions=_exceptions(chance, programmes, now))
    if not shape.dated:
        return standing
    first = _day(now) + timedelta(days=chance.randint(-1, 3))
    last = first + timedelta(days=chance.randint(0, 5))
    over = _policy(chance, shape, programmes)
    return replace(
        over,
        exceptions=standing.exceptions,
        valid_from=first,
        valid_until=chance.choice((last, last, None)),
        standing=chance.choice((standing, standing, standing, None)),
    )


def _policy(chance: random.Random, shape: Shape, programmes: Sequence[Programme]) -> HoursPolicy:
    windows = [_around(chance, programme) for programme in programmes if chance.random() < 0.92]
    if shape.special_days and chance.random() < 0.8:
        weekdays = [replace(window, days="12345") for window in windows]
        weekend = [_around(chance, programme) for programme in programmes if chance.random() < 0.7]
        windows = weekdays + [
            replace(window, days=chance.choice(("67", "6", "7"))) for window in weekend
        ]
    return HoursPolicy(
        unit="khe-ren",
        title="Khung giờ",
        document="",
        origin="set",
        zone=HANOI,
        windows=tuple(windows),
        session_minutes=chance.choice((None, 3, 6, 10, 20)) if shape.caps else None,
        day_minutes=chance.choice((None, 5, 12, 30)) if shape.caps else None,
        outer=(Stretch(270, chance.choice((1080, 1320, 1455))),),
    )


def _around(chance: random.Random, programme: Programme) -> Window:
    """Return hours that a programme fits, mostly: now and then they open late or close early."""
    start = programme.recurrence.start
    longest = programme.longest_ms // MINUTE
    first = start + chance.choice((-30, -10, -5, 0, 0, 1))
    last = start + longest + chance.choice((30, 10, 5, 0, -longest // 3, -longest // 2))
    return Window(Stretch(first, max(last, first + 1)))


def _exceptions(
    chance: random.Random, programmes: Sequence[Programme], now: datetime
) -> tuple[HoursException, ...]:
    return tuple(
        HoursException(
            _day(now) + timedelta(days=chance.randrange(5)),
            _around(chance, chance.choice(programmes)).stretch,
            "Lễ hội",
        )
        for _ in range(chance.randint(1, 3))
    )


def _day(now: datetime) -> date:
    return now.astimezone(HANOI).date()
