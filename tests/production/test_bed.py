"""Music under speech: its level at every moment, decided and then measured on the finished cut."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.decoding.samples import Block
from broadcaster.production import synthesis
from broadcaster.production.bed import (
    INTRO_MS,
    OVERLAP_MS,
    PAUSE_MS,
    TAIL_MS,
    UNDER_LU,
    UP_LU,
    Mix,
    held_down,
    mix_of,
    points_of,
    round_of,
)
from broadcaster.production.cache import AudioCache
from broadcaster.production.filters import Profile
from broadcaster.production.gating import gating_of, integrated
from broadcaster.production.levelling import Target
from broadcaster.production.mastering import master
from broadcaster.production.model import LEAD_IN_MS, Cut, Maker
from broadcaster.production.take import Take
from broadcaster.quantities import BUS_RATE_HZ, CUT_RATE_HZ
from broadcaster.voices import Speech
from tests.production.conftest import Targets as StationTargets
from tests.production.signals import bus, meter, peaky, sine

MS = CUT_RATE_HZ // 1000
TONE_HZ = 1100
TONE = sine(TONE_HZ, 25, 0.3)
WORDS = Speech((peaky(4) * 20_000).astype("<i2").tobytes(), CUT_RATE_HZ)
PAUSES_MS = (500, 3000, 900)
Targets = Callable[..., Target]
Made = tuple[Cut, list[int], Block]


@pytest.fixture(scope="module")
def music() -> Block:
    """The built-in bed; composing it takes a while."""
    return synthesis.bed()


@pytest.fixture(scope="module")
def over_music(music: Block, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Speech over that bed, mastered once, and what is heard of it."""
    cache = AudioCache(tmp_path_factory.mktemp("over") / "audio_cache", 1)
    cut, edges = spoken_over(cache, StationTargets()("flac"), music)
    return cut, edges, bus(cache.read(cut.sha256))


def spoken_over(cache: AudioCache, target: Target, bed: Block | None) -> tuple[Cut, list[int]]:
    """Master four stretches of speech with pauses between them; return the pauses' places too."""
    with Take(cache, "test", intro_ms=INTRO_MS, tail_ms=TAIL_MS) as take:
        for pause_ms in (*PAUSES_MS, 0):
            take.add_speech(WORDS)
            take.end_sentence()
            take.add_silence(pause_ms)
        take.finish()
        if bed is not None:
            take.lay_under(bed)
        edges = [edge for span in take.speech_spans for edge in span]
        return master(take, target, Maker("test", "test", "1")), edges


def tone_lufs(sound: Block, begin: int, end: int) -> float:
    """Return the loudness of the tone alone between two samples of the take.

    A full-scale sine of 1 kHz reads -3.01 LUFS; what the speech has at that frequency averages
    out.
    """
    begin, end = 2 * begin, 2 * end
    turn = np.exp(-2j * np.pi * TONE_HZ * np.arange(begin, end) / BUS_RATE_HZ)
    return float(20 * np.log10(2 * np.abs((sound[begin:end] * turn).mean()) + 1e-9) - 3.01)


@pytest.mark.parametrize("profile", Profile)
def test_the_bed_lies_at_least_15_lu_under_the_speech_and_comes_up_in_a_long_pause(
    cache: AudioCache, target: Targets, profile: Profile
) -> None:
    cut, edges = spoken_over(cache, target("flac", profile), TONE)
    sound = bus(cache.path(cut.sha256).read_bytes())
    words = [sound[2 * edges[n] : 2 * edges[n + 1]] for n in range(0, len(edges), 2)]
    speech = integrated(gating_of(words, BUS_RATE_HZ).powers)
    for first, end in zip(edges[::2], edges[1::2], strict=True):
        seconds = range(first, end - CUT_RATE_HZ, CUT_RATE_HZ)
        assert max(tone_lufs(sound, at, at + CUT_RATE_HZ) for at in seconds) <= speech - 15
    breath, pause = (edges[1], edges[2]), (edges[3], edges[4])
    assert tone_lufs(sound, *breath) <= speech - 15
    up = tone_lufs(sound, pause[0] + 800 * MS, pause[1] - 600 * MS)
    assert speech - 16 < up < speech - 12
    intro, tail = edges[0] - 1600 * MS, edges[-1] + 700 * MS
    for begin in (intro, tail):
        assert tone_lufs(sound, begin, begin + 700 * MS) == pytest.approx(up, abs=1)


