"""Run the command line as a person does, in this process, and see what it left behind."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from broadcaster.cli import main
from broadcaster.desk import Desk


@dataclass
class Ran:
    """How a command ended: its exit code, its data, and its talk."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `broadcaster ARG...` in English, through the same funnel as the installed program."""
    monkeypatch.setenv("BROADCASTER_LANG", "en")
    for name in ("BROADCASTER_HOME", "BROADCASTER_PERSON"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: Any) -> Ran:
        monkeypatch.setattr(sys, "argv", ["broadcaster", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        code = left.value.code
        captured = capsys.readouterr()
        return Ran(code if isinstance(code, int) else 0, captured.out, captured.err)

    return run


@pytest.fixture
def at_home(run: Run, desk: Desk) -> Run:
    """Run a command in the home of the `desk` fixture, by its administrator unless `--as` says."""

    def at_home(*arguments: Any) -> Ran:
        before = [] if "--as" in arguments else ["--as", "administrator"]
        return run("--home", desk.home.root, *before, *arguments)

    return at_home


@pytest.fixture
def op(at_home: Run) -> Run:
    """The command line as the operator of the home uses it."""
    return lambda *arguments: at_home("--as", "operator", *arguments)


@pytest.fixture
def chief(at_home: Run) -> Run:
    """The command line as the approver of the home uses it."""
    return lambda *arguments: at_home("--as", "approver", *arguments)
