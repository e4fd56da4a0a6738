import json
from pathlib import Path

import broadcaster.policies.actions  # noqa: F401 - a home has the tables of what was imported
from broadcaster.desk import Desk
from tests.cli.conftest import Run
from tests.policies import made_sheets


def test_an_import_shows_first_and_writes_with_a_yes(op: Run) -> None:
    shown = op("policy", "import", made_sheets.LONG)
    assert shown.code == 0
    assert "+ 12/2026/NQ-HĐND" in shown.out
    assert "promulgation: 20/11/2026" in shown.out
    assert "2 new, 0 changed, 0 as they were." in shown.err
    assert "--yes" in shown.err
    assert op("policy", "list").out == ""
    assert "--yes" not in op("policy", "import", made_sheets.LONG, "--yes").err
    again = json.loads(op("policy", "import", made_sheets.LONG, "--yes", "--json").out)
    assert again == {"written": False, "same": 2, "changes": [], "passed_over": []}


def test_a_policy_is_listed_as_of_a_day_and_shown_with_who_changed_it(op: Run) -> None:
    op("policy", "add", "1/KH", "--title", "Một", "--stage", "drafting=1/9/2026")
    op("policy", "stage", "1/KH", "promulgation", "20/11/2026")
    assert "drafting" in op("policy", "list", "--on", "1/10/2026").out
    assert "promulgation" in op("policy", "list").out
    shown = op("policy", "show", "1/KH").out
    assert "20/11/2026" in shown
    assert "operator" in shown


def test_a_value_that_is_none_is_refused_with_one_line(op: Run) -> None:
    for stage in ("drafting", "drafting=hôm nay", "nấu=1/9/2026"):
        refused = op("policy", "add", "1/KH", "--title", "Một", "--stage", stage)
        assert (refused.code, refused.err.count("\n")) == (1, 1)
        assert stage.split("=")[-1] in refused.err or "nấu" in refused.err


def test_agencies_are_entered_listed_and_imported(op: Run, desk: Desk, tmp_path: Path) -> None:
    added = op("agency", "add", "Sở Y tế", "--leader", "Lê Mai", "--from", "1/1/2026")
    assert (added.code, added.out) == (0, "so-y-te\n")
    op("agency", "add", "Sở Y tế", "--leader", "Hà Bình", "--from", "1/7/2026")
    assert "Lê Mai" in op("agency", "list", "--on", "30/6/2026").out
    now = json.loads(op("agency", "list", "--json").out)
    assert [who["name"] for who in now[0]["holders"]] == ["Lê Mai", "Hà Bình"]
    assert now[0]["lacks"] == ["focal-point"]
    shown = op("agency", "show", "y-te").out
    assert "Lê Mai  from 01/01/2026 until 30/06/2026" in shown
    empty = tmp_path / "co-quan.xlsx"
    assert op("agency", "template", empty).code == 0
    assert "0 new" in op("agency", "import", empty).err
    assert op("agency", "template", empty).code == 1
