"""How the last session went: which one it is, its figures and its sentence."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.config import Settings
from broadcaster.home import Home
from broadcaster.i18n import use_language
from broadcaster.journal.model import Cause, Outcome
from broadcaster.journal.writer import Journal
from broadcaster.reports.actions import last_session
from broadcaster.reports.last_session import LastSession, Trouble, newest_session
from broadcaster.reports.session_words import length_words, sentence_of_session
from broadcaster.timebase import VirtualTime
from tests.reports.records import ZERO, Log, at, busy_day

ZONE = "Asia/Ho_Chi_Minh"
HANOI = ZoneInfo(ZONE)
EVENING = "ban-tin-chieu@2026-11-22T17:00"
LATER = ZERO + timedelta(hours=1)


def newest(log: Log, after: timedelta = timedelta(hours=1)) -> LastSession | None:
    return newest_session(log.rows, ZONE, ZERO + after)


def morning(*tails: str) -> Log:
    log = Log()
    log.plan(*(f"{tail}:{n * 7000}:6000" for n, tail in enumerate(tails)))
    return log


def sentence(log: Log, language: str = "en") -> str:
    use_language(language)
    found = newest(log, timedelta(days=1))
    assert found is not None
    return sentence_of_session(found, HANOI)


def test_a_log_without_sessions_has_none() -> None:
    assert newest(Log()) is None


def test_its_figures_are_those_of_the_day_report() -> None:
    log = busy_day()
    found = newest(log)
    assert found is not None
    assert (found.session, found.title) == ("ban-tin-sang@2026-11-22T05:30", "Bản tin sáng")
    assert (found.count, found.bulletins, found.sounds) == (9, 8, 1)
    assert (found.aired, found.late, found.whole) == (3, 1, 4)
    assert found.sounded_ms == 3 * 6000 + 6000 + 2400 + 100
    assert Trouble("refused", "outside-hours", 1) in found.troubles


def test_a_session_without_an_order_counts_with_its_cause() -> None:
    found = newest(busy_day(), timedelta(hours=12))
    assert found is not None
    assert (found.session, found.no_plan, found.count) == (EVENING, "bad-signature", 0)


def test_a_session_counts_as_soon_as_every_item_has_its_outcome() -> None:
    log = morning("a", "b")
    log.aired("a", 0)
    assert newest(log, timedelta(seconds=14)) is None
    log.aired("b", 7)
    assert newest(log, timedelta(seconds=14)) is not None


def test_a_locked_session_that_has_not_begun_does_not_count() -> None:
    log = morning("a")
    log.outcome("a", "skipped", "withdrawn")
    assert newest(log, timedelta(seconds=-30)) is None


def test_one_that_never_settled_is_over_a_while_after_its_end_and_says_what_is_open() -> None:
    log = morning("a", "b")
    log.aired("a", 0)
    assert newest(log, timedelta(seconds=132)) is None
    found = newest(log, timedelta(seconds=133))
    assert found is not None
    assert found.troubles == (Trouble("", "", 1),)


def test_while_one_is_on_air_the_one_before_it_is_the_last() -> None:
    log = morning("a")
    log.aired("a", 0)
    evening = timedelta(hours=11, minutes=30)
    log.plan("b:0:6000", session=EVENING, planned=at(evening.total_seconds()))
    found = newest(log, evening + timedelta(seconds=3))
    assert found is not None
    assert found.session.endswith("T05:30")


def test_items_that_a_kill_kept_out_of_the_plan_record_are_counted() -> None:
    log = Log()
    log.plan("a:0:6000", count=120, parts=2)
    log.aired("a", 0)
    found = newest(log)
    assert found is not None
    assert (found.count, found.aired, found.troubles) == (120, 1, (Trouble("", "", 119),))


@given(st.lists(st.sampled_from(Outcome), min_size=1, max_size=20))
def test_planned_equals_aired_and_what_is_told_of_the_others(endings: list[Outcome]) -> None:
    log = morning(*(f"{n:08x}" for n in range(len(endings))))
    for n, outcome in enumerate(endings):
        log.outcome(f"{n:08x}", outcome, Cause.WHOLE)
    found = newest(log)
    assert found is not None
    assert found.count == found.aired + sum(trouble.count for trouble in found.troubles)
    assert found.late == sum(t.count for t in found.troubles if t.outcome == Outcome.LATE)


def test_a_session_that_went_well_is_told_with_its_length() -> None:
    log = morning("a", "b")
    log.aired("a", 0, sounded_ms=500_000)
    log.aired("b", 7, sounded_ms=360_300)
    assert sentence(log) == "05:30: 2 of 2 items, 14 min 20 s"
    assert sentence(log, "vi") == "05:30: 2/2 mục, 14 phút 20 giây"


def test_trouble_is_told_with_its_causes() -> None:
    log = morning(*"abcdefgh")
    for n, tail in enumerate("abc"):
        log.aired(tail, n * 7)
    for tail in "defgh":
        log.outcome(tail, "refused", "outside-hours")
    assert sentence(log) == "05:30: 3 of 8 items; 5 refused: outside the allowed hours"
    assert sentence(log, "vi") == "05:30: 3/8 mục; 5 mục bị từ chối: ngoài khung giờ cho phép"


def test_a_session_without_an_order_is_told_so() -> None:
    log = busy_day()
    assert sentence(log) == (
        "17:00: nothing was broadcast: its running order was not signed by this box"
    )
    assert sentence(log, "vi").startswith("17:00: không phát được gì: ")


@pytest.mark.parametrize(
    ("length_ms", "words"), [(0, "0 s"), (59_499, "59 s"), (59_500, "1 min"), (61_000, "1 min 1 s")]
)
def test_a_length_is_told_to_the_nearest_second(length_ms: int, words: str) -> None:
    assert length_words(length_ms) == words


def test_it_is_read_from_the_real_logs(home: Home, journal: Journal, clock: VirtualTime) -> None:
    found = last_session(home, Settings(), clock.now())
    assert found is not None
    assert (found.count, found.aired) == (2, 1)
