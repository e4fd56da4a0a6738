"""What sounded then, and when silence may be called silence."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.journal.clusters import ClusterShare, Reach, share_of
from broadcaster.journal.declarations import Declaration
from broadcaster.journal.errors import JournalError
from broadcaster.journal.model import Kind
from broadcaster.journal.moments import Answer, Knowledge, Sounding
from broadcaster.journal.recalling import what_sounded
from broadcaster.journal.record import FIRST_PREV, Record, Value, decode
from broadcaster.journal.stretch import Stretch, read_stretches
from tests.journal.chain import line

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 11, 22)


def at(clock: str) -> datetime:
    """Return a moment of 22 November, given in UTC."""
    return datetime.fromisoformat(f"2026-11-22T{clock}+00:00")


class Day:
    """A log told with its times."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    def tell(self, clock: str, kind: Kind, **fields: Value) -> "Day":
        raw = line(len(self.records), FIRST_PREV, kind, **fields)
        made = f'"at":"{decode(raw)["at"]}"'
        now = at(clock).strftime('"at":"%Y-%m-%dT%H:%M:%S.000000Z"')
        self.records.append(decode(raw.replace(made.encode(), now.encode())))
        return self

    def item(self, name: str, first: str, last: str) -> "Day":
        self.tell(first, Kind.START, item=name, expected=at(first), title=name)
        return self.tell(last, Kind.END, item=name, first=at(first), last=at(last), evidence="2")

    def hours(self, *clocks: str) -> "Day":
        for clock in clocks:
            self.tell(clock, Kind.HEARTBEAT)
        return self

    def ask(self, clock: str, minutes: int = 1) -> Answer:
        start = at(clock)
        return what_sounded(self.records, Stretch(start, start + timedelta(minutes=minutes)))


def names(answer: Answer) -> list[str]:
    return [one.item for one in answer.sounded]


def test_what_sounded_in_the_minute_is_named() -> None:
    day = Day().item("a", "01:00:00", "01:02:30").item("b", "01:02:31", "01:05:00")
    assert names(day.ask("01:01:00")) == ["a"]
    assert names(day.ask("01:02:00")) == ["a", "b"]
    assert day.ask("01:01:00").sounded[0].end is not None


def test_an_end_belongs_to_the_silence_after_it() -> None:
    day = Day().hours("00:50:00").item("a", "01:00:00", "01:02:00").hours("01:10:00")
    answer = day.ask("01:02:00")
    assert names(answer) == []
    assert answer.before is not None
    assert answer.before.item == "a"
    assert answer.is_known


def test_silence_between_two_records_of_one_run_is_known() -> None:
    answer = Day().hours("21:00:00", "22:00:00").ask("21:45:00")
    assert (names(answer), answer.is_known) == ([], True)


def test_silence_over_a_hole_in_the_log_is_not_known() -> None:
    answer = Day().hours("18:00:00", "22:00:00").ask("21:45:00")
    assert not answer.is_known


def test_silence_before_a_new_start_is_not_known() -> None:
    day = Day().hours("21:00:00").tell("21:50:00", Kind.BOOT)
    assert not day.ask("21:45:00").is_known


def test_silence_after_the_last_record_is_not_known() -> None:
    answer = Day().hours("21:00:00").ask("21:45:00")
    assert answer.kept_until is None
    assert not answer.is_known


def test_each_reason_why_nobody_can_say_has_its_name() -> None:
    hourly = Day().hours("10:00:00", "11:00:00")
    assert hourly.ask("09:00:00").knowledge is Knowledge.BEFORE_FIRST
    assert hourly.ask("10:30:00").knowledge is Knowledge.KEPT
    assert hourly.ask("11:30:00").knowledge is Knowledge.AFTER_LAST
    assert Day().hours("10:00:00", "12:00:00").ask("11:00:00").knowledge is Knowledge.GAP
    again = Day().hours("10:00:00").tell("10:50:00", Kind.BOOT)
    assert again.ask("10:30:00").knowledge is Knowledge.STOPPED


def test_the_hour_of_a_clock_nobody_vouched_for_is_no_knowledge() -> None:
    day = Day().tell("10:00:00", Kind.HEARTBEAT, time_quality="unknown").hours("10:50:00")
    assert day.ask("10:30:00").knowledge is Knowledge.CLOCK
    assert day.ask("10:30:00").status == "unknown"


