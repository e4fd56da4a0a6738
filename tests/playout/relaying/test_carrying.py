"""A relay of a real stream: what left is what was sent, at its time, at our level, and recorded."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import numpy as np

from broadcaster.production.gating import gating_of, integrated
from tests.playout.relaying.broadcasting import (
    Broadcaster,
    Samples,
    encoded,
    lag_of,
    programme,
    write,
)
from tests.playout.relaying.conftest import LiveRig


def integrated_of(sound: Samples) -> float:
    return float(integrated(gating_of([sound], 48_000).powers))


def test_what_left_is_what_was_sent_from_the_very_sample(live: LiveRig, voh: Broadcaster) -> None:
    sound = programme(30)
    order = live.plan(voh.offer("/live", encoded(sound), seconds=30))
    live.play()
    assert live.outcome() == ("aired", "whole")
    assert live.outcome("items") == ("aired", "whole")
    heard = live.sent_from(order.start, 6)
    at, alike = lag_of(sound, heard)
    assert alike > 0.98
    assert 0 < at < 30 * 48_000
    around = live.sent_from(order.start - timedelta(seconds=1), 2)
    assert int(np.flatnonzero(around)[0]) - 48_000 in range(3)
    end = live.end()
    assert int(end["samples"]) == int(end["length"]) == 6 * 48_000
    assert int(end["missing"]) == 0


def test_its_recording_holds_what_left_and_bears_its_hash(live: LiveRig, voh: Broadcaster) -> None:
    sound = programme(30)
    order = live.plan(voh.offer("/live", encoded(sound), seconds=30))
    live.play()
    recorded, heard = live.recording(), live.sent_from(order.start, 6)
    at, alike = lag_of(recorded, heard)
    # The wall's microseconds name a sample to within one: `heard` may begin one early or late.
    assert at in range(2)
    assert alike > 0.98
    assert len(recorded) == len(heard)
    (file,) = live.home.recordings.iterdir()
    assert file.name == f"{sha256(file.read_bytes()).hexdigest()}.opus"


def test_a_quiet_source_is_brought_up_to_our_level_and_a_loud_one_never_clips(
    live: LiveRig, voh: Broadcaster
) -> None:
    loud = programme(20, amplitude=1.5)
    order = live.plan(voh.offer("/live", encoded(loud, "flac", "flac"), seconds=20))
    live.play()
    heard = live.sent_from(order.start + timedelta(seconds=2), 3)
    assert np.abs(heard).max() <= 10 ** (-1.4 / 20)
    assert -18 < integrated_of(heard) < -14


def test_a_recording_that_is_shorter_than_its_time_is_whole_and_the_next_moves_up(
    live: LiveRig, tmp_path: Path
) -> None:
    file = tmp_path / "from-the-province.mp3"
    sound = programme(3)
    file.write_bytes(encoded(sound))
    order = live.plan(f"file:{file}", length_ms=15_000)
    live.play()
    assert live.outcome() == ("aired", "whole")
    ((moment, _count),) = live.recorder.heard_at(live.station.cuts["news"].pcm)
    assert moment - order.start < timedelta(seconds=6)
    at, alike = lag_of(live.sent_from(order.start, 5), sound[4800:-4800])
    assert (at < 4800 + 2400, alike > 0.95) == (True, True)


def test_after_a_kill_the_log_names_what_was_recorded_until_then(
    live: LiveRig, voh: Broadcaster
) -> None:
    sound = programme(60)
    order = live.plan(voh.offer("/live", encoded(sound), seconds=60), length_ms=60_000)
    live.start()
    live.run(16)
    live.drop()
    live.start()
    assert live.outcome() == ("partial", "interrupted")
    recorded, heard = live.recording(), live.sent_from_first(order.start, 9)
    assert 5 * 48_000 < len(recorded) <= len(heard) + 48_000
    at, alike = lag_of(recorded, heard[: 4 * 48_000])
    # The wall's microseconds name a sample to within one: `heard` may begin one early or late.
    assert at in range(2)
    assert alike > 0.98


def test_a_stream_of_opus_is_carried(live: LiveRig, voh: Broadcaster) -> None:
    sound = programme(30)
    order = live.plan(voh.offer("/opus", encoded(sound, "ogg", "libopus"), seconds=30))
    live.play()
    assert live.outcome() == ("aired", "whole")
    assert lag_of(sound, live.sent_from(order.start, 6))[1] > 0.95


def test_a_live_playlist_is_carried_segment_after_segment(
    live: LiveRig, voh: Broadcaster, tmp_path: Path
) -> None:
    sound = programme(40)
    folder = tmp_path / "hls"
    folder.mkdir()
    write(str(folder / "live.m3u8"), sound, "hls", "aac", hls_time="2", hls_list_size="0")
    voh.offer_folder(folder)
    growing = (folder / "live.m3u8").read_text(encoding="utf-8").replace("#EXT-X-ENDLIST\n", "")
    lines = growing.splitlines(keepends=True)
    head = next(n for n, line in enumerate(lines) if line.startswith("#EXTINF"))

    def grow(_sent: int) -> None:
        # One more segment with each time that the list is asked for, six to begin with.
        asked = voh.asked.count("/live.m3u8")
        body = "".join(lines[: head + 2 * (6 + asked)]).encode()
        voh.behaviours["/live.m3u8"].body = body

    voh.offer("/live.m3u8", "".join(lines[: head + 12]).encode(), pace=1e9, before=grow)
    order = live.plan(voh.url("/live.m3u8"))
    live.play()
    assert live.outcome() == ("aired", "whole")
    assert lag_of(sound, live.sent_from(order.start, 6))[1] > 0.95
