import json

from broadcaster.desk import Desk
from tests.cli.conftest import Run


def test_a_unit_is_entered_listed_and_shown(at_home: Run) -> None:
    added = at_home("unit", "add", "Tỉnh Lạng Sơn", "--kind", "province", "--code", "20")
    assert (added.code, added.out) == (0, "tinh-lang-son\n")
    assert (
        at_home("unit", "move", "khe-ren", "--parent", "lang-son", "--from", "1/7/2025").code == 0
    )
    rows = json.loads(at_home("unit", "list", "--json").out)
    assert [(row["id"], row["parent"]) for row in rows] == [
        ("khe-ren", "tinh-lang-son"),
        ("tinh-lang-son", ""),
    ]
    shown = at_home("unit", "show", "Tỉnh Lạng Sơn").out
    assert "20" in shown
    assert "unit-add" in shown


def test_the_tree_is_shown_as_it_stood_on_a_day(at_home: Run) -> None:
    at_home("unit", "add", "A")
    at_home("unit", "add", "B")
    at_home("unit", "move", "khe-ren", "--parent", "a", "--from", "2026-01-01")
    at_home("unit", "move", "khe-ren", "--parent", "b", "--from", "2026-07-01")
    for day, parent in (("2025-12-31", ""), ("2026-06-30", "a"), ("01/07/2026", "b")):
        shown = json.loads(at_home("unit", "show", "khe-ren", "--on", day, "--json").out)
        assert shown["parent"] == parent


def test_a_rename_keeps_the_former_name(at_home: Run) -> None:
    at_home("unit", "rename", "khe-ren", "Xã Khe Rèn", "--from", "2026-07-01", "--code", "6001")
    shown = json.loads(at_home("unit", "show", "khe-ren", "--json").out)
    assert (shown["name"], shown["code"]) == ("Xã Khe Rèn", "6001")
    assert shown["former"][0]["name"] == "khe-ren"
    assert shown["former"][0]["until"] == "2026-06-30"


def test_a_merged_unit_names_its_heir(at_home: Run) -> None:
    at_home("unit", "add", "Xã Cũ")
    at_home("unit", "merge", "xa-cu", "--into", "khe-ren", "--from", "2026-07-01")
    shown = json.loads(at_home("unit", "show", "xa-cu", "--json").out)
    assert (shown["merged_into"], shown["until"]) == ("khe-ren", "2026-06-30")


def test_a_loop_is_refused_with_one_line(at_home: Run) -> None:
    at_home("unit", "add", "Thôn", "--parent", "khe-ren")
    refused = at_home("unit", "move", "khe-ren", "--parent", "thon", "--from", "2026-01-01")
    assert refused.code == 1
    assert refused.err.startswith("broadcaster: ")
    assert refused.err.count("\n") == 1
    assert '"khe-ren" cannot belong to "Thôn"' in refused.err


def test_a_day_that_is_none_is_a_usage_error(at_home: Run) -> None:
    refused = at_home("unit", "move", "khe-ren", "--from", "31/02/2026")
    assert refused.code == 2
    assert "31/02/2026" in refused.err


def test_only_an_administrator_enters_units(at_home: Run) -> None:
    refused = at_home("--as", "operator", "unit", "add", "X")
    assert refused.code == 1
    assert "administrator" in refused.err


def test_nobody_named_enters_nothing(run: Run, desk: Desk) -> None:
    refused = run("--home", desk.home.root, "unit", "add", "X")
    assert refused.code == 1
    assert "--as PERSON" in refused.err
