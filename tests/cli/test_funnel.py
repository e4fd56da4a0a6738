"""How a command ends: one line for a refusal, a traceback for a bug, and the right exit code."""

import click
import pytest

from broadcaster import cli
from broadcaster.cli import NOUNS, root
from broadcaster.cli.columns import show_card, show_table, width_of
from broadcaster.cli.session import common_options
from broadcaster.errors import BroadcasterError
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def verbs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that end in every way there is."""

    def get_command(_group: object, _ctx: click.Context, name: str) -> click.Command | None:
        return ENDINGS.get(name)

    monkeypatch.setattr(cli.Nouns, "get_command", get_command)


@click.command("refuse")
@common_options
def refuse() -> None:
    raise BroadcasterError("no")


@click.command("bug")
def bug() -> None:
    raise ZeroDivisionError


@click.command("checked")
@click.pass_context
def checked(ctx: click.Context) -> None:
    ctx.exit(1)


@click.command("person")
@click.argument("person")
@click.argument("home")
@common_options
@click.pass_obj
def person(session: object, person: str, home: str) -> None:
    click.echo(f"{person} {home} {session}")


@click.command("stopped")
def stopped() -> None:
    raise KeyboardInterrupt


ENDINGS = {one.name: one for one in (refuse, bug, checked, person, stopped)}


def test_a_refusal_is_one_line_and_1(run: Run) -> None:
    ran = run("refuse")
    assert (ran.code, ran.out, ran.err) == (1, "", "broadcaster: no\n")


def test_debug_shows_the_traceback_of_a_refusal(run: Run) -> None:
    assert "Traceback" in run("--debug", "refuse").err


def test_a_bug_shows_itself_and_ends_with_70(run: Run) -> None:
    ran = run("bug")
    assert ran.code == 70
    assert "ZeroDivisionError" in ran.err
    assert "please report" in ran.err


def test_a_check_that_failed_ends_with_its_code(run: Run) -> None:
    assert run("checked").code == 1


@pytest.mark.parametrize("arguments", [("nothing",), ("--nothing",), ("refuse", "--nothing")])
def test_what_cannot_be_understood_ends_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).code == 2


def test_an_interrupted_command_says_so_to_the_shell(run: Run) -> None:
    assert run("stopped").code == 130


def test_options_after_the_verb_win_and_spare_arguments_of_their_names(run: Run) -> None:
    ran = run("--as", "a", "--home", "/x", "person", "somebody", "there", "--as", "b")
    assert ran.out.startswith("somebody there ")
    assert "person='b'" in ran.out
    assert "home='/x'" in ran.out


def test_nouns_are_listed_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    assert root.list_commands(click.Context(root)) == sorted(NOUNS)


def test_columns_line_up_with_vietnamese_in_them(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(("Mã", "Tên"), [("a", "Xã Khe Rèn"), ("Nguye\u0302\u0303n", "b")])
    lines = capsys.readouterr().out.splitlines()
    assert [width_of(line[: line.rindex("  ")]) for line in lines[::2]] == [6, 6]
    show_card([("Mã", "x"), ("Trống", ""), ("Tên dài", "y")])
    assert capsys.readouterr().out == "Mã       x\nTên dài  y\n"
