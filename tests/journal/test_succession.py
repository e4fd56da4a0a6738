"""A home that lost state, moved or changed its key begins a new log, linked to the one before."""

import json
import shutil
from pathlib import Path

import pytest

from broadcaster.home import Home
from broadcaster.journal import Kind, succession
from broadcaster.journal.inspection import inspect, trust_of
from broadcaster.journal.logs import Log, read_logs
from broadcaster.journal.machine import machine_mark
from broadcaster.journal.verdict import status_of_all
from broadcaster.signed import BoxKey
from tests.conftest import bare_home
from tests.journal.conftest import OpenJournal
from tests.journal.inspecting import ZONE, cut, sentence


def write(open_journal: OpenJournal, *codes: str, **more: object) -> str:
    with open_journal(**more) as journal:
        for code in codes:
            journal.append(Kind.ALARM, code=code)
        journal.checkpoint()
    return journal.log_id


def boot_of(home: Home, log_id: str) -> dict[str, object]:
    first = Log(log_id, home.journal / log_id).first()
    assert first is not None
    return dict(first)


def test_the_new_log_names_size_and_root_of_what_was_sound(
    home: Home, open_journal: OpenJournal
) -> None:
    old = write(open_journal, "a", "b", "c")
    (sealed,) = inspect(home.journal, trust_of(home))
    (home.journal / "current.json").unlink()
    boot = boot_of(home, write(open_journal))
    assert sealed.seal is not None
    assert (boot["previous_log"], boot["previous_size"]) == (old, 4)
    assert boot["previous_root"] == sealed.seal.root.hex()
    assert all(report.is_sound for report in inspect(home.journal, trust_of(home)))


def test_a_truncated_log_is_left_as_evidence(home: Home, open_journal: OpenJournal) -> None:
    old = write(open_journal, "a", "b", "c")
    cut(home, 2)
    boot = boot_of(home, write(open_journal))
    assert (boot["previous_log"], boot["previous_size"]) == (old, 2)
    assert boot["note"] == succession.NOTE_DAMAGED


def test_another_key_begins_another_log(home: Home, open_journal: OpenJournal) -> None:
    old = write(open_journal, "a")
    boot = boot_of(home, write(open_journal, key=BoxKey.generate()))
    assert (boot["previous_log"], boot["note"]) == (old, succession.NOTE_OTHER_KEY)


def test_a_home_on_another_machine_begins_another_log(
    home: Home, open_journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadcaster.journal.writer.machine_mark", lambda: "0123456789abcdef")
    old = write(open_journal, "a")
    boot = boot_of(home, write(open_journal, note="killed"))
    note = f"{succession.NOTE_OTHER_MACHINE}, killed"
    assert (boot["previous_log"], boot["note"]) == (old, note)


def test_a_machine_is_known_by_what_any_user_may_read(tmp_path: Path) -> None:
    assert machine_mark(tmp_path) == ""
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/machine-id").write_text("0123\n")
    one = machine_mark(tmp_path)
    serial = tmp_path / "sys/firmware/devicetree/base/serial-number"
    serial.parent.mkdir(parents=True)
    serial.write_bytes(b"100000001\0")
    assert len({"", one, machine_mark(tmp_path)}) == 3


def test_a_home_without_a_machines_mark_is_gone_on_with(
    home: Home, open_journal: OpenJournal
) -> None:
    old = write(open_journal, "a")
    (home.journal / "current.json").write_text(json.dumps({"log_id": old}))
    assert write(open_journal) == old


def test_a_log_that_goes_on_after_another_took_its_place_is_named(
    home: Home, open_journal: OpenJournal, tmp_path: Path, key: BoxKey
) -> None:
    """A restored copy began a new log while the box went on: the auditor has both."""
    old = write(open_journal, "a", "b")
    copy = bare_home(tmp_path / "restored", key)
    shutil.copytree(home.journal, copy.journal, dirs_exist_ok=True)
    write(open_journal, "c")
    (copy.journal / "current.json").unlink()
    with_new = copy.journal / _begin(copy, open_journal, home)
    shutil.copytree(with_new, home.journal / with_new.name)
    reports = inspect(home.journal, trust_of(home))
    assert status_of_all(reports) == "disagrees"
    assert f"log {old} goes on after this one took its place" in sentence(reports[1], ZONE)


def _begin(copy: Home, open_journal: OpenJournal, home: Home) -> str:
    """Begin a log in the copy, with everything else as at home."""
    aside = home.root.with_name("aside")
    home.journal.rename(aside)
    copy.journal.rename(home.journal)
    name = write(open_journal, "d")
    home.journal.rename(copy.journal)
    aside.rename(home.journal)
    return name


def test_a_log_before_that_was_rewritten_does_not_fit_the_link(
    home: Home, open_journal: OpenJournal
) -> None:
    """Also when every hash and the checkpoint were made anew with the box's key."""
    old = write(open_journal, "a", "b")
    (home.journal / "current.json").unlink()
    write(open_journal)
    shutil.rmtree(home.journal / old)
    for path in home.checkpoints.glob(f"{old}-*"):
        path.unlink()
    newer = read_logs(home)[0].folder
    newer.rename(home.root / "aside")
    (home.journal / "current.json").unlink()
    forged = write(open_journal, "x", "y")
    (home.root / "aside").rename(newer)
    assert forged == old
    reports = inspect(home.journal, trust_of(home))
    assert f"log {old}, which it was begun after, is not as it was then" in " ".join(
        sentence(report, ZONE) for report in reports
    )
