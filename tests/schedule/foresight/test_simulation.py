"""Warnings before a slot: one case for each, and none where nothing is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from broadcaster.bulletins.model import BulletinClass
from broadcaster.bulletins.spoken_line import SpokenLine
from broadcaster.i18n import use_language
from broadcaster.schedule import LeftOut
from broadcaster.schedule.calendar.holidays import HolidayTable, NamedDay
from broadcaster.schedule.foresight.simulation import Known, Simulation, coming, simulate
from broadcaster.schedule.foresight.trouble import Trouble, TroubleKind
from broadcaster.schedule.foresight.trouble_waiting import Waiting
from broadcaster.schedule.foresight.trouble_words import trouble_text
from broadcaster.schedule.foresight.what_if import Change, Lever, applied
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.planner import plan
from broadcaster.schedule.reasons import Reason
from tests.schedule.conftest import (
    HANOI,
    MINUTE,
    SOUNDS,
    bulletin_maker,
    hours,
    inputs,
    local,
    programme,
    relayed,
)

NO_HOLIDAYS = HolidayTable(removed=(date(2026, 11, 24),))
TITLES = {"sang": "Bản tin sáng"}


def simulated(
    given: Inputs,
    lines: Mapping[str, Sequence[SpokenLine]] | None = None,
    missing: frozenset[str] = frozenset(),
    holidays: HolidayTable = NO_HOLIDAYS,
    waiting: Sequence[Waiting] = (),
) -> Simulation:
    demands = [replace(one, aired=given.aired.get(one.id, 0)) for one in given.demands]
    orders = coming(given, plan(given))
    return simulate(given, demands, orders, Known(lines or {}, missing, holidays, waiting))


def only(found: Simulation) -> Trouble:
    assert len(found.troubles) == 1, found.troubles
    return found.troubles[0]


def said(trouble: Trouble) -> str:
    use_language("vi")
    return trouble_text(trouble, TITLES, HANOI)


def station(*candidates: Any, **changes: Any) -> Inputs:
    return inputs(*candidates, **{"days": 4, **changes})


def test_where_nothing_is_wrong_nothing_is_said() -> None:
    found = simulated(station(bulletin_maker()()))
    assert found.troubles == ()
    assert [order.session[-11:] for order in found.orders] == [
        "11-23T05:30", "11-24T05:30", "11-25T05:30", "11-26T05:30",
    ]  # fmt: skip


def test_a_programme_that_no_bulletin_goes_into() -> None:
    long = bulletin_maker()(10 * MINUTE, valid_from=local("2026-11-23T05:00"))
    short = programme(title="Bản tin sáng", minutes=5)
    other = programme("chieu", "17:00")
    found = simulated(station(long, programmes=(short, other)))
    (trouble,) = (one for one in found.troubles if one.subject == "sang")
    assert (trouble.kind, trouble.count, trouble.total) == (TroubleKind.SILENT, 4, 4)
    assert said(trouble) == (
        "“Bản tin sáng” im lặng 4 trên 4 lần, lần đầu lúc 05:30 Thứ Hai 23/11. Bản tin gần vào "
        "được nhất là khe-ren-2026-0001: cần 10:00; buổi phát còn 4:47."
    )


def test_sessions_that_no_bulletin_wants() -> None:
    once = bulletin_maker()(times=1)
    trouble = only(simulated(station(once)))
    assert (trouble.kind, trouble.count, trouble.total) == (TroubleKind.NOTHING_OWED, 3, 4)
    assert trouble.at == local("2026-11-24T05:30")
    assert only(simulated(station())).count == 4


def test_a_text_that_is_too_long_is_divided_where_its_lines_are_known() -> None:
    long = bulletin_maker()(31 * MINUTE)
    lines = [SpokenLine(n + 1, f"Dòng {n + 1}.", 10_000, opens=n == 0) for n in range(186)]
    found = simulated(station(long), lines={"khe-ren-2026-0001": lines})
    (trouble,) = (one for one in found.troubles if one.kind is TroubleKind.TOO_LONG)
    assert trouble.overlong is not None
    assert "Hãy chia trước dòng 94 (“Dòng 94.”)" in said(trouble)
    unknown = replace(trouble, overlong=replace(trouble.overlong, divide_before=(), parts_ms=()))
    assert said(unknown).endswith("có hơn 29 phút 47 giây (“Sang”).")


def test_one_that_ends_before_it_is_heard_once() -> None:
    make = bulletin_maker()
    first = make(20 * MINUTE, priority=True)
    late = make(12 * MINUTE, valid_until=local("2026-11-24T12:00"), times=1)
    trouble = only(simulated(station(first, late)))
    assert (trouble.kind, trouble.refusal and trouble.refusal.reason) == (
        TroubleKind.UNHEARD, Reason.NO_ROOM,
    )  # fmt: skip
    assert said(trouble) == (
        "khe-ren-2026-0002 “Tin 2” không được phát lần nào trước khi hết hạn lúc 12:00 Thứ Ba "
        "24/11: cần 12:02; buổi phát còn 9:47. Bản tin sẽ vào được nếu “Bản tin sáng” dài thêm "
        "3 phút; hoặc nếu được duyệt là tin ưu tiên."
    )


def test_one_that_is_owed_more_airings_than_its_days_have() -> None:
    often = bulletin_maker()(times=5, valid_until=local("2026-11-25T12:00"))
    found = simulated(station(often))
    (trouble,) = (one for one in found.troubles if one.kind is TroubleKind.UNMET)
    assert (trouble.count, trouble.total, trouble.ends) == (3, 5, often.approval.valid_until)
    assert Change(Lever.UNTIL, 2) in [way.changes[0] for way in trouble.ways]
    later = applied(station(often, days=6), Change(Lever.UNTIL, 2), "khe-ren-2026-0001")
    assert not [one for one in simulated(later).troubles if one.kind is TroubleKind.UNMET]


def test_airings_of_the_log_count_towards_what_is_owed() -> None:
    often = bulletin_maker()(times=5, valid_until=local("2026-11-25T12:00"))
    heard = {often.approval.id: 2}
    kinds = {one.kind for one in simulated(station(often, aired=heard)).troubles}
    assert kinds == {TroubleKind.NOTHING_OWED}


def test_one_that_begins_only_after_these_days_is_no_trouble() -> None:
    later = bulletin_maker()(valid_from=local("2027-01-01T00:00"))
    kinds = {one.kind for one in simulated(station(later)).troubles}
    assert kinds == {TroubleKind.NOTHING_OWED}


def test_one_that_waits_for_a_signature_while_its_days_go_by() -> None:
    ends = local("2026-11-24T12:00")
    waiting = [
        Waiting("khe-ren-2026-0009", "Tiêm phòng", None, ends),
        Waiting("khe-ren-2026-0010", "Tết", local("2027-02-01T00:00"), None),
    ]
    trouble = only(simulated(station(bulletin_maker()()), waiting=waiting))
    assert (trouble.kind, trouble.ends) == ("waiting", ends)
    assert said(trouble) == (
        "khe-ren-2026-0009 “Tiêm phòng” đang chờ ký duyệt, mà hết hạn lúc 12:00 Thứ Ba 24/11."
    )


def test_an_emergency_is_nobodys_trouble() -> None:
    stored = bulletin_maker()(bulletin_class=BulletinClass.EMERGENCY)
    kinds = {one.kind for one in simulated(station(stored)).troubles}
    assert kinds == {TroubleKind.NOTHING_OWED}


def test_a_sound_that_is_missing_and_one_whose_right_ends() -> None:
    one = bulletin_maker()()
    without = {name: sound for name, sound in SOUNDS.items() if name != "closing"}
    trouble = only(simulated(station(one, sounds=without)))
    assert (trouble.kind, trouble.subject, trouble.count) == ("sound-missing", "closing", 4)
    ending = SOUNDS["closing"]
    approval = replace(ending.approval, valid_until=local("2026-11-25T00:00"))
    ends = {**SOUNDS, "closing": replace(ending, approval=approval)}
    trouble = only(simulated(station(one, sounds=ends)))
    assert (trouble.kind, trouble.count, trouble.at) == ("sound-ends", 2, local("2026-11-25T05:30"))


def test_a_session_that_only_carries_a_relay_is_not_silent() -> None:
    given = station()
    orders = [relayed(order) for order in plan(station(bulletin_maker()()))]
    only_relays = [replace(one, items=one.items[-1:]) for one in orders]
    assert simulate(given, [], only_relays, Known({}, frozenset(), NO_HOLIDAYS)).troubles == ()


def test_a_relay_that_cannot_be_carried_is_told_with_its_reason() -> None:
    orders = plan(station(bulletin_maker()()))
    missing = LeftOut("relay/vov1", Reason.NOT_VALID_THEN, "until 2026-11-01T00:00:00.000000Z")
    without = [replace(one, left_out=(missing,)) for one in orders]
    trouble = only(simulate(station(), [], without, Known({}, frozenset(), NO_HOLIDAYS)))
    assert (trouble.kind, trouble.subject, trouble.count) == ("relay", "vov1", 4)
    assert said(trouble).endswith("từ 05:30 Thứ Hai 23/11: hết hiệu lực: đến 01/11/2026 07:00.")


def test_audio_that_is_planned_and_not_there() -> None:
    one = bulletin_maker()()
    trouble = only(simulated(station(one), missing=frozenset({one.approval.cut})))
    assert (trouble.kind, trouble.subject, trouble.count) == (
        "cut-missing",
        one.approval.bulletin,
        4,
    )


def test_a_programme_outside_the_hours() -> None:
    one = bulletin_maker()()
    night = programme("khuya", "22:30", title="Bản tin khuya")
    trouble = only(simulated(station(one, programmes=(programme(), night))))
    assert (trouble.kind, trouble.subject, trouble.count, trouble.total) == (
        "outside-hours", "khuya", 4, 4,
    )  # fmt: skip


def test_two_programmes_in_each_others_way() -> None:
    one = bulletin_maker()()
    second = programme("hai", "05:50", 10, title="Bản tin hai")
    trouble = only(simulated(station(one, programmes=(programme(), second))))
    assert (trouble.kind, trouble.subject, trouble.count) == ("collision", "sang hai", 4)
    assert said(trouble).startswith("Bản tin sáng và hai chồng lên nhau 4 lần")


def test_hours_that_end_and_a_holiday_ahead() -> None:
    one = bulletin_maker()()
    ending = hours("05:30-06:30", valid_until=date(2026, 11, 24))
    first, second = simulated(station(one, hours=ending)).troubles
    assert (first.kind, first.at) == ("hours-end", local("2026-11-25T00:00"))
    assert (second.kind, second.count) == ("outside-hours", 2)
    assert "broadcaster hours set" in said(first)
    festival = HolidayTable(added=(NamedDay(date(2026, 11, 25), "Hội làng"),))
    named = [t.subject for t in simulated(station(one), holidays=festival).troubles]
    assert "Hội làng" in named


def test_hours_of_another_title_are_announced() -> None:
    one = bulletin_maker()()
    standing = hours("05:30-06:30", title="Giờ thường")
    dated = hours(
        "05:30-06:00", title="Giờ Tết", valid_from=date(2026, 11, 24),
        valid_until=date(2026, 11, 24), standing=standing,
    )  # fmt: skip
    there, back = simulated(station(one, hours=dated)).troubles
    assert (there.subject, there.title) == ("Giờ Tết", "Giờ thường")
    assert (back.subject, back.title) == ("Giờ thường", "Giờ Tết")


@pytest.mark.parametrize("days", [1, 14])
def test_simulating_twice_says_the_same(days: int) -> None:
    make = bulletin_maker()
    given = station(make(20 * MINUTE), make(25 * MINUTE, times=3), days=days)
    assert simulated(given) == simulated(given)
