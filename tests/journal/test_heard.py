"""What each demand has had, and what of it is still to be made good."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.journal.facts import FactsFold, LogFacts, fold_facts
from broadcaster.journal.heard import FAILED
from broadcaster.journal.history import COUNTED
from broadcaster.journal.model import Kind, Outcome
from broadcaster.journal.record import FIRST_PREV, Record, decode
from tests.journal.chain import line

EARLY = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
Told = tuple[Kind, dict[str, str]]


def written(told: Sequence[Told]) -> list[Record]:
    return [
        decode(line(seq, FIRST_PREV, kind, **fields)) for seq, (kind, fields) in enumerate(told)
    ]


def outcome(item: str, outcome: str, **fields: str) -> Told:
    return Kind.OUTCOME, {"item": item, "outcome": outcome, "bulletin": "b", **fields}


def facts(*told: Told) -> LogFacts:
    return fold_facts(written(told))


def open_misses(found: LogFacts) -> dict[str, tuple[str, ...]]:
    return {demand: items for demand, items in found.missed.items() if items}


def test_a_mandate_counts_over_the_approvals_of_its_family() -> None:
    found = facts(
        outcome("i1", "aired", approval="a.r1.a1", mandate="m1"),
        outcome("i2", "late", approval="a.r2.a1", mandate="m1"),
        outcome("i3", "missed", approval="a.r2.a1", mandate="m1"),
        outcome("i4", "aired", approval="a.r2.a1"),
    )
    assert dict(found.mandated) == {"m1": 2}
    assert dict(found.aired) == {"a.r1.a1": 1, "a.r2.a1": 2}


def test_an_outcome_without_its_mandate_takes_it_from_the_start() -> None:
    start: Told = (Kind.START, {"item": "i1", "approval": "a", "mandate": "m1"})
    assert dict(facts(start, (Kind.OUTCOME, {"item": "i1", "outcome": "aired"})).mandated) == {
        "m1": 1
    }


def test_the_newest_first_sample_is_kept_of_approval_and_mandate() -> None:
    found = facts(
        outcome("i1", "aired", approval="a", mandate="m1", actual="2026-11-22T22:31:00.000000Z"),
        outcome("i2", "aired", approval="b", mandate="m1", actual="2026-11-22T22:30:00.000000Z"),
        outcome("i3", "partial", approval="a", mandate="m1", actual="2026-11-22T23:30:00.000000Z"),
    )
    later = EARLY + timedelta(minutes=1)
    assert dict(found.newest) == {"a": later, "m1": later, "b": EARLY}


def test_where_an_airing_stood_in_its_session_says_nothing_of_the_distance() -> None:
    plan: Told = (Kind.PLAN, {"session": "s", "planned": "2026-11-22T22:30:00.000000Z"})
    late = "2026-11-22T22:44:00.000000Z"
    found = facts(plan, outcome("s/1", "aired", approval="a", session="s", actual=late))
    assert dict(found.newest) == {"a": EARLY}


def test_what_was_missed_cut_or_refused_is_to_be_made_good_oldest_first() -> None:
    told = [outcome(f"i-{each}", each, approval="a") for each in Outcome]
    missed = ("i-preempted", "i-partial", "i-refused", "i-missed")
    assert open_misses(facts(*told)) == {"a": missed}


def test_a_sound_of_the_station_is_never_made_good() -> None:
    assert not facts(outcome("i1", "missed", approval="sound-ident.a1", bulletin="")).missed


def test_an_item_made_good_is_not_asked_for_again() -> None:
    found = facts(
        outcome("i1", "missed", approval="a"),
        outcome("i2", "missed", approval="a"),
        outcome("i3", "aired", approval="a", makes_good="i1"),
    )
    assert open_misses(found) == {"a": ("i2",)}


def test_a_make_good_that_failed_is_owed_in_place_of_what_it_was_to_make_good() -> None:
    found = facts(
        outcome("i1", "missed", approval="a", mandate="m1"),
        outcome("i2", "refused", approval="a2", mandate="m1", makes_good="i1"),
    )
    assert open_misses(found) == {"m1": ("i2",)}


def test_a_make_good_that_was_skipped_leaves_the_miss_open() -> None:
    found = facts(
        outcome("i1", "missed", approval="a"),
        outcome("i2", "skipped", approval="a", makes_good="i1"),
    )
    assert open_misses(found) == {"a": ("i1",)}


def test_an_item_said_to_have_aired_after_all_is_no_miss() -> None:
    assert not open_misses(
        facts(outcome("i1", "missed", approval="a"), outcome("i1", "aired", approval="a"))
    )


ITEMS = st.integers(0, 11).map(lambda number: f"i{number}")
OUTCOMES = st.builds(
    lambda item, outcome_, demand, good, minute: outcome(
        item,
        outcome_,
        approval=f"a{demand}",
        mandate=["", "m1", "m2"][demand],
        makes_good=good,
        actual=f"2026-11-22T22:{minute:02}:00.000000Z" if outcome_ in COUNTED else "",
    ),
    ITEMS,
    st.sampled_from([str(each) for each in Outcome]),
    st.integers(0, 2),
    st.one_of(st.just(""), ITEMS),
    st.integers(0, 59),
)
STORIES = st.lists(OUTCOMES, max_size=40).map(written)


@given(STORIES, st.data())
def test_folding_in_pieces_says_what_folding_the_whole_says(
    records: list[Record], data: st.DataObject
) -> None:
    fold = FactsFold()
    for number, record in enumerate(records):
        fold.take(record)
        if data.draw(st.booleans()):
            so_far = fold.facts()
            before = (dict(so_far.mandated), dict(so_far.newest), open_misses(so_far))
            again = fold_facts(records[: number + 1])
            assert before == (dict(again.mandated), dict(again.newest), open_misses(again))
    assert open_misses(fold.facts()) == open_misses(fold_facts(records))


@given(STORIES)
def test_an_item_is_to_be_made_good_once_at_most_and_only_if_it_failed(
    records: list[Record],
) -> None:
    found = open_misses(fold_facts(records))
    listed = [item for items in found.values() for item in items]
    assert len(listed) == len(set(listed))
    first: dict[str, str] = {}
    for record in records:
        first.setdefault(record.text("item"), record.text("outcome"))
    counted: dict[str, Record] = {}
    for record in records:
        if record.text("outcome") in COUNTED:
            counted.setdefault(record.text("item"), record)
    named = {record.text("makes_good") for record in counted.values()}
    for item in listed:
        assert first[item] in FAILED
        assert item not in counted
        assert item not in named


@given(STORIES)
def test_every_failed_item_that_nothing_makes_good_stays_owed(records: list[Record]) -> None:
    listed = {i for items in open_misses(fold_facts(records)).values() for i in items}
    named = {record.text("makes_good") for record in records}
    counted = {r.text("item") for r in records if r.text("outcome") in COUNTED}
    first: dict[str, str] = {}
    for record in records:
        first.setdefault(record.text("item"), record.text("outcome"))
    failed = {item for item, outcome_ in first.items() if outcome_ in FAILED}
    assert failed - named - counted <= listed


@given(STORIES)
def test_airings_of_mandates_are_those_of_their_items(records: list[Record]) -> None:
    mandate: dict[str, str] = {}
    for record in records:
        if record.text("outcome") in COUNTED:
            mandate.setdefault(record.text("item"), record.text("mandate"))
    assert fold_facts(records).mandated == Counter(filter(None, mandate.values()))
