"""Sources that break off, hang, send rubbish or far too much, or lead elsewhere."""

import resource
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from broadcaster.playout.relaying.feed import connect
from broadcaster.playout.relaying.listener import Job
from tests.playout.relaying.broadcasting import (
    PIECES_PER_S,
    Broadcaster,
    BrokenOff,
    encoded,
    lag_of,
    programme,
)
from tests.playout.relaying.conftest import LiveRig

LOST = ("partial", "source-lost")


def breaks_off_after(seconds: float) -> Callable[[int], None]:
    def before(sent: int) -> None:
        if sent > seconds * PIECES_PER_S:
            raise BrokenOff

    return before


def dies_for_good(voh: Broadcaster, seconds: float) -> Callable[[int], None]:
    def before(sent: int) -> None:
        if sent > seconds * PIECES_PER_S:
            voh.behaviours.clear()
            raise BrokenOff

    return before


def news_follows_within(live: LiveRig, start: datetime, seconds: float) -> bool:
    ((moment, _count),) = live.recorder.heard_at(live.station.cuts["news"].pcm)
    return moment - start < timedelta(seconds=seconds)


def test_a_stream_that_dies_is_given_up_after_its_time_and_the_next_item_moves_up(
    live: LiveRig, voh: Broadcaster
) -> None:
    url = voh.offer("/live", encoded(programme(60)), seconds=60, before=dies_for_good(voh, 8))
    order = live.plan(url, length_ms=30_000)
    live.play(30)
    assert live.outcome() == LOST
    assert live.outcome("items") == ("aired", "whole")
    assert news_follows_within(live, order.start, 15)
    assert [one.text("code") for one in live.records("alarm")] == ["relay-lost"]
    end = live.end()
    assert 0 < int(end["missing"]) < int(end["samples"]) < int(end["length"])


def test_a_stream_that_comes_back_is_joined_again_where_it_is_then(
    live: LiveRig, voh: Broadcaster
) -> None:
    url = voh.offer("/live", encoded(programme(60)), seconds=60, before=breaks_off_after(7))
    live.home.config.write_text("relay_silence_s = 8\n", encoding="utf-8")
    order = live.plan(url, length_ms=14_000)
    live.play(40)
    assert live.outcome()[0] in ("aired", "partial")
    assert voh.asked.count("/live") >= 2
    gap_s = int(live.end()["missing"]) / 48_000
    assert gap_s < 8
    assert np.abs(live.sent_from(order.start + timedelta(seconds=4), 9.5)).max() > 0.01
    assert int(live.end()["samples"]) == 14 * 48_000


def test_a_stream_that_stalls_without_a_word_is_given_up(live: LiveRig, voh: Broadcaster) -> None:
    def before(sent: int) -> None:
        if sent > 7 * PIECES_PER_S:
            voh.stopping.wait(60)

    order = live.plan(
        voh.offer("/live", encoded(programme(60)), seconds=60, before=before), length_ms=30_000
    )
    live.play(30)
    assert live.outcome() == LOST
    assert news_follows_within(live, order.start, 15)


def test_a_source_that_is_not_there_is_missed_and_the_next_item_moves_up(
    live: LiveRig, voh: Broadcaster
) -> None:
    order = live.plan(voh.url("/nothing"), length_ms=30_000)
    live.play(30)
    assert live.outcome() == ("missed", "source-lost")
    assert news_follows_within(live, order.start, 8)
    (alarm,) = live.records("alarm")
    assert "404" in alarm.text("detail")


def test_a_source_that_sends_silence_is_given_up_as_silent(live: LiveRig, voh: Broadcaster) -> None:
    sound = programme(60)
    sound[7 * 48_000 :] = 0
    live.plan(voh.offer("/live", encoded(sound), seconds=60), length_ms=30_000)
    live.play(30)
    assert live.outcome() == ("partial", "source-silent")


@pytest.mark.parametrize("head", [b"", encoded(programme(7))], ids=["at-once", "after-a-while"])
def test_a_source_that_sends_rubbish_is_given_up(
    live: LiveRig, voh: Broadcaster, head: bytes
) -> None:
    rubbish = np.random.default_rng(3).bytes(600_000)
    live.plan(voh.offer("/live", head + rubbish, seconds=30), length_ms=30_000)
    live.play(40)
    outcome, _cause = live.outcome()
    assert outcome in ("missed", "partial")
    assert live.outcome("items") == ("aired", "whole")


def test_a_source_that_sends_a_hundred_times_too_fast_is_heard_at_its_own_speed(
    live: LiveRig, voh: Broadcaster
) -> None:
    sound = programme(120)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    order = live.plan(voh.offer("/live", encoded(sound), seconds=120, pace=100.0))
    live.play()
    assert live.outcome() == ("aired", "whole")
    assert lag_of(sound, live.sent_from(order.start, 6))[1] > 0.98
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_no_redirect_and_no_playlist_leads_to_a_file_of_this_box(
    voh: Broadcaster, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.mp3"
    secret.write_bytes(encoded(programme(20)))
    voh.offer("/away", b"", location=f"file://{secret}")
    playlist = f"#EXTM3U\n#EXT-X-TARGETDURATION:20\n#EXTINF:20,\nfile://{secret}\n"
    voh.offer("/list.m3u8", playlist.encode(), stated=True)
    for path in ("/away", "/list.m3u8"):
        feed = connect(Job(voh.url(path), 10_000, -16.0, -1.5))
        for _look in range(100):
            if feed.reason:
                break
            threading.Event().wait(0.2)
        assert feed.reason
        assert feed.waiting == 0
        feed.close()
        feed.wait_closed(10)


def test_a_lost_relays_time_is_filled_by_its_fallback_and_what_follows_keeps_its_time(
    live: LiveRig, voh: Broadcaster
) -> None:
    music = live.station.approve("music", 2500, sound=True)
    order = live.plan(voh.url("/nothing"), length_ms=9_000, fallback="music")
    live.play(30)
    assert live.outcome() == ("missed", "source-lost")
    times = [moment - order.start for moment, _count in live.recorder.heard_at(music.pcm)]
    assert len(times) == 2
    assert times[0] < timedelta(seconds=4)
    assert abs(times[1] - times[0] - timedelta(seconds=2.5)) < timedelta(milliseconds=1)
    ((news, _count),) = live.recorder.heard_at(live.station.cuts["news"].pcm)
    assert abs(news - order.start - timedelta(seconds=9)) < timedelta(milliseconds=5)
    records = live.records("unplanned")
    assert [(one.text("what"), one.text("sound")) for one in records] == [("fallback", "music")] * 2
    assert len(live.records("end")) == 4


def test_a_fallback_that_nobody_approved_is_none(live: LiveRig, voh: Broadcaster) -> None:
    order = live.plan(voh.url("/nothing"), length_ms=30_000, fallback="music")
    live.play(30)
    assert news_follows_within(live, order.start, 8)
    assert live.records("unplanned") == []
