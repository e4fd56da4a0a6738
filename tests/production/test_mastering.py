"""A take into a cut: level and peaks are held on the decoded file, and the other meter agrees."""

from collections.abc import Callable

import numpy as np
import pytest

from broadcaster.decoding.samples import Block, decode_to_bus
from broadcaster.production.cache import AudioCache
from broadcaster.production.errors import ProductionError
from broadcaster.production.filters import Profile
from broadcaster.production.levelling import Target
from broadcaster.production.mastering import master
from broadcaster.production.model import Cut, Maker
from broadcaster.production.resampling import blocks_of
from broadcaster.production.take import Take
from broadcaster.voices import SpokenSentence
from broadcaster.voices.embedded import EmbeddedVoice
from tests.production.signals import (
    as_take,
    bus,
    impulses,
    meter,
    meter_by_loudnorm,
    noise,
    onset_ms,
    peaky,
    sine,
)

MAKER = Maker("test", "test", "1", {"seed": 1})
FORMATS = ["mp3", "flac", "opus"]
SOURCES: dict[str, Block] = {
    "peaky": peaky(6),
    "impulses": impulses(5),
    "tone": sine(700, 5, 0.05),
    "loud": np.clip(noise(8, 0.5), -1, 1),
    "uneven": np.concatenate((noise(4, 0.3), noise(4, 0.01))),
    "one word": peaky(0.35),
    "click": np.concatenate((noise(3, 0.02), np.full(3, 1.0, np.float32), noise(3, 0.02))),
}

Targets = Callable[..., Target]


def made(cache: AudioCache, target: Target, sound: Block) -> Cut:
    with Take(cache, "test") as take:
        return master(as_take(take, sound), target, MAKER)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("name", FORMATS)
def test_every_source_comes_out_at_the_stations_level(
    cache: AudioCache, target: Targets, name: str, source: str
) -> None:
    cut = made(cache, target(name), SOURCES[source])
    other = meter(cache.path(cut.sha256))
    assert other.loudness_lufs == pytest.approx(-16.0, abs=0.5)
    assert other.true_peak_dbtp <= -1.5


@pytest.mark.parametrize("name", FORMATS)
def test_a_horn_cut_holds_the_same_level(cache: AudioCache, target: Targets, name: str) -> None:
    cut = made(cache, target(name, Profile.HORN), peaky(8))
    other = meter(cache.path(cut.sha256))
    assert other.loudness_lufs == pytest.approx(-16.0, abs=0.5)
    assert other.true_peak_dbtp <= -1.5
    assert cut.profile == "horn"


def test_what_a_cut_says_of_itself_is_what_two_other_meters_read(
    cache: AudioCache, target: Targets
) -> None:
    cut = made(cache, target(), peaky(10))
    for other in (meter(cache.path(cut.sha256)), meter_by_loudnorm(cache.path(cut.sha256))):
        assert other.loudness_lufs == pytest.approx(cut.loudness_lufs, abs=0.15)
        assert other.true_peak_dbtp == pytest.approx(cut.true_peak_dbtp, abs=0.15)


@pytest.mark.parametrize("name", FORMATS)
def test_a_cut_counts_on_its_decoded_samples(cache: AudioCache, target: Targets, name: str) -> None:
    """The lead-in, every sentence end and the length hold on what the player will have."""
    with Take(cache, "test") as take:
        for _sentence in range(3):
            take.add([sine(500, 1.0)])
            take.end_sentence()
            take.add_silence(400)
        take.finish()
        cut = master(take, target(name), MAKER)
    heard = bus(cache.read(cut.sha256))
    assert cut.sentence_ends_ms == (1150, 2550, 3950)
    assert cut.samples == len(heard)
    assert cut.duration_ms == 3 * 1400 + 300
    assert onset_ms(heard) == pytest.approx(cut.lead_in_ms, abs=3)
    for end_ms in cut.sentence_ends_ms:
        assert np.abs(heard[(end_ms - 20) * 48 : (end_ms - 5) * 48]).max() > 0.1
        assert np.abs(heard[(end_ms + 30) * 48 : (end_ms + 380) * 48]).max() < 0.001


