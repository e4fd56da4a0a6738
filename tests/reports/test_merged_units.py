"""A report of many communes under the units of before a merger and of since."""

import json
from datetime import date
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.reports.paper import render
from broadcaster.reports.period import PeriodKind
from broadcaster.reports.period_papers import Wanted, subtree_paper
from broadcaster.signed import BoxKey
from tests.reports.reach.conftest import province, write_log

__all__ = ["province"]
BEFORE = date(2025, 6, 30)
Lines = dict[str, int | None]


@pytest.fixture
def folders(tmp_path: Path, box_key: BoxKey) -> list[Path]:
    """B spoke in May, before it became A; A and E spoke in May and in August."""
    told = [("2025-05-02", "", "", "vi"), ("2025-08-02", "", "", "vi")]
    return [
        write_log(tmp_path, "a", told, key=box_key),
        write_log(tmp_path, "b", told[:1], key=box_key),
        write_log(tmp_path, "e", told[1:], key=box_key),
    ]


def lines(
    desk: Desk, folders: list[Path], when: str, units_of: date | None = None
) -> tuple[Lines, tuple[str, ...]]:
    wanted = Wanted(PeriodKind.MONTH, when)
    paper = subtree_paper(desk, "lai-chau", folders, wanted, units_of)
    table = json.loads(render(paper, "json"))["tables"]["sessions"]
    found = {row["unit"]: row["due"] for row in table["rows"]}
    assert table["total"]["due"] == sum(count or 0 for count in found.values())
    assert paper.warnings == ()
    return found, paper.notes


def test_a_month_shows_the_units_of_its_last_day(province: Desk, folders: list[Path]) -> None:
    may, notes = lines(province, folders, "2025-05")
    assert may == {"Xã A": 1, "Xã B": 1, "Xã C": None, "Xã D": None, "Xã F": None}
    assert "e" in notes[-1]
    august, notes = lines(province, folders, "2025-08")
    assert august == {"Xã A": 1, "Xã E": 1, "Xã F": None}
    assert "b" in notes[-1]


def test_an_old_month_under_the_units_of_today_names_the_heir(
    province: Desk, folders: list[Path]
) -> None:
    may, _notes = lines(province, folders, "2025-05", date(2025, 8, 31))
    assert may == {"Xã A": 1, "Xã B (Xã A)": 1, "Xã E": 0, "Xã F": None}


def test_a_new_month_under_the_old_units_names_all_that_a_merged_commune_stands_for(
    province: Desk, folders: list[Path]
) -> None:
    august, _notes = lines(province, folders, "2025-08", BEFORE)
    assert august == {"Xã A (Xã A, Xã B)": 1, "Xã F": None, "Xã E (Xã C, Xã D)": 1}
