"""A small station to plan for: a morning programme, the default hours, approvals made to order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from broadcaster.bulletins.model import Approval, ApprovalKind, BulletinClass
from broadcaster.schedule.hours import HoursPolicy
from broadcaster.schedule.planner import Inputs
from broadcaster.schedule.programme import Part, PartKind, Programme
from broadcaster.schedule.recurrence import Recurrence
from broadcaster.schedule.slot import Candidate
from broadcaster.schedule.station_time import minutes_of, stretch_of
from broadcaster.schedule.windows import Stretch, Window

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
MINUTE = 60_000
LAYOUT = (
    Part(PartKind.IDENT, "ident"),
    Part(PartKind.ITEMS, "separator"),
    Part(PartKind.CLOSING, "closing"),
)
Bulletins = Callable[..., Candidate]


def local(text: str) -> datetime:
    """Return a station time as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=HANOI).astimezone(UTC)


def hours(*stretches: str, **changes: Any) -> HoursPolicy:
    """Return a policy with these windows on every day."""
    windows = tuple(Window(Stretch(*stretch_of(*text.split("-")))) for text in stretches)
    policy = HoursPolicy("khe-ren", "Khung giờ", "", "built-in", HANOI, windows)
    return replace(policy, **changes)


def programme(
    name: str = "sang", start: str = "05:30", minutes: int = 30, **more: Any
) -> Programme:
    """Return a daily programme of ident, bulletins and closing."""
    plain = Programme(
        name, name.title(), Recurrence(minutes_of(start)), minutes * MINUTE, ("all",), LAYOUT
    )
    return replace(plain, **more)


def sound(name: str, length_ms: int) -> Candidate:
    """Return an approved station sound."""
    cut = sha256(name.encode()).hexdigest()
    approval = Approval(
        f"sound-{name}", ApprovalKind.SOUND, cut, cut, "", "", NOW - timedelta(days=9), sound=name
    )
    return Candidate(approval, length_ms)


SOUNDS = {
    name: sound(name, length)
    for name, length in {"ident": 8000, "separator": 2000, "closing": 5000}.items()
}


@pytest.fixture
def bulletin() -> Bulletins:
    """Return a maker of approved bulletins; each is approved a minute after the one before."""
    made = 0

    def make(length_ms: int = MINUTE, *, priority: bool = False, **fields: Any) -> Candidate:
        nonlocal made
        made += 1
        name = f"khe-ren-2026-{made:04}"
        cut = sha256(name.encode()).hexdigest()
        details = {"title": f"Tin {made}", **fields.pop("details", {})}
        if priority:
            fields["bulletin_class"] = BulletinClass.PRIORITY
        approval = Approval(
            f"{name}.r1-a", ApprovalKind.BULLETIN, cut, cut, "an", "binh",
            NOW - timedelta(days=1) + timedelta(minutes=made),
            bulletin=name, revision=f"{name}.r1", details=details, origin="own",
        )  # fmt: skip
        return Candidate(replace(approval, **fields), length_ms, (length_ms - 150,))

    return make


def inputs(*candidates: Candidate, days: int = 1, **changes: Any) -> Inputs:
    """Return the inputs of a plan of `days` days for one morning programme."""
    plain = Inputs(
        zone=HANOI,
        now=NOW,
        since=NOW,
        until=NOW + timedelta(days=days),
        programmes=(programme(),),
        hours=hours("05:30-06:30", "17:00-18:00"),
        candidates=candidates,
        sounds=SOUNDS,
    )
    return replace(plain, **changes)
