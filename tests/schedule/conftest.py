"""A small station to plan for: a morning programme, the default hours, approvals made to order."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from broadcaster.bulletins.model import Approval, ApprovalKind, BulletinClass
from broadcaster.bulletins.store import approvals
from broadcaster.bulletins.tables import BulletinRow, RevisionRow
from broadcaster.desk import Desk
from broadcaster.home import write_atomically
from broadcaster.journal import Kind
from broadcaster.journal.record import Value
from broadcaster.journal.writer import Journal
from broadcaster.production import Cut
from broadcaster.quantities import Dbtp, Lufs, Milliseconds, Samples
from broadcaster.reading import read
from broadcaster.schedule import RunningOrder, actions, session_file_name
from broadcaster.schedule.demand import own_demand
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.hours.windows import Stretch, Window
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.programmes.model import Part, PartKind, Programme
from broadcaster.schedule.programmes.recurrence import Recurrence
from broadcaster.schedule.sessions.slot import Candidate
from broadcaster.schedule.station_time import minutes_of, stretch_of
from broadcaster.signed import open_signed
from broadcaster.timebase import TimeQuality, TimeTrust, as_rfc3339

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
    """A maker of approved bulletins; each is approved a minute after the one before."""
    return bulletin_maker()


def bulletin_maker() -> Bulletins:
    """Return such a maker that has made none yet."""
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
        demands=tuple(own_demand(one) for one in candidates),
        sounds=SOUNDS,
    )
    return replace(plain, **changes)


MORNING = """
name = "sang"
title = "Bản tin sáng"
recurrence = "daily"
start = "05:30"
longest_minutes = 30
zones = ["all"]
[[layout]]
part = "ident"
[[layout]]
part = "items"
separator = "separator"
[[layout]]
part = "closing"
"""
EVENING = MORNING.replace("sang", "chieu").replace("sáng", "chiều").replace("05:30", "17:00")


def write_programme(desk: Desk, toml: str, name: str = "sang") -> Path:
    """Put a programme file into the home, as a hand edit does."""
    path = desk.home.playlists / f"{name}.toml"
    path.write_text(toml, encoding="utf-8")
    return path


def keep_approval(desk: Desk, candidate: Candidate) -> None:
    """Write an approval and its cut's measures, as approving does, without any audio."""
    approval = candidate.approval
    cut = Cut(
        approval.cut, approval.decoded_sha256, "mp3", Milliseconds(candidate.length_ms),
        Samples(candidate.length_ms * 48), Lufs(-16.0), Dbtp(-1.5), candidate.sentence_ends_ms,
        "embedded-north", "espeak", "1",
    )  # fmt: skip
    with desk.database.transaction() as session:
        approvals.keep_cut(session, cut)
        approvals.insert(session, approval)


def approve(desk: Desk, candidate: Candidate, translates: str = "") -> Candidate:
    """Approve a bulletin that nobody typed: the row, the approval and the cut's measures.

    `translates` is the revision of which it is a variant.
    """
    approval = candidate.approval
    year, number = approval.bulletin.split("-")[-2:]
    script = read("Mai mất điện.")
    with desk.database.transaction() as session:
        session.add(
            RevisionRow(
                bulletin=approval.bulletin, number=1, title="Tin",
                bulletin_class=str(approval.bulletin_class),
                language="vi", column=approval.details.get("column", ""),
                content_kind=approval.details.get("content_kind", ""), origin="", legal_ref="",
                writer="", reader="", zones="[]", policy="", stage="", supersedes="",
                translates=translates,
                script=json.dumps(script.to_document()), script_sha256="", made_by="an",
                made_at=as_rfc3339(approval.at),
            )
        )  # fmt: skip
        session.add(
            BulletinRow(
                id=approval.bulletin, unit="khe-ren", year=int(year), number=int(number),
                state="approved", turn=1, revision=1, author="an", cut=None, cut_script="",
                approval=approval.id,
            )
        )  # fmt: skip
    keep_approval(desk, candidate)
    return candidate


def end_approval(desk: Desk, candidate: Candidate) -> None:
    """Let an approval end, as withdrawing does."""
    with desk.database.transaction() as session:
        approvals.end(session, candidate.approval.id, "withdrawn", desk.time.now(), "binh")


@pytest.fixture
def station(desk: Desk) -> Desk:
    """A station with hours, approved sounds and the morning programme applied."""
    actions.set_default_hours(desk)
    for one in SOUNDS.values():
        keep_approval(desk, one)
    write_programme(desk, MORNING)
    actions.apply_programme(desk, confirmed=True)
    return desk


def lock(desk: Desk, session: str) -> None:
    """Lock a planned session as the player does: its copy of the order, then the `plan` record."""
    data = (desk.home.plan / session_file_name(session)).read_bytes()
    name = sha256(data).hexdigest()
    write_atomically(desk.home.orders / f"{name}.json", data)
    document = open_signed(data, "running-order", [desk.key.public], session)
    order = RunningOrder.from_document(document)
    record(
        desk, Kind.PLAN,
        session=session, programme=order.programme, title=order.title, planned=order.start,
        order=name, policy="", part=1, parts=1, count=len(order.items),
        items=[f"{item.tail}:{item.offset_ms}:{item.length_ms}" for item in order.items],
    )  # fmt: skip


def record(desk: Desk, kind: Kind, *, rehearsal: bool = False, **fields: Value) -> None:
    """Append one record to the home's as-run log."""
    journal = Journal.open(
        desk.home, station="khe-ren", unit="khe-ren", key=desk.key, time=desk.time,
        trust=lambda: TimeTrust(TimeQuality.NTP, 100, "test"), rehearsal=rehearsal,
    )  # fmt: skip
    with journal:
        journal.append(kind, **fields)


def air(desk: Desk, order: RunningOrder, outcome: str = "aired") -> None:
    """State an outcome for every item of an order."""
    for item in order.items:
        record(
            desk, Kind.OUTCOME, session=order.session, item=item.id, outcome=outcome,
            cause="whole", approval=item.approval, bulletin=item.bulletin,
        )  # fmt: skip


def relayed(order: RunningOrder, title: str = "Tiếp âm VOV1") -> RunningOrder:
    """Return an order that carries a relay on after everything else."""
    last = order.items[-1]
    relay = replace(
        last, id=f"{order.session}/relay000", part="relay", relay="vov1", cut="", bulletin="",
        revision="", sound="", title=title, offset_ms=last.offset_ms + last.length_ms,
        length_ms=10 * MINUTE,
    )  # fmt: skip
    return replace(order, items=(*order.items, relay))
