"""Lists from a spreadsheet: all rows or none, every mistake named, and nothing hostile read."""

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from broadcaster.desk import Desk
from broadcaster.units import Role, Term, UnitKind, UnitsError
from broadcaster.units import actions as units
from broadcaster.units.workbook import SheetError, read_workbook
from tests.conftest import as_person


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "danh-sach.xlsx"


def write(file: Path, *rows: Sequence[object]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(file)
    return file


def test_units_come_with_parents_of_earlier_rows(office: Desk, file: Path) -> None:
    write(
        file,
        ("STT", "Tên đơn vị", "Loại", "Mã", "Trực thuộc", "Từ ngày"),
        (1, "Tỉnh Lạng Sơn", "Tỉnh", 20, None, None),
        (2, "Xã Mỏ Quạ", "xã", "06001", "Tỉnh Lạng Sơn", datetime(2025, 7, 1)),  # noqa: DTZ001
    )
    assert units.import_units(office, file) == ("tinh-lang-son", "xa-mo-qua")
    commune = units.unit(office, "xa-mo-qua")
    assert (commune.parent, commune.code, commune.kind) == (
        "tinh-lang-son",
        "06001",
        UnitKind.COMMUNE,
    )
    assert commune.term == Term(since=date(2025, 7, 1))


def test_headings_may_be_english_or_vietnamese_without_marks(office: Desk, file: Path) -> None:
    write(file, ("NAME", "ho ten khac"), ("A", ""))
    with pytest.raises(UnitsError, match="ho ten khac"):
        units.import_people(office, file)
    write(file, ("Họ và tên", "VAI TRO", "den ngay"), ("Lê Thị Mai", "Người duyệt", "31/12/2026"))
    assert units.import_people(office, file) == ("le-thi-mai",)
    (role,) = units.person_record(office, "le-thi-mai").appointments
    assert (role.role, role.term.until) == (Role.APPROVER, date(2026, 12, 31))


def test_every_mistake_is_named_at_once_and_nothing_is_kept(office: Desk, file: Path) -> None:
    write(
        file,
        ("name", "role", "from"),
        ("Lê Thị Mai", "approver", "2026-01-01"),
        ("", "operator", ""),
        ("Bình", "vua", "31/02/2026"),
        ("=1+1", "operator", ""),
    )
    with pytest.raises(UnitsError) as refused:
        units.import_people(office, file)
    sentence = str(refused.value)
    for part in (
        "row 3, column A (name)",
        'row 4, column B (role): "vua"',
        'row 4, column C (from): "31/02/2026"',
        'row 5, column A (name): "=1+1"',
    ):
        assert part in sentence
    assert "le-thi-mai" not in {one.id for one in units.people(office)}


def test_rows_that_contradict_the_register_are_named_and_nothing_is_kept(
    office: Desk, file: Path
) -> None:
    write(
        file,
        ("name", "unit"),
        ("Mới", "khe-ren"),
        ("operator", "khe-ren"),
        ("Khác", "xa-khong-co"),
        ("MỚI", "khe-ren"),
    )
    with pytest.raises(UnitsError) as refused:
        units.import_people(office, file)
    sentence = str(refused.value)
    for part in ("row 3:", '"operator"', "row 4:", "xa-khong-co", "row 5:", '"MỚI"'):
        assert part in sentence
    assert len(units.people(office)) == len(Role)


def test_clusters_and_zones_come_from_sheets_too(office: Desk, file: Path) -> None:
    crew = as_person(office, "technician")
    write(
        file,
        ("Tên cụm", "Công nghệ", "Số loa", "Vĩ độ", "Gần nơi nhạy cảm", "Ngày lắp đặt"),
        ("Loa chợ", "FM", 4, "21,5", "có", date(2024, 3, 1)),
        ("Loa trường", "IP", 2, 21.25, "không", None),
    )
    assert units.import_clusters(crew, file) == ("loa-cho", "loa-truong")
    market = units.cluster(office, "loa-cho")
    assert (market.speakers, market.latitude, market.near_sensitive_site) == (4, 21.5, True)
    write(file, ("Tên khu vực", "Cụm loa"), ("Trung tâm", "Loa chợ; loa-truong"))
    assert units.import_zones(crew, file) == ("trung-tam",)
    assert units.zone(office, "trung-tam").clusters == ("loa-cho", "loa-truong")
    write(file, ("name", "address"), ("Đài Hai", "Thôn 2"))
    assert units.import_stations(office, file) == ("dai-hai",)


def test_only_those_with_the_role_import(office: Desk, file: Path) -> None:
    write(file, ("name",), ("A",))
    with pytest.raises(UnitsError, match="administrator"):
        units.import_units(as_person(office, "operator"), file)


def test_a_column_is_required_and_stands_once(office: Desk, file: Path) -> None:
    write(file, ("code",), ("1",))
    with pytest.raises(UnitsError, match='"name"'):
        units.import_units(office, file)
    write(file, ("name", "Tên"), ("a", "b"))
    with pytest.raises(UnitsError, match="stands twice"):
        units.import_units(office, file)


def test_hundreds_of_rows_are_no_trouble(office: Desk, file: Path) -> None:
    write(file, ("name", "parent"), *((f"Thôn {n}", "khe-ren") for n in range(300)))
    assert len(units.import_units(office, file)) == 300


def test_mistakes_without_end_are_counted_not_all_shown(office: Desk, file: Path) -> None:
    write(file, ("name", "kind"), *((f"Thôn {n}", "?") for n in range(200)))
    with pytest.raises(UnitsError, match="and 150 more"):
        units.import_units(office, file)


@pytest.mark.parametrize(
    "content", [b"", b"name\nA\n", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0 old .xls"]
)
def test_what_is_no_workbook_is_refused_by_name(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(SheetError, match=r"danh-sach\.xlsx"):
        read_workbook(file)


def test_a_file_that_is_not_there_is_refused(file: Path) -> None:
    with pytest.raises(SheetError, match="No such file"):
        read_workbook(file)


def test_an_empty_sheet_is_refused(file: Path) -> None:
    with pytest.raises(SheetError, match="empty"):
        read_workbook(write(file))


def test_too_many_rows_columns_or_letters_are_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadcaster.units.workbook.MOST_ROWS", 50)
    with pytest.raises(SheetError, match="50 rows"):
        read_workbook(write(file, *(("x",) for _ in range(51))))
    with pytest.raises(SheetError, match="columns"):
        read_workbook(write(file, ["x"] * 80))
    with pytest.raises(SheetError, match="row 2"):
        read_workbook(write(file, ("name",), ("x" * 5000,)))


def repack(file: Path, change: dict[str, bytes]) -> None:
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**parts, **change}.items():
            package.writestr(name, content)


SHEET = "xl/worksheets/sheet1.xml"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"""


@pytest.mark.parametrize("bomb", [BOMB, BOMB.decode().encode("utf-16")])
def test_entities_are_refused_before_they_are_parsed(file: Path, bomb: bytes) -> None:
    write(file, ("name",), ("A",))
    repack(file, {SHEET: bomb})
    with pytest.raises(SheetError, match="document type"):
        read_workbook(file)


def test_a_package_that_unpacks_without_end_is_refused(file: Path) -> None:
    write(file, ("name",), ("A",))
    repack(file, {"xl/media/zeros.bin": bytes(101 * 1024 * 1024)})
    assert file.stat().st_size < 1024 * 1024
    with pytest.raises(SheetError, match="unpacks"):
        read_workbook(file)


def test_a_sheet_that_is_no_xml_is_refused(file: Path) -> None:
    write(file, ("name",), ("A",))
    repack(file, {SHEET: b"<worksheet><sheetData><row"})
    with pytest.raises(SheetError, match="understands"):
        read_workbook(file)


def test_a_sheet_that_claims_a_million_rows_is_read_as_far_as_it_goes(file: Path) -> None:
    write(file, ("name",), ("A",))
    with zipfile.ZipFile(file) as package:
        sheet = package.read(SHEET)
    assert b'ref="A1:A2"' in sheet
    repack(file, {SHEET: sheet.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')})
    assert [row.cells[0].text for row in read_workbook(file).rows] == ["A"]
