"""The review of a quarter: what was planned beside what the logs say was done."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.desk import Desk
from broadcaster.policies import actions as policies
from broadcaster.policies.workplan import Line, Measure, Texts
from broadcaster.reports.activity_figures import Reported
from broadcaster.reports.paper import render
from broadcaster.reports.period import PeriodKind
from broadcaster.reports.period_papers import Wanted
from broadcaster.reports.policy_papers import Asked, quarter_pack_paper
from broadcaster.reports.reach.measures import measured
from broadcaster.signed import BoxKey
from tests.reports.reach.conftest import write_log

PLAN = """
quarter = "2025-Q3"
[[line]]
name = "Phát bản tin chính sách"
target = 4
measure = "policy-airings"
[[line]]
name = "Tiếng dân tộc"
target = 1
measure = "minority-minutes"
[[line]]
name = "Cơ quan"
target = 2
measure = "agencies"
[[line]]
name = "Chính sách"
target = 2
measure = "policies"
[[line]]
name = "Tập huấn"
target = 2
done = 1
[[line]]
name = "Chưa ai nói"
target = 3
"""


@pytest.fixture
def planned(province: Desk, tmp_path: Path) -> Desk:
    path = tmp_path / "quy.toml"
    path.write_text(PLAN, encoding="utf-8")
    policies.import_workplan(province, path, None, confirmed=True)
    said = Texts("Mưa lũ.\nMất điện.", None, "Phủ kín ba xã.")
    policies.write_texts(province, "2025-Q3", said)
    names = {"leader": "Nam", "focal-point": "Hà", "from": date(2025, 7, 1)}
    policies.state_agency(province, "Sở Y tế", names)
    return province


def pack(desk: Desk, *folders: Path, when: str = "2025-Q3") -> dict[str, Any]:
    wanted = Wanted(PeriodKind.QUARTER, when)
    paper = quarter_pack_paper(desk, Asked(folders=folders), wanted)
    for shape in ("table", "xlsx", "pdf", "html", "csv"):
        assert render(paper, shape)
    document: dict[str, Any] = json.loads(render(paper, "json"))
    return document


def test_what_was_done_is_counted_from_the_logs_of_the_quarter(
    planned: Desk, tmp_path: Path, box_key: BoxKey
) -> None:
    told = [
        ("2025-06-30", "2/NQ", "consultation", "vi"),
        *((f"2025-08-{day:02}", "2/NQ", "promulgation", "tyz") for day in range(1, 12)),
    ]
    document = pack(planned, write_log(tmp_path, "a", told, key=box_key))
    rows = {row["content"]: row for row in document["tables"]["plan"]["rows"]}
    done = {name: (row["done"], row["share"], row["source"]) for name, row in rows.items()}
    assert done == {
        "Phát bản tin chính sách": (11, 2750, "log"),
        "Tiếng dân tộc": (1, 1000, "log"),
        "Cơ quan": (1, 500, "log"),
        "Chính sách": (1, 500, "log"),
        "Tập huấn": (1, 500, "entered"),
        "Chưa ai nói": (None, None, "entered"),
    }
    said = document["tables"]["difficulties"]["rows"]
    assert [row["text"] for row in said] == ["Mưa lũ.", "Mất điện."]
    assert document["tables"]["good_practice"]["rows"] == [{"text": ""}]
    assert document["kpi_b_own"]["heard"] == 1
    assert document["warnings"] == []


def test_without_a_log_nothing_is_counted_and_that_is_no_zero(planned: Desk) -> None:
    rows = {row["content"]: row["done"] for row in pack(planned)["tables"]["plan"]["rows"]}
    assert rows["Phát bản tin chính sách"] is None
    assert rows["Cơ quan"] == 1


def test_a_quarter_nobody_planned_says_so(planned: Desk) -> None:
    wanted = Wanted(PeriodKind.QUARTER, "2025-Q2")
    paper = quarter_pack_paper(planned, Asked(), wanted)
    assert any("No plan" in note for note in paper.notes)


@given(st.sampled_from(list(Measure)), st.integers(0, 9))
def test_a_measure_without_logs_is_unknown_but_for_what_lists_say(
    measure: Measure, agencies: int
) -> None:
    units = [Reported("A", "", None)]
    found = measured(Line("x", 1, measure=measure), units, frozenset(), agencies)
    assert found == (agencies if measure is Measure.AGENCIES else None)
    entered = replace(Line("x", 1), done=agencies)
    assert measured(entered, units, frozenset(), 0) == agencies
