"""From approvals to signed files in `plan/`, and what a lock forbids."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.journal import Kind
from broadcaster.schedule import DueSession, RunningOrder, ScheduleError, actions
from broadcaster.schedule.deferral import Deferral
from broadcaster.schedule.hours.file import HoursDraft, read_windows
from broadcaster.schedule.plan_files import due_sessions, read_timetable
from broadcaster.signed import SignatureError, open_signed, read_signed
from broadcaster.store.outbox import OutboxError
from broadcaster.timebase import VirtualTime
from broadcaster.units import UnitsError
from tests.conftest import as_person
from tests.schedule.conftest import (
    EVENING,
    MORNING,
    Bulletins,
    air,
    approve,
    end_approval,
    local,
    lock,
    record,
    write_programme,
)

MONDAY = "sang@2026-11-23T05:30"
TUESDAY = "sang@2026-11-24T05:30"
HOUR = 3_600_000_000_000


def plan_folder(desk: Desk) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in desk.home.plan.glob("*.json")}


def orders(desk: Desk) -> Mapping[str, RunningOrder]:
    return {one.order.session: one.order for one in actions.planned(desk)}


def bulletins_in(desk: Desk, session: str) -> list[str]:
    return [item.bulletin[-4:] for item in orders(desk)[session].items if item.bulletin]


def timetable(desk: Desk) -> list[DueSession]:
    document = read_timetable(desk.home, desk.key.public)
    assert document is not None
    return due_sessions(document)


def test_a_plan_is_signed_files_for_as_many_days_as_the_settings_say(
    station: Desk, bulletin: Bulletins
) -> None:
    approve(station, bulletin())
    report = actions.plan(station)
    assert len(report.written) == 13  # today's morning is over
    document = read_signed(
        station.home.plan / "sang@2026-11-23T0530.json", "running-order", [station.key.public]
    )
    order = RunningOrder.from_document(document)
    assert [item.part for item in order.items] == ["ident", "items", "closing"]
    assert document["start_local"] == "2026-11-23T05:30:00+07:00"
    assert [due.session for due in timetable(station)] == list(report.written)


def test_the_same_inputs_give_the_same_bytes(station: Desk, bulletin: Bulletins) -> None:
    approve(station, bulletin())
    approve(station, bulletin(times=2))
    actions.plan(station)
    before = plan_folder(station)
    assert actions.plan(station).written == ()
    assert plan_folder(station) == before
    for name in before:
        if "@" in name or name == "timetable.json":
            (station.home.plan / name).unlink()
    actions.plan(station)
    assert plan_folder(station) == before


def test_only_what_changed_is_written(station: Desk, bulletin: Bulletins) -> None:
    approve(station, bulletin())
    actions.plan(station, days=2)
    assert actions.plan(station, days=3).written == (TUESDAY,)


def test_a_locked_session_is_not_touched_and_the_change_says_where_it_goes(
    station: Desk, bulletin: Bulletins
) -> None:
    approve(station, bulletin())
    actions.plan(station)
    lock(station, MONDAY)
    before = plan_folder(station)["sang@2026-11-23T0530.json"]
    late = approve(station, bulletin())
    report = actions.plan(station)
    assert report.deferrals == (Deferral(MONDAY, late.approval.bulletin, TUESDAY),)
    assert plan_folder(station)["sang@2026-11-23T0530.json"] == before
    assert MONDAY not in report.written
    assert bulletins_in(station, TUESDAY) == ["0001", "0002"]


def test_the_plan_record_decides_and_not_the_clock(
    station: Desk, bulletin: Bulletins, clock: VirtualTime
) -> None:
    actions.plan(station)
    clock.advance(21 * HOUR + HOUR // 2 - HOUR // 3600)  # a second before 05:30
    approve(station, bulletin())
    assert actions.plan(station).written[0] == MONDAY
    assert bulletins_in(station, MONDAY) == ["0001"]


def test_a_lock_holds_when_its_file_is_gone(station: Desk, bulletin: Bulletins) -> None:
    approve(station, bulletin(times=1))
    actions.plan(station)
    lock(station, MONDAY)
    path = station.home.plan / "sang@2026-11-23T0530.json"
    path.unlink()
    actions.plan(station)
    assert not path.exists()
    assert bulletins_in(station, TUESDAY) == []  # the copy in the journal counts


def test_a_rehearsal_locks_nothing_and_uses_up_nothing(station: Desk, bulletin: Bulletins) -> None:
    candidate = approve(station, bulletin(times=1))
    actions.plan(station)
    item = orders(station)[MONDAY].items[1]
    for kind in (Kind.PLAN, Kind.OUTCOME):
        record(
            station, kind, rehearsal=True, session=MONDAY, item=item.id, outcome="aired",
            approval=candidate.approval.id,
        )  # fmt: skip
    approve(station, bulletin())
    assert actions.plan(station).deferrals == ()
    assert bulletins_in(station, MONDAY) == ["0001", "0002"]


def test_airings_in_the_real_log_are_used_up(
    station: Desk, bulletin: Bulletins, clock: VirtualTime
) -> None:
    approve(station, bulletin(times=2))
    actions.plan(station)
    lock(station, MONDAY)
    air(station, orders(station)[MONDAY])
    clock.advance(24 * HOUR)
    actions.plan(station)
    assert bulletins_in(station, TUESDAY) == ["0001"]
    assert bulletins_in(station, "sang@2026-11-25T05:30") == []


def test_an_airing_that_failed_is_planned_again(
    station: Desk, bulletin: Bulletins, clock: VirtualTime
) -> None:
    approve(station, bulletin(times=1))
    actions.plan(station)
    assert bulletins_in(station, TUESDAY) == []
    lock(station, MONDAY)
    air(station, orders(station)[MONDAY], outcome="missed")
    clock.advance(24 * HOUR)
    actions.plan(station)
    assert bulletins_in(station, TUESDAY) == ["0001"]


def test_a_session_that_was_due_stays_for_a_player_that_was_down(
    station: Desk, bulletin: Bulletins, clock: VirtualTime
) -> None:
    approve(station, bulletin())
    actions.plan(station)
    before = plan_folder(station)["sang@2026-11-23T0530.json"]
    clock.advance(3 * 24 * HOUR)
    end_approval(station, approve(station, bulletin()))
    write_programme(station, MORNING.replace("05:30", "05:40"))
    actions.apply_programme(station, confirmed=True)
    actions.plan(station)
    assert plan_folder(station)["sang@2026-11-23T0530.json"] == before
    assert [due.session for due in timetable(station)][:3] == [
        MONDAY,
        TUESDAY,
        "sang@2026-11-25T05:30",
    ]


def test_old_orders_go_after_forty_days(
    station: Desk, bulletin: Bulletins, clock: VirtualTime
) -> None:
    actions.plan(station)
    clock.advance(41 * 24 * HOUR)
    assert MONDAY in actions.plan(station).removed
    assert timetable(station)[0].start >= local("2026-11-23T00:00")


def test_orders_of_sessions_that_no_longer_exist_are_removed(station: Desk) -> None:
    write_programme(station, EVENING, "chieu")
    actions.apply_programme(station, confirmed=True)
    actions.plan(station, days=2)
    (station.home.playlists / "chieu.toml").unlink()
    actions.apply_programme(station, confirmed=True)
    report = actions.plan(station, days=2)
    assert report.removed == ("chieu@2026-11-22T17:00", "chieu@2026-11-23T17:00")
    assert [due.session for due in timetable(station)] == [MONDAY]


def test_a_moved_start_moves_its_sessions(station: Desk, bulletin: Bulletins) -> None:
    approve(station, bulletin())
    actions.plan(station, days=2)
    write_programme(station, MORNING.replace("05:30", "05:40"))
    actions.apply_programme(station, confirmed=True)
    report = actions.plan(station, days=2)
    assert (report.written, report.removed) == (("sang@2026-11-23T05:40",), (MONDAY,))


def test_a_locked_session_keeps_its_start_when_the_programme_moves(
    station: Desk, bulletin: Bulletins
) -> None:
    approve(station, bulletin())
    actions.plan(station, days=3)
    lock(station, MONDAY)
    write_programme(station, MORNING.replace("05:30", "05:40"))
    actions.apply_programme(station, confirmed=True)
    report = actions.plan(station, days=3)
    assert report.deferrals == (Deferral(MONDAY, "", "sang@2026-11-24T05:40"),)
    assert list(orders(station)) == [MONDAY, "sang@2026-11-24T05:40"]


def test_planning_from_a_later_day_leaves_the_sessions_before_it(
    station: Desk, bulletin: Bulletins
) -> None:
    approve(station, bulletin(times=2))
    actions.plan(station, days=3)
    approve(station, bulletin())
    report = actions.plan(station, since=date(2026, 11, 24), days=2)
    assert report.written == (TUESDAY, "sang@2026-11-25T05:30")
    assert bulletins_in(station, MONDAY) == ["0001"]
    assert bulletins_in(station, "sang@2026-11-25T05:30") == ["0002"]


def test_a_shorter_plan_keeps_what_was_planned_further_ahead_in_step(
    station: Desk, bulletin: Bulletins
) -> None:
    """A bulletin with one airing left must not stand in two sessions."""
    approve(station, bulletin(times=1, valid_from=local("2026-11-25T00:00")))
    actions.plan(station, days=5)
    approve(station, bulletin(times=1))
    actions.plan(station, days=1)
    planned = [
        item.bulletin[-4:] for o in orders(station).values() for item in o.items if item.bulletin
    ]
    assert planned == ["0002", "0001"]


def test_a_withdrawn_bulletin_leaves_the_open_sessions(station: Desk, bulletin: Bulletins) -> None:
    candidate = approve(station, bulletin())
    approve(station, bulletin())
    actions.plan(station, days=2)
    end_approval(station, candidate)
    actions.plan(station, days=2)
    assert bulletins_in(station, MONDAY) == ["0002"]


def test_an_order_written_by_hand_is_replaced(station: Desk, bulletin: Bulletins) -> None:
    approve(station, bulletin())
    actions.plan(station, days=2)
    path = station.home.plan / "sang@2026-11-23T0530.json"
    good = path.read_bytes()
    path.write_bytes(b'{"session": "sang@2026-11-23T05:30"}')
    stray = station.home.plan / "dem@2026-11-23T0200.json"
    stray.write_bytes(good)
    report = actions.plan(station, days=2)
    assert path.read_bytes() == good
    assert (report.written, report.removed) == ((MONDAY,), (stray.name,))
    assert not stray.exists()


def test_a_policy_that_forbids_everything_plans_silence_and_explains_it(
    station: Desk, bulletin: Bulletins
) -> None:
    approve(station, bulletin())
    actions.set_hours(as_person(station, "approver"), HoursDraft("Không"), confirmed=True)
    actions.plan(station, days=2)
    order = orders(station)[MONDAY]
    assert order.items == ()
    assert [out.reason for out in order.left_out] == ["outside-hours"]


def test_without_a_policy_nothing_is_planned(station: Desk, bulletin: Bulletins) -> None:
    approve(station, bulletin())
    station.home.hours.unlink()
    with pytest.raises(ScheduleError, match=r"hours\.json.* is missing"):
        actions.plan(station)
    station.home.hours.write_bytes(b"{}")
    with pytest.raises(ScheduleError, match=r"hours\.json.* is unreadable"):
        actions.plan(station)
    assert actions.planned(station) == ()


def test_a_policy_with_another_signature_is_none(station: Desk) -> None:
    from broadcaster.signed import BoxKey

    policy = actions.policy_in_force(station)
    station.home.hours.write_bytes(BoxKey.generate().sign("hours", policy.to_document()))
    with pytest.raises(ScheduleError, match="bad-signature"):
        actions.plan(station)


def test_without_an_applied_programme_there_is_nothing_to_plan(desk: Desk) -> None:
    actions.set_default_hours(desk)
    with pytest.raises(ScheduleError, match="programme apply"):
        actions.plan(desk)


def test_when_every_programme_is_gone_so_are_its_coming_sessions(
    station: Desk, bulletin: Bulletins
) -> None:
    approve(station, bulletin())
    actions.plan(station, days=3)
    lock(station, MONDAY)
    (station.home.playlists / "sang.toml").unlink()
    actions.apply_programme(station, confirmed=True)
    report = actions.plan(station)
    assert report.removed == (TUESDAY,)
    assert report.deferrals == (Deferral(MONDAY, "", ""),)


def test_a_day_that_is_over_cannot_be_planned(station: Desk) -> None:
    with pytest.raises(ScheduleError, match="21/11/2026"):
        actions.plan(station, since=date(2026, 11, 21))


@pytest.mark.parametrize("person", [None, "auditor", "technician"])
def test_planning_wants_a_person_with_the_role(station: Desk, person: str | None) -> None:
    with pytest.raises(UnitsError):
        actions.plan(as_person(station, person))


def test_the_policy_and_its_lock_lead_stand_in_the_order(
    station: Desk, bulletin: Bulletins
) -> None:
    approve(station, bulletin())
    demo = HoursDraft("DEMO", "DEMO", read_windows(["00:00-24:00"], None), lock_lead_s=10)
    actions.set_hours(as_person(station, "approver"), demo, confirmed=True)
    actions.plan(station)
    assert (orders(station)[MONDAY].policy, orders(station)[MONDAY].lock_lead_s) == ("DEMO", 10)


def test_the_airings_of_a_bulletin_are_named_until_they_have_sounded(
    station: Desk, bulletin: Bulletins
) -> None:
    name = approve(station, bulletin()).approval.bulletin
    actions.plan(station, days=3)
    assert actions.airings_of(station, name) == [f"{MONDAY} 05:30:08", f"{TUESDAY} 05:30:08"]
    lock(station, MONDAY)
    air(station, orders(station)[MONDAY])
    assert actions.airings_of(station, name) == [f"{TUESDAY} 05:30:08"]
    assert actions.airings_of(station, "khe-ren-2026-0099") == []


def test_scheduled_cuts_are_those_planned_and_those_that_may_be(
    station: Desk, bulletin: Bulletins
) -> None:
    planned = approve(station, bulletin())
    actions.plan(station, days=2)
    waiting = approve(station, bulletin(valid_from=local("2027-01-01T00:00")))
    over = approve(station, bulletin(valid_until=local("2026-11-22T00:00")))
    cuts = actions.scheduled_cuts(station)
    assert {planned.approval.cut, waiting.approval.cut} <= cuts
    assert over.approval.cut not in cuts
    assert len(cuts) == 5  # with three station sounds
    end_approval(station, planned)
    assert planned.approval.cut in actions.scheduled_cuts(station)  # the order still stands


def test_explaining_names_every_coming_session(station: Desk, bulletin: Bulletins) -> None:
    approve(station, bulletin(times=1))
    actions.plan(station, days=3)
    found = actions.explain(station, "0001")
    assert found.approval.bulletin == "khe-ren-2026-0001"
    (first,), (shut,) = found.airings, found.shut
    assert (first.session, first.at) == (MONDAY, local("2026-11-23T05:30:08"))
    assert (shut.reason, [one.session for one in shut.sessions]) == ("times-used", [TUESDAY])


def test_a_bulletin_approved_since_the_plan_says_lock_or_plan(
    station: Desk, bulletin: Bulletins
) -> None:
    approve(station, bulletin())
    actions.plan(station, days=3)
    lock(station, MONDAY)
    approve(station, bulletin())
    locked, later = actions.explain(station, "0002").shut
    assert (locked.reason, locked.ways) == ("locked", ())
    assert later.reason == "not-planned-yet"
    assert [way.changes for way in later.ways] == [()]


def test_a_session_is_exported_as_json_and_as_a_playlist(
    station: Desk, bulletin: Bulletins, tmp_path: Path
) -> None:
    approve(station, bulletin())
    actions.plan(station, days=2)
    out = tmp_path / "order.json"
    data = actions.export(station, MONDAY, actions.Form.JSON, out)
    assert out.read_bytes() == data
    assert b'"session": "sang@2026-11-23T05:30"' in data


def test_a_failed_publication_is_made_good_by_the_next_command(
    station: Desk, bulletin: Bulletins
) -> None:
    """The outbox: what was committed reaches `plan/` although the power went in between."""
    approve(station, bulletin())
    actions.plan(station, days=2)
    path = station.home.plan / "sang@2026-11-23T0530.json"
    wanted = path.read_bytes()
    path.unlink()
    path.mkdir()  # the disk refuses this one file
    (path / "x").write_text("x")
    with pytest.raises(OutboxError, match="sang"):
        actions.plan(replace(station), days=2)
    (path / "x").unlink()
    path.rmdir()
    Desk.open(station.home, time=station.time)
    assert path.read_bytes() == wanted


def test_no_plan_sessions_are_left_as_they_are(station: Desk, bulletin: Bulletins) -> None:
    approve(station, bulletin())
    actions.plan(station, days=2)
    path = station.home.plan / "sang@2026-11-23T0530.json"
    path.write_bytes(b"spoilt")
    record(station, Kind.NO_PLAN, session=MONDAY, programme="sang", cause="unreadable")
    actions.plan(station, days=2)
    assert path.read_bytes() == b"spoilt"


def test_signatures_bind_the_kind(station: Desk, bulletin: Bulletins) -> None:
    actions.plan(station, days=2)
    data = plan_folder(station)["sang@2026-11-23T0530.json"]
    with pytest.raises(SignatureError):
        open_signed(data, "hours", [station.key.public], "hours")


def test_a_plan_of_a_fortnight_with_many_bulletins_keeps_days_apart(
    station: Desk, bulletin: Bulletins
) -> None:
    for _number in range(8):
        approve(station, bulletin(5 * 60_000, times=1))
    actions.plan(station)
    assert bulletins_in(station, MONDAY) == ["0001", "0002", "0003", "0004", "0005"]
    assert bulletins_in(station, TUESDAY) == ["0006", "0007", "0008"]
    assert timetable(station)[0].start - timedelta(hours=1) > station.time.now()
