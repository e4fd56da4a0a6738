"""What wants to be heard at a station."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.bulletins.families import Families
from broadcaster.journal.facts import LogFacts
from broadcaster.schedule.demand import DemandKind
from broadcaster.schedule.demands.answers import Reply, Say
from broadcaster.schedule.demands.model import CallKind, Withdrawal
from broadcaster.schedule.demands.owing import demands_of
from broadcaster.schedule.demands.reach import DAY, Place
from broadcaster.schedule.sessions.slot import Candidate
from broadcaster.units.model import Membership, Term
from tests.schedule.conftest import NOW, bulletin_maker, local
from tests.schedule.demands.conftest import TODAY, asked, call

NO_FACTS = LogFacts({}, frozenset(), {}, {})
TAKEN_BACK = Withdrawal("lan", NOW, "nhầm")
ACCEPTED = Reply(Say.ACCEPT, "an", NOW)


def bulletins(count: int) -> list[Candidate]:
    make = bulletin_maker()
    return [make() for _ in range(count)]


def test_a_bulletin_nobody_calls_for_is_the_communes_own() -> None:
    (one,) = bulletins(1)
    facts = replace(NO_FACTS, aired={one.approval.id: 2}, missed={one.approval.id: ("i1",)})
    (demand,) = demands_of(asked(candidates=(one,)), facts)
    assert (demand.id, demand.kind) == (one.approval.id, DemandKind.OWN)
    assert (demand.wanted, demand.aired, demand.missed) == (None, 2, ("i1",))


def test_a_mandated_bulletin_is_not_the_communes_own_too() -> None:
    (one,) = bulletins(1)
    mandate = call(apart_ms=6 * 3_600_000, preferred=("sang",), zones=("cho",))
    (demand,) = demands_of(asked(mandate, candidates=(one,)), NO_FACTS)
    assert (demand.id, demand.kind) == ("mandate/tinh-2026-m0001", DemandKind.MANDATE)
    assert (demand.mandate, demand.wanted) == ("tinh-2026-m0001", 3)
    assert (demand.since, demand.until) == (local("2026-11-22T00:00"), local("2026-11-29T00:00"))
    assert (demand.preferred, demand.zones) == (("sang",), ("cho",))


def test_a_mandate_counts_by_its_own_id_and_not_by_the_approval() -> None:
    (one,) = bulletins(1)
    facts = replace(
        NO_FACTS,
        aired={one.approval.id: 5},
        mandated={"tinh-2026-m0001": 1},
        missed={"tinh-2026-m0001": ("i2",), one.approval.id: ("i1",)},
    )
    (demand,) = demands_of(asked(call(), candidates=(one,)), facts)
    assert (demand.aired, demand.missed) == (1, ("i2",))


def test_a_first_sample_is_told_as_long_as_it_keeps_others_away() -> None:
    (one,) = bulletins(1)
    spaced = call(apart_ms=3_600_000)
    for ago, heard in ((timedelta(minutes=59), 1), (timedelta(hours=1), 0)):
        facts = replace(NO_FACTS, newest={spaced.id: NOW - ago})
        (demand,) = demands_of(asked(spaced, candidates=(one,)), facts)
        assert len(demand.heard) == heard


def test_a_mandate_waits_while_its_source_is_not_approved() -> None:
    source, variant = bulletins(2)
    families = Families({variant.approval.bulletin: source.approval.bulletin})
    one = asked(call(), candidates=(variant,), families=families)
    assert demands_of(one, NO_FACTS) == ()


def test_a_mandate_is_for_the_whole_family_source_first() -> None:
    source, variant, other = bulletins(3)
    families = Families({variant.approval.bulletin: source.approval.bulletin})
    one = asked(call(), candidates=(variant, other, source), families=families)
    mandated, own = demands_of(one, NO_FACTS)
    assert mandated.candidates == (source, variant)
    assert own.candidates == (other,)


def test_a_call_that_reaches_others_leaves_the_bulletin_the_communes_own() -> None:
    (one,) = bulletins(1)
    place = Place.of("dai-khac", "xa-khac", ())
    (demand,) = demands_of(asked(call(), candidates=(one,), place=place), NO_FACTS)
    assert demand.kind is DemandKind.OWN


def test_a_mandate_lasts_as_long_as_the_commune_belongs_to_the_unit() -> None:
    (one,) = bulletins(1)
    place = Place.of("s", "khe-ren", (Membership("khe-ren", "tinh", Term(None, TODAY + DAY)),))
    (demand,) = demands_of(asked(call(), candidates=(one,), place=place), NO_FACTS)
    assert demand.until == local("2026-11-24T00:00")


def test_what_was_called_for_from_above_never_becomes_the_communes_own() -> None:
    (one,) = bulletins(1)
    over = call(since=TODAY - 9 * DAY, until=TODAY - DAY)
    for ended in (over, call(withdrawal=TAKEN_BACK)):
        assert demands_of(asked(ended, candidates=(one,)), NO_FACTS) == ()


def test_a_call_of_the_commune_itself_gives_its_bulletin_free_when_withdrawn() -> None:
    (one,) = bulletins(1)
    withdrawn = call(unit="khe-ren", withdrawal=TAKEN_BACK)
    (demand,) = demands_of(asked(withdrawn, candidates=(one,)), NO_FACTS)
    assert demand.kind is DemandKind.OWN


def test_an_offer_is_heard_only_when_it_was_accepted() -> None:
    (one,) = bulletins(1)
    offer = call(kind=CallKind.OFFER)
    for reply, kinds in (
        ({}, []),
        ({offer.id: Reply(Say.DECLINE, "an", NOW, "đã phát")}, []),
        ({offer.id: ACCEPTED}, [DemandKind.OFFER]),
    ):
        found = demands_of(asked(offer, candidates=(one,), replies=reply), NO_FACTS)
        assert [demand.kind for demand in found] == kinds


def test_an_accepted_offer_of_a_mandated_bulletin_asks_for_nothing_more() -> None:
    (one,) = bulletins(1)
    offer = call(kind=CallKind.OFFER)
    both = asked(call(), offer, candidates=(one,), replies={offer.id: ACCEPTED})
    assert [demand.kind for demand in demands_of(both, NO_FACTS)] == [DemandKind.MANDATE]


def test_a_mandate_for_zones_the_station_does_not_have_asks_nothing_of_it() -> None:
    (one,) = bulletins(1)
    assert demands_of(asked(call(zones=("xa-lo",)), candidates=(one,)), NO_FACTS) == ()


@given(st.lists(st.sampled_from(["mandate", "offer", "none", "over"]), max_size=8))
def test_no_bulletin_is_asked_for_twice(kinds: list[str]) -> None:
    candidates = bulletins(len(kinds))
    calls = []
    for number, kind in enumerate(kinds, 1):
        if kind == "over":
            calls.append(call(number, until=TODAY - DAY, since=TODAY - DAY))
        elif kind != "none":
            calls.append(call(number, CallKind(kind)))
    replies = {one.id: ACCEPTED for one in calls}
    found = demands_of(asked(*calls, candidates=candidates, replies=replies), NO_FACTS)
    named = [one.approval.bulletin for demand in found for one in demand.candidates]
    assert len(named) == len(set(named)) == len(kinds) - kinds.count("over")
