import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from broadcaster.cli import root
from broadcaster.errors import EXIT_USAGE
from broadcaster.home import Home
from broadcaster.journal import JournalError
from broadcaster.timebase import VirtualTime
from tests.reports.conftest import open_journal, write_morning


@pytest.fixture
def morning(home: Home, clock: VirtualTime) -> Home:
    journal = open_journal(home, clock)
    write_morning(journal, clock)
    journal.checkpoint()
    return home


def run(home: Home, *words: str) -> Result:
    return CliRunner(mix_stderr=False).invoke(
        root, ["--home", str(home.root), "--lang", "en", "report", *words]
    )


def test_the_table_is_what_a_person_gets(morning: Home) -> None:
    result = run(morning, "day", "22/11/2026")
    assert result.exit_code == 0
    assert "AS-RUN REPORT OF 22/11/2026" in result.stdout
    assert "08:02:00   08:02:00   aired" in result.stdout


def test_json_is_one_document_with_english_codes(morning: Home) -> None:
    for words in (["--json"], ["--format", "json"]):
        document = json.loads(run(morning, "day", "2026-11-22", *words).stdout)
        assert document["identity"]["all"]["refused"] == 1


def test_a_file_is_written_and_said_so_on_stderr(morning: Home, tmp_path: Path) -> None:
    out = tmp_path / "reports" / "day.html"
    result = run(morning, "day", "2026-11-22", "--format", "html", "--out", str(out))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert str(out) in result.stderr
    assert out.read_bytes().startswith(b"<!DOCTYPE html>")


def test_csv_on_stdout_is_the_file_itself(morning: Home) -> None:
    result = run(morning, "day", "2026-11-22", "--format", "csv")
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    assert b"'=HYPERLINK(1)" in result.stdout_bytes


def test_vietnamese_is_the_language_when_none_is_chosen(
    morning: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BROADCASTER_LANG", raising=False)
    words = ["--home", str(morning.root), "report", "day", "2026-11-22"]
    result = CliRunner(mix_stderr=False).invoke(root, words)
    assert "BÁO CÁO PHÁT SÓNG NGÀY 22/11/2026" in result.stdout


def test_the_database_is_not_opened(morning: Home) -> None:
    """An auditor may hold a read-only copy of a home."""
    assert not morning.database.exists()
    assert run(morning, "day", "2026-11-22").exit_code == 0
    assert not morning.database.exists()


def test_a_bad_date_is_a_mistake_of_usage_and_is_quoted(morning: Home) -> None:
    result = run(morning, "day", "30/02/2026")
    assert result.exit_code == EXIT_USAGE
    assert "30/02/2026" in result.stderr


def test_an_unknown_format_is_a_mistake_of_usage(morning: Home) -> None:
    assert run(morning, "day", "--format", "xls").exit_code == EXIT_USAGE


def test_a_home_without_a_log_is_refused(home: Home) -> None:
    assert isinstance(run(home, "day").exception, JournalError)


def test_a_log_book_is_written_in_every_form_that_is_asked_for(
    morning: Home, tmp_path: Path
) -> None:
    for shape, begins in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("html", b"<!DOCTYPE html>")):
        out = tmp_path / f"book.{shape}"
        result = run(morning, "logbook", "2026-W47", "--format", shape, "--out", str(out))
        assert result.exit_code == 0, result.stderr
        assert out.read_bytes().startswith(begins)
    assert not morning.database.exists()


def test_a_log_book_ends_with_the_code_of_the_tree_head(morning: Home) -> None:
    seal = run(morning, "logbook", "--day", "2026-11-22").stdout
    code = json.loads(run(morning, "day", "2026-11-22", "--json").stdout)["logs"][0]["seal"]["code"]
    assert code in seal.splitlines()[-2] + seal.splitlines()[-1]


def test_a_period_nobody_knows_is_refused_with_an_example(morning: Home) -> None:
    result = run(morning, "logbook", "2026-W60")
    assert result.exit_code == 1
    assert '"2026-W60" is no week; write 2026-W47' in str(result.exception)


@pytest.mark.parametrize("verb", ["week", "month", "quarter", "half-year", "year", "royalties"])
def test_each_period_has_its_report_in_every_form(morning: Home, verb: str) -> None:
    for shape in ("table", "csv", "xlsx", "pdf", "html", "json"):
        result = run(morning, verb, "2026-11-22", "--format", shape, "--period", "15-14")
        assert result.exit_code == 0, result.stderr
        assert result.stdout_bytes


def test_a_day_can_be_printed_and_opened_in_a_spreadsheet(morning: Home, tmp_path: Path) -> None:
    for shape, begins in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        out = tmp_path / f"day.{shape}"
        assert (
            run(morning, "day", "22/11/2026", "--format", shape, "--out", str(out)).exit_code == 0
        )
        assert out.read_bytes().startswith(begins)


def test_the_frame_of_papers_comes_from_the_homes_own_file(morning: Home) -> None:
    text = '[letterhead]\nissuer = "UBND xã Khe Rèn"\n[signatures]\nhead = "Hà Văn Duyệt"\n'
    morning.papers.write_text(text, encoding="utf-8")
    page = run(morning, "month", "2026-11", "--format", "html").stdout
    assert "UBND XÃ KHE RÈN" in page
    assert "Hà Văn Duyệt" in page
    morning.papers.write_text("[letterhead]\nissuers = 1\n", encoding="utf-8")
    result = run(morning, "month", "2026-11")
    assert result.exit_code == 1
    assert "issuers" in str(result.exception)


def test_logs_of_others_need_a_unit(morning: Home) -> None:
    result = run(morning, "month", "--logs", str(morning.journal))
    assert result.exit_code == EXIT_USAGE


def test_the_forms_on_the_command_line_are_those_there_are() -> None:
    from broadcaster.cli import papers
    from broadcaster.reports import paper, period

    assert papers.FORMATS == paper.FORMATS
    assert papers.COUNTINGS == period.COUNTINGS
