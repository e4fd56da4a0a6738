"""While a cut is being decoded the player goes on: what is urgent does not wait for it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from broadcaster.bulletins.model import BulletinClass
from broadcaster.playout.process.requests import Request
from broadcaster.playout.sound.loading import STUCK_NS
from tests.playout.rig import Rig
from tests.playout.station import TestStation
from tests.playout.test_operators import ask

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


class SlowDecoder:
    """Decodes nothing before a test lets it."""

    def __init__(self) -> None:
        self.held: list[Callable[[], None]] = []
        self.begun: list[str] = []

    def __call__(self, name: str, work: Callable[[], None]) -> None:
        self.begun.append(name)
        self.held.append(work)

    def finish(self) -> None:
        while self.held:
            self.held.pop(0)()


@pytest.fixture
def decoder(rig: Rig, abc: TestStation, start: datetime) -> SlowDecoder:
    """A player three seconds into its session, whose first cut is still being decoded."""
    decoder = SlowDecoder()
    rig.aside = decoder
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start + 3 * SECOND)
    return decoder


def test_an_item_waits_for_its_cut_and_is_late(
    rig: Rig, decoder: SlowDecoder, start: datetime
) -> None:
    assert len(decoder.begun) == 1  # one at a time, begun once
    assert rig.recorder.is_silent()
    decoder.finish()
    rig.run_until(start + 8 * SECOND)
    (begun,) = rig.records("start")
    assert begun.text("bulletin") == "a"
    decoder.finish()  # the next one, decoded while the first sounds
    rig.run_until(start + 17 * SECOND)
    decoder.finish()
    rig.run_until(start + MINUTE)
    assert [rig.outcomes()[name][0] for name in "abc"] == ["late", "late", "late"]


def test_an_emergency_does_not_wait(
    rig: Rig, abc: TestStation, decoder: SlowDecoder, start: datetime
) -> None:
    abc.approve("flood", 3_000, bulletin_class=BulletinClass.EMERGENCY)
    ordered = rig.time.now()
    assert ask(rig, "emergency-bulletin", bulletin="flood", second="chair")["ok"]
    rig.run_until(start + 8 * SECOND)
    assert len(decoder.held) == 1
    ((heard, count),) = rig.recorder.heard_at(abc.cuts["flood"].pcm)
    assert heard - ordered <= SECOND
    assert count == 3 * 48_000
    decoder.finish()
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["a"] == ("late", "after-grace")


@pytest.mark.parametrize(("command", "cause"), [("mute", "muted"), ("stop-all", "stopped")])
def test_silence_does_not_wait(
    rig: Rig, decoder: SlowDecoder, start: datetime, command: str, cause: str
) -> None:
    assert ask(rig, command)["ok"]
    rig.run_until(rig.time.now() + SECOND)
    assert rig.outcomes()["a"] == ("missed", cause)
    decoder.finish()
    rig.run_until(start + MINUTE)
    assert rig.recorder.is_silent()


def test_an_announcement_waits_for_its_cut_and_keeps_nobody_from_anything(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    decoder = SlowDecoder()
    rig.aside = decoder
    rig.start()
    answer = Request("announce", {"by": "operator", "lang": "en", "cut": "a"})
    rig.player.tasks.put(answer.answer)
    rig.run_until(rig.time.now() + 2 * SECOND)
    assert answer.reply is None
    assert ask(rig, "mute")["ok"]
    assert ask(rig, "unmute")["ok"]
    decoder.finish()
    rig.run_until(rig.time.now() + 20 * SECOND)
    assert answer.reply
    assert answer.reply["ok"]
    ((_at, count),) = rig.recorder.heard_at(abc.cuts["a"].pcm)
    assert count == 10 * 48_000


def test_a_decoding_that_stands_still_costs_its_item_alone(
    rig: Rig, decoder: SlowDecoder, start: datetime
) -> None:
    lost: list[str] = []
    rig.player.studio.loader.lost = lambda thread, _why: lost.append(thread)
    stuck = decoder.held.pop()
    given_up = start + timedelta(microseconds=STUCK_NS // 1000)
    rig.run_until(given_up + 2 * SECOND)
    assert rig.outcomes() == {"a": ("missed", "cut-unreadable")}
    assert len(lost) == 1
    stuck()  # and when it goes on after all, nobody is there
    for _second in range(30):
        decoder.finish()
        rig.run_until(rig.time.now() + SECOND)
    assert [rig.outcomes()[name][0] for name in "bc"] == ["late", "late"]


def test_no_more_than_two_long_cuts_are_held(
    rig: Rig, station: TestStation, start: datetime
) -> None:
    decoder = SlowDecoder()
    rig.aside = decoder
    for name in "abc":
        station.approve(name, 20_000)
    station.plan(start, "abc")
    rig.start()
    seen: list[tuple[int, int]] = []

    def decode_at_once() -> None:
        conductor = rig.player.conductor
        placed = len(conductor.air.placed) if conductor else 0
        seen.append((placed, len(decoder.held)))
        decoder.finish()

    rig.run_until(start + 2 * MINUTE, decode_at_once)
    assert max(placed + held for placed, held in seen) == 2
    assert set(rig.outcomes().values()) == {("aired", "whole")}
