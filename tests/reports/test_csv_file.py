import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.reports.csv_file import BYTE_ORDER_MARK, neutral, render_csv
from broadcaster.reports.day import fold_day
from tests.reports.records import Log, busy_day

FORMULA = "=+-@\t\r＝＋－＠"


def content(log: Log) -> bytes:
    return render_csv(fold_day(log.logs(), date(2026, 11, 22), "Asia/Ho_Chi_Minh"))


def rows(log: Log) -> list[dict[str, str]]:
    text = content(log).decode().removeprefix(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_it_is_utf8_with_a_byte_order_mark_and_ends_lines_with_crlf() -> None:
    data = content(busy_day())
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")


def test_every_line_has_the_same_columns() -> None:
    text = content(busy_day()).decode()
    assert {len(row) for row in csv.reader(io.StringIO(text, newline=""))} == {22}


def test_planned_items_unplanned_ones_sessions_and_totals_have_lines_of_their_own() -> None:
    kinds = [row["Line"] for row in rows(busy_day())]
    assert kinds.count("planned") == 9
    assert kinds.count("unplanned: announcement") == 1
    assert kinds.count("without a plan") == 1
    assert kinds.count("total") == 3


def test_times_are_those_of_the_station_and_the_zone_is_named() -> None:
    row = rows(busy_day())[3]
    assert row["Planned (Asia/Ho_Chi_Minh)"] == "2026-11-22 05:30:21.000"
    assert row["First sound (Asia/Ho_Chi_Minh)"] == "2026-11-22 05:30:24.500"


def test_the_policy_stands_on_each_line_and_at_the_end() -> None:
    found = rows(busy_day())
    assert found[0]["Hours policy"] == "DEMO"
    assert "Hours policy: DEMO" in [row["Title"] for row in found]


def test_a_station_sound_is_called_by_its_name_in_words() -> None:
    assert rows(busy_day())[0]["Title"] == "station ident"


def test_a_title_with_newline_and_quotes_survives() -> None:
    assert rows(busy_day())[2]["Title"] == 'Dòng một\nDòng hai, có "ngoặc kép"'


@given(st.text(min_size=1))
def test_whatever_a_title_holds_it_is_one_cell_of_one_line(title: str) -> None:
    log = Log()
    log.plan("00000000:0:6000", "00000001:7000:6000")
    log.aired("00000000", 0, title=title)
    log.aired("00000001", 7, title="Nước, điện và đường")
    found = [row["Title"] for row in rows(log) if row["Line"] == "planned"]
    assert found == [neutral(title), "Nước, điện và đường"]


def test_a_title_that_is_a_formula_is_neutralised() -> None:
    found = rows(busy_day())
    assert found[1]["Title"] == '\'=cmd|"/c calc"!A1'
    assert found[6]["Title"] == "'@SUM(A1:A9) <b>đậm</b>"


@pytest.mark.parametrize("first", FORMULA)
def test_each_dangerous_start_gets_an_apostrophe(first: str) -> None:
    assert neutral(first + "1+1") == f"'{first}1+1"


def test_a_space_before_the_sign_does_not_hide_it() -> None:
    assert neutral(" =1+1") == "' =1+1"


@given(st.text())
def test_no_cell_starts_as_a_formula_and_the_text_stands_behind(text: str) -> None:
    cell = neutral(text)
    assert not cell.lstrip().startswith(tuple(FORMULA))
    assert cell.removeprefix("'") == text.removeprefix("'")


def test_a_rehearsal_says_so() -> None:
    log = Log(rehearsal=True)
    log.plan("00000000:0:6000")
    assert any(row["Title"].startswith("REHEARSAL") for row in rows(log))
