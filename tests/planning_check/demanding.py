"""Random demand: own bulletins, mandates and accepted offers, and the sounds of a station."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from broadcaster.bulletins.model import Approval, ApprovalKind, BulletinClass
from broadcaster.schedule.demand import Demand, DemandKind
from broadcaster.schedule.programmes.model import Programme
from broadcaster.schedule.sessions.slot import Candidate

if TYPE_CHECKING:
    from tests.planning_check.shape import Shape

COLUMNS = ("thoi-su", "y-te", "nong-nghiep", "an-ninh")
KINDS = ("news", "notice", "feature")
LANGUAGES = ("vi", "mong", "tay")
ORIGINS = ("own", "khe-ren", "tinh")
LENGTHS_MS = {"ident": 8000, "greeting": 6000, "opener": 3000, "separator": 2000, "closing": 5000}
HOUR_MS = 3_600_000
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def sounds(chance: random.Random, now: datetime) -> dict[str, Candidate]:
    """Return the station's sounds; now and then one is missing, or its rights end."""
    lengths = {**LENGTHS_MS, "music": chance.choice((60_000, 180_000))}
    return {
        name: Candidate(_sound(chance, name, now), length)
        for name, length in lengths.items()
        if chance.random() < 0.96
    }


def _sound(chance: random.Random, name: str, now: datetime) -> Approval:
    cut = sha256(name.encode()).hexdigest()
    until = now + timedelta(hours=chance.randint(1, 99)) if chance.random() < 0.05 else None
    at = now - timedelta(days=9)
    return Approval(
        f"sound-{name}", ApprovalKind.SOUND, cut, cut, "", "", at, sound=name, valid_until=until
    )


def demands(
    chance: random.Random, shape: "Shape", programmes: Sequence[Programme], now: datetime
) -> tuple[Demand, ...]:
    """Return as many demands as the shape names."""
    return tuple(
        _mandated(chance, shape, programmes, now, number)
        if shape.mandates and chance.random() < 0.5
        else _own(chance, shape, programmes, now, number)
        for number in range(1, shape.demands + 1)
    )


def _own(
    chance: random.Random,
    shape: "Shape",
    programmes: Sequence[Programme],
    now: datetime,
    number: int,
) -> Demand:
    times = chance.choice((None, 1, 1, 2, 3, 5, 8))
    limits: dict[str, Any] = {}
    if chance.random() < 0.3:
        limits = _validity(chance, programmes, now)
    source = _candidate(chance, shape, now, number, times=times, **limits)
    aired = chance.choice((0, 0, 0, 1, 2, 3))
    return Demand(
        source.approval.id,
        DemandKind.OWN,
        (source,),
        times,
        aired=aired,
        missed=_missed(chance, shape, number),
    )


def _mandated(
    chance: random.Random,
    shape: "Shape",
    programmes: Sequence[Programme],
    now: datetime,
    number: int,
) -> Demand:
    kind = chance.choice((DemandKind.MANDATE, DemandKind.MANDATE, DemandKind.OFFER))
    bulletin_class = BulletinClass.NORMAL if kind is DemandKind.OFFER else None
    source = _candidate(chance, shape, now, number, bulletin_class=bulletin_class)
    variants = [source]
    if chance.random() < 0.2:
        told = source.approval.details["language"]
        other = chance.choice([one for one in LANGUAGES if one != told])
        variants.append(
            _candidate(
                chance, shape, now, number, variant="b", language=other,
                bulletin_class=source.approval.bulletin_class,
            )
        )  # fmt: skip
    limits = _validity(chance, programmes, now) if chance.random() < 0.5 else {}
    apart_ms = chance.choice((0, 1, 6, 12, 24, 48)) * HOUR_MS
    heard = sorted(now - timedelta(minutes=chance.randrange(1, 4000)) for _ in range(aired(chance)))
    return Demand(
        f"{kind}/m{number}",
        kind,
        tuple(variants),
        chance.choice((1, 2, 3, 4, 6, 10)) + len(heard),
        since=limits.get("valid_from"),
        until=limits.get("valid_until"),
        apart_ms=apart_ms,
        preferred=tuple(programme.name for programme in programmes if chance.random() < 0.3),
        mandate=f"m{number}",
        aired=len(heard),
        heard=tuple(heard),
        missed=_missed(chance, shape, number),
    )


def aired(chance: random.Random) -> int:
    """Return how often a demand was heard before."""
    return chance.choice((0, 0, 1, 1, 2))


def _missed(chance: random.Random, shape: "Shape", number: int) -> tuple[str, ...]:
    if not shape.mandates or chance.random() > 0.25:
        return ()
    return tuple(
        f"p1@2026-11-2{chance.randint(0, 2)}T05:30/{number:07x}{place}"
        for place in range(chance.randint(1, 2))
    )


def _candidate(
    chance: random.Random,
    shape: "Shape",
    now: datetime,
    number: int,
    variant: str = "",
    language: str = "",
    bulletin_class: BulletinClass | None = None,
    **limits: Any,
) -> Candidate:
    name = f"khe-ren-2026-{number:04}{variant}"
    cut = sha256(name.encode()).hexdigest()
    approval = Approval(
        f"{name}.r1-a",
        ApprovalKind.BULLETIN,
        cut,
        cut,
        "an",
        "binh",
        now - timedelta(minutes=chance.randint(0, 30)),
        bulletin=name,
        revision=f"{name}.r1",
        bulletin_class=bulletin_class or _class(chance),
        zones=_zones(chance, shape),
        origin=chance.choice(ORIGINS),
        details={
            "title": f"Tin {number}",
            "column": chance.choice(COLUMNS),
            "content_kind": chance.choice(KINDS),
            "language": language or chance.choice((*LANGUAGES, "vi", "vi")),
        },
        **limits,
    )
    return Candidate(approval, _length_ms(chance, shape))


def _class(chance: random.Random) -> BulletinClass:
    return chance.choices(
        (BulletinClass.NORMAL, BulletinClass.PRIORITY, BulletinClass.EMERGENCY), (72, 25, 3)
    )[0]


def _zones(chance: random.Random, shape: "Shape") -> tuple[str, ...]:
    if not shape.zones or chance.random() < 0.5:
        return ()
    return tuple(sorted(chance.sample(("z1", "z2", "z3", "z4", "z5"), chance.randint(1, 3))))


def _length_ms(chance: random.Random, shape: "Shape") -> int:
    if chance.random() < 0.03:
        return chance.randint(20, 60) * 60_000  # longer than any session
    return chance.randint(20_000, 420_000 if shape.longer else 90_000)


def _validity(
    chance: random.Random, programmes: Sequence[Programme], now: datetime
) -> dict[str, datetime]:
    """Return a term that begins or ends near a session: often between two of its items."""
    edges = sorted(_edge(chance, programmes, now) for _ in range(2))
    wanted = chance.choice((("valid_from",), ("valid_until",), ("valid_from", "valid_until")))
    term = dict(zip(("valid_from", "valid_until"), edges, strict=True))
    return {name: term[name] for name in wanted}


def _edge(chance: random.Random, programmes: Sequence[Programme], now: datetime) -> datetime:
    midnight = now.astimezone(ZONE).replace(hour=0, minute=0) + timedelta(
        days=chance.randint(-1, 6)
    )
    start = chance.choice(programmes).recurrence.start
    return (midnight + timedelta(minutes=start, seconds=chance.randint(-60, 600))).astimezone(UTC)
