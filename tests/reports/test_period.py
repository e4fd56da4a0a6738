from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.reports.errors import ReportsError
from broadcaster.reports.period import (
    COUNTINGS,
    FIFTEENTH,
    PeriodKind,
    period_before,
    period_of,
    read_period,
)

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@given(DAYS, st.sampled_from(PeriodKind), st.sampled_from(COUNTINGS))
def test_periods_cover_every_day_once(day: date, kind: PeriodKind, counting: str) -> None:
    period = period_of(kind, day, counting)
    assert period.first <= day <= period.last
    assert period_of(kind, period.first, counting) == period_of(kind, period.last, counting)
    before = period_before(period)
    assert before.last == period.first - timedelta(days=1)
    assert before.kind is kind


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2026-11", "month", "2026-10-15", "2026-11-14"),
        ("1/2026", "month", "2025-12-15", "2026-01-14"),
        ("2026-Q1", "quarter", "2025-12-15", "2026-03-14"),
        ("Q4/2026", "quarter", "2026-09-15", "2026-12-14"),
        ("2026-H2", "half-year", "2026-06-15", "2026-12-14"),
        ("2026", "year", "2025-12-15", "2026-12-14"),
        ("15/12/2026", "year", "2026-12-15", "2027-12-14"),
        ("2026-12-14", "year", "2025-12-15", "2026-12-14"),
        ("2026-W01", "week", "2025-12-29", "2026-01-04"),
    ],
)
def test_a_period_of_statistics_closes_on_the_14th(
    text: str, kind: str, first: str, last: str
) -> None:
    period = read_period(text, PeriodKind(kind), FIFTEENTH)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)


def test_a_calendar_month_is_whole() -> None:
    period = read_period("2026-12", PeriodKind.MONTH)
    assert (period.first, period.last) == (date(2026, 12, 1), date(2026, 12, 31))


@pytest.mark.parametrize("text", ["", "2026-13", "2026-W54", "30/02/2026", "Q5/2026", "tháng 3"])
@pytest.mark.parametrize("kind", PeriodKind)
def test_what_names_no_period_is_quoted(text: str, kind: PeriodKind) -> None:
    with pytest.raises(ReportsError) as caught:
        read_period(text, kind)
    assert f'"{text}"' in str(caught.value)
