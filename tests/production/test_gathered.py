"""What is gathered while a take is filled is what a finished one would give."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcaster.decoding.samples import Block
from broadcaster.production.cache import AudioCache
from broadcaster.production.filters import Profile, tone
from broadcaster.production.gathered import gather
from broadcaster.production.levelling import Target
from broadcaster.production.mastering import Mastering, master
from broadcaster.production.model import Maker
from broadcaster.production.take import Take
from broadcaster.voices import VoicesError
from tests.production.signals import as_take, peaky

MAKER = Maker("test", "test", "1")
LONG = peaky(8)


@settings(max_examples=20)
@given(pieces=st.lists(st.integers(1, 60_000), max_size=3), profile=st.sampled_from(Profile))
def test_a_take_that_grows_gives_the_blocks_of_the_whole(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[int], profile: Profile
) -> None:
    cache = AudioCache(tmp_path_factory.mktemp("c"), 1)
    with Take(cache, "test") as take, ThreadPoolExecutor(1) as follower:
        growing = follower.submit(gather, take.blocks(), tone(profile))
        for end, count in zip(np.cumsum(pieces), pieces, strict=True):
            take.add([LONG[end - count : end]])
        take.finish()
        found, whole = growing.result(), gather(take.blocks(), tone(profile))
        assert found.loudness_lufs == whole.loudness_lufs
        assert np.array_equal(np.concatenate(found.excerpt), np.concatenate(list(take.blocks())))


def test_a_cut_begun_before_its_take_is_that_of_the_finished_take(
    cache: AudioCache, target: Callable[[], Target]
) -> None:
    sound = peaky(5)
    with Take(cache, "test") as take, Mastering(take, target()) as mastering:
        as_take(take, sound)
        begun = mastering.cut(MAKER)
    with Take(cache, "test") as take:
        assert master(as_take(take, sound), target(), MAKER) == begun


def test_a_cut_whose_take_breaks_off_ends_with_it_and_leaves_nothing(
    cache: AudioCache, target: Callable[[], Target]
) -> None:
    def broken() -> Iterator[Block]:
        yield peaky(3)
        raise VoicesError.said_nothing("test", "a")

    with pytest.raises(VoicesError), Take(cache, "test") as take, Mastering(take, target()):
        take.add(broken())
    assert [path for path in cache.root.rglob("*") if path.is_file()] == []
