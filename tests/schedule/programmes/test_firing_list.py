from dataclasses import replace
from datetime import date
from typing import Any

from broadcaster.schedule.calendar.day_changes import DayChange
from broadcaster.schedule.calendar.holidays import OnHolidays
from broadcaster.schedule.calendar.lunar_days import LunarDate, LunarDays
from broadcaster.schedule.calendar.rule import read_rule
from broadcaster.schedule.programmes.firing_list import Change, Firing, list_firings
from broadcaster.schedule.programmes.firing_notes import NoteKind, note_text
from broadcaster.schedule.programmes.model import Programme
from tests.schedule.conftest import HANOI, local, programme


def with_when(**more: Any) -> Programme:
    plain = programme()
    return replace(plain, recurrence=replace(plain.recurrence, **more))


def notes(firing: Firing) -> str:
    return ", ".join(note_text(note) for note in firing.notes)


def listed(one: Programme, now: str) -> list[tuple[str, str]]:
    firings = list_firings([one], [one], local(now), HANOI)
    return [(f"{f.start.astimezone(HANOI):%d %H:%M}", notes(f)) for f in firings]


def test_a_daily_programme_needs_no_reason() -> None:
    assert {why for _when, why in listed(programme(), "2026-12-01T08:00")} == {""}


def test_a_lunar_firing_names_its_lunar_day() -> None:
    moon = with_when(days=LunarDays((LunarDate(1), LunarDate(15))))
    assert listed(moon, "2026-11-22T08:00") == [
        ("23 05:30", "the full moon of the tenth lunar month")
    ]
    assert listed(moon, "2025-07-24T08:00") == [
        ("25 05:30", "the first of the sixth lunar month (leap)")
    ]


def test_a_firing_on_a_holiday_names_it() -> None:
    assert ("24 05:30", "Ngày Văn hóa Việt Nam") in listed(programme(), "2026-11-22T08:00")


def test_a_working_saturday_and_an_extra_day_say_so() -> None:
    workdays = with_when(days=frozenset({1, 2, 3, 4, 5}), holidays=OnHolidays.SKIP)
    assert ("22 05:30", "a working day in exchange") in listed(workdays, "2026-08-20T08:00")
    extra = with_when(days=frozenset({1}), also=frozenset({date(2026, 12, 5)}))
    assert ("05 05:30", "an extra day") in listed(extra, "2026-12-01T08:00")


def test_a_change_gives_the_day_its_start_its_title_and_its_length() -> None:
    change = DayChange(date(2026, 12, 2), None, 360, 45 * 60_000, False, "Tin lễ")
    one = with_when(changes=(change,))
    firings = list_firings([one], [one], local("2026-12-01T08:00"), HANOI)
    (found,) = [firing for firing in firings if firing.notes]
    assert found.session == "sang@2026-12-02T06:00"
    assert (found.title, found.length_ms) == ("Tin lễ", 45 * 60_000)
    assert [note.kind for note in found.notes] == [NoteKind.CHANGED]


def test_a_change_of_one_day_is_a_start_that_moves_or_goes() -> None:
    moved = with_when(changes=(DayChange(date(2026, 12, 2), start=360),))
    gone = with_when(changes=(DayChange(date(2026, 12, 2), cancelled=True),))
    now = local("2026-12-01T08:00")
    for after, kind in ((moved, Change.MOVED), (gone, Change.GONE)):
        firings = list_firings([programme()], [after], now, HANOI)
        assert [f.change for f in firings if f.change is not Change.SAME] == [kind]


def test_of_several_starts_only_the_one_that_moved_is_marked() -> None:
    before, after = with_when(later=(660, 1020)), with_when(later=(690, 1020))
    firings = list_firings([before], [after], local("2026-12-01T08:00"), HANOI)
    moved = [firing for firing in firings if firing.change is Change.MOVED]
    assert len(moved) == 8
    assert all(f"{f.was.astimezone(HANOI):%H:%M}" == "11:00" for f in moved if f.was)
    assert {f.change for f in firings if f not in moved} == {Change.SAME}


def test_a_start_that_is_added_is_new() -> None:
    firings = list_firings(
        [programme()], [with_when(later=(1020,))], local("2026-12-01T18:00"), HANOI
    )
    assert sum(firing.change is Change.NEW for firing in firings) == 7


def test_a_rule_that_never_fires_lists_nothing() -> None:
    never = with_when(days=read_rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", None))
    assert listed(never, "2026-12-01T08:00") == []
