from datetime import UTC, date, datetime

import pytest

from broadcaster.desk import Desk
from broadcaster.timebase import VirtualTime
from broadcaster.units import UnitsError
from broadcaster.voices import VoicesError, actions
from tests.conftest import as_person

TODAY = date(2026, 11, 22)
DAY_NS = 86_400_000_000_000


@pytest.fixture
def approver(desk: Desk) -> Desk:
    return as_person(desk, "approver")


def first_choice(desk: Desk) -> str:
    return actions.choose(desk, "vi")[0].id


def test_online_voices_are_off_until_enabled(desk: Desk, approver: Desk) -> None:
    assert first_choice(desk) == "embedded-north"
    leave = actions.enable(approver, "gtts-vi", document="12/QĐ-UBND")
    assert leave.valid_from == TODAY
    assert leave.by == "approver"
    assert leave.sends_to == "translate.google.com"
    assert first_choice(desk) == "gtts-vi"


def test_enabling_is_an_approvers_decision(desk: Desk) -> None:
    for person in ("operator", "technician", "administrator"):
        with pytest.raises(UnitsError):
            actions.enable(as_person(desk, person), "gtts-vi")


def test_a_leave_holds_on_its_days_in_station_time(approver: Desk, clock: VirtualTime) -> None:
    """The clock shows 08:00 at the station; its days begin at 17:00 UTC."""
    actions.enable(
        approver, "gtts-vi", valid_from=date(2026, 11, 23), valid_until=date(2026, 11, 24)
    )
    seen = []
    for _day in range(4):
        seen.append(first_choice(approver) == "gtts-vi")
        clock.advance(DAY_NS)
    assert seen == [False, True, True, False]


def test_a_leave_ends_at_midnight_of_the_station_not_of_greenwich(
    approver: Desk, clock: VirtualTime
) -> None:
    actions.enable(approver, "gtts-vi", valid_until=TODAY)
    clock.step_wall(datetime(2026, 11, 22, 16, 59, tzinfo=UTC) - clock.now())
    assert first_choice(approver) == "gtts-vi"
    clock.step_wall(datetime(2026, 11, 22, 17, 1, tzinfo=UTC) - clock.now())
    assert first_choice(approver) == "embedded-north"


def test_disabling_takes_it_back_at_once(approver: Desk) -> None:
    actions.enable(approver, "gtts-vi")
    actions.disable(approver, "gtts-vi")
    assert first_choice(approver) == "embedded-north"


def test_disabling_what_is_off_is_refused(approver: Desk) -> None:
    with pytest.raises(VoicesError, match='"gtts-vi" was not enabled'):
        actions.disable(approver, "gtts-vi")


def test_only_an_approver_disables(desk: Desk, approver: Desk) -> None:
    actions.enable(approver, "gtts-vi")
    with pytest.raises(UnitsError):
        actions.disable(desk, "gtts-vi")


def test_an_embedded_voice_is_neither_enabled_nor_disabled(approver: Desk) -> None:
    for act in (actions.enable, actions.disable):
        with pytest.raises(VoicesError, match='"embedded-north" is part of this software'):
            act(approver, "embedded-north")


def test_an_unknown_voice_is_not_enabled(approver: Desk) -> None:
    with pytest.raises(VoicesError, match='no voice "gtts-hmn"'):
        actions.enable(approver, "gtts-hmn")


def test_a_leave_that_ends_before_it_begins_is_refused(approver: Desk) -> None:
    with pytest.raises(VoicesError, match=r"end on 2026-11-01, before it begins on 2026-11-22"):
        actions.enable(approver, "gtts-vi", valid_until=date(2026, 11, 1))


def test_a_leave_is_the_stations_units_own(approver: Desk) -> None:
    from broadcaster.voices.store import read_enablements

    actions.enable(approver, "gtts-vi")
    with approver.database.transaction() as session:
        assert read_enablements(session, "another-commune") == ()
        (leave,) = read_enablements(session, "khe-ren")
    assert leave.at == approver.time.now()


def test_a_voice_asked_for_stands_alone(desk: Desk) -> None:
    assert [voice.id for voice in actions.choose(desk, "vi", "embedded-south")] == [
        "embedded-south"
    ]


def test_the_list_names_every_voice_with_its_state(desk: Desk) -> None:
    listed, left_out = actions.list_voices(desk)
    states = {one.voice.id: one for one in listed}
    assert states["embedded-central"].is_on
    assert states["embedded-central"].trouble is None
    assert not states["gtts-vi"].is_on
    assert states["gtts-vi"].trouble is None, "nobody is asked on behalf of a voice that is off"
    assert left_out == ()


def test_a_text_is_said_sentence_by_sentence(desk: Desk) -> None:
    (speech,) = actions.say(desk, "Xin chào bà con.", "vi", "embedded-south")
    assert speech.samples > 10_000
