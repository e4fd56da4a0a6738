"""Mandating airings of a bulletin, and taking a mandate back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from broadcaster.desk import Desk
from broadcaster.journal import Kind
from broadcaster.journal.following import log_facts
from broadcaster.schedule.demands import CallKind, DemandsError, actions
from broadcaster.schedule.demands.asking import Wanted
from broadcaster.schedule.demands.model import Address, Reach
from broadcaster.schedule.demands.standing import CallState
from broadcaster.units import Cluster, UnitsError
from broadcaster.units import actions as units
from tests.conftest import as_person
from tests.schedule.conftest import Bulletins, approve, end_approval, record
from tests.schedule.demands.conftest import TODAY

WEEK = Wanted(3, TODAY, TODAY + timedelta(days=6), unit="tinh", document="12/CV-TT")


@pytest.fixture
def lan(below: Desk) -> Desk:
    """The desk of the province's editor."""
    return as_person(below, "lan")


@pytest.fixture
def topic(below: Desk, bulletin: Bulletins) -> str:
    """An approved bulletin."""
    return approve(below, bulletin()).approval.bulletin


def states(desk: Desk) -> list[CallState]:
    return [one.state for one in actions.listing(desk, CallKind.MANDATE, past=True)]


def test_a_mandate_says_whom_it_reaches(lan: Desk, topic: str) -> None:
    made = actions.add_mandate(lan, topic[-4:], WEEK)
    assert made.call.id == "tinh-2026-m0001"
    assert made.call.to == (Address(Reach.UNIT, "tinh"),)
    assert [one.id for one in made.stations] == ["khe-ren"]
    assert made.is_approved
    (demand,) = actions.demands(lan, log_facts(lan.home), lan.time.now())
    assert demand.mandate == made.call.id
    assert actions.add_mandate(lan, topic, WEEK).call.id == "tinh-2026-m0002"


def test_only_people_of_the_unit_that_asks_mandate(below: Desk, lan: Desk, topic: str) -> None:
    with pytest.raises(UnitsError, match="Tỉnh"):
        actions.add_mandate(below, topic, WEEK)
    own = actions.add_mandate(below, topic, replace(WEEK, unit=""))
    assert own.call.unit == "khe-ren"
    actions.add_mandate(lan, topic, replace(WEEK, unit="khe-ren"))


def test_a_unit_asks_nobody_elses_stations(below: Desk, lan: Desk, topic: str) -> None:
    office = as_person(below, "administrator")
    units.add_unit(office, "Xã khác", id_="xa-khac")
    units.add_station(office, "Đài khác", unit_handle="xa-khac")
    for name in ("Xã khác", "station:dai-khac"):
        with pytest.raises(DemandsError, match="does not belong"):
            actions.add_mandate(lan, topic, replace(WEEK, to=(name,)))


def test_a_mandate_nobody_can_hear_is_refused(below: Desk, lan: Desk, topic: str) -> None:
    units.add_unit(as_person(below, "administrator"), "Xã trống", parent="tinh")
    with pytest.raises(DemandsError, match=r"No station belongs to .Xã trống"):
        actions.add_mandate(lan, topic, replace(WEEK, to=("Xã trống",)))
    with pytest.raises(DemandsError, match=r"zone .xa-lo.*They have: all"):
        actions.add_mandate(lan, topic, replace(WEEK, zones=("xa-lo",)))
    with pytest.raises(DemandsError, match=r"programme .toi"):
        actions.add_mandate(lan, topic, replace(WEEK, preferred=("toi",)))
    assert actions.listing(lan, CallKind.MANDATE) == ()


def test_a_mandate_is_for_zones_that_are_there(below: Desk, lan: Desk, topic: str) -> None:
    office = as_person(below, "technician")
    units.add_cluster(office, Cluster("cho", "Chợ", "", ""))
    units.add_zone(office, "Trung tâm", ["cho"])
    made = actions.add_mandate(lan, topic, replace(WEEK, zones=("trung-tam",)))
    assert made.call.zones == ("trung-tam",)
    assert actions.add_mandate(lan, topic, replace(WEEK, zones=("all",))).call.zones == ()


def test_a_mandate_rests_on_a_document(lan: Desk, topic: str) -> None:
    with pytest.raises(DemandsError, match="--document"):
        actions.add_mandate(lan, topic, replace(WEEK, document=" "))


