"""Plans of quarters: from TOML or a spreadsheet, shown first, whole or not at all."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from broadcaster.desk import Desk
from broadcaster.policies import PoliciesError, actions
from broadcaster.policies.workplan import Line, Measure, Texts, Workplan, read_quarter

PLAN = """
quarter = "Q4/2026"
difficulties = "Mưa lũ.\\nBa xã mất điện."

[[line]]
name = "Phát bản tin chính sách"
target = 120
unit = "lượt"
measure = "policy-airings"

[[line]]
name = "Tập huấn"
target = 2
done = 1
note = "hoãn vì lũ"
"""
LINES = (
    Line("Phát bản tin chính sách", 120, "lượt", Measure.POLICY_AIRINGS),
    Line("Tập huấn", 2, "", None, 1, "hoãn vì lũ"),
)


def toml(tmp_path: Path, text: str = PLAN) -> Path:
    path = tmp_path / "quy.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_plan_is_shown_first_then_written_and_the_second_time_nothing_changes(
    desk: Desk, tmp_path: Path
) -> None:
    path = toml(tmp_path)
    old, new = actions.import_workplan(desk, path, None, confirmed=False)
    assert (old, actions.workplans(desk)) == (None, ())
    assert new == Workplan("2026-Q4", LINES, "Mưa lũ.\nBa xã mất điện.")
    actions.import_workplan(desk, path, None, confirmed=True)
    assert actions.workplan(desk, "2026-q4") == new
    old, again = actions.import_workplan(desk, path, None, confirmed=True)
    assert old == again


def test_a_spreadsheet_brings_lines_and_the_texts_stay(desk: Desk, tmp_path: Path) -> None:
    actions.write_texts(desk, "2026-Q4", Texts(good_practice="Phát giờ chợ phiên."))
    book = Workbook()
    for row in (
        ("STT", "Nội dung", "Chỉ tiêu", "ĐVT", "Cách đo", "Đã thực hiện"),
        (1, "Phát bản tin chính sách", 120, "lượt", "Lượt phát chính sách", None),
        (2, "Tập huấn", 2, None, None, 1),
    ):
        book.worksheets[0].append(row)
    path = tmp_path / "quy.xlsx"
    book.save(path)
    with pytest.raises(PoliciesError, match="--quarter"):
        actions.import_workplan(desk, path, None, confirmed=True)
    actions.import_workplan(desk, path, "2026-Q4", confirmed=True)
    plan = actions.workplan(desk, "2026-Q4")
    assert plan is not None
    assert [line.measure for line in plan.lines] == [Measure.POLICY_AIRINGS, None]
    assert plan.good_practice == "Phát giờ chợ phiên."


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (PLAN.replace("Q4/2026", "Q5/2026"), "Q5/2026"),
        (PLAN.replace("target = 2\n", "target = -2\n"), "line 2: target = -2"),
        (PLAN.replace("policy-airings", "applause"), "applause"),
        (PLAN.replace("done = 1", 'done = 1\nmeasure = "sessions"'), "counted from the logs"),
        (PLAN.replace("Tập huấn", "PHÁT bản tin chính sách"), "stands twice"),
        (PLAN + "lines = 3", "lines"),
        ("quarter = ", "quy.toml"),
        ("quarter = '2026-Q4'\nline = 3", "line = 3"),
        ("x" * 300_000, "256 kB"),
    ],
    ids=range(9),
)
def test_every_mistake_is_named_and_nothing_is_written(
    desk: Desk, tmp_path: Path, text: str, quoted: str
) -> None:
    with pytest.raises(PoliciesError, match=quoted):
        actions.import_workplan(desk, toml(tmp_path, text), None, confirmed=True)
    assert actions.workplans(desk) == ()


def test_a_text_is_bounded_and_a_quarter_is_one() -> None:
    assert read_quarter("Q1/2027") == read_quarter("2027Q1") == "2027-Q1"
    with pytest.raises(PoliciesError, match="tháng 5"):
        read_quarter("tháng 5")


def test_texts_may_come_before_any_line_and_be_taken_out(desk: Desk) -> None:
    actions.write_texts(desk, "2026-Q4", Texts(difficulties="Mưa."))
    assert actions.write_texts(desk, "2026-Q4", Texts(difficulties="")).difficulties == ""
    with pytest.raises(PoliciesError, match="5000"):
        actions.write_texts(desk, "2026-Q4", Texts(difficulties="x" * 5001))


def test_the_template_has_only_headings_that_the_import_knows(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    actions.write_workplan_template(path)
    _old, new = actions.import_workplan(desk, path, "2026-Q4", confirmed=False)
    assert new == Workplan("2026-Q4")
