"""`broadcaster user` as an administrator types it."""

import json

import pytest

from broadcaster.cli.columns import width_of
from broadcaster.desk import Desk
from broadcaster.users import actions
from tests.cli.conftest import Run

PASSWORD = "ba con voi qua suối"


def test_a_code_goes_to_stdout_alone(at_home: Run, desk: Desk) -> None:
    ran = at_home("user", "code", "operator")
    assert ran.code == 0
    assert "operator alone" in ran.err
    assert "works once and until" in ran.err
    code = ran.out.removesuffix("\n")
    assert code not in ran.err
    assert len(code) == 14
    actions.set_password(Desk.open(desk.home), "operator", code, PASSWORD)


def test_a_code_needs_an_administrator(at_home: Run, run: Run, desk: Desk) -> None:
    refused = at_home("user", "code", "operator", "--as", "operator")
    assert (refused.code, refused.out) == (1, "")
    assert "is not administrator" in refused.err
    assert "--as" in run("--home", desk.home.root, "user", "code", "operator").err
    assert '"nobody"' in at_home("user", "code", "nobody").err


def test_users_are_listed_with_how_they_sign_in(at_home: Run, desk: Desk) -> None:
    now = Desk.open(desk.home)
    code = at_home("user", "code", "operator").out.strip()
    actions.set_password(now, "operator", code, PASSWORD)
    actions.sign_in(now, "operator", PASSWORD)
    at_home("user", "code", "approver")
    operator, approver = json.loads(at_home("user", "list", "--json").out)
    assert (operator["id"], operator["roles"]) == ("operator", ["operator"])
    assert (operator["can_sign_in"], operator["open_sessions"]) == (True, 1)
    assert operator["signed_in_at"].endswith("Z")
    assert (approver["can_sign_in"], approver["has_password"]) == (False, False)
    assert approver["code_until"]
    listed = at_home("user", "list").out
    assert "code until" in listed
    assert "Open sessions" in listed


def test_a_user_is_signed_out_and_removed(at_home: Run, desk: Desk) -> None:
    now = Desk.open(desk.home)
    for person in ("operator", "administrator"):
        code = at_home("user", "code", person).out.strip()
        actions.set_password(now, person, code, PASSWORD)
    actions.sign_in(now, "operator", PASSWORD)
    assert "1 session ended." in at_home("user", "sign-out", "operator").err
    assert "0 sessions ended." in at_home("user", "sign-out", "operator").err
    assert "no longer sign in" in at_home("user", "remove", "operator").err
    refused = at_home("user", "remove", "administrator")
    assert refused.code == 1
    assert "last administrator" in refused.err


def test_the_trail_is_read_newest_first(at_home: Run) -> None:
    at_home("user", "code", "operator")
    at_home("user", "code", "approver")
    events = json.loads(at_home("user", "trail", "--json").out)
    assert [(event["what"], event["subject"]) for event in events] == [
        ("code-issued", "approver"),
        ("code-issued", "operator"),
    ]
    assert len(json.loads(at_home("user", "trail", "--limit", "1", "--json").out)) == 1
    assert "approver" not in at_home("user", "trail", "--person", "operator").out
    assert at_home("user", "trail", "--limit", "0").code == 2


@pytest.mark.parametrize("language", ["vi", "en"])
def test_lists_fit_their_columns(at_home: Run, language: str) -> None:
    at_home("user", "code", "operator")
    for verb in ("list", "trail"):
        lines = at_home("user", verb, "--lang", language).out.splitlines()
        assert len(lines) == 2
        assert all(width_of(line) < 120 for line in lines)
