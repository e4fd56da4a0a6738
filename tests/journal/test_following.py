"""Following the logs says at every moment what reading them from scratch says."""

import os
import threading
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcaster.home import Home
from broadcaster.journal import Kind, Record, history
from broadcaster.journal.facts import LogFacts
from broadcaster.journal.following import Follower, log_facts, recent_records
from broadcaster.journal.logs import all_records, read_logs
from broadcaster.journal.record import plan_parts
from broadcaster.journal.writer import Journal
from broadcaster.signed import BoxKey
from broadcaster.timebase import NANOSECONDS, VirtualTime
from tests.conftest import SUNDAY_MORNING
from tests.journal.conftest import OpenJournal, trusted

KEY = BoxKey.generate()
NAMES = st.integers(0, 6)


def whole(home: Home) -> LogFacts:
    """Return the facts by the folds over all records, as `history` states them."""
    records = list(all_records(home))
    without = dict.fromkeys(history.sessions_without_order(records), "")
    planned = history.planned(records)
    return LogFacts(
        aired=history.aired_counts(records),
        closed=frozenset(history.outcomes(records)),
        locked={**without, **history.planned_sessions(records)},
        starts={name: one.planned for name, one in planned.items() if one.planned},
    )


class Station:
    """A home whose log is written, torn, cut off and begun anew at will."""

    def __init__(self, root: Path) -> None:
        self.home = Home(root)
        self.home.journal.mkdir()
        self.clock = VirtualTime(SUNDAY_MORNING)
        self.follower = Follower(self.home.journal)
        self.journal: Journal | None = None

    def open(self) -> Journal:
        if self.journal is None:
            self.clock.advance(NANOSECONDS)
            self.journal = Journal.open(
                self.home, station="s", unit="u", key=KEY, time=self.clock, trust=trusted
            )
        return self.journal

    def close(self) -> None:
        if self.journal is not None:
            self.journal.close()
            self.journal = None

    def plan(self, number: int) -> None:
        session = f"sang@2026-11-{number + 1:02}T05:30"
        self.open().append(
            Kind.PLAN, session=session, order=f"{number:064}", count=1, part=1, parts=1,
            planned=self.clock.now(), items=plan_parts([f"{number:08}:0:1"])[0],
        )  # fmt: skip

    def no_plan(self, number: int) -> None:
        self.open().append(Kind.NO_PLAN, session=f"sang@2026-11-{number + 1:02}T05:30")

    def start(self, number: int) -> None:
        self.open().append(Kind.START, item=f"i{number}", approval=f"a{number % 3}")

    def aired(self, number: int) -> None:
        self.open().append(Kind.OUTCOME, item=f"i{number}", outcome="aired")

    def late(self, number: int) -> None:
        self.open().append(
            Kind.OUTCOME, item=f"i{number}", outcome="late", approval=f"a{number % 3}"
        )

    def missed(self, number: int) -> None:
        self.open().append(Kind.OUTCOME, item=f"i{number}", outcome="missed")

    def month(self, _number: int) -> None:
        self.clock.step_wall(timedelta(days=31))

    def tear(self, number: int) -> None:
        """A power cut in the middle of a record: it lacks 1 to 7 bytes, at 1 just its newline."""
        self.aired(number)
        self._cut(number + 1)

    def cut_off(self, number: int) -> None:
        self._cut(200 * number)

    def restart(self, _number: int) -> None:
        self.close()
        self.open()

    def new_log(self, _number: int) -> None:
        self.close()
        (self.home.journal / "current.json").unlink(missing_ok=True)

    def spoil(self, number: int) -> None:
        """An edit that leaves size and newlines as they are.

        It is noticed between two looks, unless the segment grew in between as well: then only
        its end is compared, and the verifier is who names the edit.
        """
        self.close()
        self.follower.facts()
        for path in self._segments()[number % 2 :][:1]:
            data = path.read_bytes()
            path.write_bytes(data.replace(b'"outcome":"aired"', b'"outcome":"other"', 1))
        self.follower.facts()

    def lose(self, number: int) -> None:
        self.close()
        for path in self._segments()[number:][:1]:
            path.unlink()

    def _segments(self) -> list[Path]:
        return [path for log in read_logs(self.home) for path in log.segments]

    def _cut(self, length: int) -> None:
        self.close()
        for path in self._segments()[-1:]:
            os.truncate(path, max(0, path.stat().st_size - length))


