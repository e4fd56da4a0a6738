"""What the log says so far, folded from records."""

from datetime import UTC, datetime

from broadcaster.journal.history import (
    aired_count,
    aired_counts,
    aired_cuts,
    open_items,
    outcomes,
    planned,
    planned_sessions,
    sessions_without_order,
    unsettled,
)
from broadcaster.journal.model import Kind
from broadcaster.journal.record import FIRST_PREV, Record, Value, decode
from tests.journal.chain import line

MORNING = "ban-tin-sang@2026-11-22T05:30"
EVENING = "ban-tin-chieu@2026-11-22T17:00"


class Told:
    """Records in the order they are told, with rising numbers."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    def tell(self, kind: Kind, **fields: Value) -> Record:
        self.records.append(decode(line(len(self.records), FIRST_PREV, kind, **fields)))
        return self.records[-1]

    def plan(self, session: str, *items: str, part: int = 1, count: int = 2) -> Record:
        return self.tell(
            Kind.PLAN,
            session=session,
            order="a" * 64,
            planned=datetime(2026, 11, 22, 22, 30, tzinfo=UTC),
            part=part,
            parts=1,
            count=count,
            items=[f"{tail}:{place * 60000}:50000" for place, tail in enumerate(items)],
        )

    def start(self, item: str, **fields: Value) -> Record:
        return self.tell(Kind.START, item=item, **fields)

    def end(self, item: str) -> Record:
        return self.tell(Kind.END, item=item)

    def outcome(self, item: str, outcome: str, **fields: Value) -> Record:
        session = item.partition("/")[0]
        return self.tell(Kind.OUTCOME, item=item, session=session, outcome=outcome, **fields)


def test_the_first_outcome_of_an_item_stands() -> None:
    told = Told()
    first = told.outcome(f"{MORNING}/aaaaaaaa", "aired")
    told.outcome(f"{MORNING}/aaaaaaaa", "missed")
    assert outcomes(told.records) == {f"{MORNING}/aaaaaaaa": first}


def test_a_start_without_an_end_is_open() -> None:
    told = Told()
    told.start("s/1")
    told.end("s/1")
    still = told.start("s/2")
    assert open_items(told.records) == [still]


def test_an_item_begun_again_after_its_end_is_open_again() -> None:
    told = Told()
    told.start("s/1")
    told.end("s/1")
    again = told.start("s/1")
    assert open_items(told.records) == [again]


def test_an_unplanned_item_without_an_end_is_open() -> None:
    told = Told()
    sounding = told.tell(Kind.UNPLANNED, item="unplanned/20261122T053000-1", what="test")
    assert open_items(told.records) == [sounding]


def test_a_plan_in_two_parts_is_one_session() -> None:
    told = Told()
    told.plan(MORNING, "aaaaaaaa", part=1)
    told.plan(MORNING, "bbbbbbbb", part=2)
    told.plan(EVENING, "cccccccc", count=1)
    plans = planned(told.records)
    assert list(plans) == [MORNING, EVENING]
    assert [part.item for part in plans[MORNING].items] == [
        f"{MORNING}/aaaaaaaa",
        f"{MORNING}/bbbbbbbb",
    ]
    assert (plans[MORNING].count, plans[MORNING].items[0].length_ms) == (2, 50000)
    assert planned_sessions(told.records) == {MORNING: "a" * 64, EVENING: "a" * 64}


def test_a_session_is_unsettled_until_every_planned_item_has_an_outcome() -> None:
    told = Told()
    told.plan(MORNING, "aaaaaaaa", "bbbbbbbb")
    told.outcome(f"{MORNING}/aaaaaaaa", "aired")
    assert [part.item for part in unsettled(told.records)[MORNING]] == [f"{MORNING}/bbbbbbbb"]
    told.outcome(f"{MORNING}/bbbbbbbb", "missed")
    assert unsettled(told.records) == {}


def test_a_session_without_an_order_is_told() -> None:
    told = Told()
    told.tell(Kind.NO_PLAN, session=MORNING, cause="missing")
    assert sessions_without_order(told.records) == {MORNING}


def test_only_whole_airings_count_and_each_item_once() -> None:
    told = Told()
    for number, outcome in enumerate(["aired", "late", "partial", "preempted", "refused"]):
        told.start(f"s/{number}", approval="a1", bulletin="khe-ren-2026-0001")
        told.outcome(f"s/{number}", outcome, bulletin="khe-ren-2026-0001", revision="r1")
    told.outcome("s/0", "aired", bulletin="khe-ren-2026-0001", revision="r1")
    assert aired_count(told.records, approval="a1") == 2
    assert aired_count(told.records, bulletin="khe-ren-2026-0001") == 2
    assert aired_count(told.records, revision="r1") == 2
    assert aired_count(told.records, revision="r2") == 0
    assert aired_counts(told.records) == {"a1": 2}


def test_cuts_aired_since_a_moment_are_planned_and_unplanned_ones() -> None:
    told = Told()
    told.start("s/1", cut="1" * 64)
    later = told.start("s/2", cut="2" * 64)
    told.tell(Kind.UNPLANNED, item="unplanned/1", cut="3" * 64)
    told.tell(Kind.OUTCOME, item="s/3", cut="4" * 64)
    assert aired_cuts(told.records, later.at) == {"2" * 64, "3" * 64}
