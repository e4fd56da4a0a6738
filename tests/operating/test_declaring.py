"""What sounded by other means is declared: on its own line, counted with nothing."""

from datetime import date
from typing import Any

import pytest

from broadcaster.bulletins import BulletinsError
from broadcaster.desk import Desk
from broadcaster.handles import HandleError
from broadcaster.journal.inspection import inspect, trust_of
from broadcaster.journal.logs import all_records, read_logs
from broadcaster.journal.model import Evidence, Kind, Outcome
from broadcaster.operating.declaring import declare
from broadcaster.operating.errors import OperatingError
from broadcaster.reports import actions as reports
from broadcaster.reports.day import fold_days
from broadcaster.reports.layout import event_texts
from broadcaster.units import UnitsError
from tests.conftest import as_person
from tests.operating.test_actions import Station, station
from tests.playout.station import at_station

__all__ = ["station"]

VAN: dict[str, Any] = {
    "title": "Thông báo tiêm phòng",
    "source": "Xe loa của Trạm y tế",
    "where": "thôn Khe Ren",
    "since": "2026-11-20T06:00",
    "minutes": 30,
    "document": "15/BC-TYT",
}


def records(desk: Desk) -> list[Any]:
    return [one for one in all_records(desk.home) if one.kind == Kind.DECLARED]


def test_it_is_in_the_log_with_its_grade_while_the_player_is_down(desk: Desk) -> None:
    declare(desk, **VAN)
    (record,) = records(desk)
    assert record.text("evidence") == Evidence.DECLARED
    assert (record.text("by"), record.text("document")) == ("operator", "15/BC-TYT")
    (log,) = inspect(desk.home.journal, trust_of(desk.home))
    assert log.is_sound


def test_a_player_that_runs_writes_it_itself(desk: Desk, station: Station) -> None:
    declare(desk, **VAN)
    (record,) = station.rig.records("declared")
    assert record["where"] == "thôn Khe Ren"
    assert record["last"] == "2026-11-19T23:30:00.000000Z"


def test_it_belongs_to_the_day_it_sounded_and_to_no_count(desk: Desk, station: Station) -> None:
    station.rig.run_until(at_station("08:10:00"))
    before = reports.day_report(desk.home, desk.settings, desk.time.now()).identity()
    declare(desk, **VAN | {"since": "07:00"})
    declare(desk, **VAN)
    today = reports.day_report(desk.home, desk.settings, desk.time.now())
    assert today.identity() == before
    assert sum(row.outcome == Outcome.AIRED for row in today.items) > 0
    assert [one.at for one in today.events if one.kind == Kind.DECLARED] == [at_station("07:00:00")]
    that_day = reports.day_report(desk.home, desk.settings, desk.time.now(), date(2026, 11, 20))
    (event,) = that_day.events
    assert event_texts(event)[0] == "declared by a person, not logged by this station"
    assert "Xe loa của Trạm y tế, thôn Khe Ren, 15/BC-TYT" in event.text


def test_a_month_lists_what_began_in_it_by_the_stations_days(desk: Desk) -> None:
    for since in ("2026-11-20T06:00", "2026-11-01T05:00", "2026-10-31T23:50"):
        declare(desk, **VAN | {"since": since})
    logs = [(log.id, log.records()) for log in read_logs(desk.home)]
    month = fold_days(logs, date(2026, 11, 1), date(2026, 11, 30), desk.settings.zone)
    assert [one.first.day for one in month.declared] == [31, 19]  # UTC; November at the station


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"where": "  "}, "its place"),
        ({"document": "x" * 201}, "its document number"),
        ({"minutes": 0}, "0 minutes"),
        ({"minutes": 1441}, "1441 minutes"),
        ({"since": "07:50", "minutes": 30}, '"07:50" is not over'),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    desk: Desk, change: dict[str, Any], said: str
) -> None:
    with pytest.raises(OperatingError, match=said):
        declare(desk, **VAN | change)
    assert not list(desk.home.journal.iterdir())


def test_it_takes_a_role_and_a_bulletin_that_exists(desk: Desk) -> None:
    with pytest.raises(UnitsError):
        declare(as_person(desk, "auditor"), **VAN)
    with pytest.raises((BulletinsError, HandleError)):
        declare(desk, **VAN, bulletin="khe-ren-2026-9999")


def test_words_stay_one_line_whatever_is_typed(desk: Desk) -> None:
    declare(desk, **VAN | {"where": "thôn\nKhe\u2028Ren"})
    assert records(desk)[0].text("where") == "thôn Khe Ren"
