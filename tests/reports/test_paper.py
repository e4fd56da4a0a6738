"""The six forms of a paper: what stands in them, and that they are the same bytes everywhere."""

import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from broadcaster.i18n import use_language
from broadcaster.reports.paper import (
    FORMATS,
    Annex,
    Bar,
    Chart,
    Coded,
    Column,
    Letterhead,
    Measure,
    Paper,
    Signature,
    Table,
    Text,
    render,
)
from broadcaster.reports.paper.letterhead import day_line

COLUMNS = (
    Column("name", "Đơn vị"),
    Column("day", "Ngày", Measure.DAY),
    Column("at", "Giờ", Measure.CLOCK),
    Column("count", "Số mục", Measure.COUNT, summed=True),
    Column("length", "Thời lượng", Measure.SECONDS, summed=True),
    Column("share", "Tỷ lệ", Measure.SHARE),
    Column("amount", "Thành tiền", Measure.DONG, summed=True),
)
DAY, CLOCK = date(2026, 11, 22), time(5, 30, 7)
TABLE = Table(
    "units",
    "Theo đơn vị",
    COLUMNS,
    (
        ("Xã Khe Rèn", DAY, CLOCK, 1234, 3725, 985, 1_250_000),
        ('=HYPERLINK("http://x","đọc")', DAY, CLOCK, 1, 59, 1000, None),
        (Coded("none", "Xã không có máy"), None, None, None, None, None, None),
    ),
    ("Cộng", "", "", 1235, 3784, "", 1_250_000),
)
PAPER = Paper(
    code="sample",
    title="Báo cáo thử nghiệm dấu: ặ ẵ ữ ợ ễ",
    subtitle="Tháng 11/2026",
    letterhead=Letterhead("UBND huyện", "UBND xã Khe Rèn", "12/BC-UBND", "Khe Rèn", DAY),
    stamp=datetime(2026, 11, 22, 10, 30, tzinfo=UTC),
    facts=(("Đài", "dai-khe-ren"),),
    tables=(TABLE,),
    charts=(
        Chart("c", "Theo ngôn ngữ", Measure.SECONDS, (Bar("Tiếng Việt", 9), Bar("Mông", None))),
    ),
    notes=("Ghi chú.",),
    signatures=(
        Signature("Người lập"),
        Signature("Kiểm tra"),
        Signature("Thủ trưởng", "Hà Văn Duyệt"),
    ),
    annexes=(
        Annex("Văn bản", (Text("Tin 1", "r1", "Dòng một.\nDòng hai."), Text("Tin 2", "r1", None))),
    ),
    seals=("Nhật ký abc, mã ABCDEFGH",),
)


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    use_language("vi")


@pytest.mark.parametrize("shape", FORMATS)
def test_missing_is_never_shown_as_zero(shape: str) -> None:
    text = text_of(render(PAPER, shape), shape)
    assert ("null" if shape == "json" else "chưa có số liệu") in text