def test_both_ends_are_silent_for_150_ms(cache: AudioCache, target: Targets) -> None:
    heard = bus(cache.read(made(cache, target("flac"), sine(500, 1.0)).sha256))
    assert np.abs(heard[: 149 * 48]).max() < 0.0001
    assert np.abs(heard[-149 * 48 :]).max() < 0.0001


def test_speech_keeps_its_place_and_shape(cache: AudioCache, target: Targets) -> None:
    """Nothing is trimmed inside: the cut correlates with its source at zero shift."""
    said = SpokenSentence("Ủy ban nhân dân xã thông báo lịch tiêm chủng trong tháng này.", "vi")
    (speech,) = EmbeddedVoice("embedded-north", "vi", "vi").speak([said])
    sound = np.concatenate(list(blocks_of(speech)))
    heard = bus(cache.read(made(cache, target(), sound).sha256))[::2][3600 : 3600 + len(sound)]
    alike = float(np.dot(heard, sound) / np.linalg.norm(heard) / np.linalg.norm(sound))
    assert alike > 0.8
    shifted = [float(np.dot(np.roll(heard, shift), sound)) for shift in range(-40, 41)]
    assert int(np.argmax(shifted)) - 40 == 0


def test_a_horn_cut_keeps_what_a_horn_plays(cache: AudioCache, target: Targets) -> None:
    def band_db(profile: Profile, low: float, high: float) -> float:
        heard = bus(cache.read(made(cache, target("flac", profile), noise(6)).sha256))
        power = np.abs(np.fft.rfft(heard)) ** 2
        hertz = np.fft.rfftfreq(len(heard), 1 / 48_000)
        inside = power[(hertz >= low) & (hertz < high)].sum()
        return float(10 * np.log10(inside / power[(hertz >= 700) & (hertz < 1300)].sum()))

    for low, high, least in ((20, 120, 20), (8500, 12_000, 6)):
        lost = band_db(Profile.FLAT, low, high) - band_db(Profile.HORN, low, high)
        assert lost > least
    assert band_db(Profile.HORN, 2300, 3300) - band_db(Profile.FLAT, 2300, 3300) > 2


@pytest.mark.parametrize("level", [0.0, 1e-4])
def test_silence_is_refused_by_name(cache: AudioCache, target: Targets, level: float) -> None:
    with pytest.raises(ProductionError, match='"test" has nothing to hear'):
        made(cache, target(), noise(3, level))


def test_a_take_leaves_nothing_behind(cache: AudioCache, target: Targets) -> None:
    cut = made(cache, target(), peaky(2))
    files = [path for path in cache.root.rglob("*") if path.is_file()]
    assert files == [cache.path(cut.sha256)]


def test_a_refused_take_leaves_nothing_behind(cache: AudioCache, target: Targets) -> None:
    with pytest.raises(ProductionError):
        made(cache, target(), noise(1, 0.0))
    assert [path for path in cache.root.rglob("*") if path.is_file()] == []


def test_the_decoded_hash_is_that_of_decode_to_bus(cache: AudioCache, target: Targets) -> None:
    from hashlib import sha256

    cut = made(cache, target(), peaky(3))
    data = cache.read(cut.sha256)
    assert sha256(data).hexdigest() == cut.sha256
    assert sha256(decode_to_bus(data)).hexdigest() == cut.decoded_sha256


def test_the_same_take_gives_the_same_cut(cache: AudioCache, target: Targets) -> None:
    assert made(cache, target(), peaky(3)) == made(cache, target(), peaky(3))


def test_a_cut_survives_its_document(cache: AudioCache, target: Targets) -> None:
    cut = made(cache, target(), peaky(1))
    assert Cut.from_document(cut.to_document()) == cut


@pytest.mark.parametrize("over", [0, 1, 20, 46, 47, 575])
def test_no_length_of_a_take_confuses_mp3(cache: AudioCache, target: Targets, over: int) -> None:
    """LAME leaves a last frame of 1 to 46 samples undeclared; a take ends clear of that."""
    cut = made(cache, target(), noise(2)[: 576 * 60 - 2 * 3600 % 576 + over])
    assert len(decode_to_bus(cache.read(cut.sha256))) == 2 * cut.samples
