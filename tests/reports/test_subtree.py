"""A province's report: a line for each commune, also for those whose log nobody brought."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from broadcaster.cli import root
from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.journal.writer import Journal
from broadcaster.signed import BoxKey
from broadcaster.timebase import VirtualTime
from broadcaster.units import UnitKind
from broadcaster.units import actions as units
from tests.conftest import SUNDAY_MORNING, as_person
from tests.reports.conftest import trusted, write_morning


@pytest.fixture
def province(desk: Desk) -> Desk:
    """A province with two communes, one of which came under it only in December."""
    office = as_person(desk, "administrator")
    units.add_unit(office, "Tỉnh Lai Châu", kind=UnitKind.PROVINCE, id_="lai-chau")
    units.add_unit(office, "Xã Pa Tần", kind=UnitKind.COMMUNE, id_="pa-tan", code="03451")
    units.add_unit(office, "Xã Mường Mô", kind=UnitKind.COMMUNE, id_="muong-mo")
    units.move_unit(office, "khe-ren", "lai-chau", date(2026, 2, 1))
    units.move_unit(office, "pa-tan", "lai-chau", date(2026, 2, 1))
    units.move_unit(office, "muong-mo", "lai-chau", date(2026, 12, 1))
    return desk


def write_log(home: Home, unit: str, key: BoxKey) -> Path:
    clock = VirtualTime(SUNDAY_MORNING)
    home.journal.mkdir(parents=True, exist_ok=True)
    home.run.mkdir(parents=True, exist_ok=True)
    with Journal.open(
        home, station=unit, unit=unit, key=key, time=clock, trust=trusted, rehearsal=False
    ) as journal:
        write_morning(journal, clock)
        journal.checkpoint()
    return home.journal


def month(desk: Desk, *words: str) -> Result:
    options = ["--home", str(desk.home.root), "--lang", "en", "report", "month", "2026-11"]
    return CliRunner(mix_stderr=False).invoke(root, [*options, "--unit", "lai-chau", *words])


def test_each_commune_has_a_line_and_one_without_a_log_no_figures(province: Desk) -> None:
    write_log(province.home, "khe-ren", BoxKey.load(province.home.keys))
    document = json.loads(month(province, "--json").stdout)
    lines = {line["unit"]: line for line in document["tables"]["sessions"]["rows"]}
    assert set(lines) == {"khe-ren", "Xã Pa Tần"}  # the third belonged to nobody then
    assert lines["khe-ren"]["due"] == 1
    assert lines["Xã Pa Tần"]["due"] is None
    assert lines["Xã Pa Tần"]["code"] == "03451"
    assert document["tables"]["sessions"]["total"]["due"] == 1


def test_a_log_that_was_brought_counts_and_is_sealed_by_its_own_key(
    province: Desk, tmp_path: Path
) -> None:
    write_log(province.home, "khe-ren", BoxKey.load(province.home.keys))
    brought = write_log(Home(tmp_path / "brought"), "pa-tan", BoxKey.generate())
    result = month(province, "--logs", str(brought))
    assert result.exit_code == 0, result.stderr
    document = json.loads(month(province, "--logs", str(brought), "--json").stdout)
    assert document["tables"]["sessions"]["total"]["due"] == 2
    assert document["warnings"] == []
    assert result.stdout.count("checkpoint") == 2


def test_a_log_of_a_unit_that_did_not_belong_is_named_and_not_counted(
    province: Desk, tmp_path: Path
) -> None:
    write_log(province.home, "khe-ren", BoxKey.load(province.home.keys))
    brought = write_log(Home(tmp_path / "brought"), "muong-mo", BoxKey.generate())
    assert "did not belong to it then: muong-mo" in month(province, "--logs", str(brought)).stdout


def test_a_damaged_log_that_was_brought_is_named(province: Desk, tmp_path: Path) -> None:
    write_log(province.home, "khe-ren", BoxKey.load(province.home.keys))
    brought = write_log(Home(tmp_path / "brought"), "pa-tan", BoxKey.generate())
    (segment,) = brought.glob("*/*.jsonl")
    segment.write_bytes(segment.read_bytes().replace(b'"aired"', b'"alred"'))
    document = json.loads(month(province, "--logs", str(brought), "--json").stdout)
    assert any("NOT AS IT WAS WRITTEN" in text for text in document["warnings"])


def test_a_folder_without_a_log_is_refused(province: Desk, tmp_path: Path) -> None:
    write_log(province.home, "khe-ren", BoxKey.load(province.home.keys))
    (tmp_path / "empty").mkdir()
    result = month(province, "--logs", str(tmp_path / "empty"))
    assert result.exit_code == 1
    assert "There is no log in" in str(result.exception)
