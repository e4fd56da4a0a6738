"""Silence where an item should sound, and clipping: noticed as it plays, and not called aired."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest

from broadcaster.decoding.samples import Heed, decode_to_bus, go_on
from broadcaster.playout.model import Passed
from broadcaster.playout.sound.cuts import Audio
from broadcaster.playout.sound.monitor import AUDIBLE, CLIPPED_SAMPLES, SILENCE_S
from broadcaster.production.cache import AudioCache
from tests.playout import station as made
from tests.playout.rig import Rig
from tests.playout.station import RATE_HZ, TestStation, wav
from tests.playout.test_operators import ask

SECOND = timedelta(seconds=1)
LENGTH_S = 30
Shape = Callable[[np.ndarray], None]


def shaped(rig: Rig, station: TestStation, start: datetime, shape: Shape) -> str:
    """Plan a crafted cut, approved as it is, and an ordinary one after it; return its item."""

    def crafted(number: int, length_ms: int, _lead_in_ms: int = 0) -> bytes:
        pcm = np.frombuffer(made.tone(number, length_ms), "<i2").copy()
        shape(pcm)
        return pcm.tobytes()

    cut = station.approve("crafted", LENGTH_S * 1000)
    pcm = crafted(1, LENGTH_S * 1000)
    sha256 = AudioCache(station.home.audio_cache, 2**40).put(wav(pcm), "wav")
    decoded = hashlib.sha256(decode_to_bus(wav(pcm))).hexdigest()
    station.write_approval(replace(cut.approval, cut=sha256, decoded_sha256=decoded))
    station.approve("after", 5_000)
    order = station.plan(start, ["crafted", "after"], changes={0: {"cut": sha256}})
    return order.items[0].id


def quiet(first_s: float, last_s: float) -> Shape:
    def shape(pcm: np.ndarray) -> None:
        pcm[int(first_s * RATE_HZ) : int(last_s * RATE_HZ)] = 0

    return shape


def played(rig: Rig, start: datetime) -> dict[str, tuple[str, str]]:
    rig.start()
    rig.run_until(start + (LENGTH_S + 10) * SECOND)
    return rig.outcomes()


def alarms(rig: Rig) -> list[tuple[str, str]]:
    return [(r.text("code"), r.text("detail")) for r in rig.records("alarm")]


def break_decoder(rig: Rig, shape: Shape) -> None:
    """Let cuts decode to something else than was approved, under the hash they should have."""
    source = rig.player.studio.source

    def broken(cache: AudioCache, cut: str, heed: Heed = go_on) -> Audio | Passed:
        audio = source(cache, cut, heed)
        assert isinstance(audio, Audio)
        pcm = np.frombuffer(audio.pcm[:], "<i2").copy()
        shape(pcm)
        return replace(audio, pcm=pcm.tobytes(), decoded_sha256="0" * 64)

    rig.player.studio.source = broken


def test_an_item_that_is_all_silence_is_noticed_in_ten_seconds_and_did_not_air(
    rig: Rig, station: TestStation, start: datetime
) -> None:
    item = shaped(rig, station, start, quiet(0, LENGTH_S))
    assert played(rig, start) == {"crafted": ("missed", "silent"), "after": ("aired", "whole")}
    assert alarms(rig) == [("silent-item", item)]
    (alarm,) = rig.records("alarm")
    assert timedelta(0) < alarm.at - start <= 10 * SECOND
    ended = next(r for r in rig.records("end") if r.text("item") == item)
    assert (ended.text("cause"), ended.text("silence")) == ("silent", "whole")
    outcome = rig.records("outcome")[0]
    assert (outcome["sounded_ms"], outcome.text("actual")) == (0, "")


def test_a_silence_that_was_approved_is_an_event_and_no_loss(
    rig: Rig, station: TestStation, start: datetime
) -> None:
    item = shaped(rig, station, start, quiet(10, 10 + SILENCE_S + 2))
    assert played(rig, start)["crafted"] == ("aired", "whole")
    assert alarms(rig) == [("silent-item", item)]


def test_pauses_of_speech_are_no_event(rig: Rig, station: TestStation, start: datetime) -> None:
    def shape(pcm: np.ndarray) -> None:
        for first_s in (3, 12, 21):
            quiet(first_s, first_s + SILENCE_S - 1.5)(pcm)

    shaped(rig, station, start, shape)
    assert played(rig, start)["crafted"] == ("aired", "whole")
    assert alarms(rig) == []


def test_silence_that_nobody_approved_leaves_the_item_partial(
    rig: Rig, station: TestStation, start: datetime
) -> None:
    station.approve("a", LENGTH_S * 1000)
    order = station.plan(start, ["a"])
    rig.start()
    break_decoder(rig, quiet(10, 10 + SILENCE_S + 2))
    rig.run_until(start + (LENGTH_S + 10) * SECOND)
    assert rig.outcomes() == {"a": ("partial", "silent")}
    codes = [code for code, detail in alarms(rig) if order.items[0].id in detail]
    assert codes == ["decoded-differs", "silent-item"]
    assert rig.records("outcome")[0]["sounded_ms"] == LENGTH_S * 1000


def test_a_ceiling_that_leaves_nothing_of_an_item_is_not_called_aired(
    rig: Rig, station: TestStation, start: datetime
) -> None:
    station.approve("a", LENGTH_S * 1000)
    station.set_hours(made.WHOLE_DAY, volume=[{"start": "00:00", "end": "24:00", "percent": 0}])
    station.plan(start, ["a"])
    assert played(rig, start) == {"a": ("missed", "silent")}


def test_an_item_that_did_not_air_for_silence_does_not_use_up_its_approval(
    rig: Rig, station: TestStation, start: datetime
) -> None:
    shaped(rig, station, start, quiet(0, LENGTH_S))
    played(rig, start)
    assert rig.player.studio.scribe.logbook.used("approval-crafted") == 0


def test_a_mute_in_the_silence_at_its_beginning_is_a_mute(
    rig: Rig, station: TestStation, start: datetime
) -> None:
    item = shaped(rig, station, start, quiet(0, 5))
    rig.start()
    rig.run_until(start + 2 * SECOND)
    ask(rig, "mute")
    rig.run_until(start + (LENGTH_S + 10) * SECOND)
    assert rig.outcomes()["crafted"] == ("partial", "muted")
    assert ("silent-item", item) not in alarms(rig)


@pytest.mark.parametrize("extra", [0, -1])
def test_clipping_is_an_event_and_the_item_airs(
    rig: Rig, station: TestStation, start: datetime, extra: int
) -> None:
    def shape(pcm: np.ndarray) -> None:
        pcm[5 * RATE_HZ : 5 * RATE_HZ + CLIPPED_SAMPLES + extra] = 32767

    item = shaped(rig, station, start, shape)
    assert played(rig, start)["crafted"] == ("aired", "whole")
    assert alarms(rig) == ([("clipped-item", item)] if extra == 0 else [])


def test_what_is_just_audible_is_no_silence(
    rig: Rig, station: TestStation, start: datetime
) -> None:
    def shape(pcm: np.ndarray) -> None:
        pcm[:] = 0
        pcm[:: RATE_HZ // 2] = AUDIBLE

    shaped(rig, station, start, shape)
    assert played(rig, start)["crafted"] == ("aired", "whole")
    assert alarms(rig) == []


def test_a_kill_between_end_and_outcome_does_not_make_silence_aired(
    rig: Rig, station: TestStation, start: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from broadcaster.journal.model import Kind
    from broadcaster.playout.log.scribe import Scribe

    note = Scribe.note

    class KilledError(Exception):
        pass

    def until_the_end(self: Scribe, kind: Kind, **fields: object) -> None:
        note(self, kind, **fields)  # type: ignore[arg-type]
        if kind is Kind.END:
            raise KilledError

    shaped(rig, station, start, quiet(0, LENGTH_S))
    rig.start()
    with monkeypatch.context() as patch:
        patch.setattr(Scribe, "note", until_the_end)
        with pytest.raises(KilledError):
            rig.run_until(start + (LENGTH_S + 10) * SECOND)
    rig.drop()
    rig.start()
    assert rig.outcomes()["crafted"] == ("missed", "silent")
