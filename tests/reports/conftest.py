"""A home whose journal holds one morning, written by the journal's own writer."""

from datetime import timedelta

import pytest

from broadcaster.home import Home
from broadcaster.journal import Kind
from broadcaster.journal.writer import Journal
from broadcaster.signed import BoxKey
from broadcaster.timebase import TimeQuality, TimeTrust, VirtualTime

SESSION = "ban-tin-sang@2026-11-22T08:02"


def trusted() -> TimeTrust:
    return TimeTrust(TimeQuality.OPERATOR, 5000, "confirmed")


def write_morning(journal: Journal, clock: VirtualTime) -> None:
    """Plan two items two minutes ahead; the first airs, the second is refused."""
    planned = clock.now() + timedelta(minutes=2)
    journal.append(
        Kind.PLAN,
        session=SESSION,
        programme="ban-tin-sang",
        title="Bản tin sáng",
        planned=planned,
        order="ab" * 32,
        policy="15/QĐ-UBND",
        part=1,
        parts=1,
        count=2,
        items=["00000001:0:6000", "00000002:7000:6000"],
    )
    clock.advance(120 * 1_000_000_000)
    common = {
        "session": SESSION,
        "class": "normal",
        "part": "items",
        "title": "Lịch tiêm chủng",
        "bulletin": "khe-ren-2026-0001",
        "evidence": "1",
    }
    journal.append(
        Kind.OUTCOME,
        item=f"{SESSION}/00000001",
        planned=planned,
        outcome="aired",
        cause="whole",
        actual=clock.now(),
        sounded_ms=6000,
        **common,
    )
    journal.append(
        Kind.OUTCOME,
        item=f"{SESSION}/00000002",
        planned=planned + timedelta(seconds=7),
        outcome="refused",
        cause="outside-hours",
        actual="",
        sounded_ms=0,
        **(common | {"title": "=HYPERLINK(1)"}),
    )


def open_journal(home: Home, clock: VirtualTime, *, rehearsal: bool = False) -> Journal:
    return Journal.open(
        home,
        station="khe-ren",
        unit="xa-khe-ren",
        key=BoxKey.load(home.keys),
        time=clock,
        trust=trusted,
        rehearsal=rehearsal,
    )


@pytest.fixture
def journal(home: Home, clock: VirtualTime) -> Journal:
    """The real log, with that morning in it and no checkpoint yet."""
    journal = open_journal(home, clock)
    write_morning(journal, clock)
    return journal
