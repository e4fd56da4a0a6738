"""The index says what the logs say, however it was filled; and refuses what does not hold."""

from collections import Counter
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from broadcaster.index.database import IndexDatabase
from broadcaster.index.figures import (
    by_unit,
    counted_days,
    differences,
    total_of,
    unit_days,
)
from broadcaster.index.filling import fill, known_logs
from broadcaster.index.tables import day
from broadcaster.journal.logs import Log, logs_in
from broadcaster.reports.day import fold_days
from tests.index.conftest import Station

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST, LAST = date(2026, 11, 1), date(2026, 12, 31)


def logs_of(*stations: Station) -> list[Log]:
    return [log for one in stations for log in logs_in(one.home.journal)]


def everything(database: IndexDatabase) -> list[object]:
    with database.reading() as connection:
        assert list(differences(connection)) == []
        return [*unit_days(connection, FIRST, LAST), *by_unit(connection, FIRST, LAST).items()]


@pytest.mark.parametrize("seed", range(3))
def test_figures_are_those_that_a_report_folds_from_the_same_log(
    database: IndexDatabase, tmp_path: Path, seed: int
) -> None:
    station = Station(tmp_path, "pa-tan", seed)
    station.live(6)
    (found,) = fill(database, logs_of(station), ZONE)
    folded = fold_days(
        ((log.id, log.records()) for log in logs_of(station)), FIRST, LAST, "Asia/Ho_Chi_Minh"
    )
    outcomes = Counter(row.outcome for row in folded.items)
    with database.reading() as connection:
        figures, days = by_unit(connection, FIRST, LAST)["pa-tan"]
        records = sum(one.records for one in unit_days(connection, FIRST, LAST))
    assert found.records == sum(1 for log in logs_of(station) for _record in log.records())
    assert records == found.records
    assert figures.sessions == len(folded.sessions)
    assert figures.no_plan == len(folded.missing)
    assert figures.planned == len(folded.items)
    assert figures.aired == outcomes["aired"]
    assert figures.missed == outcomes["missed"]
    assert figures.refused == outcomes["refused"]
    assert figures.open == sum(not row.outcome for row in folded.items)
    assert figures.sounded_s == sum(row.sounded_ms // 1000 for row in folded.items)
    assert days >= 6


def test_filled_day_by_day_or_at_once_it_is_the_same(tmp_path: Path) -> None:
    slowly, at_once = (IndexDatabase("", tmp_path / name) for name in ("slow.db", "fast.db"))
    stations = [Station(tmp_path, f"xa-{n}", n) for n in range(2)]
    slowly.prepare()
    for _day in range(4):
        for one in stations:
            one.live(1)
        assert all(found.records for found in fill(slowly, logs_of(*stations), ZONE))
    assert not any(found.records for found in fill(slowly, logs_of(*stations), ZONE))
    at_once.prepare()
    list(fill(at_once, logs_of(*stations), ZONE))
    assert everything(slowly) == everything(at_once)


def test_the_total_is_counted_apart_from_the_rows(database: IndexDatabase, tmp_path: Path) -> None:
    stations = [Station(tmp_path, f"xa-{n}", n) for n in range(3)]
    for one in stations:
        one.live(3)
    list(fill(database, logs_of(*stations), ZONE))
    with database.reading() as connection:
        rows = [figures for figures, _days in by_unit(connection, FIRST, LAST).values()]
        total = total_of(connection, ["xa-0", "xa-1", "xa-2"], FIRST, LAST)
        facts = [one.figures for one in counted_days(connection, FIRST, LAST)]
    assert sum(one.planned for one in rows) == total.planned
    assert sum(one.sounded_s for one in facts) == total.sounded_s > 0


def test_a_kept_figure_that_was_changed_is_found(database: IndexDatabase, tmp_path: Path) -> None:
    station = Station(tmp_path, "pa-tan", 1)
    station.live(3)
    list(fill(database, logs_of(station), ZONE))
    with database.reading() as connection:
        chosen = next(unit_days(connection, FIRST, LAST)).day
    with database.writing() as connection:
        connection.execute(update(day).where(day.c.day == chosen).values(aired=99))
    with database.reading() as connection:
        assert list(differences(connection)) == [("pa-tan", chosen)]


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'"kind":"heartbeat"', b'"kind":"heartbeaT"'), (b'"seq":9,', b'"seq":8,'), (b"\n{", b"\n[")],
)
def test_an_altered_log_has_its_reason_and_no_figures(
    database: IndexDatabase, tmp_path: Path, old: bytes, new: bytes
) -> None:
    good, bad = Station(tmp_path, "tot", 1), Station(tmp_path, "hong", 2)
    good.live(3)
    bad.live(3)
    (segment,) = bad.home.journal.glob("*/*.jsonl")
    data = segment.read_bytes()
    assert old in data
    segment.write_bytes(data.replace(old, new, 1))
    found = {one.unit: one for one in fill(database, logs_of(good, bad), ZONE)}
    assert found["hong"].refused.startswith("2026-11.jsonl, line ")
    assert found["tot"].records
    with database.reading() as connection:
        assert set(by_unit(connection, FIRST, LAST)) == {"tot"}
        assert {read.unit: bool(why) for read, why in known_logs(connection)} == {
            "tot": False,
            "hong": True,
        }
    segment.write_bytes(data)
    mended = {one.unit: one for one in fill(database, logs_of(good, bad), ZONE)}
    assert mended["hong"].records == data.count(b"\n")
    with database.reading() as connection:
        assert set(by_unit(connection, FIRST, LAST)) == {"tot", "hong"}


def test_a_log_that_was_cut_back_is_read_anew(database: IndexDatabase, tmp_path: Path) -> None:
    station = Station(tmp_path, "pa-tan", 4)
    station.live(2)
    (segment,) = station.home.journal.glob("*/*.jsonl")
    older = segment.read_bytes()
    station.live(2)
    list(fill(database, logs_of(station), ZONE))
    segment.write_bytes(older)
    (found,) = fill(database, logs_of(station), ZONE)
    assert found.refused == ""
    assert found.records == older.count(b"\n")
    with database.reading() as connection:
        assert list(differences(connection)) == []
        records = sum(one.records for one in unit_days(connection, FIRST, LAST))
    assert records == found.records


def test_torn_bytes_that_look_like_a_record_are_taken_back(
    database: IndexDatabase, tmp_path: Path
) -> None:
    station = Station(tmp_path, "pa-tan", 5)
    station.live(2)
    (segment,) = station.home.journal.glob("*/*.jsonl")
    # The last record lost its newline in a power cut; the next start closes it as torn.
    segment.write_bytes(segment.read_bytes()[:-1])
    list(fill(database, logs_of(station), ZONE))
    station.live(1)
    (found,) = fill(database, logs_of(station), ZONE)
    assert found.refused == ""
    (log,) = logs_of(station)
    with database.reading() as connection:
        records = sum(one.records for one in unit_days(connection, FIRST, LAST))
    assert records == sum(1 for _record in log.records())
