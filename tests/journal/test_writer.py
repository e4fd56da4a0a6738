"""Opening, appending, months, torn tails and new logs."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from broadcaster.home import Home
from broadcaster.journal.logs import Log, current_log_id, read_logs
from broadcaster.journal.model import Kind
from broadcaster.journal.record import Record
from broadcaster.journal.succession import NOTE_DAMAGED, NOTE_GONE
from broadcaster.journal.verification import Survey, survey
from broadcaster.signed import BoxKey
from broadcaster.timebase import NANOSECONDS, VirtualTime
from tests.journal.conftest import OpenJournal

DAY_NS = 24 * 3600 * NANOSECONDS


def the_log(home: Home) -> Log:
    (log,) = read_logs(home)
    return log


def segment(home: Home) -> Path:
    return the_log(home).segments[-1]


def check(log: Log) -> Survey:
    return survey(log.id, log.lines())


def kinds(log: Log) -> list[str]:
    return [record.kind for record in log.records()]


def test_first_record_is_a_boot_with_the_public_key(
    home: Home, key: BoxKey, open_journal: OpenJournal
) -> None:
    with open_journal(note="first start"):
        pass
    (boot,) = the_log(home).records()
    assert boot.kind == "boot"
    assert boot["key"] == key.public_bytes.hex()
    assert (boot["seq"], boot["prev"], boot["previous_log"]) == (0, "0" * 64, "")
    assert boot["note"] == "first start"


def test_log_id_names_station_time_and_key(
    home: Home, key: BoxKey, open_journal: OpenJournal
) -> None:
    with open_journal() as journal:
        assert journal.log_id == f"khe-ren-20261122T010000Z-{key.public_bytes.hex()[:8]}"
    assert current_log_id(home) == journal.log_id


def test_append_returns_the_record_as_it_stands_on_disk(
    home: Home, open_journal: OpenJournal
) -> None:
    with open_journal() as journal:
        written = journal.append(Kind.HEARTBEAT)
        (read,) = journal.records(since_seq=1)
    assert read.raw == written.raw
    assert read.place == written.place
    line = segment(home).read_bytes().splitlines()[1]
    assert line == written.raw
    assert json.loads(line)["prev"] == next(iter(the_log(home).records())).leaf_hash.hex()


def test_a_restart_goes_on_with_the_same_log_and_a_boot(
    home: Home, open_journal: OpenJournal
) -> None:
    with open_journal() as journal:
        journal.append(Kind.HEARTBEAT)
    with open_journal():
        pass
    assert kinds(the_log(home)) == ["boot", "heartbeat", "boot"]
    assert check(the_log(home)).is_whole


def test_a_command_may_go_on_without_a_boot(home: Home, open_journal: OpenJournal) -> None:
    open_journal().close()
    open_journal(boot=False).close()
    assert kinds(the_log(home)) == ["boot"]


def test_a_new_month_begins_a_new_segment(
    home: Home, clock: VirtualTime, open_journal: OpenJournal
) -> None:
    with open_journal() as journal:
        clock.advance(10 * DAY_NS)
        record = journal.append(Kind.HEARTBEAT)
    assert [path.name for path in the_log(home).segments] == ["2026-11.jsonl", "2026-12.jsonl"]
    assert (record.place.segment, record.place.line) == ("2026-12.jsonl", 1)
    assert check(the_log(home)).is_whole


def test_a_clock_set_back_keeps_the_current_segment(
    home: Home, clock: VirtualTime, open_journal: OpenJournal
) -> None:
    with open_journal() as journal:
        clock.step_wall(timedelta(days=-40))
        journal.append(Kind.HEARTBEAT)
    clock.step_wall(timedelta(days=-400))
    with open_journal() as journal:
        journal.append(Kind.HEARTBEAT)
    assert [path.name for path in the_log(home).segments] == ["2026-11.jsonl"]
    assert check(the_log(home)).is_whole


@pytest.mark.parametrize("kept", [1, 2, 60, -2, -1])
def test_a_torn_tail_is_closed_and_described(
    home: Home, open_journal: OpenJournal, kept: int
) -> None:
    with open_journal() as journal:
        journal.append(Kind.HEARTBEAT)
        last = journal.append(Kind.ALARM, code="x", text="Mất điện")
    whole = segment(home).read_bytes()
    tail = (last.raw + b"\n")[:kept]
    segment(home).write_bytes(whole[: last.place.offset] + tail)
    with open_journal():
        pass
    assert kinds(the_log(home)) == ["boot", "heartbeat", "torn", "boot"]
    torn = list(the_log(home).records())[2]
    assert (torn["seq"], torn["offset"], torn["length"]) == (2, last.place.offset, len(tail))
    assert segment(home).read_bytes().startswith(whole[: last.place.offset] + tail + b"\n")
    state = check(the_log(home))
    assert state.is_whole
    assert (state.range.size, state.torn) == (4, 1)


def every_cut(home: Home, open_journal: OpenJournal, log: bytes, start: int) -> list[Record]:
    path = segment(home)
    for cut in range(start, len(log)):
        path.write_bytes(log[:cut])
        with open_journal() as journal:
            assert journal.size == len(list(the_log(home).records()))
        assert check(the_log(home)).is_whole, cut
    return list(the_log(home).records())


def test_recovery_survives_being_cut_short_at_every_byte(
    home: Home, open_journal: OpenJournal
) -> None:
    """A power cut while the torn tail of an earlier power cut is being closed."""
    with open_journal() as journal:
        start = journal.append(Kind.HEARTBEAT).place.offset
    path = segment(home)
    path.write_bytes(path.read_bytes()[: start + 90])
    with open_journal():
        pass
    every_cut(home, open_journal, path.read_bytes(), start)


def test_without_current_json_a_new_log_names_the_one_before(
    home: Home, clock: VirtualTime, open_journal: OpenJournal
) -> None:
    first = open_journal().log_id
    (home.journal / "current.json").unlink()
    clock.advance(NANOSECONDS)
    second = open_journal().log_id
    assert [log.id for log in read_logs(home)] == [first, second]
    boot = read_logs(home)[1].first()
    assert boot is not None
    assert boot["previous_log"] == first


def test_a_log_whose_folder_is_gone_is_followed_by_a_new_one(
    home: Home, clock: VirtualTime, open_journal: OpenJournal
) -> None:
    with open_journal() as journal:
        first = journal.log_id
    segment(home).unlink()
    (home.journal / first).rmdir()
    clock.advance(NANOSECONDS)
    open_journal().close()
    boot = the_log(home).first()
    assert boot is not None
    assert (boot["previous_log"], boot["note"]) == (first, NOTE_GONE)


def test_two_logs_of_one_second_have_two_names(home: Home, open_journal: OpenJournal) -> None:
    first = open_journal().log_id
    (home.journal / "current.json").unlink()
    assert open_journal().log_id == f"{first}-2"


def test_a_damaged_log_is_left_as_evidence_and_not_built_upon(
    home: Home, open_journal: OpenJournal
) -> None:
    with open_journal() as journal:
        for _ in range(3):
            journal.append(Kind.HEARTBEAT)
    spoilt = segment(home).read_bytes().replace(b'"seq":2', b'"seq":7')
    segment(home).write_bytes(spoilt)
    with open_journal():
        pass
    first, second = read_logs(home)
    assert first.segments[-1].read_bytes() == spoilt
    boot = second.first()
    assert boot is not None
    assert (boot["previous_log"], boot["note"]) == (first.id, NOTE_DAMAGED)


def test_a_log_shorter_than_its_checkpoint_is_not_built_upon(
    home: Home, open_journal: OpenJournal
) -> None:
    with open_journal() as journal:
        last = journal.append(Kind.HEARTBEAT)
        journal.checkpoint()
    segment(home).write_bytes(segment(home).read_bytes()[: last.place.offset])
    with open_journal():
        pass
    assert len(read_logs(home)) == 2


def test_a_rehearsal_writes_to_a_log_of_its_own(home: Home, open_journal: OpenJournal) -> None:
    open_journal().close()
    with open_journal(rehearsal=True) as journal:
        record = journal.append(Kind.HEARTBEAT)
    assert journal.log_id.startswith("rehearsal-khe-ren-")
    assert record["rehearsal"] == 1
    assert [log.id for log in read_logs(home, "rehearsal")] == [journal.log_id]
    assert current_log_id(home) != journal.log_id
    assert open_journal(rehearsal=True).log_id == f"{journal.log_id}-2"


def test_a_named_rehearsal_is_gone_on_with(home: Home, open_journal: OpenJournal) -> None:
    first = open_journal(rehearsal=True)
    first.close()
    again = open_journal(rehearsal=True, log_id=first.log_id)
    assert again.log_id == first.log_id
    assert again.size == 2


def test_the_header_is_the_journals_own(open_journal: OpenJournal) -> None:
    with open_journal() as journal, pytest.raises(TypeError, match="seq"):
        journal.append(Kind.HEARTBEAT, seq=4)


def test_a_checkpoint_stands_in_its_file(
    home: Home, key: BoxKey, open_journal: OpenJournal
) -> None:
    from broadcaster.journal.notes import newest

    with open_journal() as journal:
        made = journal.checkpoint()
        assert journal.checkpoint() is made
    path = home.checkpoints / f"{journal.log_id}-0000000001.note"
    assert path.read_bytes() == made.note
    assert newest(home.journal, journal.log_id, key.public_bytes) == made