@pytest.mark.parametrize("name", ["mp3", "opus"])
def test_speech_and_bed_are_one_cut_at_the_stations_level(
    cache: AudioCache, target: Targets, music: Block, name: str
) -> None:
    cut, edges = spoken_over(cache, target(name), music)
    other = meter(cache.path(cut.sha256))
    assert other.loudness_lufs == pytest.approx(-16, abs=0.5)
    assert other.true_peak_dbtp <= -1.5
    assert cut.sentence_ends_ms[0] == pytest.approx(edges[1] / MS, abs=60)
    assert cut.lead_in_ms == LEAD_IN_MS + INTRO_MS


def test_the_words_are_as_loud_as_without_a_bed(
    cache: AudioCache, target: Targets, over_music: Made
) -> None:
    alone, edges = spoken_over(cache, target("flac"), None)
    found = []
    for sound in (bus(cache.read(alone.sha256)), over_music[2]):
        words = sound[2 * edges[0] : 2 * edges[-1]]
        found.append(integrated(gating_of([words], BUS_RATE_HZ).powers))
    assert over_music[1] == edges
    assert found[1] == pytest.approx(found[0], abs=0.5)


def test_a_cut_over_a_bed_is_the_same_each_time_and_silent_at_its_ends(
    cache: AudioCache, target: Targets, music: Block, over_music: Made
) -> None:
    first, _edges, sound = over_music
    again, _edges = spoken_over(cache, target("flac"), music)
    assert first == again
    lead = BUS_RATE_HZ * (LEAD_IN_MS - 10) // 1000
    assert np.abs(sound[:lead]).max() < 0.0005
    assert np.abs(sound[-lead:]).max() < 0.0005


def test_a_round_has_no_seam(music: Block) -> None:
    """At the place where it goes round, the built-in bed moves on as the composition does."""
    goes_round = round_of(music)
    assert len(goes_round) == len(music) - OVERLAP_MS * MS
    twice = np.concatenate((goes_round, goes_round))
    at = len(goes_round)
    steps = np.abs(np.diff(twice))
    assert steps[at - 2000 : at + 2000].max() <= steps.max()
    level = [np.square(twice[n : n + 4800]).mean() for n in range(at - 24_000, at + 24_000, 4800)]
    usual = [np.square(twice[n : n + 4800]).mean() for n in range(0, at, 4800)]
    assert min(usual) * 0.9 <= min(level)
    assert max(level) <= max(usual) * 1.1


@st.composite
def spans(draw: st.DrawFn) -> tuple[list[tuple[int, int]], int]:
    """Speech in any rhythm, after the intro and before the tail."""
    at, found = (LEAD_IN_MS + INTRO_MS) * MS, []
    for _number in range(draw(st.integers(0, 6))):
        length, pause = draw(st.integers(0, 60_000)), draw(st.integers(0, 80_000))
        found.append((at, at + length))
        at += length + pause
    return found, at + (TAIL_MS + LEAD_IN_MS) * MS


@given(spans())
def test_wherever_somebody_speaks_the_bed_is_down_and_never_above_its_highest(
    speech: tuple[list[tuple[int, int]], int],
) -> None:
    found, samples = speech
    levels = np.interp(np.arange(samples), *points_of(found, samples))
    assert levels.max() <= UP_LU
    for first, end in found:
        assert np.all(levels[first:end] <= UNDER_LU + 1e-6)
    slope = np.abs(np.diff(levels[(LEAD_IN_MS + 700) * MS : -(LEAD_IN_MS + 2500) * MS]))
    assert slope.max(initial=0) < 0.001  # 24 dB a second, slower than a hand at a fader


@given(spans())
def test_only_a_long_pause_lets_the_bed_up(speech: tuple[list[tuple[int, int]], int]) -> None:
    found, _samples = speech
    held = held_down(found)
    for (_first, end), (begin, _end) in pairwise(held):
        assert begin - end >= PAUSE_MS * MS
    assert [span for span in held if span[0] == span[1]] == []


@given(st.lists(st.integers(1, 30_000), min_size=1, max_size=8))
def test_how_the_speech_comes_in_blocks_changes_nothing(sizes: Sequence[int]) -> None:
    total = sum(sizes)
    mix: Mix = mix_of(TONE, [(total // 3, total // 2)], total + 300 * MS)
    speech = np.linspace(-0.1, 0.1, total, dtype=np.float32)
    pieces = np.split(speech, np.cumsum(sizes)[:-1])
    parts = np.concatenate(list(mix.under(pieces, -20)))
    (whole,) = mix.under([speech], -20)
    assert np.array_equal(parts, whole)
