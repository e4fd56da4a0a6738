"""Each use of an emergency waits for an approver's word, and says so until it is given."""

from datetime import datetime, timedelta

from broadcaster.playout.status import is_well, status_of
from tests.playout.rig import Rig
from tests.playout.station import TestStation
from tests.playout.test_emergencies import flood, play
from tests.playout.test_operators import ask

__all__ = ["flood"]
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def alarms(rig: Rig) -> list[tuple[str, str]]:
    return [(one.code, one.detail) for one in rig.player.studio.alarms.standing()]


def test_a_use_is_an_alarm_until_an_approver_confirms_it(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    rig.start()
    use = play(rig)["use"]
    rig.run_until(start)
    assert alarms(rig) == [("emergency-unconfirmed", use)]
    document = status_of(rig.player)
    assert not is_well(document)
    assert document["emergencies"][0]["confirmed_by"] == ""
    reply = ask(rig, "emergency-confirm", by="chair", note="đúng")
    assert (reply["use"], reply["waiting"]) == (use, [])
    rig.run_until(start + 30 * HOUR)
    assert alarms(rig) == []
    assert status_of(rig.player)["emergencies"] == []
    confirmed = rig.records("emergency")[-1]
    assert (confirmed.text("state"), confirmed.text("by")) == ("confirmed", "chair")
    assert not ask(rig, "emergency-confirm", by="chair")["ok"]


def test_a_day_later_it_is_overdue_once_and_stays_an_alarm(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    rig.start()
    use = play(rig, drill="yes")["use"]
    rig.run_until(start + 60 * HOUR)
    states = [r.text("state") for r in rig.records("emergency")]
    assert states.count("overdue") == 1
    assert alarms(rig) == [("emergency-overdue", use)]
    ask(rig, "emergency-confirm", by="chair", use=use)
    assert alarms(rig) == []


def test_it_waits_on_across_a_restart(rig: Rig, flood: TestStation, start: datetime) -> None:
    rig.start()
    use = play(rig)["use"]
    rig.run_until(start)
    rig.drop()
    rig.start()
    rig.run_until(start + MINUTE)
    assert alarms(rig) == [("emergency-unconfirmed", use)]
    assert ask(rig, "emergency-confirm", by="chair")["use"] == use


def test_of_two_that_wait_one_has_to_be_named(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    rig.start()
    first = play(rig)["use"]
    rig.run_until(start)
    second = play(rig)["use"]
    rig.run_until(start + MINUTE)
    assert not ask(rig, "emergency-confirm", by="chair")["ok"]
    assert ask(rig, "emergency-confirm", by="chair", use=first)["waiting"] == [second]


def test_a_mute_without_an_end_is_recalled_every_six_hours(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    rig.start()
    ask(rig, "mute")
    rig.run_until(start + 5 * HOUR)
    assert alarms(rig) == []
    rig.run_until(start + 14 * HOUR)
    told = [r.text("detail") for r in rig.records("alarm") if r.text("code") == "muted"]
    assert told == ["operator, 6 h", "operator, 12 h"]
    assert alarms(rig) == [("muted", "operator, 12 h")]
    ask(rig, "unmute")
    rig.run_until(start + 15 * HOUR)
    assert alarms(rig) == []
