"""A bulletin approved and in the log of a home whose player is not running."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from broadcaster.bulletins import Approval
from broadcaster.desk import Desk
from broadcaster.journal.model import Kind
from broadcaster.journal.writer import Journal
from broadcaster.timebase import NANOSECONDS, TimeQuality, TimeTrust, VirtualTime
from tests.bulletins.conftest import approve_new, approver
from tests.cli.conftest import run

__all__ = ["approve_new", "approver", "run"]

AirIt = Callable[[Approval], str]


def journal_at(desk: Desk) -> Journal:
    return Journal.open(
        desk.home,
        station="khe-ren",
        unit="khe-ren",
        key=desk.key,
        time=desk.time,
        trust=lambda: TimeTrust(TimeQuality.NTP, 100, ""),
    )


@pytest.fixture
def air(desk: Desk, clock: VirtualTime) -> AirIt:
    """Let the log say that an approved cut sounded for the minute from now on; return its item."""

    def air_it(approval: Approval) -> str:
        item = f"ban-tin-sang@2026-11-22T{clock.now():%H:%M}/0a1b2c3d"
        named = {"bulletin": approval.bulletin, "revision": approval.revision, "cut": approval.cut}
        with journal_at(desk) as journal:
            first = clock.now() + timedelta(seconds=1)
            journal.append(Kind.START, item=item, expected=first, approval=approval.id, **named)
            clock.advance(61 * NANOSECONDS)
            last = clock.now()
            journal.append(Kind.END, item=item, first=first, last=last, evidence="2")
            journal.append(Kind.OUTCOME, item=item, outcome="aired", cause="whole", **named)
            clock.advance(600 * NANOSECONDS)
            journal.append(Kind.HEARTBEAT)
            journal.checkpoint()
        return item

    return air_it
