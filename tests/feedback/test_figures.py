"""Papers print what residents asked, and what was declared on a table of its own."""

from functools import partial
from typing import Any

from broadcaster.desk import Desk
from broadcaster.feedback import actions
from broadcaster.feedback.figures import asked_in
from broadcaster.operating.declaring import declare
from broadcaster.reports.paper import Paper, Table
from broadcaster.reports.period import PeriodKind
from broadcaster.reports.period_papers import Wanted, activity_paper, logbook_paper
from tests.bulletins.conftest import Approve
from tests.feedback.conftest import AirIt
from tests.operating.test_declaring import VAN

NOVEMBER = Wanted(PeriodKind.MONTH, "2026-11")


def month(desk: Desk) -> Paper:
    make = partial(activity_paper, wanted=NOVEMBER, asked=asked_in)
    return make(desk.home, desk.settings, desk.time.now())


def table(paper: Paper, code: str) -> Table:
    return next(one for one in paper.tables if one.code == code)


def residents(paper: Paper) -> dict[str, Any]:
    found = table(paper, "more")
    (row,) = found.rows
    values = {column.code: value for column, value in zip(found.columns, row, strict=True)}
    return {name: values[name] for name in ("feedback", "answered")}


def test_a_month_prints_what_came_and_what_was_answered(
    desk: Desk, approve_new: Approve, air: AirIt
) -> None:
    air(approve_new())
    actions.add(desk, "Loa quá to")
    actions.add(desk, "Mấy giờ tiêm?")
    actions.answer(desk, "@last", "8 giờ.")
    assert residents(month(desk)) == {"feedback": 2, "answered": 1}


def test_without_the_database_the_figures_are_missing_and_not_nothing(
    desk: Desk, approve_new: Approve, air: AirIt
) -> None:
    air(approve_new())
    assert residents(month(desk)) == {"feedback": 0, "answered": 0}
    desk.home.database.unlink()
    assert residents(month(desk)) == {"feedback": None, "answered": None}


def test_what_is_declared_has_its_table_and_changes_no_other(
    desk: Desk, approve_new: Approve, air: AirIt
) -> None:
    air(approve_new())
    before = month(desk)
    assert [one.code for one in before.tables if one.code == "declared"] == []
    declare(desk, **VAN)
    after = month(desk)
    found = table(after, "declared")
    assert [row[2:5] for row in found.rows] == [
        (1800, "Thông báo tiêm phòng", "Xe loa của Trạm y tế")
    ]
    assert found.total == ()
    assert [one for one in after.tables if one.code != "declared"] == list(before.tables)
    book = logbook_paper(desk.home, desk.settings, desk.time.now(), NOVEMBER)
    assert table(book, "declared") == found