def test_nearer_to_an_edge_than_the_clock_may_be_off_is_in_doubt() -> None:
    day = Day().hours("00:50:00").tell("01:00:00", Kind.START, item="a", uncertainty_ms=2000)
    day.tell("01:02:00", Kind.END, item="a", first=at("01:00:00"), last=at("01:02:00"))
    day.hours("01:10:00")
    # By its own clock it ended as the second began, and that clock may be two seconds off.
    asked = Stretch(at("01:02:00"), at("01:02:01"))
    answer = what_sounded(day.records, asked)
    assert (names(answer), [one.item for one in answer.in_doubt]) == ([], ["a"])
    assert answer.status == "in-doubt"
    assert day.ask("01:01:00").status == "sounded"
    assert day.ask("01:03:00").status == "silence"


def test_what_an_unknown_clock_timed_is_never_sure() -> None:
    day = Day().tell("01:00:00", Kind.UNPLANNED, item="a", time_quality="unknown")
    day.tell("01:02:00", Kind.END, item="a", first=at("01:00:00"), last=at("01:02:00"))
    assert day.ask("01:01:00").status == "in-doubt"
    assert day.ask("05:00:00").status == "in-doubt"


@given(st.integers(-300, 300), st.integers(0, 120), st.integers(0, 90))
def test_in_doubt_is_what_some_allowed_clock_would_answer_otherwise(
    first: int, length: int, margin: int
) -> None:
    """The rule against trying every clock the station allows for, second by second."""
    begins = at("01:00:00") + timedelta(seconds=first)
    ends = begins + timedelta(seconds=length)
    record = decode(line(1, FIRST_PREV, Kind.START, uncertainty_ms=margin * 1000))
    one = Sounding("a", record, begins, ends, record)
    stretch = Stretch(at("01:00:00"), at("01:01:00"))
    answers = {
        begins + off < stretch.end and ends + off > stretch.start
        for off in (
            timedelta(milliseconds=500 * step) for step in range(-2 * margin, 2 * margin + 1)
        )
    }
    if len(answers) == 2:
        assert not one.is_sure(stretch)
    if one.is_sure(stretch):
        assert answers == {one.is_inside(stretch)}


def test_the_policy_of_the_session_stands_with_the_item() -> None:
    listed = ["aaaaaaaa:0:120000"]
    day = Day().tell("00:58:00", Kind.PLAN, session="s", items=listed, policy="12/QĐ-UBND")
    day.item("s/aaaaaaaa", "01:00:00", "01:02:00")
    assert day.ask("01:01:00").sounded[0].hours_policy == "12/QĐ-UBND"


def test_alarms_of_the_hour_around_belong_to_the_answer() -> None:
    day = Day().tell("00:10:00", Kind.ALARM, code="no-output", detail="old")
    day.tell("01:20:00", Kind.ALARM, code="cluster-fault", detail="cho-chua")
    assert [one.text("detail") for one in day.ask("01:30:00").alarms] == ["cho-chua"]


def test_what_a_loopback_heard_and_nobody_ordered_is_part_of_the_answer() -> None:
    day = (
        Day()
        .hours("01:00:00")
        .tell("01:20:07", Kind.ALARM, code="unordered-sound", detail="-23 dBFS")
    )
    day.hours("01:40:00")
    assert day.ask("01:20:00").unordered is not None
    assert day.ask("01:25:00").unordered is None
    span = {"first": at("01:19:55"), "last": at("01:22:30")}
    day.tell("01:45:00", Kind.AIRCHECK, recording="a" * 64, why="unordered", **span)
    answer = day.ask("01:22:00")
    assert [one.text("recording") for one in answer.airchecks] == ["a" * 64]
    assert answer.unordered == answer.airchecks[0]
    assert day.ask("01:23:00").airchecks == ()


def test_what_is_declared_never_stands_among_what_sounded() -> None:
    said = Declaration("t", "xe loa", "thôn 3", at("01:00:00"), at("01:30:00"), "5/BC", "lan")
    day = Day().hours("00:50:00").tell("01:40:00", Kind.DECLARED, **said.to_fields())
    answer = day.ask("01:10:00")
    assert (names(answer), [one.source for one in answer.declared]) == ([], ["xe loa"])
    assert day.ask("01:30:00").declared == ()


def test_a_cluster_is_told_from_the_others_by_what_the_end_lists() -> None:
    day = Day().item("a", "01:00:00", "01:01:00")
    assert share_of(day.records[-1], "x").reach is Reach.ALL
    listed = ["cho-chua:60000:2", "dinh-lang:0:1"]
    end = day.tell("01:02:00", Kind.END, item="b", clusters=listed).records[-1]
    assert share_of(end, "cho-chua") == ClusterShare(Reach.GOT, 60_000, "2")
    assert share_of(end, "dinh-lang").reach is Reach.NOTHING
    assert share_of(end, "x").reach is Reach.NOT_FOR
    cut = day.tell("01:03:00", Kind.END, item="c", clusters=[*listed, "+3"]).records[-1]
    assert share_of(cut, "x").reach is Reach.OPEN
    assert share_of(None, "x").reach is Reach.OPEN


