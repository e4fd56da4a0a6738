"""A live voice is heard while its window is open, and at no other time."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from broadcaster.bulletins.model import Approval, ApprovalKind
from broadcaster.bulletins.relay import RelayWindow
from broadcaster.playout.process.requests import Request
from tests.playout.relaying.broadcasting import Samples, lag_of, programme
from tests.playout.relaying.conftest import LiveRig
from tests.playout.station import MADE

WINDOW = RelayWindow("ubnd", "device:mic", "", 60_000, "chair")
APPROVAL = Approval(
    "relay-ubnd.a1", ApprovalKind.RELAY, "", "", "operator", "chair", MADE, relay=WINDOW,
    details={"title": "Chủ tịch xã nói trực tiếp"},
)  # fmt: skip
MICROPHONE = """
pcm.null { type null }
pcm.mic { type file slave.pcm { type null } file "/dev/null" infile "%s" format "raw" }
"""
"""A card that hears a file: ALSA's own, so that what is read is read through ALSA."""


@dataclass
class Studio:
    """A microphone that says `voice`, and the player."""

    live: LiveRig
    voice: Samples

    def ask(self, name: str, **words: str) -> dict[str, Any]:
        assert self.live.opened is not None
        request = Request(name, {"by": "operator", "lang": "en", **words})
        request.answer(self.live.opened.player)
        assert request.reply is not None
        return request.reply


@pytest.fixture
def studio(live: LiveRig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    voice = programme(60, seed=7)
    said = tmp_path / "said.raw"
    said.write_bytes((voice * 32767).astype("<i2").tobytes())
    conf = tmp_path / "asound.conf"
    conf.write_text(MICROPHONE % said, encoding="utf-8")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(conf))
    live.station.write_approval(APPROVAL)
    live.start()
    return Studio(live, voice)


def test_an_open_window_is_heard_recorded_and_closed_by_hand(studio: Studio) -> None:
    live = studio.live
    opened = studio.ask("live-open", window="ubnd")
    assert (opened["ok"], opened["title"]) == (True, "Chủ tịch xã nói trực tiếp")
    live.run(15, until=lambda: bool(live.records("unplanned")))
    live.run(4)
    assert studio.ask("live-open", window="ubnd")["error"].startswith("A live voice is open")
    assert studio.ask("live-close") == {"ok": True, "was_open": True}
    live.run(10, until=lambda: bool(live.records("end")))
    live.run(1)
    (record,), end = live.records("unplanned"), live.end()
    told = [record.text(name) for name in ("what", "relay", "by", "in_charge")]
    assert told == ["live", "ubnd", "operator", "chair"]
    assert end.text("cause") == "whole"
    seconds = int(end["samples"]) / 48_000
    assert 2 < seconds < 6
    heard = live.recording()
    assert lag_of(studio.voice, heard)[1] > 0.95
    assert len(heard) == int(end["samples"]) // 960 * 960 + (
        960 if int(end["samples"]) % 960 else 0
    )
    assert studio.ask("live-close") == {"ok": True, "was_open": False}


def test_a_window_closes_by_itself_and_never_runs_into_the_next_session(studio: Studio) -> None:
    live = studio.live
    order = live.plan(f"file:{live.home.root}/none.mp3", after=12, length_ms=2_000)
    opened = studio.ask("live-open", window="ubnd")
    assert opened["ok"]
    live.run(40, until=lambda: len(live.records("outcome")) == 2)
    (end,) = (one for one in live.records("end") if "unplanned" in one.text("item"))
    assert end.text("cause") == "whole"
    assert end.text("last") < order.start.isoformat()
    assert live.outcome("items") == ("aired", "whole")


def test_a_window_does_not_open_outside_the_hours(studio: Studio) -> None:
    studio.live.station.set_hours([{"days": "1234567", "start": "05:30", "end": "05:31"}])
    refused = studio.ask("live-open", window="ubnd")
    assert not refused["ok"]
    assert "outside the allowed hours" in refused["error"]
    assert studio.live.records("unplanned") == []


@pytest.mark.parametrize(
    "changes",
    [{"name": "khac"}, {"programme": "morning"}, {"longest_ms": 1000}],
    ids=["another", "of-a-programme", "shorter"],
)
def test_nothing_but_an_approved_live_window_covers_it(
    studio: Studio, changes: dict[str, Any]
) -> None:
    from broadcaster.playout.interjection import Interjection
    from broadcaster.playout.judging.clearance import ApprovalFile, Withdrawals, clear
    from broadcaster.playout.sound.cuts import Audio

    item = Interjection(
        "live", APPROVAL, Audio("", bytes(96_000 * 2), ""), "operator", "unplanned/1"
    )
    at, none = MADE + timedelta(days=1), Withdrawals({})
    assert clear(item.as_item(), ApprovalFile(APPROVAL), none, at=at, aired=0) is None
    other = replace(APPROVAL, relay=replace(WINDOW, **changes))
    assert clear(item.as_item(), ApprovalFile(other), none, at=at, aired=0) is not None
    planned = replace(item.as_item(), id="morning@2026-11-22T05:30/00000001")
    assert clear(planned, ApprovalFile(APPROVAL), none, at=at, aired=0) is not None


def test_an_unknown_window_is_named_with_those_there_are(studio: Studio) -> None:
    refused = studio.ask("live-open", window="khac")
    assert "khac" in refused["error"]
    assert "ubnd" in refused["error"]


def test_stop_all_ends_a_live_voice(studio: Studio) -> None:
    live = studio.live
    assert studio.ask("live-open", window="ubnd")["ok"]
    live.run(15, until=lambda: bool(live.records("unplanned")))
    live.run(2)
    studio.ask("stop-all")
    live.run(10, until=lambda: bool(live.records("end")))
    assert live.end().text("cause") == "stopped"
    before = len(live.recorder.parts[-1][1])
    live.run(1)
    assert not np.frombuffer(bytes(live.recorder.parts[-1][1][before:]), "<i2").any()
