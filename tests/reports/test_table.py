from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.i18n import LANGUAGES, use_language
from broadcaster.reports.columns import WIDTH, display_width, pad, shorten, wrap
from broadcaster.reports.day import fold_day
from broadcaster.reports.table import render_table
from tests.reports.records import Log, at, busy_day

DAY = date(2026, 11, 22)


def table(log: Log) -> str:
    return render_table(fold_day(log.logs(), DAY, "Asia/Ho_Chi_Minh"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rehearsal", [False, True])
def test_no_line_is_wider_than_a_terminal(language: str, rehearsal: bool) -> None:
    use_language(language)
    lines = table(busy_day(rehearsal)).splitlines()
    assert max(display_width(line) for line in lines) <= WIDTH


def test_every_planned_item_has_a_line_with_both_starts() -> None:
    lines = table(busy_day()).splitlines()
    assert sum(line.startswith("05:30:") for line in lines) == 9
    assert "05:30:21   05:30:25   aired late     2  normal    Lịch tiêm chủng" in lines
    assert "05:30:35   -          refused        0  normal    Lịch tiêm chủng" in lines


def test_a_cause_stands_in_words_below_its_item() -> None:
    words = " ".join(table(busy_day()).split())
    assert "outside the allowed hours" in words
    assert "interrupted: the player stopped or lost power (0:02 of 0:06)" in words


def test_the_identity_is_printed_for_bulletins_sounds_and_all() -> None:
    words = " ".join(table(busy_day()).split())
    assert "All items: 9 planned = 3 aired + 1 aired late + 1 preempted" in words
    assert "Station sounds: 1 planned = 1 aired" in words
    assert words.count(": holds") == 3


def test_a_broken_identity_says_how_many_items_are_open() -> None:
    log = Log()
    log.plan("00000000:0:6000")
    words = " ".join(table(log).split())
    assert "DOES NOT HOLD, 1 without an outcome" in words
    assert "Not come to yet: 1 planned" in words
    assert "no outcome yet" in words


def test_what_was_unplanned_or_had_no_plan_stands_on_lines_of_its_own() -> None:
    text = table(busy_day())
    assert "           05:31:41   announcement   1  normal    Tìm trẻ lạc\n" in text
    assert "17:00:00   ban-tin-chieu@2026-11-22T17:00\n" in text


def test_a_title_with_newlines_or_escapes_stays_on_its_line() -> None:
    log = Log()
    log.plan("00000000:0:6000")
    log.aired("00000000", 0, title="một\nhai\x1b[2J\u202eba")
    assert "một hai\N{REPLACEMENT CHARACTER}[2Jba" in table(log)


def test_a_rehearsal_says_so_at_the_top() -> None:
    log = Log(rehearsal=True)
    log.plan("00000000:0:6000")
    assert table(log).splitlines()[1].startswith("*** REHEARSAL")


def test_the_policy_and_the_zone_are_named() -> None:
    text = table(busy_day())
    assert "Hours policy: DEMO" in text
    assert "Times are: Asia/Ho_Chi_Minh" in text


def test_a_start_after_midnight_shows_the_next_day() -> None:
    log = Log()
    log.plan("00000000:0:6000", session="khuya@2026-11-22T23:59", planned=at(66_600 + 90))
    assert "00:01:30+1" in table(log)


def test_a_start_just_before_its_second_is_rounded_to_it() -> None:
    log = Log()
    log.plan("00000000:0:6000")
    log.aired("00000000", -0.002)
    assert "05:30:00   05:30:00" in table(log)


def test_a_contradiction_is_named() -> None:
    log = Log()
    log.aired("00000000", 0)
    assert "The records contradict each other about one item" in " ".join(table(log).split())


def test_a_day_without_sessions_says_so() -> None:
    assert "No session was planned on this day." in table(Log())


WIDE = "".join(chr(c) for c in (0x4E2D, 0x6587, 0x301, 0x1EC7, 0x61, 0x20))


@given(st.text(alphabet=WIDE + "xyz", max_size=200), st.integers(min_value=1, max_value=80))
def test_a_shortened_text_fits(text: str, width: int) -> None:
    assert display_width(shorten(text, width)) <= width
    assert display_width(pad(shorten(text, width), width)) == width


@given(st.text(alphabet=WIDE + "xyz", max_size=400))
def test_wrapping_fits_and_loses_nothing(text: str) -> None:
    lines = wrap(text, "  ", "    ")
    assert all(display_width(line) <= WIDTH for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_alarm_is_told_in_the_language_of_the_reader() -> None:
    use_language("vi")
    words = " ".join(table(busy_day()).split())
    assert "không có khung phát hợp lệ: buổi chiều" in words