def text_of(content: bytes, shape: str) -> str:
    if shape == "pdf":
        pages = PdfReader(io.BytesIO(content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    if shape == "xlsx":
        book = load_workbook(io.BytesIO(content))
        return "\n".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row)
    return content.decode()


@pytest.mark.parametrize("shape", ["table", "csv", "xlsx", "pdf", "html"])
def test_every_form_ends_with_the_tree_heads_code_and_keeps_every_mark(shape: str) -> None:
    text = text_of(render(PAPER, shape), shape)
    assert "mã ABCDEFGH" in text
    if shape != "pdf":  # there the title is in capitals
        assert "ặ ẵ ữ ợ ễ" in text
    else:
        assert "Ặ Ẵ Ữ Ợ Ễ" in text


def test_a_workbook_holds_numbers_days_and_no_formula() -> None:
    sheet = load_workbook(io.BytesIO(render(PAPER, "xlsx"))).worksheets[1]
    first, second = (list(row) for row in sheet.iter_rows(min_row=2, max_row=3))
    assert first[1].value == datetime(2026, 11, 22)  # noqa: DTZ001 - what a sheet holds
    assert first[2].value == time(5, 30, 7)
    assert (first[3].value, first[6].value) == (1234, 1_250_000)
    assert first[5].value == 0.985
    assert first[4].number_format == "[h]:mm:ss"
    assert str(first[4].value) == "1:02:05"
    assert second[0].data_type == "s"
    assert second[0].value == '=HYPERLINK("http://x","đọc")'
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.fitToHeight == 0


def test_a_csv_holds_no_formula_and_plain_numbers() -> None:
    text = render(PAPER, "csv").decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert 'Xã Khe Rèn,2026-11-22,05:30:07,1234,1:02:05,"98,5%",1250000' in text


def test_json_gives_codes_and_plain_numbers() -> None:
    table = json.loads(render(PAPER, "json"))["tables"]["units"]
    assert table["rows"][2]["name"] == "none"
    assert table["rows"][0]["length"] == 3725
    assert table["total"]["amount"] == 1_250_000


class Outside(HTMLParser):
    """Notes what a page would run or fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _value in attrs}
        if tag in ("script", "link", "img", "iframe") or names & {"src", "href", "onload"}:
            self.found.append(tag)


def test_a_page_runs_and_fetches_nothing_and_draws_its_charts() -> None:
    page = render(PAPER, "html").decode()
    parser = Outside()
    parser.feed(page)
    assert parser.found == []
    assert '<rect class="bar"' in page
    assert "&quot;http://x&quot;" in page


def test_a_total_that_the_rows_do_not_come_to_is_printed_on_every_form() -> None:
    wrong = replace(TABLE, total=("Cộng", "", "", 1236, 3784, "", 1_250_000))
    for shape in FORMATS:
        text = text_of(render(replace(PAPER, tables=(wrong,)), shape), shape)
        found = " ".join(text.replace("\n", " ").split())
        assert "SỐ CỘNG KHÔNG BẰNG TỔNG" in found, shape
    assert "SỐ CỘNG" not in render(PAPER, "json").decode()


def test_zero_is_no_total_of_rows_that_have_no_figure() -> None:
    columns = (Column("n", "Số mục", Measure.COUNT, summed=True),)
    table = Table("t", "Bảng", columns, ((None,), (None,)), (0,))
    assert "SỐ CỘNG" in render(replace(PAPER, tables=(table,)), "json").decode()
    missing = replace(table, total=(None,))
    assert "SỐ CỘNG" not in render(replace(PAPER, tables=(missing,)), "json").decode()


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2026, 2, 3), "Khe Rèn, ngày 03 tháng 02 năm 2026"),
        (date(2026, 11, 22), "Khe Rèn, ngày 22 tháng 11 năm 2026"),
        (date(2026, 3, 1), "Khe Rèn, ngày 01 tháng 3 năm 2026"),
        (None, "Khe Rèn, ngày ...... tháng ...... năm ......"),
    ],
)
def test_the_date_is_written_as_decree_30_has_it(day: date | None, line: str) -> None:
    assert day_line(Letterhead(place="Khe Rèn", day=day)) == line


def test_letters_without_a_font_are_named_and_stop_nothing() -> None:
    khmer = replace(PAPER, facts=(("Người đọc", "ស៊ុន សុខា"), ("Mông", "Vaj Txoov Tsawb 𖬌𖬣")))
    assert "không có phông" in text_of(render(khmer, "pdf"), "pdf")
    assert "ស៊ុន" in text_of(render(khmer, "html"), "html")
    assert "không có phông" not in text_of(render(PAPER, "pdf"), "pdf")


@settings(max_examples=25, deadline=None)
@given(words=st.text(max_size=60))
def test_no_text_stops_any_form(words: str) -> None:
    row = (words, DAY, CLOCK, 1, 1, 1, 1)
    table = replace(TABLE, title=words, rows=(row,), total=())
    paper = replace(PAPER, title=words, tables=(table, table), facts=((words, words),))
    for shape in FORMATS:
        assert render(paper, shape)


MAKE = """
import sys
from broadcaster.i18n import use_language
from broadcaster.reports.paper import FORMATS, render
from tests.reports.test_paper import PAPER
use_language("vi")
for shape in FORMATS:
    with open(f"{sys.argv[1]}/paper.{shape}", "wb") as file:
        file.write(render(PAPER, shape))
"""


def test_two_interpreters_in_two_places_make_the_same_bytes(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    places = {
        "a": {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        "b": {"TZ": "America/New_York", "LC_ALL": "C", "LANG": "fr_FR", "PYTHONHASHSEED": "2"},
    }
    for name, environment in places.items():
        (tmp_path / name).mkdir()
        subprocess.run(
            [sys.executable, "-c", MAKE, str(tmp_path / name)],
            env={**os.environ, **environment, "PYTHONPATH": str(root)},
            cwd=tmp_path / name,
            check=True,
        )
    for shape in FORMATS:
        one, other = (tmp_path / name / f"paper.{shape}" for name in places)
        assert one.read_bytes() == other.read_bytes(), shape


def test_a_workbook_bears_the_papers_stamp_and_not_the_clocks() -> None:
    with zipfile.ZipFile(io.BytesIO(render(PAPER, "xlsx"))) as package:
        assert {part.date_time for part in package.infolist()} == {(2026, 11, 22, 10, 30, 0)}
        core = package.read("docProps/core.xml").decode()
    assert core.count("2026-11-22T10:30:00Z") == 2
