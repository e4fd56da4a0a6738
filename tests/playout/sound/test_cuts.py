"""Sources of cuts, held to one contract: the decoder, and what is only true in length."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcaster.decoding.samples import decode_to_bus
from broadcaster.journal.model import Cause, Outcome
from broadcaster.playout.model import Passed
from broadcaster.playout.sound.cuts import Audio, Source, load_cut
from broadcaster.playout.sound.length_true import LengthTrueSource
from broadcaster.production.cache import AudioCache
from tests.playout.station import tone, wav

SOURCES: dict[str, Callable[[], Source]] = {
    "decoder": lambda: load_cut,
    "length-true": LengthTrueSource,
}


@pytest.fixture(params=SOURCES)
def source(request: pytest.FixtureRequest) -> Source:
    return SOURCES[request.param]()


@pytest.fixture
def cache(tmp_path: Path) -> AudioCache:
    return AudioCache(tmp_path / "cache", 2**40)


def refused(cause: Cause) -> Passed:
    return Passed(Outcome.MISSED, cause)


@pytest.mark.parametrize("attempts", [1, 3])
def test_a_cut_is_as_long_as_it_decodes_and_names_what_it_decodes_to(
    source: Source, cache: AudioCache, attempts: int
) -> None:
    data = wav(tone(1, 1_234)[:-46])
    cut = cache.put(data, "wav")
    true = decode_to_bus(data)
    for _n in range(attempts):
        audio = source(cache, cut)
        assert isinstance(audio, Audio)
        assert (audio.cut, audio.samples) == (cut, len(true) // 2)
        assert audio.decoded_sha256 == sha256(true).hexdigest()


@settings(max_examples=20)
@given(samples=st.lists(st.integers(1, 100_000), min_size=1, max_size=3))
def test_every_length_is_kept_to_the_sample(
    tmp_path_factory: pytest.TempPathFactory, samples: list[int]
) -> None:
    kept = AudioCache(tmp_path_factory.mktemp("cuts"), 2**40)
    for make in SOURCES.values():
        one = make()
        for count in samples:
            audio = one(kept, kept.put(wav(tone(1, 3_000)[: 2 * count]), "wav"))
            assert isinstance(audio, Audio)
            assert audio.samples == count


def test_it_is_heard_at_the_level_of_speech(source: Source, cache: AudioCache) -> None:
    audio = source(cache, cache.put(wav(tone(1, 2_000)), "wav"))
    assert isinstance(audio, Audio)
    heard = np.frombuffer(audio.pcm[:], "<i2").astype(float) / 32768
    assert -26 < 20 * np.log10(np.sqrt(np.mean(heard**2))) < -10


def test_a_cut_that_is_not_there_is_missing(source: Source, cache: AudioCache) -> None:
    assert source(cache, "0" * 64) == refused(Cause.CUT_MISSING)


def test_a_cut_that_was_changed_is_refused_also_after_it_was_good(
    source: Source, cache: AudioCache
) -> None:
    cut = cache.put(wav(tone(1, 1_000)), "wav")
    assert isinstance(source(cache, cut), Audio)
    path = cache.path(cut)
    path.write_bytes(path.read_bytes()[:-2] + b"\1\1")
    assert source(cache, cut) == refused(Cause.CUT_ALTERED)
    path.unlink()
    assert source(cache, cut) == refused(Cause.CUT_MISSING)


@pytest.mark.parametrize(
    "data",
    [b"", b"not sound at all", wav(b"")],
    ids=["empty", "text", "no-samples"],
)
def test_what_cannot_be_decoded_is_unreadable(
    source: Source, cache: AudioCache, data: bytes
) -> None:
    cut = cache.put(data, "wav")
    assert source(cache, cut) == refused(Cause.CUT_UNREADABLE)


def test_a_folder_in_its_place_is_unreadable(source: Source, cache: AudioCache) -> None:
    cut = cache.put(wav(tone(1, 500)), "wav")
    path = cache.path(cut)
    path.unlink()
    path.mkdir()
    assert isinstance(source(cache, cut), Passed)
