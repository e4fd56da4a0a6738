"""The lexicon as people type it: try, teach, list, carry away, and what a change would alter."""

import io
import json
import shlex
import sys
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.reports.columns import WIDTH, display_width
from broadcaster.schedule import actions as schedule
from tests.cli.conftest import Ran, Run

ID = "khe-ren-2026-0001"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "tin.txt"
    path.write_text("Mai họp.\n\nMời TTXV và UBND xã đến.\n", encoding="utf-8")
    return path


def fits_the_terminal(text: str) -> bool:
    return all(display_width(line) <= WIDTH for line in text.splitlines())


def submit(op: Run, text: Path) -> None:
    op("bulletin", "add", text)
    op("render", ID)
    assert op("bulletin", "submit", ID, "--accept-flags", "nghe rồi").code == 0


def test_a_change_lists_what_waits_and_changes_nothing_in_it(op: Run, text: Path) -> None:
    submit(op, text)
    tried = op("lexicon", "add", "TTXV", "thông tấn xã", "--dry-run")
    assert "Nothing was written" in tried.err
    assert json.loads(op("lexicon", "list", "--json").out) == []
    done = op("lexicon", "add", "TTXV", "thông tấn xã")
    assert done.out == "TTXV\tthông tấn xã\n"
    for ran in (tried, done):
        assert f"{ID} · Mai họp · submitted" in ran.err
        assert "line 2: Mời TTXV và UBND xã đến." in ran.err
        assert "- Mời tê tê ích vê và" in ran.err
        assert "+ Mời thông tấn xã và" in ran.err
        assert f"broadcaster bulletin edit {ID} --read-again" in ran.err
        assert fits_the_terminal(ran.err)
    assert "thông tấn xã" not in op("bulletin", "script", ID).out
    assert op("bulletin", "edit", ID, "--read-again").code == 0
    assert "thông tấn xã" in op("bulletin", "script", ID).out


def test_a_planned_bulletin_shows_its_next_airing(
    op: Run, chief: Run, text: Path, desk: Desk
) -> None:
    schedule.set_default_hours(desk)
    schedule.copy_templates(desk)
    schedule.apply_programme(desk, confirmed=True)
    submit(op, text)
    chief("bulletin", "approve", ID)
    now = Desk.open(desk.home, person="operator")
    schedule.plan(now)
    airings = schedule.airings_of(now, ID)
    told = op("lexicon", "add", "Mai", "ngày mai", "--dry-run").err
    assert f"next {airings[0]}" in " ".join(told.split())
    shown = json.loads(op("lexicon", "add", "Mai", "ngày mai", "--json").out)
    (altered,) = shown["alters"]
    assert (altered["state"], altered["airings"]) == ("approved", airings)
    assert altered["lines"] == [
        {"line": 1, "written": "Mai họp.", "before": "Mai họp.", "after": "ngày mai họp."}
    ]
    assert json.loads(op("lexicon", "remove", "Mai", "--json").out)["alters"] == []
    assert schedule.airings_of(now, ID) == airings


def test_a_lexicon_goes_to_a_file_and_comes_back(op: Run, tmp_path: Path) -> None:
    op("lexicon", "add", "QZK", "quản trị kho", "--context", "thóc", "--source", "QĐ 7")
    out = tmp_path / "tu-dien.tsv"
    assert op("lexicon", "export", out).out == f"{out}\n"
    for to_stdout in ([], ["-"]):
        assert op("lexicon", "export", *to_stdout).out == out.read_text(encoding="utf-8")
    assert "0 added, 0 replaced, 0 taken out, 1 as before." in op("lexicon", "import", out).err
    op("lexicon", "remove", "QZK")
    tried = op("lexicon", "import", out, "--dry-run")
    assert (tried.out, op("lexicon", "list").out) == ("QZK\tquản trị kho\n", "")
    counted = json.loads(op("lexicon", "import", out, "--json").out)
    assert (counted["added"], counted["unchanged"]) == (1, 0)
    listed = op("lexicon", "list").out
    assert "beside thóc; QĐ 7; decided by" in listed.replace("\n    ", " ")
    assert fits_the_terminal(listed)