ACTS = (
    "plan", "no_plan", "start", "aired", "late", "missed", "month", "tear", "cut_off", "restart",
    "new_log", "spoil", "lose",
)  # fmt: skip


@settings(max_examples=120)
@given(st.lists(st.tuples(st.sampled_from(ACTS), NAMES, st.booleans()), max_size=25))
def test_following_says_what_reading_everything_says(
    acts: list[tuple[str, int, bool]],
) -> None:
    with TemporaryDirectory() as folder:
        station = Station(Path(folder))
        for act, number, looks in acts:
            getattr(station, act)(number)
            if looks:
                assert station.follower.facts() == whole(station.home)
        assert station.follower.facts() == whole(station.home)
        assert list(station.follower.recent()) == list(all_records(station.home))
        station.close()


def test_a_home_without_a_log_has_no_facts(home: Home) -> None:
    assert log_facts(home) == LogFacts({}, frozenset(), {}, {})
    assert recent_records(home) == ()


def test_a_rehearsal_says_nothing(home: Home, open_journal: OpenJournal) -> None:
    with open_journal(rehearsal=True) as journal:
        journal.append(Kind.OUTCOME, item="i", outcome="aired", approval="a")
    assert not log_facts(home).closed


def test_a_record_that_lacked_only_its_newline_is_taken_back_when_it_is_declared_torn(
    home: Home, open_journal: OpenJournal
) -> None:
    """Between the newline and the `torn` record that closes it, it looks like any record."""
    with open_journal() as journal:
        journal.append(Kind.OUTCOME, item="i", outcome="aired", approval="a")
    (path,) = read_logs(home)[0].segments
    whole_size = path.stat().st_size
    os.truncate(path, whole_size - 1)
    assert not log_facts(home).closed
    with open_journal(boot=False):
        closed = path.read_bytes()
    os.truncate(path, whole_size)
    assert set(log_facts(home).closed) == {"i"}
    path.write_bytes(closed)
    assert not log_facts(home).closed


def test_facts_that_were_given_do_not_change(home: Home, open_journal: OpenJournal) -> None:
    with open_journal() as journal:
        journal.append(Kind.OUTCOME, item="i", outcome="aired", approval="a")
        before = log_facts(home)
        for number in range(2000):
            journal_outcome(journal, number)
    assert (dict(before.aired), set(before.closed)) == ({"a": 1}, {"i"})
    assert (log_facts(home).aired["a"], len(log_facts(home).closed)) == (2001, 2001)


def journal_outcome(journal: Journal, number: int) -> None:
    journal.append(Kind.OUTCOME, item=f"i{number}", outcome="late", approval="a")


def test_only_new_lines_are_read(home: Home, open_journal: OpenJournal) -> None:
    with open_journal() as journal:
        first = journal.append(Kind.HEARTBEAT)
        kept = recent_records(home)[-1]
        journal.append(Kind.HEARTBEAT)
        assert recent_records(home)[-2] is kept
    assert kept.seq == first.seq


def test_only_the_newest_records_are_kept(
    home: Home, open_journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadcaster.journal.following.MOST_RECENT", 3)
    with open_journal() as journal:
        for _ in range(5):
            journal.append(Kind.HEARTBEAT)
        follower = Follower(home.journal)
        assert [record.seq for record in follower.recent()] == [3, 4, 5]


def test_many_threads_see_each_record_once(home: Home, open_journal: OpenJournal) -> None:
    seen: list[int] = []

    def look() -> None:
        seen.extend(log_facts(home).aired.get("a", 0) for _ in range(20))

    with open_journal() as journal:
        threads = [threading.Thread(target=look) for _ in range(4)]
        for thread in threads:
            thread.start()
        for number in range(60):
            journal_outcome(journal, number)
        for thread in threads:
            thread.join()
        records: list[Record] = list(recent_records(home))
    assert [record.seq for record in records] == list(range(61))
    assert log_facts(home).aired["a"] == 60
    assert max(seen) <= 60
