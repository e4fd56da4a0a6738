from dataclasses import replace
from datetime import date

import pytest

from broadcaster.desk import Desk
from broadcaster.schedule import HoursPolicy, ScheduleError, Stretch, actions
from broadcaster.schedule.hours.file import HoursDraft, read_hours_file, read_stretch, read_windows
from broadcaster.schedule.programmes.firing_list import Fit
from broadcaster.signed import read_signed
from broadcaster.units import UnitsError
from tests.conftest import as_person

TODAY = date(2026, 11, 22)
WIDE = HoursDraft("DEMO", "DEMO", read_windows(["00:00-24:00"], None), lock_lead_s=10)
NARROW = HoursDraft("Mùa hè", windows=read_windows(["05:45-06:00"], "mon,tue"))


@pytest.fixture
def approver(station: Desk) -> Desk:
    return as_person(station, "approver")


def signed(desk: Desk) -> HoursPolicy:
    document = read_signed(desk.home.hours, "hours", [desk.key.public])
    return HoursPolicy.from_document(document)


def test_a_new_home_has_the_built_in_hours_signed_by_the_box(station: Desk) -> None:
    policy = signed(station)
    assert (policy.origin, policy.document, policy.by) == ("built-in", "", "")
    assert [str(window.stretch) for window in policy.windows] == ["05:30-06:30", "17:00-18:00"]


def test_built_in_hours_never_replace_a_policy(approver: Desk) -> None:
    actions.set_hours(approver, NARROW, confirmed=True)
    actions.set_default_hours(approver)
    assert signed(approver).title == "Mùa hè"


def test_a_signed_policy_says_who_when_and_on_what_ground(approver: Desk) -> None:
    actions.set_hours(approver, WIDE, confirmed=True)
    policy = signed(approver)
    assert (policy.document, policy.by, policy.origin) == ("DEMO", "approver", "set")
    assert (policy.at, policy.lock_lead_s) == ("2026-11-22T01:00:00.000000Z", 10)


def test_new_hours_want_consent(approver: Desk) -> None:
    with pytest.raises(ScheduleError, match="--yes"):
        actions.set_hours(approver, NARROW)
    assert signed(approver).origin == "built-in"


def test_widening_the_built_in_hours_needs_a_document(approver: Desk) -> None:
    with pytest.raises(ScheduleError, match=r"00:00-24:00.*--document"):
        actions.set_hours(approver, replace(WIDE, document=""), confirmed=True)


def test_wider_limits_for_exceptions_need_a_document_too(approver: Desk) -> None:
    wide = replace(NARROW, outer=(Stretch(0, 1440),))
    with pytest.raises(ScheduleError, match="--document"):
        actions.set_hours(approver, wide, confirmed=True)


def test_narrowing_needs_none(approver: Desk) -> None:
    assert actions.set_hours(approver, NARROW, confirmed=True).windows[0].days == "12"


def test_only_an_approver_signs(station: Desk) -> None:
    for act in (
        lambda: actions.set_hours(station, NARROW, confirmed=True),
        lambda: actions.restore_built_in(station, confirmed=True),
        lambda: actions.add_exception(station, TODAY, Stretch(1140, 1200), "họp"),
    ):
        with pytest.raises(UnitsError):
            act()


def test_the_sessions_of_seven_days_show_what_the_new_hours_refuse(approver: Desk) -> None:
    firings = actions.propose_hours(approver, NARROW)
    assert {firing.fit for firing in firings} == {Fit.REFUSED}
    assert {firing.fit for firing in actions.propose_hours(approver, WIDE)} == {Fit.WHOLE}


def test_a_dated_policy_lies_over_the_standing_one(approver: Desk) -> None:
    actions.set_hours(approver, replace(WIDE, valid_from=TODAY, valid_until=TODAY), confirmed=True)
    policy = signed(approver)
    assert policy.document == "DEMO"
    assert policy.standing is not None
    assert policy.standing.origin == "built-in"


def test_the_built_in_hours_can_be_put_back(approver: Desk) -> None:
    actions.set_hours(approver, WIDE, confirmed=True)
    actions.restore_built_in(approver, confirmed=True)
    policy = signed(approver)
    assert (policy.origin, policy.document, policy.by) == ("built-in", "", "approver")


