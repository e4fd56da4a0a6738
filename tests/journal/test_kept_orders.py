"""Verifying that a home still holds the orders it locked, and that they are what was planned."""

from hashlib import sha256
from pathlib import Path

import pytest

from broadcaster.home import Home
from broadcaster.journal.accounts import Sort
from broadcaster.journal.inspection import inspect, trust_of
from broadcaster.journal.model import Kind
from broadcaster.journal.verdict import document
from broadcaster.journal.verification import Fault
from broadcaster.signed import BoxKey
from broadcaster.timebase import NANOSECONDS, VirtualTime
from tests.journal.conftest import OpenJournal
from tests.journal.inspecting import ZONE, faults, report, segment, sentence
from tests.journal.orders import keep, order_of

SESSION = "ban-tin-sang@2026-11-22T05:30"
LISTED = ["0a1b2c3d:0:3000", "4e5f6071:3000:60000"]


@pytest.fixture
def locked(home: Home, key: BoxKey, open_journal: OpenJournal) -> Path:
    """A log with one settled session, signed; its kept running order."""
    sha = keep(home, order_of(key, SESSION, LISTED))
    with open_journal() as journal:
        journal.append(Kind.PLAN, session=SESSION, order=sha, count=2, items=LISTED)
        for text in LISTED:
            journal.append(Kind.OUTCOME, session=SESSION, item=f"{SESSION}/{text[:8]}")
        journal.checkpoint()
    return home.orders / f"{sha}.json"


def test_a_session_with_its_order_and_outcomes_is_said_to_be_settled(
    home: Home, locked: Path
) -> None:
    found = report(home)
    assert found.is_sound
    assert "1 session is settled: running order as locked, one outcome" in sentence(found, ZONE)
    assert document(found)["sessions"] == 1


@pytest.mark.parametrize("what", ["deleted", "truncated", "a folder", "all deleted"])
def test_a_running_order_that_is_not_the_locked_one_is_named_though_the_log_is_whole(
    home: Home, locked: Path, what: str
) -> None:
    whole = locked.read_bytes()
    locked.unlink()
    if what == "truncated":
        locked.write_bytes(whole[:-40])
    elif what == "a folder":
        locked.mkdir()
    elif what == "all deleted":
        home.orders.rmdir()
    found = report(home)
    assert (found.is_whole, found.is_sound) == (True, False)
    said = sentence(found, ZONE)
    assert "does NOT AGREE with its own plans" in said
    assert f"session {SESSION}: its running order" in said
    assert f"record 1 names orders/{locked.name}" in said
    (named,) = document(found)["discrepancies"]
    assert (named["session"], named["order"], named["seq"]) == (SESSION, locked.stem, 1)


def test_a_name_of_an_order_leads_nowhere_else(home: Home, open_journal: OpenJournal) -> None:
    with open_journal() as journal:
        journal.append(Kind.PLAN, session=SESSION, order="../../keys/box", count=0, items=[])
    (one,) = report(home).discrepancies
    assert one.sort == Sort.ORDER_MISSING


def test_plans_are_judged_up_to_the_first_bad_record(home: Home, locked: Path) -> None:
    lines = segment(home).read_bytes().splitlines(keepends=True)
    spoilt = lines[1].replace(b'"count":2', b'"count":3')
    segment(home).write_bytes(b"".join([lines[0], spoilt, *lines[2:]]))
    found = report(home)
    assert faults(found) == [(Fault.ALTERED, 1, 1)]
    assert found.discrepancies == ()


def test_an_unsettled_session_is_said_and_is_no_fault(
    home: Home, key: BoxKey, open_journal: OpenJournal
) -> None:
    sha = keep(home, order_of(key, SESSION, LISTED))
    with open_journal() as journal:
        journal.append(Kind.PLAN, session=SESSION, order=sha, count=2, items=LISTED)
    found = report(home)
    assert found.is_sound
    assert f"session {SESSION} is not settled: 2 of 2 items have no outcome" in sentence(
        found, ZONE
    )


def test_two_outcomes_are_named_in_words(
    home: Home, locked: Path, clock: VirtualTime, open_journal: OpenJournal
) -> None:
    item = f"{SESSION}/{LISTED[0][:8]}"
    with open_journal(boot=False) as journal:
        journal.append(Kind.OUTCOME, session=SESSION, item=item)
    assert f"item {item} has two outcomes: records 2 and 4" in sentence(report(home), ZONE)
    (home.journal / "current.json").unlink()
    clock.advance(NANOSECONDS)
    with open_journal() as journal:
        journal.append(Kind.OUTCOME, session=SESSION, item=item)
    first, second = inspect(home.journal, trust_of(home))
    assert f"record 2 of log {first.log_id}, and record 1 here" in sentence(second, ZONE)


def test_a_rehearsal_keeps_accounts_of_its_own(
    home: Home, locked: Path, open_journal: OpenJournal
) -> None:
    with open_journal(rehearsal=True) as journal:
        journal.append(Kind.PLAN, session=SESSION, order=locked.stem, count=2, items=LISTED)
        journal.append(Kind.OUTCOME, session=SESSION, item=f"{SESSION}/{LISTED[0][:8]}")
    real, rehearsal = inspect(home.journal, trust_of(home))
    assert (real.is_sound, rehearsal.is_sound) == (True, True)
    assert (len(real.tally.unsettled), len(rehearsal.tally.unsettled)) == (0, 1)


def test_of_very_many_the_sentence_names_some_and_the_document_all(
    home: Home, open_journal: OpenJournal
) -> None:
    with open_journal() as journal:
        for day in range(1, 31):
            name = f"ban-tin-sang@2026-11-{day:02}T05:30"
            journal.append(Kind.PLAN, session=name, order="a" * 64, count=0, items=[])
    found = report(home)
    said = sentence(found, ZONE)
    assert "@2026-11-12T" in said
    assert "@2026-11-13T" not in said
    assert said.endswith("and 18 more, which --json names.")
    assert len(document(found)["discrepancies"]) == 30


@pytest.mark.parametrize(
    ("what", "sort"),
    [("", None), ("altered", Sort.RECORDING_ALTERED), ("deleted", Sort.RECORDING_MISSING)],
)
def test_a_recording_that_is_not_what_the_log_names_is_named(
    home: Home, open_journal: OpenJournal, what: str, sort: Sort | None
) -> None:
    sound = b"OggS and what was heard"
    sha = sha256(sound).hexdigest()
    home.recordings.mkdir(parents=True)
    path = home.recordings / f"{sha}.opus"
    path.write_bytes(sound)
    with open_journal() as journal:
        journal.append(Kind.END, session="", item="unplanned/1", recording=sha, samples=48_000)
        journal.append(Kind.END, session="", item="unplanned/2", recording="", samples=0)
        journal.checkpoint()
    if what == "altered":
        path.write_bytes(sound[:-1])
    elif what == "deleted":
        path.unlink()
    found = report(home)
    assert [one.sort for one in found.discrepancies] == ([sort] if sort else [])
    assert found.is_sound is (sort is None)
    if sort:
        assert f"record 1 names recordings/{sha}.opus" in sentence(found, ZONE)
