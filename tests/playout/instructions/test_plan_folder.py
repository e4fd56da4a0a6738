"""What the player believes of `plan/`, and what serves when a file cannot be believed."""

import shutil
from datetime import timedelta

import pytest

from broadcaster.journal.model import Cause
from broadcaster.playout.instructions.plan_folder import PlanFolder
from broadcaster.signed import BoxKey
from broadcaster.timebase import VirtualTime
from tests.playout.station import DEFAULT_WINDOWS, TestStation, at_station


@pytest.fixture
def plan(station: TestStation) -> PlanFolder:
    return reader_of(station)


def reader_of(station: TestStation) -> PlanFolder:
    time = VirtualTime(at_station("05:30"))
    return PlanFolder(station.home, station.key, station.home.run, time)


def test_the_hours_are_read_anew_when_they_change(station: TestStation, plan: PlanFolder) -> None:
    before = plan.hours().policy
    assert before is not None
    assert len(before.windows) == 1
    station.set_hours([])
    after = plan.hours().policy
    assert after is not None
    assert after.windows == ()


def test_missing_hours_and_unsigned_hours_are_told_apart(
    station: TestStation, plan: PlanFolder
) -> None:
    home = station.home
    station.sign(home.hours, "hours", {"v": 1})
    assert plan.hours().missing is Cause.HOURS_UNSIGNED
    home.hours.write_bytes(BoxKey.generate().sign("hours", {"v": 1}))
    assert plan.hours().missing is Cause.HOURS_UNSIGNED
    home.hours.write_text("windows = everything")
    assert plan.hours().missing is Cause.HOURS_UNSIGNED
    home.hours.unlink()
    assert plan.hours().policy is None
    assert plan.hours().missing is Cause.HOURS_MISSING


def test_there_is_no_copy_of_the_hours_to_fall_back_on(
    station: TestStation, plan: PlanFolder
) -> None:
    assert plan.hours().policy is not None
    station.home.hours.unlink()
    assert plan.hours(fresh=True).policy is None


def test_an_approval_is_found_by_its_id_or_its_absence_is_told(
    station: TestStation, plan: PlanFolder
) -> None:
    cut = station.approve("a")
    assert plan.approval("approval-a").approval == cut.approval
    assert plan.approval("approval-b").fault is Cause.APPROVAL_MISSING
    path = station.home.approvals / "approval-a.json"
    path.write_bytes(path.read_bytes().replace(b"payload", b"Payload", 1))
    assert plan.approval("approval-a").approval is None
    assert plan.approval("approval-a").fault is Cause.APPROVAL_VOID


@pytest.mark.parametrize("name", ["", ".", "..", "../hours", "a/b", "a\0b"])
def test_an_approvals_id_is_never_a_path(plan: PlanFolder, name: str) -> None:
    assert plan.approval(name).approval is None


def test_withdrawals_are_known_by_approval_with_cause_and_person(
    station: TestStation, plan: PlanFolder
) -> None:
    station.withdraw({"approval-a": "withdrawn"}, by="chair")
    found = plan.withdrawals()
    assert found.cause_of("approval-a") is Cause.WITHDRAWN
    assert found.entries["approval-a"].by == "chair"
    assert found.cause_of("approval-b") is None


@pytest.mark.parametrize("spoil", ["gone", "unsigned", "torn"])
def test_without_a_valid_list_of_withdrawals_the_last_valid_one_serves(
    station: TestStation, plan: PlanFolder, spoil: str
) -> None:
    station.withdraw({"approval-a": "withdrawn"})
    plan.withdrawals()
    path = station.home.withdrawn
    if spoil == "gone":
        path.unlink()
    else:
        path.write_bytes(b'{"withdrawn": []}' if spoil == "unsigned" else path.read_bytes()[:-40])
    for reader in (plan, reader_of(station)):
        assert reader.withdrawals().cause_of("approval-a") is Cause.WITHDRAWN
        assert reader.faults()["withdrawn.json"]
    station.withdraw({})
    assert plan.withdrawals().cause_of("approval-a") is None
    assert not any(plan.faults().values())


def test_without_any_valid_list_nobody_knows(station: TestStation, plan: PlanFolder) -> None:
    station.home.withdrawn.unlink()
    assert not plan.withdrawals().known


def test_an_older_list_put_back_does_not_undo_a_withdrawal(
    station: TestStation, plan: PlanFolder
) -> None:
    plan.withdrawals()
    older = station.home.withdrawn.read_bytes()
    station.withdraw({"approval-a": "withdrawn"})
    plan.withdrawals()
    station.home.withdrawn.write_bytes(older)
    assert plan.withdrawals().cause_of("approval-a") is Cause.WITHDRAWN
    assert plan.faults()["withdrawn.json"]


def test_what_was_written_on_a_clock_far_ahead_does_not_outweigh_what_comes_after(
    station: TestStation, plan: PlanFolder
) -> None:
    """As when a dead battery started the box in another year, and the clock was set right."""
    right = station.made
    station.made = right + timedelta(days=4000)
    station.withdraw({})
    station.set_hours([])
    station.write_timetable()
    plan.withdrawals(), plan.hours(), plan.timetable()
    station.made = right + timedelta(days=1)
    station.withdraw({"approval-a": "withdrawn"})
    station.set_hours(DEFAULT_WINDOWS)
    station.approve("a")
    station.plan(at_station("05:30"), ["a"])
    assert plan.withdrawals().cause_of("approval-a") is Cause.WITHDRAWN
    policy = plan.hours().policy
    assert policy is not None
    assert len(policy.windows) == 2
    assert len(plan.timetable()) == 1
    assert not any(plan.faults().values())


def test_what_is_due_comes_from_the_timetable_or_its_last_valid_copy(
    station: TestStation, plan: PlanFolder
) -> None:
    station.approve("a")
    order = station.plan(at_station("05:30"), ["a"])
    assert [due.session for due in plan.timetable()] == [order.session]
    station.home.timetable.write_text("nothing today")
    assert [due.session for due in plan.timetable()] == [order.session]


def test_without_any_timetable_the_signed_orders_say_what_is_due(
    station: TestStation, plan: PlanFolder
) -> None:
    station.approve("a")
    late = station.plan(at_station("17:00"), ["a"], programme="evening")
    early = station.plan(at_station("05:30"), ["a"])
    station.home.timetable.unlink()
    wrong_name = station.home.plan / "evening@2026-11-29T1700.json"
    shutil.copy(next(station.home.plan.glob("evening@*")), wrong_name)
    found = plan.timetable()
    assert [due.session for due in found] == [early.session, late.session]
    assert found[0].start == at_station("05:30")
    assert found[0].start + timedelta(milliseconds=found[0].max_length_ms) == early.end
