import json
from pathlib import Path

import broadcaster.policies.actions  # noqa: F401 - a home has the tables of what was imported
from tests.cli.conftest import Run


def test_a_plan_is_entered_shown_and_reported(op: Run, tmp_path: Path) -> None:
    plan = tmp_path / "quy.toml"
    plan.write_text('quarter = "2026-Q4"\n[[line]]\nname = "Tập huấn"\ntarget = 2\ndone = 1\n')
    shown = op("workplan", "import", plan)
    assert "Tập huấn" in shown.out
    assert "--yes" in shown.err
    assert op("workplan", "show", "2026-Q4").code == 1
    op("workplan", "import", plan, "--yes")
    assert "so already" in op("workplan", "import", plan, "--yes").err
    op("workplan", "note", "2026-Q4", "--difficulties", "Mưa lũ")
    assert "Mưa lũ" in op("workplan", "show", "Q4/2026").out
    assert op("workplan", "list").out == "2026-Q4  1 line\n"
    pack = op("report", "quarter-pack", "2026-Q4", "--json")
    assert pack.code == 0
    (line,) = json.loads(pack.out)["tables"]["plan"]["rows"]
    assert (line["content"], line["done"], line["target"]) == ("Tập huấn", 1, 2)


def test_papers_of_policies_are_handed_out_in_any_form(op: Run, tmp_path: Path) -> None:
    op("policy", "add", "1/KH", "--title", "Một", "--stage", "drafting=1/9/2026")
    assert "1/KH" in op("report", "policies", "--on", "30/9/2026").out
    matrix = tmp_path / "ma-tran.xlsx"
    assert op("report", "coverage", "--format", "xlsx", "--out", matrix).code == 0
    assert matrix.read_bytes()[:2] == b"PK"
    assert op("report", "policies", "--unit", "xã nào").code == 1
