"""Which cuts the records of some days name."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from broadcaster.audit.mentions import find_mentions
from broadcaster.audit.model import Mentions, Wanted
from broadcaster.journal import Kind
from broadcaster.journal.record import Record, Value, decode
from tests.journal.chain import line

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SESSION = "toi@2026-11-21T23:50"


def record(kind: Kind, **fields: Value) -> Record:
    return decode(line(1, "0" * 64, kind, **fields))


RECORDS = [
    record(Kind.START, session=SESSION, item=f"{SESSION}/aa", cut="c1", approval="b.r1.a1"),
    record(Kind.OUTCOME, session=SESSION, item=f"{SESSION}/bb", cut="c2", approval="d.r1.a1"),
    record(Kind.UNPLANNED, item="unplanned/1", what="emergency", cuts=["c3", "c4"]),
    record(Kind.HEARTBEAT),
]


def find(*cuts: str, since: date | None = None, until: date | None = None) -> Mentions:
    return find_mentions(RECORDS, Wanted(since, until, cuts), ZONE)


def test_aired_is_what_was_begun_also_the_phrases_of_an_emergency() -> None:
    assert find("aired").cuts == ("c1", "c3", "c4")


def test_all_is_what_any_record_names() -> None:
    assert find("all").cuts == ("c1", "c2", "c3", "c4")


@pytest.mark.parametrize("one", [f"{SESSION}/bb", "c2"])
def test_a_cut_is_asked_for_by_what_names_it(one: str) -> None:
    assert find(one).cuts == ("c2",)
    assert find(SESSION).cuts == ("c1", "c2")


def test_what_no_record_names_is_told() -> None:
    assert find("c2", "nothing").unknown == ("nothing",)


def test_a_session_belongs_to_the_day_in_its_id() -> None:
    """The records were made on the 22nd, at 08:00 of the station."""
    assert find("all", until=date(2026, 11, 21)).cuts == ("c1", "c2")
    assert find("all", since=date(2026, 11, 22)).cuts == ("c3", "c4")


def test_texts_follow_the_approvals_of_those_days_whatever_cuts_are_asked_for() -> None:
    assert find().approvals == {"b.r1.a1", "d.r1.a1"}
    assert find(since=date(2026, 11, 22)).approvals == frozenset()
