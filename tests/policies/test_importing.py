"""A province's spreadsheet: what it changes is shown first, then written whole or not at all."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from broadcaster.desk import Desk
from broadcaster.policies import Agency, Level, PoliciesError, Post, Scope, Stage, actions
from broadcaster.policies.agency import Naming, appointed
from broadcaster.units.workbook import SheetError
from tests.policies import made_sheets

HEADER = ("Số văn bản", "Tên", "Cấp", "Cơ quan", "Lấy ý kiến", "Ban hành")
AGENCIES = ("Tên cơ quan", "Lãnh đạo phụ trách", "Cán bộ đầu mối", "Từ ngày")


def sheet(tmp_path: Path, *rows: tuple[Any, ...], header: tuple[str, ...] = HEADER) -> Path:
    book = Workbook()
    book.worksheets[0].append(header)
    for row in rows:
        book.worksheets[0].append(row)
    path = tmp_path / "danh-sach.xlsx"
    book.save(path)
    return path


def test_the_list_of_a_province_is_read_as_it_keeps_it(desk: Desk) -> None:
    found = actions.import_policies(desk, made_sheets.WIDE, confirmed=True)
    assert (found.new, found.same, found.written) == (3, 0, True)
    assert [place.split('"')[1] for place in found.passed_over] == [
        "Ghi chú",
        "I Chính sách của Trung ương",
        "II Chính sách của tỉnh",
    ]
    central, law, local = actions.policies(desk)
    assert (central.id, central.scope) == ("07/CT-TTg", Scope.IMPACT)
    assert central.stages == (
        (Stage.PROMULGATION, date(2023, 3, 21)),
        (Stage.IMPLEMENTATION, date(2023, 4, 1)),
    )
    assert (law.title, law.level) == ("Luật Bảo hiểm xã hội", Level.CENTRAL)
    assert dict(law.stages) == {
        Stage.CONSULTATION: date(2023, 9, 15),
        Stage.PROMULGATION: date(2024, 6, 29),
        Stage.IMPLEMENTATION: date(2025, 7, 1),
    }
    assert local.stages == (
        (Stage.PROPOSAL, date(2026, 8, 5)),
        (Stage.CONSULTATION, date(2026, 10, 1)),
    )


def test_a_row_for_each_stage_with_the_policy_joined_over_them_is_read_too(desk: Desk) -> None:
    actions.import_policies(desk, made_sheets.LONG, confirmed=True)
    waste, vaccination = actions.policies(desk)
    assert (waste.id, waste.issuer, waste.level) == ("12/2026/NQ-HĐND", "HĐND tỉnh", Level.PROVINCE)
    assert [stage for stage, _day in waste.stages] == [
        Stage.DRAFTING, Stage.CONSULTATION, Stage.PROMULGATION,
    ]  # fmt: skip
    assert vaccination.stages == ((Stage.PROMULGATION, date(2026, 11, 2)),)


def test_without_a_yes_nothing_is_written_and_the_second_time_nothing_changes(desk: Desk) -> None:
    shown = actions.import_policies(desk, made_sheets.LONG, confirmed=False)
    assert (shown.new, shown.written, actions.policies(desk)) == (2, False, ())
    actions.import_policies(desk, made_sheets.LONG, confirmed=True)
    kept = actions.policies(desk)
    again = actions.import_policies(desk, made_sheets.LONG, confirmed=True)
    assert (again.changes, again.same, again.written) == ((), 2, False)
    assert actions.policies(desk) == kept


def test_what_a_row_leaves_empty_stays_as_it_is(desk: Desk, tmp_path: Path) -> None:
    first = sheet(tmp_path, ("1/KH", "Một", "tỉnh", "Sở Y tế", "01/10/2026", None))
    actions.import_policies(desk, first, confirmed=True)
    later = sheet(tmp_path, ("1/KH", None, None, None, None, "05/11/2026"))
    (change,) = actions.import_policies(desk, later, confirmed=True).changes
    assert (change.after.title, change.after.owner) == ("Một", "Sở Y tế")
    assert len(change.after.stages) == 2


def test_every_bad_row_is_named_with_its_reason_and_nothing_is_kept(
    desk: Desk, tmp_path: Path
) -> None:
    path = sheet(
        tmp_path,
        ("1/KH", "", "xã", "", None, None),
        ("2/KH", "Tên", "huyện", "", None, None),
        ("3/KH", "Tên", "xã", "", "hôm nọ", None),
        ("4/KH", "Tên", "xã", "", None, None),
        ("4 /KH", "Tên khác", "xã", "", None, None),
        ("5/KH", "Tên", "xã", "", None, date(1900, 1, 2)),
        ("6/KH", "=A1", "xã", "", None, None),
        (None, "Không số", "xã", "", None, None),
    )
    with pytest.raises(PoliciesError) as refused:
        actions.import_policies(desk, path, confirmed=True)
    sentence = str(refused.value)
    for part in (
        "row 2: --title", 'row 3, column C (Cấp): "huyện"',
        'row 4, column E (Lấy ý kiến): "hôm nọ"',
        'row 6: "Title" is otherwise in row 5: "Tên"', "row 7", "1900", "row 8", "row 9, column A",
    ):  # fmt: skip
        assert part in sentence
    assert actions.policies(desk) == ()


def test_a_stage_needs_its_day_and_two_rows_may_not_contradict_each_other(
    desk: Desk, tmp_path: Path
) -> None:
    header = ("Số văn bản", "Tên", "Giai đoạn", "Ngày")
    path = sheet(
        tmp_path,
        ("1/KH", "Một", "Ban hành", "01/10/2026"),
        ("1/KH", "Một", "Ban hành", "02/10/2026"),
        ("2/KH", "Hai", "Ban hành", None),
        header=header,
    )
    with pytest.raises(PoliciesError) as refused:
        actions.import_policies(desk, path, confirmed=True)
    assert 'row 3: "promulgation" is otherwise in row 2: "01/10/2026"' in str(refused.value)
    assert "row 4: has no day" in str(refused.value)


def test_a_sheet_without_the_columns_and_a_file_that_is_none_are_refused(
    desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises(PoliciesError, match='no column "number"'):
        actions.import_policies(desk, sheet(tmp_path, header=("Tên", "Ghi chú")), confirmed=True)
    text = tmp_path / "a.xlsx"
    text.write_text("07/CT-TTg")
    with pytest.raises(SheetError, match=r"no \.xlsx file"):
        actions.import_policies(desk, text, confirmed=True)


@pytest.mark.parametrize(
    ("make", "kept"),
    [(made_sheets.wide, made_sheets.WIDE), (made_sheets.long, made_sheets.LONG)],
)
def test_the_examples_are_those_that_the_module_makes(
    make: Callable[[], Workbook], kept: Path
) -> None:
    made, stored = make().worksheets[0], load_workbook(kept).worksheets[0]
    assert str(stored.merged_cells) == str(made.merged_cells)
    assert made.max_row == stored.max_row


def test_a_template_has_only_headings_that_the_import_knows(desk: Desk, tmp_path: Path) -> None:
    policies, agencies = tmp_path / "cs.xlsx", tmp_path / "cq.xlsx"
    actions.write_policy_template(policies)
    actions.write_agency_template(agencies)
    assert actions.import_policies(desk, policies, confirmed=True).passed_over == ()
    assert actions.import_agencies(desk, agencies, confirmed=True).passed_over == ()
    with pytest.raises(PoliciesError, match="there already"):
        actions.write_policy_template(policies)


def test_agencies_come_with_whom_they_named_and_a_new_one_ends_the_one_before(
    desk: Desk, tmp_path: Path
) -> None:
    first = sheet(tmp_path, ("Sở Y tế", "Lê Mai", "Trần Nam", "01/01/2026"), header=AGENCIES)
    actions.import_agencies(desk, first, confirmed=True)
    later = sheet(tmp_path, ("SỞ Y TẾ", "Hà Bình", "TRẦN NAM", "01/07/2026"), header=AGENCIES)
    (change,) = actions.import_agencies(desk, later, confirmed=True).changes
    (health,) = actions.agencies(desk)
    assert health == change.after
    for day, leader in ((date(2026, 6, 30), "Lê Mai"), (date(2026, 7, 1), "Hà Bình")):
        held = health.holder_on(Post.LEADER, day)
        assert held is not None
        assert held.name == leader
    assert health.lacks_on(date(2025, 12, 31)) == tuple(Post)
    again = actions.import_agencies(desk, later, confirmed=True)
    assert (again.changes, again.same) == ((), 1)


def test_an_empty_name_is_a_vacancy_and_the_past_stays(desk: Desk) -> None:
    actions.state_agency(desk, "Sở Y tế", {"leader": "Lê Mai", "from": date(2026, 1, 1)})
    left = actions.state_agency(desk, "sở y tế", {"leader": "", "from": date(2026, 3, 1)})
    assert left.lacks_on(date(2026, 2, 28)) == (Post.FOCAL_POINT,)
    assert left.lacks_on(date(2026, 3, 1)) == tuple(Post)
    days = {"founded": date(2026, 2, 1), "dissolved": date(2026, 1, 1)}
    with pytest.raises(PoliciesError, match="dissolved"):
        actions.state_agency(desk, "Sở Y tế", days)


NAMES = st.sampled_from(["", "Mai", "Nam", "Bình"])
MONTH = [date(2026, 1, 1) + timedelta(days=number) for number in range(31)]
DAYS = st.sampled_from(MONTH)


@given(st.lists(st.tuples(NAMES, DAYS), max_size=12))
def test_a_post_is_never_held_twice_and_a_naming_holds_on_its_day(
    namings: list[tuple[str, date]],
) -> None:
    agency = Agency("a", "A")
    for name, since in namings:
        before = agency
        agency = appointed(agency, Naming(Post.LEADER, name, since))
        assert held_on(agency, since) == name
        assert [held_on(agency, day) for day in MONTH if day < since] == [
            held_on(before, day) for day in MONTH if day < since
        ]
        for one in agency.holders:
            assert sum(one.term.meets(other.term) for other in agency.holders) == 1
    assert all(not one.term.is_backwards for one in agency.holders)


def held_on(agency: Agency, day: date) -> str:
    held = agency.holder_on(Post.LEADER, day)
    return held.name if held else ""