def test_an_item_without_an_end_may_have_sounded_for_its_planned_length() -> None:
    day = Day().tell(
        "00:58:00", Kind.PLAN, session="s", items=["aaaaaaaa:0:120000"], order="", count=1
    )
    day.tell("01:00:00", Kind.START, item="s/aaaaaaaa", expected=at("01:00:00"))
    assert names(day.ask("01:01:00")) == ["s/aaaaaaaa"]
    assert day.ask("01:01:00").sounded[0].end is None
    assert names(day.ask("01:03:00")) == []


def test_an_item_that_delivered_no_sample_did_not_sound() -> None:
    day = Day().tell("01:00:00", Kind.START, item="a", expected=at("01:00:01"))
    day.tell("01:00:05", Kind.END, item="a", first="", last="", samples=0)
    assert names(day.ask("01:00:00")) == []


def test_an_end_recorded_days_later_still_tells_when_it_sounded() -> None:
    day = Day().tell("01:00:00", Kind.START, item="a", expected=at("01:00:00"))
    late = decode(
        line(9, FIRST_PREV, Kind.END, item="a", first=at("01:00:00"), last=at("01:00:20")).replace(
            b"2026-11-22T01:00:09", b"2026-11-29T01:00:09"
        )
    )
    day.records.append(late)
    assert names(day.ask("01:00:00")) == ["a"]
    assert names(day.ask("01:01:00")) == []


def test_what_comes_after_is_named() -> None:
    day = (
        Day().hours("00:30:00").item("b", "01:10:00", "01:11:00").item("a", "01:20:00", "01:21:00")
    )
    after = day.ask("00:45:00").after
    assert after is not None
    assert after.item == "b"


def test_a_mute_holds_until_it_ends_or_is_taken_back() -> None:
    day = Day().tell("01:00:00", Kind.MUTE, state="on", until=at("02:00:00"), by="lan")
    assert day.ask("01:30:00").mute is not None
    assert day.ask("02:30:00").mute is None
    day.tell("01:20:00", Kind.MUTE, state="off", by="lan")
    assert day.ask("01:30:00").mute is None


def test_a_maintenance_holds_until_it_is_ended_and_an_unmute_does_not_end_it() -> None:
    day = Day().tell("01:00:00", Kind.MAINTENANCE, state="on", by="lan")
    day.tell("01:10:00", Kind.MUTE, state="off", by="lan")
    off = day.ask("01:30:00").mute
    assert off is not None
    assert off.kind == Kind.MAINTENANCE
    day.tell("01:20:00", Kind.MAINTENANCE, state="off", by="lan")
    assert day.ask("01:30:00").mute is None


def stretches(text: str, now: str = "12:00:00", zone: ZoneInfo = HANOI) -> list[Stretch]:
    return read_stretches(text, TODAY, at(now), zone)


def test_a_time_is_the_stations_and_means_its_minute() -> None:
    (one,) = stretches("2026-11-22T04:45")
    assert one == Stretch(
        datetime(2026, 11, 21, 21, 45, tzinfo=UTC), datetime(2026, 11, 21, 21, 46, tzinfo=UTC)
    )
    assert stretches("2026-11-22 4:45") == [one]
    (second,) = stretches("04:45:30")
    assert (second.start.second, second.end.second) == (30, 31)


def test_without_a_date_it_is_the_last_such_time_that_is_past() -> None:
    assert stretches("04:45")[0].start == datetime(2026, 11, 21, 21, 45, tzinfo=UTC)
    assert stretches("20:00")[0].start == datetime(2026, 11, 21, 13, 0, tzinfo=UTC)


def test_a_time_that_came_twice_is_answered_twice() -> None:
    assert [one.start.hour for one in stretches("2026-10-25T02:30", zone=PARIS)] == [0, 1]


def test_a_time_that_was_skipped_is_refused() -> None:
    with pytest.raises(JournalError, match="2026-03-29T02:30"):
        stretches("2026-03-29T02:30", zone=PARIS)


@pytest.mark.parametrize("text", ["", "4", "25:00", "04:60", "2026-02-30T04:45", "sáng", "04:45 x"])
def test_what_is_no_time_is_refused_with_its_words(text: str) -> None:
    with pytest.raises(JournalError, match="is no time") as caught:
        stretches(text)
    assert f'"{text}"' in str(caught.value)
