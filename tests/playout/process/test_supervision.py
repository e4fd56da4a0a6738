"""Who is dead or stuck, decided on the virtual clock; and how the next start learns why."""

import json
from pathlib import Path

import pytest

from broadcaster.playout.process.control import NOTE_NAME
from broadcaster.playout.process.ending import FILE_NAME, KILLED, LONGEST_NOTE, POWER_LOST, Ending
from broadcaster.playout.process.life import REPORT_S, Life
from broadcaster.playout.process.supervision import LATE_LOOK_S, PATIENCE_S, Supervision
from broadcaster.timebase import NANOSECONDS, VirtualTime, boot_id
from tests.playout.station import at_station


class Ward:
    """A player of which a test says who reports, looked at once a second."""

    def __init__(self) -> None:
        self.time = VirtualTime(at_station("05:25"))
        self.life = Life(self.time)
        self.done: list[str] = []
        restart = {"control": lambda: self.done.append("restart control")}
        self.supervision = Supervision(
            self.time, self.life, restart, lambda name: self.done.append(f"end {name}")
        )
        for name in ("player", "control"):
            self.life.report(name)

    def pass_by(
        self, seconds: int, *alive: str, delivered: "list[int | None] | None" = None
    ) -> None:
        for second in range(seconds):
            self.time.advance(NANOSECONDS)
            for name in alive:
                self.life.report(name)
            self.supervision.look(delivered[second] if delivered else None)


def test_nobody_is_touched_while_all_report() -> None:
    ward = Ward()
    ward.pass_by(60, "player", "control")
    ward.pass_by(60, "player", "control", delivered=list(range(60)))
    assert ward.done == []


def test_a_thread_that_can_be_replaced_is_and_gets_its_time_again() -> None:
    ward = Ward()
    ward.pass_by(REPORT_S + 1, "player")
    assert ward.done == ["restart control"]
    ward.pass_by(REPORT_S - 1, "player")
    assert ward.done == ["restart control"]
    ward.pass_by(2, "player")
    assert ward.done == ["restart control"] * 2


def test_the_players_own_thread_ends_the_process_in_time() -> None:
    ward = Ward()
    ward.pass_by(REPORT_S + PATIENCE_S, "control")
    assert ward.done == []
    ward.pass_by(1, "control")
    assert ward.done == ["end player"]


def test_a_thread_that_said_it_would_be_busy_is_given_that_time() -> None:
    ward = Ward()
    ward.life.report("player", 120)
    ward.pass_by(119, "control")
    assert ward.done == []


def test_samples_that_stand_still_end_the_process() -> None:
    ward = Ward()
    ward.pass_by(PATIENCE_S + 1, "player", "control", delivered=[480] * 60)
    assert ward.done == []
    ward.pass_by(1, "player", "control", delivered=[480])
    assert ward.done == ["end stream"]


def test_a_process_that_was_stopped_itself_accuses_nobody() -> None:
    """SIGSTOP, a suspended machine: all threads are overdue together, and go on together."""
    ward = Ward()
    ward.pass_by(3, "player", "control", delivered=[1, 2, 3])
    ward.time.advance(600 * NANOSECONDS)
    ward.supervision.look(3)
    ward.pass_by(REPORT_S - 1, delivered=[4, 5, 6, 7])
    assert ward.done == []
    assert LATE_LOOK_S < REPORT_S


def test_after_a_clean_stop_and_at_the_first_start_there_is_nothing_to_say(tmp_path: Path) -> None:
    ending = Ending(tmp_path)
    assert ending.take() == ""
    assert not ending.was_ours


@pytest.mark.parametrize(
    ("boot", "why"), [(boot_id(), KILLED), ("another", POWER_LOST), (None, POWER_LOST)]
)
def test_a_run_that_left_no_word_was_killed_or_lost_its_power(
    tmp_path: Path, boot: str | None, why: str
) -> None:
    (tmp_path / NOTE_NAME).write_text(json.dumps({"boot_id": boot}))
    ending = Ending(tmp_path)
    assert ending.take() == why
    assert not ending.was_ours


def test_a_bug_is_told_once_and_is_ours(tmp_path: Path) -> None:
    Ending(tmp_path).note_fault(ValueError("x" * 10_000))
    ending = Ending(tmp_path)
    assert ending.take().startswith("fault: ValueError('xxx")
    assert len(ending.before) == LONGEST_NOTE
    assert ending.was_ours
    assert Ending(tmp_path).take() == ""


@pytest.mark.parametrize("content", ["", "[]", '{"note": 5}', "[" * 100_000])
def test_a_spoilt_word_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    assert Ending(tmp_path).take() == ""
    assert not (tmp_path / FILE_NAME).exists()


def test_a_folder_that_cannot_be_written_does_not_hide_the_bug(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    Ending(tmp_path / "file").note_fault(ValueError("x"))