def test_a_bad_file_is_one_line_and_writes_nothing(op: Run, tmp_path: Path) -> None:
    bad = tmp_path / "tu-dien.tsv"
    bad.write_text("written\tspoken\nQZK\tkho\nA\t3\n", encoding="utf-8")
    refused = op("lexicon", "import", bad)
    assert (refused.code, refused.out) == (1, "")
    assert len(refused.err.splitlines()) == 1
    assert f'"{bad}", line 3' in refused.err
    assert op("lexicon", "list").out == ""


def test_layers_above_are_imported_and_listed_apart(op: Run, at_home: Run, tmp_path: Path) -> None:
    at_home("unit", "add", "Tỉnh Sơn", "--kind", "province")
    at_home("unit", "move", "khe-ren", "--parent", "tinh-son", "--from", "2026-01-01")
    file = tmp_path / "tinh.tsv"
    file.write_text("written\tspoken\nQZK\tkho tỉnh\n", encoding="utf-8")
    assert op("lexicon", "import", file, "--layer", "tinh-son").code == 0
    op("lexicon", "add", "TTXV", "thông tấn xã")
    assert "QZK" not in op("lexicon", "list").out
    assert op("lexicon", "list", "--layer", "tinh-son").out.startswith("QZK = kho tỉnh")
    every = json.loads(op("lexicon", "list", "--all", "--built-in", "--json").out)
    assert [one["owner"] for one in every[:3]] == ["khe-ren", "tinh-son", "built-in"]
    assert "Tỉnh Sơn (tinh-son)" in op("lexicon", "list", "--all").out
    assert op("lexicon", "import", file, "--layer", "khong-co").code == 1
    assert op("lexicon", "remove", "QZK", "--layer", "tinh-son").code == 0
    removed = json.loads(op("lexicon", "list", "--all", "--removed", "--json").out)
    assert [one["removed_by"] for one in removed] == ["", "operator"]


def test_a_text_is_tried_with_an_entry_that_is_not_kept(op: Run) -> None:
    op("lexicon", "add", "XK", "xung kích", "--context", "bóng")
    shown = op("lexicon", "test", "Đội XK tập bóng ở QZK.", "--with", "QZK=quản trị kho")
    assert shown.out.splitlines()[0] == "Đội xung kích tập bóng ở quản trị kho."
    assert "line 1: XK = xung kích (Khe Ren; beside bóng)" in shown.out.replace(
        "khe-ren", "Khe Ren"
    )
    assert "only tried" in shown.out
    document = json.loads(op("lexicon", "test", "Đội XK, UBND và QZK.", "--json").out)
    assert [(one["written"], one["layer"]) for one in document["said"]][-1] == ("UBND", "built-in")
    assert "QZK" in [flag["written"] for flag in document["flags"]]
    assert json.loads(op("lexicon", "list", "--json").out)[0]["written"] == "XK"
    assert "WRITTEN=SPOKEN" in op("lexicon", "test", "x", "--with", "y").err


def test_a_text_to_try_comes_from_a_file_or_the_pipe(
    op: Run, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from_file = op("lexicon", "test", "--file", text)
    pipe = io.TextIOWrapper(io.BytesIO(text.read_bytes()))
    monkeypatch.setattr(sys, "stdin", pipe)
    assert op("lexicon", "test").out == from_file.out
    assert "Mai họp." in from_file.out


def offer_in(ran: Ran) -> list[str]:
    (line,) = [one for one in ran.err.splitlines() if "broadcaster lexicon add" in one]
    return shlex.split(line)[1:]


def test_a_corrected_line_is_offered_as_a_command_that_works(op: Run, text: Path) -> None:
    op("bulletin", "add", text)
    edited = op("bulletin", "edit", ID, "--say", "2=Mời thông tấn xã và ủy ban nhân dân xã đến.")
    command = offer_in(edited)
    assert command == ["lexicon", "add", "TTXV", "thông tấn xã"]
    assert op(*command).code == 0
    assert "lexicon add" not in op("bulletin", "edit", ID, "--say", "1=Ngày mai họp.").err


def test_an_approvers_wording_is_offered_to_who_takes_it_over(
    op: Run, chief: Run, text: Path
) -> None:
    submit(op, text)
    chief("bulletin", "return", ID, "--say", "2=Mời thông tấn xã và ủy ban nhân dân xã đến.")
    assert offer_in(op("bulletin", "take-corrections", ID))[2:] == ["TTXV", "thông tấn xã"]