def test_a_mandate_waits_for_the_approval_of_its_bulletin(
    below: Desk, lan: Desk, bulletin: Bulletins
) -> None:
    one = approve(below, bulletin())
    end_approval(below, one)
    assert not actions.add_mandate(lan, one.approval.bulletin, WEEK).is_approved
    assert states(below) == [CallState.WAITING]


def test_a_mandate_is_met_when_the_log_says_so(below: Desk, lan: Desk, topic: str) -> None:
    made = actions.add_mandate(lan, topic, replace(WEEK, times=2)).call
    assert states(below) == [CallState.RUNNING]
    for item in ("i1", "i2"):
        record(below, Kind.OUTCOME, item=item, outcome="aired", bulletin=topic, mandate=made.id)
    assert states(below) == [CallState.MET]


def test_a_mandate_that_is_to_come_says_so(below: Desk, lan: Desk, topic: str) -> None:
    actions.add_mandate(lan, topic, replace(WEEK, since=TODAY + timedelta(days=1)))
    assert states(below) == [CallState.COMING]


def test_a_withdrawn_mandate_asks_for_nothing_more(below: Desk, lan: Desk, topic: str) -> None:
    made = actions.add_mandate(lan, topic, WEEK).call
    with pytest.raises(DemandsError, match="--reason"):
        actions.withdraw(lan, CallKind.MANDATE, made.id, " ")
    with pytest.raises(UnitsError):
        actions.withdraw(below, CallKind.MANDATE, made.id, "nhầm")
    assert actions.withdraw(lan, CallKind.MANDATE, "0001", "nhầm").still_airing == ()
    assert actions.demands(below, log_facts(below.home), below.time.now()) == ()
    assert states(below) == [CallState.WITHDRAWN]
    assert actions.listing(below, CallKind.MANDATE) == ()
    with pytest.raises(DemandsError, match="Lan withdrew"):
        actions.withdraw(lan, CallKind.MANDATE, made.id, "nhầm")


def test_a_group_stands_for_units_as_they_were_when_it_was_asked(
    below: Desk, lan: Desk, topic: str
) -> None:
    actions.set_group(below, "Xã biên giới", ["khe-ren"])
    made = actions.add_mandate(lan, topic, replace(WEEK, to=("Xã biên giới",))).call
    assert made.to == (Address(Reach.GROUP, "xa-bien-gioi", ("khe-ren",)),)
    actions.remove_group(below, "xa-bien-gioi")
    assert actions.groups(below) == {}
    assert states(below) == [CallState.RUNNING]
    with pytest.raises(DemandsError, match="xa-bien-gioi"):
        actions.add_mandate(lan, topic, replace(WEEK, to=("group:xa-bien-gioi",)))
    with pytest.raises(DemandsError, match="at least one unit"):
        actions.set_group(below, "Trống", [])


def test_a_name_of_a_commune_and_its_station_means_the_commune(lan: Desk, topic: str) -> None:
    assert actions.add_mandate(lan, topic, replace(WEEK, to=("khe-ren",))).call.to == (
        Address(Reach.UNIT, "khe-ren"),
    )
    assert actions.add_mandate(lan, topic, replace(WEEK, to=("station:khe-ren",))).call.to == (
        Address(Reach.STATION, "khe-ren"),
    )


def test_a_thousand_mandates_are_listed_and_asked(below: Desk, lan: Desk, topic: str) -> None:
    from broadcaster.schedule.demands.store import calls

    made = actions.add_mandate(lan, topic, WEEK).call
    with below.database.transaction() as session:
        for number in range(2, 1001):
            calls.insert(session, replace(made, id=f"tinh-2026-m{number:04}"), "root")
    assert len(actions.demands(below, log_facts(below.home), below.time.now())) == 1000
    assert len(actions.listing(below, CallKind.MANDATE)) == 1000


def test_a_call_reads_back_as_it_was_written(lan: Desk, topic: str) -> None:
    made = actions.add_mandate(lan, topic, replace(WEEK, apart="6h", to=("khe-ren", "tinh"))).call
    shown = actions.show(lan, CallKind.MANDATE, "@last")
    assert shown.call == made
    assert (shown.call.apart_ms, shown.call.until) == (21_600_000, date(2026, 11, 28))