def test_a_policy_that_forbids_everything_may_be_signed(approver: Desk) -> None:
    actions.set_hours(approver, HoursDraft("Quốc tang"), confirmed=True)
    assert signed(approver).windows == ()


def test_a_policy_that_ends_before_it_begins_is_refused(approver: Desk) -> None:
    backwards = replace(NARROW, valid_from=TODAY, valid_until=date(2026, 11, 21))
    with pytest.raises(ScheduleError, match="2026-11-21"):
        actions.set_hours(approver, backwards, confirmed=True)


def test_an_exception_stands_in_the_signed_file(approver: Desk) -> None:
    actions.add_exception(approver, TODAY, read_stretch("19:00-20:00"), " họp  dân ")
    (exception,) = signed(approver).exceptions
    assert (str(exception.stretch), exception.reason) == ("19:00-20:00", "họp dân")
    assert exception.by == "approver"


def test_an_exception_survives_new_hours(approver: Desk) -> None:
    actions.add_exception(approver, TODAY, read_stretch("19:00-20:00"), "họp dân")
    actions.set_hours(approver, NARROW, confirmed=True)
    assert len(signed(approver).exceptions) == 1


@pytest.mark.parametrize("stretch", ["04:00-05:00", "21:30-22:01", "23:00-05:00"])
def test_an_exception_beyond_the_outer_limits_is_refused(approver: Desk, stretch: str) -> None:
    with pytest.raises(ScheduleError, match=r"04:30-22:00"):
        actions.add_exception(approver, TODAY, read_stretch(stretch), "họp dân")


def test_an_exception_needs_a_reason_and_a_day_to_come(approver: Desk) -> None:
    with pytest.raises(ScheduleError, match="reason"):
        actions.add_exception(approver, TODAY, read_stretch("19:00-20:00"), " \n")
    with pytest.raises(ScheduleError, match="21/11/2026"):
        actions.add_exception(approver, date(2026, 11, 21), read_stretch("19:00-20:00"), "họp")


@pytest.mark.parametrize("text", ["5:30-06:30", "05:30", "05:30-05:30", "05:30-25:00", "sáng"])
def test_what_is_no_stretch_is_quoted(text: str) -> None:
    with pytest.raises(ScheduleError) as refusal:
        read_stretch(text)
    assert f'"{text}"' in str(refusal.value)


def test_a_file_states_a_whole_policy() -> None:
    draft = read_hours_file(
        """
        title = "Quy chế truyền thanh"
        document = "12/QĐ-UBND"
        session_minutes = 15
        day_minutes = 30
        lock_lead_s = 60
        from = 2026-12-01
        until = "2026-12-31"
        outer = ["05:00-21:00"]
        windows = ["05:30-06:30", { days = ["mon", "fri"], start = "22:00", end = "02:00" }]
        volume = [{ start = "05:00", end = "06:00", percent = 60 }]
        """,
        "hours.toml",
    )
    assert [window.days for window in draft.windows] == ["1234567", "15"]
    assert str(draft.windows[1].stretch) == "22:00-02:00"
    assert (draft.session_minutes, draft.day_minutes, draft.lock_lead_s) == (15, 30, 60)
    assert (draft.valid_from, draft.valid_until) == (date(2026, 12, 1), date(2026, 12, 31))
    assert draft.volume[0].percent == 60


def test_a_file_that_forbids_everything_says_so_with_an_empty_list() -> None:
    assert read_hours_file('title = "Không"\nwindows = []', "hours.toml").windows == ()


def test_every_mistake_of_a_file_is_listed_at_once() -> None:
    with pytest.raises(ScheduleError) as refusal:
        read_hours_file(
            'windows = ["25:61-06:30", 7, "05:30-05:30"]\nfrom = "mai"\nloud = true\n'
            'volume = [{ start = "05:00", end = "06:00", percent = 101 }]',
            "hours.toml",
        )
    sentence = str(refusal.value)
    for part in (
        '"hours.toml": "title" is missing',
        'windows 1: start = "25:61"',
        "windows = [",
        "volume 1: percent = 101",
        'from = "mai"',
        '"loud" is no key here',
    ):
        assert part in sentence
