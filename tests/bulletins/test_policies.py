from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from broadcaster.bulletins import BulletinsError, Level, Stage, Wanted, actions
from broadcaster.bulletins.policy_sheet import read_policies
from broadcaster.desk import Desk
from broadcaster.handles import HandleError
from broadcaster.units.workbook import SheetError

HEADER = ("Số văn bản", "Tên", "Cấp", "Cơ quan", "Lấy ý kiến", "Ban hành")


def sheet(tmp_path: Path, *rows: tuple[Any, ...], header: tuple[str, ...] = HEADER) -> Path:
    book = Workbook()
    book.active.append(header)  # type: ignore[union-attr]
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    path = tmp_path / "chinh-sach.xlsx"
    book.save(path)
    return path


def test_a_policy_is_known_by_the_number_of_its_document(desk: Desk) -> None:
    actions.policy_add(desk, "07/CT-TTg", title="Truyền thông chính sách", level="central")
    policy = actions.policy_show(desk, "CT-TTg")
    assert (policy.id, policy.level) == ("07/CT-TTg", Level.CENTRAL)
    with pytest.raises(HandleError):
        actions.policy_show(desk, "99")


def test_adding_again_adds_a_stage_and_keeps_the_rest(desk: Desk) -> None:
    actions.policy_add(
        desk, "709/KH", title="Tuyển sinh", stages=[(Stage.PROMULGATION, date(2026, 11, 1))]
    )
    policy = actions.policy_add(desk, "709/KH", stages=[(Stage.CONSULTATION, date(2026, 10, 1))])
    assert policy.title == "Tuyển sinh"
    assert [stage for stage, _day in policy.stages] == [Stage.CONSULTATION, Stage.PROMULGATION]
    assert policy.stage_on(date(2026, 10, 31)) is Stage.CONSULTATION
    assert policy.stage_on(date(2026, 9, 30)) is None
    assert actions.policy_list(desk) == (policy,)


@pytest.mark.parametrize(
    ("given", "quoted"),
    [
        ({"number": " ", "title": "x"}, "NUMBER"),
        ({"number": "1/KH"}, "--title"),
        ({"number": "1/KH", "title": "x", "level": "huyện"}, "huyện"),
    ],
)
def test_a_policy_that_says_too_little_is_refused(
    desk: Desk, given: dict[str, str], quoted: str
) -> None:
    with pytest.raises(BulletinsError, match=quoted):
        actions.policy_add(desk, **given)  # type: ignore[arg-type]
    assert actions.policy_list(desk) == ()


def test_a_bulletin_names_a_policy_of_the_list_with_a_stage(desk: Desk) -> None:
    actions.policy_add(desk, "41/2024/QH15", title="Luật bảo hiểm xã hội")
    added = actions.add(desk, "Tin.", Wanted(policy="QH15", stage="promulgation"))
    assert added.revision.fields.policy == "41/2024/QH15"
    with pytest.raises(BulletinsError, match="broadcaster policy add"):
        actions.add(desk, "Tin.", Wanted(policy="56/TB-TYT"))


def test_a_sheet_is_read_by_its_column_names(desk: Desk, tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        (
            "07/CT-TTg",
            "Truyền thông chính sách",
            "Trung ương",
            "Văn phòng Chính phủ",
            None,
            date(2023, 3, 21),
        ),
        (None, None, None, None, None, None),
        ("709/KH-SGDĐT", "Tuyển sinh đầu cấp", "tỉnh", "Sở GD&ĐT", "01/10/2026", None),
    )
    policies = read_policies(path)
    assert actions.policy_import(desk, policies) == (2, 0)
    assert actions.policy_import(desk, policies) == (0, 2)
    first, second = actions.policy_list(desk)
    assert first.stages == ((Stage.PROMULGATION, date(2023, 3, 21)),)
    assert (second.level, second.owner) == (Level.PROVINCE, "Sở GD&ĐT")
    assert second.stages == ((Stage.CONSULTATION, date(2026, 10, 1)),)


def test_every_mistake_of_a_sheet_is_listed_and_nothing_is_imported(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        ("1/KH", "", "xã", "", None, None),
        ("2/KH", "Tên", "huyện", "", None, None),
        ("3/KH", "Tên", "xã", "", "hôm nọ", None),
        ("4/KH", "Tên", "xã", "", None, None),
    )
    with pytest.raises(BulletinsError) as refused:
        read_policies(path)
    for part in ("row 2", "row 3", "huyện", "row 4", "hôm nọ"):
        assert part in str(refused.value)
    assert "row 5" not in str(refused.value)


def test_a_sheet_without_the_columns_and_a_file_that_is_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BulletinsError, match='no column "title"'):
        read_policies(sheet(tmp_path, header=("Số văn bản", "Ghi chú")))
    text = tmp_path / "a.xlsx"
    text.write_text("07/CT-TTg")
    with pytest.raises(SheetError, match=r"no \.xlsx file"):
        read_policies(text)
    with pytest.raises(SheetError, match="khong-co"):
        read_policies(tmp_path / "khong-co.xlsx")
