"""A home with an approved bulletin whose airing is in the log, and an auditor at the desk."""

from datetime import timedelta
from pathlib import Path

import pytest

from broadcaster.bulletins import Approval
from broadcaster.bulletins import actions as bulletins
from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.journal import Kind
from broadcaster.journal.record import Value
from broadcaster.journal.writer import Journal
from broadcaster.signed import BoxKey
from broadcaster.timebase import NANOSECONDS, TimeQuality, TimeTrust, VirtualTime
from tests.conftest import as_person
from tests.journal.orders import keep, order_of

SESSION = "ban-tin-sang@2026-11-22T08:30"
NEXT = "ban-tin-sang@2026-11-23T08:30"
TEXT = "Lịch tiêm phòng\nMai 8h trạm y tế tiêm phòng."


@pytest.fixture
def auditor(desk: Desk) -> Desk:
    return as_person(desk, "auditor")


def open_journal(home: Home, clock: VirtualTime) -> Journal:
    return Journal.open(
        home,
        station="khe-ren",
        unit="khe-ren",
        key=BoxKey.load(home.keys),
        time=clock,
        trust=lambda: TimeTrust(TimeQuality.NTP, 100, "test"),
    )


def approve(desk: Desk, text: str = TEXT) -> Approval:
    """Bring a text all the way to its approval."""
    made = bulletins.add(desk, text)
    bulletins.render(desk, made.id)
    bulletins.submit(desk, made.id, accept_flags="test")
    bulletins.approve(as_person(desk, "approver"), made.id)
    found = bulletins.approval_of(desk, bulletins.find(desk, made.id))
    assert found is not None
    return found


def air(
    journal: Journal, desk: Desk, approval: Approval, session: str, *, heard: bool = True
) -> None:
    """Write the records of a session of one item, begun or only planned."""
    now, tail = desk.time.now(), "51a3621f"
    listed = [f"{tail}:0:9000"]
    order = keep(desk.home, order_of(desk.key, session, listed))
    about: dict[str, Value] = {
        "session": session,
        "item": f"{session}/{tail}",
        "planned": now,
        "title": "Lịch tiêm phòng",
        "part": "items",
        "class": "normal",
        "origin": "own",
        "language": "vi",
        "bulletin": approval.bulletin,
        "revision": approval.revision,
        "approval": approval.id,
        "cut": approval.cut,
        "length_ms": 9000,
    }
    journal.append(
        Kind.PLAN, session=session, programme="ban-tin-sang", title="Bản tin sáng", planned=now,
        order=order, policy="", part=1, parts=1, count=1, items=listed,
    )  # fmt: skip
    if not heard:
        journal.append(
            Kind.OUTCOME, **about, outcome="missed", cause="station-down", actual="",
            sounded_ms=0, evidence="0",
        )  # fmt: skip
        return
    journal.append(Kind.START, **about, expected=now, order=order, zones=["all"])
    journal.append(
        Kind.END, session=session, item=about["item"], first=now, last=now + timedelta(seconds=9),
        samples=432_000, length=432_000, evidence="2", cause="whole",
    )  # fmt: skip
    journal.append(
        Kind.OUTCOME, **about, outcome="aired", cause="whole", actual=now, sounded_ms=9000,
        evidence="2",
    )  # fmt: skip


@pytest.fixture
def approved(desk: Desk) -> Approval:
    return approve(desk)


@pytest.fixture
def aired(desk: Desk, clock: VirtualTime, approved: Approval) -> Approval:
    """The bulletin aired today; tomorrow it was planned and missed."""
    with open_journal(desk.home, clock) as journal:
        air(journal, desk, approved, SESSION)
        clock.advance(86_400 * NANOSECONDS)
        air(journal, desk, approved, NEXT, heard=False)
        journal.checkpoint()
    return approved


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "stick" / "khe-ren"
