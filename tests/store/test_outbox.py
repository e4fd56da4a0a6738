"""What a commit promises to `plan/` is carried out, however often it is interrupted."""

import shutil

import pytest

from broadcaster.desk import Desk
from broadcaster.store import flush_outbox, queue_file
from broadcaster.store.outbox import OutboxError


def promise(desk: Desk, name: str, content: bytes | None) -> None:
    with desk.database.transaction() as session:
        queue_file(session, desk.home, desk.home.plan / name, content)


def test_files_are_written_in_order_and_the_last_promise_wins(desk: Desk) -> None:
    promise(desk, "a.json", b"1")
    promise(desk, "a.json", b"2")
    promise(desk, "b.json", b"3")
    assert flush_outbox(desk.database, desk.home) == 3
    assert (desk.home.plan / "a.json").read_bytes() == b"2"
    assert flush_outbox(desk.database, desk.home) == 0


def test_a_promised_removal_happens_once_and_harms_nothing_twice(desk: Desk) -> None:
    promise(desk, "a.json", b"1")
    promise(desk, "a.json", None)
    promise(desk, "a.json", None)
    desk.publish()
    assert not (desk.home.plan / "a.json").exists()


def test_nothing_is_promised_by_a_transaction_that_failed(desk: Desk) -> None:
    def promise_and_fail() -> None:
        with desk.database.transaction() as session:
            queue_file(session, desk.home, desk.home.plan / "a.json", b"1")
            raise KeyError

    with pytest.raises(KeyError):
        promise_and_fail()
    assert flush_outbox(desk.database, desk.home) == 0


def test_a_disk_that_refuses_is_named_and_the_promise_kept(desk: Desk) -> None:
    promise(desk, "a.json", b"1")
    shutil.rmtree(desk.home.plan)
    desk.home.plan.write_text("in the way")
    with pytest.raises(OutboxError, match=r"a\.json"):
        desk.publish()
    desk.home.plan.unlink()
    assert flush_outbox(desk.database, desk.home) == 1


def test_the_next_command_carries_out_what_a_crash_left(desk: Desk) -> None:
    promise(desk, "a.json", b"1")
    Desk.open(desk.home)
    assert (desk.home.plan / "a.json").read_bytes() == b"1"
