"""Communes of the usual size to plan for: two or three sessions a day, sixty live bulletins.

Unlike the random communes of `tests.planning_check` they are what a commune and its province have
in a fortnight: notices of a week, series, mandates with a distance, offers with a preferred
programme; in most there is less room than is asked for. No validity begins or ends inside a
session, and distances leave room for where in its session an airing stands, so that a solver needs
no seconds.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from broadcaster.bulletins.model import Approval, ApprovalKind, BulletinClass
from broadcaster.schedule.demand import Demand, DemandKind
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.hours.windows import Stretch, Window
from broadcaster.schedule.programmes.model import Filter, Part, PartKind, Programme
from broadcaster.schedule.programmes.recurrence import Recurrence
from broadcaster.schedule.sessions.slot import Candidate
from tests.planning_check.commune import Commune

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
"""Midnight at the station."""
MINUTE, HOUR_MS = 60_000, 3_600_000
DAYS = 14
BULLETINS = 60
STARTS = (330, 660, 1020)
"""Half past five, eleven, five in the afternoon."""
COLUMNS = ("thoi-su", "y-te", "nong-nghiep", "an-ninh", "giao-duc")
ORIGINS = ("own", "own", "own", "tinh", "xa-ben")
SOUNDS_MS = {"ident": 12_000, "separator": 3_000, "closing": 9_000}


def instance(number: int, bulletins: int = BULLETINS) -> Commune:
    """Return one commune; `bulletins` says how many are live."""
    chance = random.Random(f"commune {number}")
    programmes = tuple(
        _programme(chance, name, start)
        for name, start in _chosen(
            chance, list(zip(("sang", "trua", "chieu"), STARTS, strict=True))
        )
    )
    return Commune(
        zone=HANOI,
        now=NOW,
        since=NOW,
        until=NOW + timedelta(days=DAYS),
        programmes=programmes,
        hours=_hours(chance),
        demands=tuple(_demand(chance, programmes, one) for one in range(1, bulletins + 1)),
        sounds={name: Candidate(_sound(name), length) for name, length in SOUNDS_MS.items()},
    )


def _chosen(chance: random.Random, every: list[tuple[str, int]]) -> list[tuple[str, int]]:
    if chance.random() < 0.5:
        del every[1]
    return every


def _programme(chance: random.Random, name: str, start: int) -> Programme:
    longest = chance.choice((15, 20, 30)) if name == "trua" else chance.choice((20, 30, 45))
    parts = [Part(PartKind.ITEMS, "separator")]
    if chance.random() < 0.5:
        minutes = longest // 3 * MINUTE
        news = Part(PartKind.ITEMS, "separator", filter=Filter(columns=("thoi-su",)))
        parts.insert(0, replace(news, max_ms=minutes))
    if chance.random() < 0.3:
        parts[-1] = replace(parts[-1], max_items=8)
    layout = (Part(PartKind.IDENT, "ident"), *parts, Part(PartKind.CLOSING, "closing"))
    return Programme(name, name, Recurrence(start), longest * MINUTE, ("all",), layout)


def _hours(chance: random.Random) -> HoursPolicy:
    windows = tuple(Window(Stretch(start - 30, start + 60)) for start in STARTS)
    plain = HoursPolicy("khe-ren", "Khung giờ", "", "set", HANOI, windows)
    session, day = chance.choice((None, None, 25)), chance.choice((None, 40, 60))
    return replace(plain, session_minutes=session, day_minutes=day)


def _demand(chance: random.Random, programmes: Sequence[Programme], number: int) -> Demand:
    kind = chance.choices((DemandKind.OWN, DemandKind.MANDATE, DemandKind.OFFER), (6, 3, 1))[0]
    source = _candidate(chance, kind, number)
    begins = NOW + timedelta(days=chance.choice((0, 0, 0, 2, 5, 7)))
    ends = begins + timedelta(days=chance.choice((2, 4, 7, 14, 30)))
    times = chance.choice((1, 2, 3, 4, 6, 8))
    if kind is DemandKind.OWN:
        wanted = chance.choice((None, times, times))
        approval = replace(source.approval, times=wanted, valid_from=begins, valid_until=ends)
        return Demand(approval.id, kind, (replace(source, approval=approval),), wanted)
    aired = chance.choice((0, 0, 1))
    return Demand(
        f"{kind}/m{number}",
        kind,
        (source,),
        times + aired,
        since=begins,
        until=ends,
        apart_ms=chance.choice((0, 10, 20, 44)) * HOUR_MS,
        preferred=tuple(one.name for one in programmes if chance.random() < 0.3),
        mandate=f"m{number}",
        aired=aired,
        heard=(NOW - timedelta(hours=50),) * aired,
    )


def _candidate(chance: random.Random, kind: DemandKind, number: int) -> Candidate:
    name = f"khe-ren-2026-{number:04}"
    cut = sha256(name.encode()).hexdigest()
    priority = kind is not DemandKind.OFFER and chance.random() < 0.12
    approval = Approval(
        f"{name}.r1-a",
        ApprovalKind.BULLETIN,
        cut,
        cut,
        "an",
        "binh",
        NOW - timedelta(minutes=number),
        bulletin=name,
        revision=f"{name}.r1",
        bulletin_class=BulletinClass.PRIORITY if priority else BulletinClass.NORMAL,
        origin=chance.choice(ORIGINS) if kind is DemandKind.OWN else "tinh",
        details={"title": f"Tin {number}", "column": chance.choice(COLUMNS), "language": "vi"},
    )
    return Candidate(approval, chance.randint(45, 270) * 1000)


def _sound(name: str) -> Approval:
    cut = sha256(name.encode()).hexdigest()
    at = NOW - timedelta(days=9)
    return Approval(f"sound-{name}", ApprovalKind.SOUND, cut, cut, "", "", at, sound=name)
