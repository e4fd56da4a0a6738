"""What papers print of a period: what came, what was answered, what stood open at its end."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.feedback.counting import Counts, count
from broadcaster.feedback.model import Answered, Channel, Feedback, FeedbackKind, FeedbackState

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def received(
    came: str, due: str, closed: str = "", kind: FeedbackKind = FeedbackKind.QUESTION
) -> Feedback:
    """One that came, and was answered, at 00:30 at the station on these days."""

    def moment(day: str) -> datetime:
        return datetime.fromisoformat(f"{day}T00:30").replace(tzinfo=ZONE)

    answer = Answered("a", "", "lan", moment(closed)) if closed else None
    channel, until = Channel.PHONE, date.fromisoformat(due)
    return Feedback("x", kind, channel, "t", "", moment(came), "lan", "lan", until, answer=answer)


def test_a_period_counts_by_the_stations_days() -> None:
    entries = [
        received("2026-10-31", "2026-11-10", "2026-11-05"),
        received("2026-11-01", "2026-11-10", "2026-11-12", FeedbackKind.COMPLAINT),
        received("2026-11-30", "2026-12-10"),
        received("2026-12-01", "2026-12-10"),
    ]
    expected = Counts(received=2, complaints=1, answered=2, in_time=1, open=1, overdue=0)
    assert count(entries, *NOVEMBER, ZONE) == expected


def test_a_later_answer_leaves_the_figures_of_a_past_month_as_they_were() -> None:
    before = received("2026-11-03", "2026-11-13")
    after = received("2026-11-03", "2026-11-13", "2026-12-02")
    assert count([before], *NOVEMBER, ZONE) == count([after], *NOVEMBER, ZONE)
    assert count([before], *NOVEMBER, ZONE).overdue == 1


def test_it_is_overdue_from_the_day_after_its_due_day_until_it_is_answered() -> None:
    one = received("2026-11-03", "2026-11-13")
    assert one.state(date(2026, 11, 13)) is FeedbackState.OPEN
    assert one.state(date(2026, 11, 14)) is FeedbackState.OVERDUE
    closed = received("2026-11-03", "2026-11-13", "2026-11-20")
    assert closed.state(date(2026, 11, 21)) is FeedbackState.ANSWERED


@given(st.lists(st.tuples(st.integers(0, 90), st.none() | st.integers(0, 90)), max_size=30))
def test_open_at_the_end_is_open_before_and_received_less_answered(
    spans: list[tuple[int, int | None]],
) -> None:
    begins = date(2026, 10, 1)

    def day(number: int) -> str:
        return (begins + timedelta(days=number)).isoformat()

    entries = [
        received(day(came), day(came + 10), "" if wait is None else day(came + wait))
        for came, wait in spans
    ]
    october = count(entries, begins, date(2026, 10, 31), ZONE)
    november = count(entries, *NOVEMBER, ZONE)
    assert november.open == october.open + november.received - november.answered
