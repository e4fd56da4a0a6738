"""One airing after the other, planned beside actual, in memory that does not grow."""

from broadcaster.journal.airings import Airing, AiringLine, airings
from broadcaster.journal.declarations import Declaration
from broadcaster.journal.model import Kind
from tests.journal.test_moments import Day, at

LISTED = ["aaaaaaaa:0:120000", "bbbbbbbb:120000:60000"]


def planned(policy: str = "") -> Day:
    return Day().tell(
        "00:58:00",
        Kind.PLAN,
        session="s",
        order="o",
        planned=at("01:00:00"),
        items=LISTED,
        policy=policy,
        count=2,
    )


def found(day: Day) -> list[Airing]:
    return list(airings(day.records))


def test_what_was_planned_stands_beside_what_was() -> None:
    day = planned("12/QĐ").item("s/aaaaaaaa", "01:00:01", "01:02:01")
    day.tell("01:02:02", Kind.OUTCOME, item="s/aaaaaaaa", outcome="aired", actual=at("01:00:01"))
    day.tell("01:02:03", Kind.OUTCOME, item="s/bbbbbbbb", outcome="missed", evidence="0")
    first, second = found(day)
    assert (first.plan.planned, first.first) == (at("01:00:00"), at("01:00:01"))
    assert (first.last, first.outcome, first.text("evidence")) == (at("01:02:01"), "aired", "2")
    assert first.plan.hours_policy == "12/QĐ"
    assert (second.plan.planned, second.first, second.outcome) == (at("01:02:00"), None, "missed")


def test_what_has_no_outcome_yet_comes_last_and_without_one() -> None:
    day = planned().tell("01:02:03", Kind.OUTCOME, item="s/bbbbbbbb", outcome="missed")
    assert [(one.item[-1], one.outcome) for one in found(day)] == [("b", "missed"), ("a", "")]


def test_the_three_kinds_of_line_are_never_one_another() -> None:
    said = Declaration("t", "xe loa", "thôn 3", at("01:00:00"), at("01:30:00"), "5/BC", "lan")
    day = planned().tell("01:00:00", Kind.UNPLANNED, item="unplanned/x-1", what="test")
    day.tell("01:00:05", Kind.END, item="unplanned/x-1", first=at("01:00:01"), evidence="2")
    day.tell("01:40:00", Kind.DECLARED, **said.to_fields())
    lines = [(one.line, one.first, one.text("evidence")) for one in found(day)]
    assert lines[:2] == [
        (AiringLine.UNPLANNED, at("01:00:01"), "2"),
        (AiringLine.DECLARED, at("01:00:00"), "declared"),
    ]
    assert {line for line, _first, _grade in lines[2:]} == {AiringLine.PLANNED}


def test_zones_come_from_the_start_and_else_from_the_locked_order() -> None:
    day = planned().tell("01:00:00", Kind.START, item="s/aaaaaaaa", zones=["cho"])
    known = list(airings(day.records, lambda order: {"s/bbbbbbbb": (order, "dinh")}))
    assert [one.zones for one in known] == [("cho",), ("o", "dinh")]


def test_no_item_is_kept_once_it_came_to_its_end() -> None:
    """A year of sessions, and never more at once than one session's items."""
    from broadcaster.journal.airings import _Fold

    fold, day = _Fold(lambda _order: {}), planned()
    for name in ("aaaaaaaa", "bbbbbbbb"):
        day.item(f"s/{name}", "01:00:00", "01:01:00")
        day.tell("01:01:01", Kind.OUTCOME, item=f"s/{name}", outcome="aired")
    for _round in range(50):
        for record in day.records:
            list(fold.take(record))
            assert len(fold._plans) + len(fold._begun) + len(fold._ended) <= 6
    assert list(fold.rest()) == []
