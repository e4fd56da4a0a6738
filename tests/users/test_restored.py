"""What of an old day does not live again."""

from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.store import Database
from broadcaster.upkeep import actions as upkeep
from broadcaster.users import EndCause, Ended, UsersError, actions
from tests.store.plain import ask
from tests.users.conftest import PASSWORD, Enter


def test_a_backup_brings_back_passwords_but_neither_sessions_nor_codes(
    office: Desk, enter: Enter, tmp_path: Path
) -> None:
    token = enter().token
    waiting = actions.issue_code(office, "approver")
    upkeep.back_up(office, tmp_path / "b.tar")
    home, _manifest, _aside = upkeep.restore(tmp_path / "b.tar", tmp_path / "b", time=office.time)
    back = Desk.open(home, time=office.time)
    assert actions.session_of(back, token) == Ended(EndCause.RESTORED)
    with pytest.raises(UsersError):
        actions.set_password(back, "approver", waiting.code, PASSWORD)
    assert actions.sign_in(back, "operator", PASSWORD)


def test_a_database_of_a_version_before_users_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    database = Database(tmp_path / "old.db")
    ask(database.path, "CREATE TABLE person (id TEXT)")
    before = database.path.read_bytes()
    actions.end_what_a_backup_held(database, desk.time.now())
    assert database.path.read_bytes() == before
