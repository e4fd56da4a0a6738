"""`broadcaster index` and the report from it, as a centre types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from broadcaster.cli import root
from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.signed import BoxKey
from tests.reports.test_subtree import province, write_log

__all__ = ["province"]


def run(desk: Desk, *words: str, expect: int = 0) -> Result:
    options = ["--home", str(desk.home.root), "--lang", "en"]
    result = CliRunner(mix_stderr=False).invoke(root, [*options, *words])
    assert result.exit_code == expect, result.stderr
    return result


@pytest.fixture
def brought(tmp_path: Path) -> Path:
    return write_log(Home(tmp_path / "brought"), "pa-tan", BoxKey.generate())


def test_a_centre_fills_the_index_and_reports_on_its_stations(
    province: Desk, brought: Path
) -> None:
    assert "pa-tan: " in run(province, "index", "fill", "--logs", str(brought)).stderr
    again = json.loads(run(province, "index", "fill", "--logs", str(brought), "--json").stdout)
    assert [one["records"] for one in again] == [0]
    report = ("report", "stations", "2026-11", "--month", "--unit", "lai-chau")
    lines = {
        line["unit"]: line
        for line in json.loads(run(province, *report, "--json").stdout)["tables"]["stations"][
            "rows"
        ]
    }
    assert lines["Xã Pa Tần"]["planned"] == 2
    assert lines["Xã Pa Tần"]["aired"] == 1
    assert lines["khe-ren"]["planned"] is None  # no log of it was brought: missing, and not zero
    assert "its log is not in the index" in lines["khe-ren"]["note"]
    shown = run(province, *report).stdout
    assert "1 of 2 units have no figures" in shown
    assert "Every figure" in run(province, "index", "check").stderr


def test_an_altered_log_is_named_and_stays_out(province: Desk, brought: Path) -> None:
    (segment,) = brought.glob("*/*.jsonl")
    segment.write_bytes(segment.read_bytes().replace(b'"aired"', b'"alred"'))
    refused = run(province, "index", "fill", "--logs", str(brought), expect=1).stderr
    assert "is not in the index: 2026-11.jsonl, line" in refused
    assert "not in the index" in run(province, "index", "check", expect=1).stderr
    line = json.loads(
        run(
            province, "report", "stations", "2026-11", "--unit", "lai-chau", "--month", "--json"
        ).stdout
    )["tables"]["stations"]["rows"]
    assert all(one["planned"] is None for one in line)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql://centre:secret@db/index", "the password in ~/.pgpass"),
        ("mysql://db/index", "postgresql://USER@HOST/DATABASE"),
        ("postgresql:///index?host=/nowhere", "cannot be used"),
    ],
)
def test_an_address_that_will_not_do_is_one_sentence(
    province: Desk, address: str, says: str
) -> None:
    config = province.home.config
    config.write_text(config.read_text() + f'\nindex_database = "{address}"\n')
    result = run(province, "index", "check", expect=1)
    assert says in str(result.exception)
    assert "secret" not in str(result.exception)


def test_an_empty_index_says_how_to_fill_it(province: Desk) -> None:
    result = run(
        province, "report", "stations", "2026-11", "--month", "--unit", "lai-chau", expect=1
    )
    assert "broadcaster index fill" in str(result.exception)
