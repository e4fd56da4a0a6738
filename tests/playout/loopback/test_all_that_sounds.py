"""A loopback hears relays, announcements and emergencies as it hears cuts."""

from datetime import timedelta

from broadcaster.bulletins.model import BulletinClass
from broadcaster.playout.process.requests import Request
from broadcaster.schedule import RunningOrder
from tests.playout.loopback.conftest import HeardRig
from tests.playout.loopback.speechlike import s16, spoken
from tests.playout.relaying.broadcasting import Broadcaster, broadcasting, encoded

SENTENCES = (2_000, 5_000, 8_850)


def test_an_emergency_is_matched_and_what_gave_way_claims_no_more_than_it_can(
    heard: HeardRig,
) -> None:
    flood = s16(spoken(7.0, 50))
    heard.station.approve("flood", 7000, pcm=flood, bulletin_class=BulletinClass.EMERGENCY)
    order = heard.speak(9.0, changes={0: {"sentence_ends_ms": SENTENCES}})
    heard.start()
    assert heard.opened is not None
    player = heard.opened.player
    heard.run(15, until=lambda: player.studio.reckoning.now() > order.start + timedelta(seconds=3))
    Request("announce", {"cut": "flood", "by": "operator", "lang": "en"}).answer(player)
    heard.run(40, until=lambda: len(heard.records("outcome")) == 1)
    heard.stop()
    ends = {one.text("item"): one for one in heard.records("end")}
    (unplanned,) = heard.records("unplanned")
    assert ends[unplanned.text("item")].text("evidence") == "4"
    (outcome,) = heard.records("outcome")
    assert (outcome.text("outcome"), outcome.text("evidence")) == ("late", "1")
    assert heard.alarms() == []


def test_a_relay_is_matched_against_what_was_sent(heard: HeardRig) -> None:
    with broadcasting() as voh:
        order = _relay(heard, voh)
        heard.start()
        heard.run(40, until=lambda: len(heard.records("outcome")) == 2)
        heard.stop()
    assert heard.outcome() == ("aired", "whole")
    assert heard.end().text("evidence") == "4"
    assert (heard.home.recordings / f"{heard.end().text('recording')}.opus").exists()
    assert heard.end().text("session") == order.session
    assert heard.faults() == []


def _relay(heard: HeardRig, voh: Broadcaster) -> RunningOrder:
    sound = spoken(40.0, 60) / 32768
    source = voh.offer("/live.mp3", encoded(sound.astype("float32")), seconds=40)
    return heard.plan(source, length_ms=8_000)
