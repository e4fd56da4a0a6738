"""`broadcaster journal list` with filters: which airings, and in which shape."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from broadcaster.home import Home
from broadcaster.journal.model import Kind
from broadcaster.reports.columns import WIDTH, display_width
from broadcaster.timebase import NANOSECONDS, VirtualTime
from tests.cli.conftest import Run
from tests.cli.test_journal import journal_of

Items = tuple[tuple[str, str, dict[str, Any]], ...]

ITEMS: Items = (
    ("aaaaaaaa", "aired", {"class": "normal", "language": "vi", "zones": ["all"], "evidence": "2"}),
    ("bbbbbbbb", "late", {"class": "priority", "language": "nung", "zones": ["cho"]}),
    ("cccccccc", "missed", {"class": "normal", "language": "vi", "zones": ["dinh"]}),
)
HOSTILE = '=HYPERLINK("x"), "Tiếng Việt"\nhai dòng'


@pytest.fixture
def year(home: Home, clock: VirtualTime) -> Home:
    """Two days of a session, with something outside the plan and something declared."""
    with journal_of(home, clock) as journal:
        for day in (22, 23):
            session, start = f"tin@2026-11-{day}T08:00", clock.now()
            listed = [f"{tail}:{60_000 * at}:60000" for at, (tail, _o, _f) in enumerate(ITEMS)]
            plan = {"session": session, "items": listed, "count": 3, "policy": "12/QĐ"}
            journal.append(Kind.PLAN, planned=start, order="", **plan)  # type: ignore[arg-type]
            for number, (tail, outcome, fields) in enumerate(ITEMS, 1):
                about = fields | {
                    "title": HOSTILE if number == 1 else tail,
                    "bulletin": f"khe-ren-2026-000{number}",
                    "origin": "khe-ren" if number < 3 else "tinh",
                    "item": f"{session}/{tail}",
                    "session": session,
                }
                if outcome != "missed":
                    journal.append(Kind.START, **about)
                clock.advance(60 * NANOSECONDS)
                ended = {"actual": start + timedelta(minutes=number - 1)}
                closed = about | (ended if outcome != "missed" else {})
                journal.append(Kind.OUTCOME, outcome=outcome, **closed)
            clock.advance((24 * 3600 - 180) * NANOSECONDS)
        journal.append(Kind.UNPLANNED, item="unplanned/x-1", what="test", by="lan")
        journal.append(Kind.END, item="unplanned/x-1", first=clock.now(), evidence="1")
        moments = {"first": clock.now(), "last": clock.now() + timedelta(minutes=9)}
        words = {"title": "Tiêm", "source": "xe loa", "where": "thôn 3", "document": "5/BC"}
        journal.append(Kind.DECLARED, by="lan", evidence="declared", **words, **moments)
    return home


def tails(ran: Any) -> list[str]:
    rows = [json.loads(line) for line in ran.out.splitlines()]
    return [(row["item"] or row["line"])[-1] for row in rows]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (("--items",), "abcabc1d"),
        (("--date", "2026-11-22", "--items"), "abc"),
        (("--from", "2026-11-23"), "abc1d"),
        (("--until", "22/11/2026"), "abc"),
        (("--from", "2026-11-23T08:01", "--until", "2026-11-23T08:02"), "b"),
        (("--session", "2026-11-23", "--items"), "abc"),
        (("--class", "priority"), "bb"),
        (("--language", "nung"), "bb"),
        (("--origin", "tinh"), "cc"),
        (("--bulletin", "0001"), "aa"),
        (("--outcome", "late", "--outcome", "missed"), "bcbc"),
        (("--grade", "2"), "aa"),
        (("--grade", "1"), "1"),
        (("--grade", "declared"), "d"),
        (("--zone", "cho"), "abab"),
        (("--zone", "cho", "--outcome", "late", "--from", "2026-11-23"), "b"),
        (("--outcome", "open"), ""),
    ],
)
def test_each_filter_leaves_what_it_says(
    year: Home, at_home: Run, filters: tuple[str, ...], found: str
) -> None:
    assert "".join(tails(at_home("journal", "list", "--format", "jsonl", *filters))) == found


def test_a_line_has_planned_and_actual_in_codes_and_what_nobody_recorded_as_null(
    year: Home, at_home: Run
) -> None:
    first, *_rest, declared = at_home("journal", "list", "--items", "--json").out.splitlines()
    one = json.loads(first)
    assert (one["planned"], one["first"]) == (one["first"], "2026-11-22T01:00:00.000000Z")
    assert (one["line"], one["hours_policy"], one["cut"]) == ("planned", "12/QĐ", None)
    said = json.loads(declared)
    assert (said["line"], said["source"], said["outcome"]) == ("declared", "xe loa", None)


def test_csv_opens_unchanged_and_runs_no_formula(year: Home, at_home: Run) -> None:
    text = at_home("journal", "list", "--items", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == 8
    assert rows[0]["Title"] == "'" + HOSTILE
    assert rows[0]["Planned (Asia/Ho_Chi_Minh)"] == "2026-11-22 08:00:00.000"


def test_a_workbook_has_numbers_moments_and_texts(year: Home, at_home: Run, tmp_path: Path) -> None:
    path = tmp_path / "airings.xlsx"
    ran = at_home("journal", "list", "--items", "--format", "xlsx", "--out", path)
    assert (ran.code, ran.out) == (0, "")
    page = load_workbook(path).worksheets[0]
    heads, first, *rest = page.iter_rows()
    cells = {str(head.value): cell for head, cell in zip(heads, first, strict=True)}
    assert len(rest) == 7
    assert page.freeze_panes == "A2"
    assert cells["Planned length (ms)"].value == 60_000
    assert cells["Planned (Asia/Ho_Chi_Minh)"].value.hour == 8  # type: ignore[union-attr]
    assert cells["Title"].data_type == "s"
    assert str(cells["Title"].value).startswith("=HYPERLINK")
    assert [one.name for one in tmp_path.iterdir() if "part" in one.name] == []


def test_a_workbook_needs_a_file_and_a_file_that_cannot_be_written_is_named(
    year: Home, at_home: Run, tmp_path: Path
) -> None:
    ran = at_home("journal", "list", "--format", "xlsx")
    assert (ran.code, "--out" in ran.err) == (1, True)
    for shape in ("csv", "xlsx"):
        gone = tmp_path / "gone" / "x"
        ran = at_home("journal", "list", "--format", shape, "--out", gone)
        assert (ran.code, f'"{gone}"' in ran.err) == (1, True)


def test_the_table_keeps_to_80_columns_and_names_the_kind_of_line(year: Home, at_home: Run) -> None:
    lines = at_home("journal", "list", "--items").out.splitlines()
    assert max(map(display_width, lines)) <= WIDTH
    assert [line for line in lines if line.startswith(("22/", "23/", "24/"))] == [
        "22/11/2026",
        "23/11/2026",
        "24/11/2026",
    ]
    assert "declared" in lines[-1]
    assert "outside the p" in lines[-2]


def test_what_is_no_moment_is_a_mistake_of_use(year: Home, at_home: Run) -> None:
    ran = at_home("journal", "list", "--from", "hôm qua")
    assert (ran.code, '"hôm qua"' in ran.err) == (2, True)
