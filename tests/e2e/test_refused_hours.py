"""A session at 02:00, planned under a wider policy after which the default is put back.

The whole way from outside: the installed player, its recording, its log. Whatever is done to the
files between lock and start, and whatever the process believes of its zone, nothing sounds.
"""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from broadcaster.schedule import session_file_name
from tests.e2e.station_on_disk import Broadcast
from tests.playout.station import DEFAULT_WINDOWS, at_station

NIGHT = at_station("02:00")
FROM = "2026-11-22 01:50"
LOCKED_BY = "2026-11-22 01:59"


@pytest.fixture
def broadcast(tmp_path: Path) -> Broadcast:
    made = Broadcast.build(tmp_path)
    for name in "ab":
        made.station.approve(name, 3_000)
    return made


def heard_anything(broadcast: Broadcast) -> bool:
    return any(any(data) for _start, data in broadcast.parts())


def results(broadcast: Broadcast) -> set[tuple[str, str]]:
    return {(r.text("outcome"), r.text("cause")) for r in broadcast.records("outcome")}


@pytest.mark.parametrize("zone", ["", "UTC", "America/New_York"])
def test_under_the_default_policy_it_is_refused_in_any_zone(
    broadcast: Broadcast, zone: str
) -> None:
    broadcast.station.plan(NIGHT, "ab")
    broadcast.station.set_hours(DEFAULT_WINDOWS)
    broadcast.environment = {"TZ": zone} if zone else {}
    broadcast.run("--virtual", FROM)
    assert results(broadcast) == {("refused", "outside-hours")}
    assert broadcast.parts()
    assert not heard_anything(broadcast)


@pytest.mark.parametrize(
    ("spoil", "cause"), [("deleted", "hours-missing"), ("unsigned", "hours-unsigned")]
)
def test_without_a_signed_policy_it_is_refused(
    broadcast: Broadcast, spoil: str, cause: str
) -> None:
    broadcast.station.plan(NIGHT, "ab")
    hours = broadcast.home.hours
    if spoil == "deleted":
        hours.unlink()
    else:
        hours.write_text(json.dumps({"windows": [{"days": "1234567", "start": "00:00"}]}))
    broadcast.run("--virtual", FROM)
    assert results(broadcast) == {("refused", cause)}
    assert not heard_anything(broadcast)


def test_after_the_lock_the_hours_still_have_the_last_word(broadcast: Broadcast) -> None:
    broadcast.station.plan(NIGHT, "ab")
    broadcast.run("--virtual", FROM, kill_at="after-plan:1", expect=-9)
    broadcast.station.set_hours(DEFAULT_WINDOWS)
    broadcast.run("--virtual", FROM)
    assert results(broadcast) == {("refused", "outside-hours")}
    assert not heard_anything(broadcast)


@pytest.mark.parametrize("spoil", ["by-hand", "edited", "another-day", "replaced-after-lock"])
def test_no_order_written_or_edited_by_hand_sounds(broadcast: Broadcast, spoil: str) -> None:
    order = broadcast.station.plan(NIGHT, "a")
    broadcast.station.set_hours(DEFAULT_WINDOWS)
    path = broadcast.home.plan / session_file_name(order.session)
    if spoil == "by-hand":
        path.write_text(json.dumps(order.to_document()))
    elif spoil == "edited":
        envelope = json.loads(path.read_bytes())
        envelope["payload"] = envelope["payload"].replace("A", "B", 1)
        path.write_text(json.dumps(envelope))
    elif spoil == "another-day":
        other = broadcast.station.order(NIGHT + timedelta(days=1), "ab")
        path.write_bytes(broadcast.station.key.sign("running-order", other.to_document()))
    else:
        broadcast.run("--virtual", FROM, kill_at="after-plan:1", expect=-9)
        louder = broadcast.station.order(NIGHT, "ab")
        path.write_text(json.dumps(louder.to_document()))
    broadcast.run("--virtual", FROM)
    assert not heard_anything(broadcast)
    if spoil == "replaced-after-lock":
        assert results(broadcast) == {("refused", "outside-hours")}
    else:
        assert len(broadcast.records("no-plan")) == 1


def test_a_gap_over_one_session_refuses_that_one_and_no_other(broadcast: Broadcast) -> None:
    """As the demo shows it: a policy of the whole day with a gap over one planned session."""
    noon = at_station("12:00")
    broadcast.station.plan(NIGHT, "a")
    broadcast.station.plan(noon, "b", programme="noon")
    broadcast.station.set_hours(
        [
            {"days": "1234567", "start": "00:00", "end": "01:30"},
            {"days": "1234567", "start": "02:30", "end": "24:00"},
        ]
    )
    broadcast.run("--virtual", FROM)
    found = {r.text("bulletin"): r.text("outcome") for r in broadcast.records("outcome")}
    assert found == {"a": "refused", "b": "aired"}
    assert len(broadcast.heard(broadcast.station.cuts["b"].pcm)) == 1
    shutil.rmtree(broadcast.recordings)
