"""Both indicators and the matrix, from real logs of communes that were merged."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from broadcaster.desk import Desk
from broadcaster.policies import Stage
from broadcaster.policies import actions as policies
from broadcaster.policies.amending import Stated
from broadcaster.reports.paper import render
from broadcaster.reports.policy_papers import Asked, coverage_paper, policies_paper
from broadcaster.signed import BoxKey
from broadcaster.units import UnitKind
from broadcaster.units import actions as units
from tests.conftest import as_person
from tests.reports.reach.conftest import MERGED, write_log

DAY = date(2025, 9, 30)
BEFORE = date(2025, 6, 30)


def shown(desk: Desk, *folders: Path, **asked: Any) -> dict[str, Any]:
    wanted = Asked(asked.pop("day", DAY), folders=folders, **asked)
    document: dict[str, Any] = json.loads(render(policies_paper(desk, wanted), "json"))
    return document


def lines(document: dict[str, Any], table: str = "reach_own") -> dict[str, tuple[int, int]]:
    rows = document["tables"][table]["rows"]
    return {row["unit"]: (row["heard"], row["policies"]) for row in rows}


def gaps(document: dict[str, Any]) -> dict[tuple[str, str], tuple[str, str]]:
    rows = document["tables"]["missing"]["rows"]
    return {(row["unit"], row["policy"]): (row["stages"], row["why"]) for row in rows}


@pytest.fixture
def logs(tmp_path: Path, box_key: BoxKey) -> list[Path]:
    """A heard both stages of 2/NQ; E one of them, and missed the other."""
    return [
        write_log(
            tmp_path,
            "a",
            [
                ("2025-05-02", "2/NQ", "consultation", "vi"),
                ("2025-08-02", "2 / nq", "promulgation", "vi"),
                ("2025-08-03", "2/NQ", "promulgation", "tyz"),
                ("2025-12-01", "1/NQ", "promulgation", "vi"),
            ],
            key=box_key,
        ),
        write_log(
            tmp_path,
            "e",
            [("2025-07-02", "2/NQ", "consultation", "vi")],
            failed=[("2025-09-30", "2/NQ", "promulgation", "vi")],
            key=box_key,
        ),
    ]


def test_each_commune_is_counted_and_one_without_a_box_stays_in_the_denominator(
    province: Desk, logs: list[Path]
) -> None:
    document = shown(province, *logs)
    assert lines(document) == {"Xã A": (1, 1), "Xã E": (0, 1), "Xã F": (0, 1)}
    assert lines(document, "reach_impact") == {"Xã A": (0, 1), "Xã E": (0, 1), "Xã F": (0, 1)}
    why = gaps(document)
    assert why["Xã E", "2/NQ"] == ("promulgation", "failed")
    assert why["Xã E", "1/NQ"] == ("consultation,promulgation", "not-planned")
    assert why["Xã F", "2/NQ"] == ("consultation,promulgation", "no-box")
    assert why["Xã A", "1/NQ"] == ("consultation,promulgation", "not-planned")
    assert document["kpi_b_own"] == {
        "heard": 1, "policies": 1, "communes_heard": 1, "communes_policies": 3,
    }  # fmt: skip
    assert document["warnings"] == []


def test_a_log_that_is_not_here_or_ends_early_is_said_to_be_so(
    province: Desk, logs: list[Path]
) -> None:
    why = gaps(shown(province, logs[0], day=date(2026, 1, 31)))
    assert why["Xã E", "2/NQ"][1] == "no-log"
    assert why["Xã A", "1/NQ"] == ("consultation", "log-ends")


def test_only_what_was_reached_and_heard_by_the_day_counts(
    province: Desk, logs: list[Path]
) -> None:
    document = shown(province, *logs, day=date(2025, 7, 31))
    assert lines(document)["Xã E"] == (1, 1)  # promulgation comes only in August
    assert lines(shown(province, *logs, day=date(2025, 4, 30)))["Xã A"] == (0, 0)


def test_communes_that_were_merged_are_reported_under_the_old_units_too(
    province: Desk, logs: list[Path]
) -> None:
    """What a merged commune airs stands under each of the old ones its box serves."""
    document = shown(province, *logs, units_of=BEFORE)
    assert lines(document) == {
        "Xã A": (1, 1), "Xã B": (0, 1), "Xã C": (0, 1), "Xã D": (0, 1), "Xã F": (0, 1),
    }  # fmt: skip
    why = gaps(document)
    # B had no box in May; the box of the merged commune told its people the rest.
    assert why["Xã B", "2/NQ"] == ("consultation", "not-planned")
    assert why["Xã C", "2/NQ"] == why["Xã D", "2/NQ"] == ("promulgation", "failed")


def test_what_an_old_commune_aired_stands_under_its_heir(
    province: Desk, tmp_path: Path, box_key: BoxKey
) -> None:
    both = [
        ("2025-05-02", "2/NQ", "consultation", "vi"),
        ("2025-06-02", "2/NQ", "promulgation", "vi"),
    ]
    old = write_log(tmp_path, "c", both, key=box_key)
    assert lines(shown(province, old))["Xã E"] == (1, 1)
    then = shown(province, old, day=BEFORE)
    assert lines(then)["Xã C"] == (1, 1)
    assert lines(then)["Xã D"] == (0, 1)


def test_moving_a_commune_changes_no_old_report(province: Desk, logs: list[Path]) -> None:
    before = render(policies_paper(province, Asked(DAY, folders=logs)), "json")
    office = as_person(province, "administrator")
    units.add_unit(office, "Tỉnh Điện Biên", kind=UnitKind.PROVINCE, id_="dien-bien")
    units.move_unit(office, "a", "dien-bien", date(2026, 1, 1))
    units.merge_unit(office, "f", "e", date(2026, 1, 1))
    assert render(policies_paper(province, Asked(DAY, folders=logs)), "json") == before
    later = lines(shown(province, *logs, day=date(2026, 1, 1)))
    assert set(later) == {"Xã E"}
    old_units = lines(shown(province, *logs, day=date(2026, 1, 1), units_of=DAY))
    assert set(old_units) == {"Xã A", "Xã E", "Xã F"}


def test_a_policy_for_one_commune_is_owed_by_nobody_else(province: Desk, logs: list[Path]) -> None:
    stages = ((Stage.PROMULGATION, MERGED),)
    policies.state_policy(province, "3/KH", Stated(title="Xã A", unit="b", stages=stages))
    found = lines(shown(province, *logs))
    assert found == {"Xã A": (1, 2), "Xã E": (0, 1), "Xã F": (0, 1)}


def test_agencies_count_once_both_are_named(province: Desk) -> None:
    policies.state_agency(province, "Sở Y tế", {"leader": "Mai", "from": MERGED})
    policies.state_agency(
        province, "Sở Nội vụ", {"leader": "Nam", "focal-point": "Hà", "from": MERGED}
    )
    policies.state_agency(province, "Huyện cũ", {"dissolved": BEFORE})
    document = shown(province)
    assert document["kpi_a"] == {"named": 1, "agencies": 2}
    rows = {row["agency"]: row for row in document["tables"]["agencies"]["rows"]}
    assert rows["Sở Y tế"]["lacks"] == "focal-point"
    assert rows["Sở Y tế"]["focal_point"] == ""
    assert document["tables"]["agencies"]["total"]["named"] == 1
    assert shown(province, day=BEFORE)["kpi_a"] == {"named": 0, "agencies": 3}


def test_the_matrix_says_how_often_in_which_language(
    province: Desk, logs: list[Path], tmp_path: Path
) -> None:
    paper = coverage_paper(province, Asked(DAY, folders=logs))
    document = json.loads(render(paper, "json"))
    summary = {row["policy"]: row for row in document["tables"]["policies"]["rows"]}
    assert (summary["2/NQ"]["communes"], summary["2/NQ"]["all"]) == (2, 3)
    assert (summary["2/NQ"]["languages"], summary["2/NQ"]["airings"]) == ("tyz 1, vi 3", 4)
    fields = {row["unit"]: row["2/NQ"] for row in document["tables"]["matrix_1"]["rows"]}
    assert fields == {"Xã A": "tyz 1, vi 2", "Xã E": "vi 1", "Xã F": None}
    assert document["tables"]["policies"]["total"]["airings"] == 4
    assert document["warnings"] == []
    book = tmp_path / "ma-tran.xlsx"
    book.write_bytes(render(paper, "xlsx"))
    assert len(load_workbook(book).sheetnames) >= 2


def test_an_airing_under_two_old_units_counts_once(province: Desk, logs: list[Path]) -> None:
    paper = coverage_paper(province, Asked(DAY, units_of=BEFORE, folders=logs))
    document = json.loads(render(paper, "json"))
    assert document["tables"]["policies"]["total"]["airings"] == 4
    fields = {row["unit"]: row["2/NQ"] for row in document["tables"]["matrix_1"]["rows"]}
    assert (fields["Xã C"], fields["Xã D"]) == ("vi 1", "vi 1")


def test_a_log_of_a_unit_without_a_line_is_named(
    province: Desk, tmp_path: Path, box_key: BoxKey
) -> None:
    told = [("2025-07-02", "2/NQ", "consultation", "vi")]
    far = write_log(tmp_path, "xa-la", told, key=box_key)
    paper = policies_paper(province, Asked(DAY, folders=[far]))
    assert any("xa-la (1)" in note for note in paper.notes)


@pytest.mark.parametrize("shape", ["table", "csv", "xlsx", "pdf", "html"])
def test_every_form_can_be_made(province: Desk, logs: list[Path], shape: str) -> None:
    for make in (policies_paper, coverage_paper):
        assert render(make(province, Asked(DAY, folders=logs)), shape)


def test_two_machines_make_the_same_bytes_in_whatever_order_the_logs_come(
    province: Desk, logs: list[Path]
) -> None:
    places = (
        ({"TZ": "Asia/Ho_Chi_Minh", "PYTHONHASHSEED": "1"}, logs),
        ({"TZ": "America/New_York", "PYTHONHASHSEED": "2", "LC_ALL": "C"}, logs[::-1]),
    )
    command = [sys.executable, "-m", "broadcaster", "--home", str(province.home.root)]
    made = [
        subprocess.run(
            [
                *(*command, "report", "policies", "--unit", "lai-chau", "--on", DAY.isoformat()),
                *(word for folder in folders for word in ("--logs", str(folder))),
                *("--format", "pdf"),
            ],
            env={**os.environ, **environment},
            capture_output=True,
            check=True,
        ).stdout
        for environment, folders in places
    ]
    assert made[0].startswith(b"%PDF")
    assert made[0] == made[1]


def test_a_commune_reports_of_itself(desk: Desk) -> None:
    stages = ((Stage.PROMULGATION, date(2026, 11, 1)),)
    policies.state_policy(desk, "3/KH", Stated(title="Một", stages=stages))
    own = replace(desk)
    assert lines(shown(own, day=date(2026, 11, 22))) == {"khe-ren": (0, 1)}
