"""A headline sounds under its bulletin's approval, by its own hash, and is no airing of it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from broadcaster.bulletins.headline import Headline
from broadcaster.bulletins.model import Approval, ApprovalKind
from broadcaster.journal.facts import fold_facts
from broadcaster.journal.history import aired_counts
from broadcaster.journal.model import Cause
from broadcaster.playout.judging.clearance import ApprovalFile, Withdrawals, approved_sound, clear
from broadcaster.schedule import PlannedItem
from broadcaster.schedule.programmes.model import PartKind
from tests.playout.rig import Rig
from tests.playout.station import MADE, TestStation, at_station

AT = at_station("05:30")
HEADLINE = Headline(1, "mai mất điện.", "e" * 64, "f" * 64)
APPROVAL = Approval(
    "a1", ApprovalKind.BULLETIN, "c" * 64, "d" * 64, "operator", "chair", MADE,
    bulletin="b1", revision="b1.r2", headline=HEADLINE,
)  # fmt: skip
ITEM = PlannedItem(
    "morning@2026-11-22T05:30/00000001", "headlines", 0, 1000, HEADLINE.cut, "a1", "normal", "Tin",
    bulletin="b1", revision="b1.r2",
)  # fmt: skip


def cause(item: PlannedItem, approval: Approval = APPROVAL, aired: int = 0) -> Cause | None:
    passed = clear(item, ApprovalFile(approval), Withdrawals({}), at=AT, aired=aired)
    return passed.cause if passed else None


def test_a_headline_that_was_approved_may_sound() -> None:
    assert cause(ITEM) is None
    assert approved_sound(ITEM, APPROVAL).decoded_sha256 == HEADLINE.decoded_sha256


@pytest.mark.parametrize("cut", ["c" * 64, "", "a" * 64])
def test_only_the_hash_of_the_headline_passes_for_it(cut: str) -> None:
    assert cause(replace(ITEM, cut=cut)) is Cause.APPROVAL_VOID


def test_a_headline_does_not_pass_for_its_bulletin() -> None:
    assert cause(replace(ITEM, part="items")) is Cause.APPROVAL_VOID


@pytest.mark.parametrize("cut", [HEADLINE.cut, ""])
def test_an_approval_without_a_headline_covers_none(cut: str) -> None:
    approval = replace(APPROVAL, headline=None)
    assert cause(replace(ITEM, cut=cut), approval) is Cause.APPROVAL_VOID


def test_nobody_announces_what_has_aired_as_often_as_it_may() -> None:
    assert cause(ITEM, replace(APPROVAL, times=2), aired=2) is Cause.TIMES_REACHED


@pytest.fixture
def once(station: TestStation) -> Approval:
    """A bulletin that may air once, with a headline."""
    spoken = station.approve("spoken", 600)
    headline = Headline(1, "mai mất điện.", spoken.approval.cut, spoken.approval.decoded_sha256)
    return station.approve("news", 2000, times=1, headline=headline).approval


def plan(station: TestStation, start: datetime, approval: Approval) -> None:
    said = {
        "part": str(PartKind.HEADLINES),
        "approval": approval.id,
        "bulletin": approval.bulletin,
        "revision": approval.revision,
    }
    station.plan(start, ["spoken", "news"], changes={0: said})


def outcomes(rig: Rig) -> list[tuple[str, str]]:
    return [(one.text("part"), one.text("cause")) for one in rig.records("outcome")]


def test_a_headline_uses_up_no_airing(
    rig: Rig, station: TestStation, start: datetime, once: Approval
) -> None:
    plan(station, start, once)
    rig.start()
    rig.run_until(start + timedelta(minutes=1))
    assert outcomes(rig) == [("headlines", "whole"), ("items", "whole")]
    assert rig.player.studio.scribe.logbook.used(once.id) == 1
    assert fold_facts(rig.records()).aired == {once.id: 1}
    assert aired_counts(rig.records()) == {once.id: 1}
    assert len(rig.recorder.heard_at(station.cuts["spoken"].pcm)) == 1


def test_after_its_last_airing_neither_it_nor_its_headline_sounds(
    rig: Rig, station: TestStation, start: datetime, once: Approval
) -> None:
    plan(station, start, once)
    plan(station, start + timedelta(hours=1), once)
    rig.start()
    rig.run_until(start + timedelta(hours=2))
    assert outcomes(rig)[2:] == [("headlines", "times-reached"), ("items", "times-reached")]


def test_a_headline_that_failed_is_not_made_good(
    rig: Rig, station: TestStation, start: datetime, once: Approval
) -> None:
    plan(station, start, once)
    rig.start()
    assert once.headline is not None
    path = rig.player.studio.cache.path(once.headline.cut)
    path.unlink()
    rig.run_until(start + timedelta(minutes=1))
    assert outcomes(rig) == [("headlines", "cut-missing"), ("items", "whole")]
    assert not fold_facts(rig.records()).missed.get(once.id)
