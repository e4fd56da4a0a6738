"""The real player while a long cut is being decoded, and while a decoder never comes back."""

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import av
import numpy as np
import pytest

from broadcaster.bulletins.model import BulletinClass
from broadcaster.playout.process.control import ask_player
from broadcaster.production.cache import AudioCache
from broadcaster.timebase import SystemTime
from tests.e2e.station_on_disk import Broadcast
from tests.e2e.test_process import is_up, wait_for
from tests.e2e.test_supervision import HANGING_PLAYER, hang

TIME = SystemTime()
LONG_MINUTES = 45
RATE_HZ = 24_000
SHARE = 4
"""An emergency sounds within this part of the time that decoding takes; it used to wait for all."""


def long_mp3() -> bytes:
    """Return an MP3 of 45 minutes: frames of constant length may be said again and again."""
    out, minute = io.BytesIO(), np.arange(RATE_HZ * 60)
    samples = (np.sin(minute * 2 * np.pi * 440 / RATE_HZ) * 8000).astype("<i2")
    with av.open(out, "w", format="mp3", options={"write_xing": "0", "id3v2_version": "0"}) as file:
        stream = file.add_stream("mp3", rate=RATE_HZ, layout="mono", bit_rate=64_000)
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
        frame.sample_rate = RATE_HZ
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            file.mux(packet)
    return out.getvalue() * LONG_MINUTES


@pytest.fixture
def broadcast(tmp_path: Path) -> Broadcast:
    made = Broadcast.build(tmp_path)
    made.station.approve("flood", 500, bulletin_class=BulletinClass.EMERGENCY)
    made.station.made = TIME.now() - timedelta(minutes=1)
    made.station.withdraw({})
    return made


def order_flood(broadcast: Broadcast) -> None:
    ask_player(broadcast.home, "emergency-bulletin", bulletin="flood", by="chair", second="deputy")


@pytest.mark.timeout(150)
def test_an_emergency_does_not_wait_for_a_long_cut(broadcast: Broadcast) -> None:
    station = broadcast.station
    cut = AudioCache(broadcast.home.audio_cache, 2**40).put(long_mp3(), "mp3")
    approved = station.approve("long", 1_000, cut=cut)
    station.cuts["long"] = replace(approved, length_ms=LONG_MINUTES * 60_000)
    player = broadcast.start()
    wait_for(lambda: is_up(broadcast))
    start = TIME.now() + timedelta(seconds=5)
    station.plan(start, ["long"], lock_lead_s=2, max_length_ms=LONG_MINUTES * 90_000)
    wait_for(lambda: bool(broadcast.records("plan")))
    order_flood(broadcast)
    wait_for(lambda: len(broadcast.records("start")) == 1, 90)
    player.terminate()
    assert player.wait(30) == 0
    (plan,), (begun,) = broadcast.records("plan"), broadcast.records("start")
    (ordered,) = (r for r in broadcast.records("emergency") if r.text("state") == "ordered")
    flood = next(r for r in broadcast.records("end") if r.text("item").startswith("unplanned"))
    first = flood.moment("first")
    assert first is not None
    waited, decoding = first - ordered.at, begun.at - plan.at
    print(f"emergency after {waited.total_seconds():.2f} s of {decoding.total_seconds():.1f} s")
    assert waited * SHARE < decoding
    assert flood.text("cause") == "whole"
    assert flood.seq < begun.seq
    broadcast.assert_nothing_is_lost_or_heard_twice()


@pytest.mark.timeout(150)
def test_a_decoder_that_never_comes_back_costs_one_item(
    broadcast: Broadcast, tmp_path: Path
) -> None:
    for name in "abc":
        broadcast.station.approve(name, 2_000)
    hang(broadcast, tmp_path, "decoder")
    player = broadcast.start(player=HANGING_PLAYER)
    wait_for(lambda: is_up(broadcast))
    start = TIME.now() + timedelta(seconds=5)
    broadcast.station.plan(start, "abc", lock_lead_s=2)
    wait_for(lambda: bool(broadcast.records("plan")))
    order_flood(broadcast)
    wait_for(lambda: len(broadcast.records("outcome")) == 3, 60)
    player.terminate()
    assert player.wait(30) == 0
    broadcast.assert_nothing_is_lost_or_heard_twice()
    causes = [(r.text("outcome"), r.text("cause")) for r in broadcast.records("outcome")]
    assert causes[0] == ("missed", "cut-unreadable")
    assert {outcome for outcome, _cause in causes[1:]} <= {"aired", "late"}
    assert len(broadcast.records("unplanned")) == 1
    (restarted,) = (r for r in broadcast.records("alarm") if r.text("code") == "thread-restarted")
    assert restarted.text("detail").startswith("decode ")
    assert "hang_once" in restarted.text("detail")
    assert len(broadcast.records("boot")) == 1
