"""The verdict says up to which record somebody beside the station vouches, and by whose word."""

from datetime import timedelta
from pathlib import Path

import pytest

from broadcaster.home import Home
from broadcaster.journal import Kind
from broadcaster.journal.checkpoint import Checkpoint
from broadcaster.journal.cosignature import WitnessKey
from broadcaster.journal.head_code import read_code
from broadcaster.journal.inspection import LogReport, inspect, trust_of, unmatched
from broadcaster.journal.verdict import document, status_of_all, unmatched_words
from broadcaster.journal.vouchers import Asked
from broadcaster.timebase import NANOSECONDS, VirtualTime
from tests.conftest import SUNDAY_MORNING
from tests.journal.conftest import OpenJournal
from tests.journal.inspecting import ZONE, cut, notes_of, sentence
from tests.journal.witnesses import NAME, stick, visit


@pytest.fixture
def witness(tmp_path: Path) -> WitnessKey:
    return stick(tmp_path / "stick")


def grow(open_journal: OpenJournal, records: int = 4) -> Checkpoint:
    with open_journal() as journal:
        for number in range(records):
            journal.append(Kind.ALARM, code=f"c{number}")
        return journal.checkpoint()


def ask(home: Home, *witnesses: WitnessKey, heads: tuple[str, ...] = ()) -> LogReport:
    asked = Asked(witnesses, [read_code(code) for code in heads])
    (found,) = inspect(home.journal, trust_of(home), asked=asked)
    return found


def test_by_itself_only_the_station_vouches(home: Home, open_journal: OpenJournal) -> None:
    grow(open_journal)
    found = ask(home)
    assert "only the station vouches for it" in sentence(found, ZONE)
    assert (found.vouched, document(found)["vouched_up_to"]) == (0, None)


def test_a_paper_vouches_up_to_its_head_and_from_there_only_the_station(
    home: Home, open_journal: OpenJournal
) -> None:
    first, second = grow(open_journal), grow(open_journal)
    found = ask(home, heads=(first.short_code.lower(), second.short_code))
    said = sentence(found, ZONE)
    assert f"the paper with code {first.short_code} vouches up to record 4" in said
    assert f"the paper with code {second.short_code} vouches up to record 9" in said
    assert "only the station" not in said
    assert "from record 5 on only the station vouches" in sentence(
        ask(home, heads=(first.short_code,)), ZONE
    )


def test_a_paper_whose_log_was_cut_short_and_signed_anew_fits_no_log(
    home: Home, open_journal: OpenJournal
) -> None:
    """The box's own key made the shorter log right in every other way."""
    code = grow(open_journal).short_code
    for path in notes_of(home):
        path.unlink()
    cut(home, 1)
    grow(open_journal, 0)
    found = ask(home, heads=(code,))
    (lost,) = unmatched([read_code(code)], [found])
    assert found.is_sound
    assert f"Code {code} FITS NO LOG here" in unmatched_words(lost)
    assert status_of_all([found], [lost]) == "damaged"


def test_a_witness_vouches_with_a_time_if_its_key_is_given(
    home: Home, open_journal: OpenJournal, witness: WitnessKey, tmp_path: Path
) -> None:
    grow(open_journal)
    visit(home, tmp_path / "stick", SUNDAY_MORNING + timedelta(hours=1))
    grow(open_journal)
    said = sentence(ask(home, witness), ZONE)
    assert f"{NAME} had seen it up to record 4 by 22/11/2026 09:00:00" in said
    assert "from record 5 on only the station vouches" in said
    assert "only the station vouches for it" in sentence(ask(home), ZONE)
    for path in notes_of(home):
        path.unlink()
    assert f"{NAME} vouches for none of it" in sentence(ask(home, witness), ZONE)


def test_of_several_visits_the_last_one_counts(
    home: Home, open_journal: OpenJournal, witness: WitnessKey, tmp_path: Path
) -> None:
    for hour in range(1, 4):
        grow(open_journal)
        visit(home, tmp_path / "stick", SUNDAY_MORNING + timedelta(hours=hour))
    (found,) = document(ask(home, witness))["vouched_by"]
    assert found == {
        "by": "witness",
        "name": NAME,
        "up_to": 14,
        "at": "2026-11-22T04:00:00.000000Z",
    }


def test_a_cosignature_moved_to_another_head_is_named(
    home: Home, open_journal: OpenJournal, witness: WitnessKey, tmp_path: Path
) -> None:
    grow(open_journal)
    visit(home, tmp_path / "stick", SUNDAY_MORNING)
    line = notes_of(home)[0].read_bytes().splitlines(keepends=True)[-1]
    grow(open_journal)
    with notes_of(home)[1].open("ab") as note:
        note.write(line)
    found = ask(home, witness)
    assert not found.is_whole
    assert "a witness's cosignature in it does not hold" in sentence(found, ZONE)


def test_a_record_later_than_a_witness_saw_it_has_a_wrong_clock(
    home: Home,
    open_journal: OpenJournal,
    witness: WitnessKey,
    tmp_path: Path,
    clock: VirtualTime,
) -> None:
    with open_journal() as journal:
        clock.advance(7200 * NANOSECONDS)
        journal.append(Kind.HEARTBEAT)
        journal.checkpoint()
    visit(home, tmp_path / "stick", SUNDAY_MORNING + timedelta(hours=2))
    assert ask(home, witness).is_sound
    visit(home, tmp_path / "stick", SUNDAY_MORNING + timedelta(hours=1))
    found = ask(home, witness)
    assert [(one.sort, one.seq) for one in found.discrepancies] == [("clock-ahead", 1)]
    assert f"record 1 claims to be later than a witness had seen it ({NAME}" in sentence(
        found, ZONE
    )
