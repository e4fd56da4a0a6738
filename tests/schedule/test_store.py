from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.schedule import store
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.hours.windows import HoursException, Stretch
from broadcaster.schedule.station_time import stretch_of
from broadcaster.schedule.tables import HoursExceptionRow, HoursRow, ProgrammeRow
from broadcaster.store import Base, Database
from broadcaster.store.migration import upgrade
from broadcaster.units.model import Authority, Role
from tests.schedule.conftest import NOW, hours

AN = Authority("an", "An", Role.OPERATOR, "khe-ren", os_user="root")
TODAY = date(2026, 11, 22)


def apply(desk: Desk, name: str, text: str | None, at: datetime = NOW) -> None:
    with desk.database.transaction() as session:
        store.write_applied(session, name, text, AN, at)


def applied(desk: Desk) -> dict[str, str]:
    with desk.database.transaction() as session:
        return {row.name: row.text for row in store.read_applied(session)}


def sign(desk: Desk, *policies: HoursPolicy) -> None:
    with desk.database.transaction() as session:
        for policy in policies:
            store.write_hours(session, policy, "root")


def standing(desk: Desk, today: date = TODAY) -> list[str]:
    with desk.database.transaction() as session:
        policy = store.read_hours(session, "khe-ren", today, today)
    names = []
    while policy:
        names.append(policy.title)
        policy = policy.standing
    return names


def dated(title: str, first: str, last: str) -> HoursPolicy:
    return hours(
        "00:00-24:00",
        title=title,
        valid_from=date.fromisoformat(first),
        valid_until=date.fromisoformat(last),
    )


def test_the_newest_applied_text_stands(desk: Desk) -> None:
    apply(desk, "sang", "old")
    apply(desk, "chieu", "text")
    apply(desk, "sang", "new")
    assert applied(desk) == {"chieu": "text", "sang": "new"}


def test_a_removed_programme_stands_no_more_and_may_come_back(desk: Desk) -> None:
    apply(desk, "sang", "old")
    apply(desk, "sang", None)
    assert applied(desk) == {}
    apply(desk, "sang", "again")
    assert applied(desk) == {"sang": "again"}


def test_without_any_policy_there_is_none(desk: Desk) -> None:
    assert standing(desk) == []


def test_dated_policies_lie_over_the_newest_undated_one(desk: Desk) -> None:
    sign(
        desk,
        hours("05:30-06:30", title="built in"),
        dated("forgotten", "2026-11-01", "2026-12-01"),
        hours("05:00-06:00", title="commune"),
        dated("festival", "2026-11-20", "2026-11-23"),
        dated("drill", "2026-11-22", "2026-11-22"),
    )
    assert standing(desk) == ["drill", "festival", "commune"]


def test_a_dated_policy_that_is_over_is_left_out(desk: Desk) -> None:
    sign(desk, hours("05:30-06:30", title="commune"), dated("drill", "2026-11-22", "2026-11-22"))
    assert standing(desk, TODAY + timedelta(days=1)) == ["commune"]


def test_exceptions_lie_on_whatever_policy_stands(desk: Desk) -> None:
    stretch = Stretch(*stretch_of("19:00", "20:00"))
    old = HoursException(date(2026, 10, 1), stretch, "hội thi", "binh", "")
    new = HoursException(TODAY, stretch, "họp dân", "binh", "")
    sign(desk, replace(hours("05:30-06:30"), exceptions=(new,)))
    with desk.database.transaction() as session:
        for exception in (new, old):
            store.write_exception(session, exception, "root")
        policy = store.read_hours(session, "khe-ren", TODAY, date(2026, 11, 1), is_own=True)
    assert policy is not None
    assert policy.exceptions == (new,)


@pytest.mark.parametrize("table", [ProgrammeRow, HoursRow, HoursExceptionRow])
def test_the_migrations_make_exactly_our_tables(home: Home, table: type[Base]) -> None:
    database = Database(home.database)
    upgrade(database)
    name = table.__tablename__
    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert [d for d in differences if name in str(d)] == []
