import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.schedule.calendar.bounds import FIRST_DAY, LAST_DAY
from broadcaster.schedule.calendar.rule import Rule, read_rule


def days_of(rule: Rule, begin: date, count: int) -> list[date]:
    days = (begin + timedelta(days=number) for number in range(count))
    return [day for day in days if rule.has(day)]


RULES = st.sampled_from(
    [
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=3TH",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;BYYEARDAY=1,100,-1",
        "FREQ=YEARLY;BYWEEKNO=1,20;BYDAY=MO;WKST=MO",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
        "FREQ=WEEKLY;INTERVAL=3",
        "FREQ=DAILY;INTERVAL=11",
        "FREQ=DAILY;BYMONTH=6,7;BYDAY=SA",
        "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=31,-1",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    ]
)


@given(RULES, st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_a_rule_falls_where_dateutil_says(text: str, base: date) -> None:
    """Unrolled at the far end of the calendar, it is still the same rule."""
    plain = rrulestr(text, dtstart=datetime.combine(base, datetime.min.time(), UTC))
    end = datetime.combine(base + timedelta(days=2000), datetime.min.time(), UTC)
    found = [moment.date() for moment in plain.between(end - timedelta(days=2001), end)]
    assert days_of(read_rule(text, base), base, 2000) == found


def test_the_order_in_which_days_are_asked_changes_nothing() -> None:
    rule = read_rule("FREQ=MONTHLY;BYDAY=2MO", None)
    assert rule.has(date(2090, 1, 9))
    assert rule.has(date(2026, 12, 14))
    assert not rule.has(date(2026, 12, 7))


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=9",
        "FREQ=MONTHLY;BYDAY=6MO",
    ],
)
def test_a_rule_that_never_falls_is_found_out_and_not_waited_for(text: str) -> None:
    assert days_of(read_rule(text, None), FIRST_DAY, (LAST_DAY - FIRST_DAY).days + 1) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("FREQ=SECONDLY", "FREQ=SECONDLY"),
        ("FREQ=HOURLY;BYDAY=MO", "FREQ=HOURLY"),
        ("FREQ=DAILY;BYHOUR=5", "BYHOUR=5"),
        ("FREQ=DAILY;COUNT=3", "COUNT=3"),
        ("FREQ=DAILY;UNTIL=20261231", "UNTIL=20261231"),
        ("DTSTART:20260101T000000\nRRULE:FREQ=DAILY", "DTSTART"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
        ("FREQ=DAILY;INTERVAL=100000", "INTERVAL=100000"),
        ("FREQ=WEEKLY;BYDAY=MO;FREQ=DAILY", "FREQ=DAILY"),
        ("FREQ=WEEKLY;BYDAY=T2", "BYDAY=T2"),
        ("BYDAY=MO", "needs FREQ"),
        ("FREQ=WEEKLY;BYDAY=2MO", "BYDAY=2MO"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYWEEKNO=3;BYDAY=MO", "BYWEEKNO"),
        ("FREQ=DAILY;BYSETPOS=1", "BYSETPOS"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "bysetpos"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "base = "),
        ("FREQ=MONTHLY", "base = "),
        ("FREQ=YEARLY;BYMONTH=5", "base = "),
        ("", '""'),
        ("FREQ=MONTHLY;BYMONTHDAY=" + ",".join(["1"] * 200), "cannot have"),
    ],
)
def test_what_no_programme_may_have_is_refused_by_name(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        read_rule(text, None)


@given(st.text("FREQ=DAILYWKMONTH;BYSETPO,0123456789-+ :\n", max_size=60))
def test_any_text_is_a_rule_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert read_rule(text, date(2026, 11, 22)).has(date(2027, 1, 1)) in (True, False)
