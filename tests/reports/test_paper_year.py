"""Papers of a simulated year: right, and the same bytes wherever they are made."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.i18n import use_language
from broadcaster.journal.inspection import trust_of
from broadcaster.journal.logs import all_records, read_logs
from broadcaster.journal.model import Kind
from broadcaster.reports.activity_figures import activity_of
from broadcaster.reports.paper import FORMATS
from broadcaster.reports.period import PeriodKind, period_of
from broadcaster.reports.period_papers import (
    Wanted,
    activity_paper,
    fold_period,
    logbook_paper,
    wanted_period,
)
from tests.reports.paper_year import live, station

ROOT = Path(__file__).parents[2]
MAKE = """
import sys
from pathlib import Path
from broadcaster.config import read_settings
from broadcaster.home import Home
from broadcaster.i18n import use_language
from broadcaster.reports.paper import FORMATS, render
from broadcaster.reports.period import FIFTEENTH, PeriodKind
from broadcaster.reports.period_papers import Wanted, activity_paper, logbook_paper
from broadcaster.timebase import SystemTime
use_language("vi")
home, out = Home(Path(sys.argv[1])), Path(sys.argv[2])
about = home, read_settings(home.config), SystemTime().now()
for name, paper in (
    ("book", logbook_paper(*about, Wanted(PeriodKind.WEEK, "2026-W47"))),
    ("quarter", activity_paper(*about, Wanted(PeriodKind.QUARTER, "2026-Q4", FIFTEENTH))),
):
    for shape in FORMATS:
        (out / f"{name}.{shape}").write_bytes(render(paper, shape))
"""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A home with its year. Nothing here changes it."""
    use_language("vi")
    desk = station(tmp_path_factory.mktemp("year") / "home")
    live(desk)
    return desk


def test_the_year_as_papers_see_it_is_the_sum_of_its_months(year: Desk) -> None:
    home, settings = year.home, year.settings
    logs, trust = read_logs(home), trust_of(home)

    def figures(kind: PeriodKind, day: date) -> list[int]:
        period = period_of(kind, day)
        stretch, _totals = fold_period(home.journal, trust, logs, period, settings.zone)
        found = activity_of(stretch)
        return [found.due, found.sounding, found.own, found.repeats, found.not_whole, found.seconds]

    months = [figures(PeriodKind.MONTH, date(2026, month, 9)) for month in (4, 5, 6)]
    assert figures(PeriodKind.QUARTER, date(2026, 5, 1)) == [
        sum(ones) for ones in zip(*months, strict=True)
    ]


def test_without_a_period_it_is_today_or_the_last_one_that_is_over(year: Desk) -> None:
    now = datetime(2026, 11, 30, 20, 0, tzinfo=UTC)  # at the station it is December already
    found = {
        kind: wanted_period(year.home, year.settings, now, Wanted(kind)) for kind in PeriodKind
    }
    assert found[PeriodKind.DAY].first == date(2026, 12, 1)
    assert found[PeriodKind.WEEK].last == date(2026, 11, 29)
    assert found[PeriodKind.MONTH].first == date(2026, 11, 1)
    assert found[PeriodKind.YEAR].last == date(2025, 12, 31)


def test_no_paper_of_the_year_has_anything_to_warn_of(year: Desk) -> None:
    about = year.home, year.settings, year.time.now()
    papers = [
        logbook_paper(*about, Wanted(PeriodKind.MONTH, "2026-08")),
        activity_paper(*about, Wanted(PeriodKind.YEAR, "2026")),
    ]
    assert [paper.warnings for paper in papers] == [(), ()]
    locked = sum(record.kind == Kind.PLAN for record in all_records(year.home))
    (sessions,) = (one for one in papers[1].tables if one.code == "sessions")
    due = sessions.total[[column.code for column in sessions.columns].index("due")]
    assert isinstance(due, int)
    assert due >= locked > 600


def test_the_same_log_gives_the_same_bytes_on_two_machines(year: Desk, tmp_path: Path) -> None:
    places = {
        "a": {
            "TZ": "Asia/Ho_Chi_Minh",
            "LC_ALL": "C.UTF-8",
            "LANG": "vi_VN",
            "PYTHONHASHSEED": "7",
        },
        "b": {"TZ": "Pacific/Apia", "LC_ALL": "C", "LANG": "tr_TR", "PYTHONHASHSEED": "11"},
    }
    for name, environment in places.items():
        place = tmp_path / name
        shutil.copytree(year.home.root, place / "home")
        (place / "out").mkdir()
        subprocess.run(
            [sys.executable, "-c", MAKE, str(place / "home"), str(place / "out")],
            env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
            cwd=place / "out",
            check=True,
        )
    for shape in FORMATS:
        for paper in ("book", "quarter"):
            one, other = (tmp_path / name / "out" / f"{paper}.{shape}" for name in places)
            assert one.read_bytes() == other.read_bytes(), f"{paper}.{shape}"
