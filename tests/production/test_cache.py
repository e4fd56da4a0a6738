import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.production.cache import AudioCache
from broadcaster.production.errors import ProductionError
from broadcaster.production.eviction import Entry, choose_evictions


def put_many(cache: AudioCache, count: int, size: int = 1000) -> list[str]:
    """Put files whose last use lies a minute apart, the first one longest ago."""
    names = [cache.put(bytes([number]) * size, "mp3") for number in range(count)]
    for number, name in enumerate(names):
        os.utime(cache.path(name), (number * 60, number * 60))
    return names


def test_a_file_lies_under_its_hash(cache: AudioCache) -> None:
    name = cache.put(b"sound", "mp3")
    assert name == sha256(b"sound").hexdigest()
    assert cache.path(name) == cache.root / name[:2] / name[2:4] / f"{name}.mp3"
    assert cache.read(name) == b"sound"


def test_putting_twice_is_putting_once(cache: AudioCache) -> None:
    assert cache.put(b"sound", "mp3") == cache.put(b"sound", "mp3")
    assert len(cache.list()) == 1


def test_a_missing_cut_is_named(cache: AudioCache) -> None:
    with pytest.raises(ProductionError, match=f'The cut "{"0" * 64}" is not in the audio cache'):
        cache.read("0" * 64)


@pytest.mark.parametrize("name", ["", "../../../etc/passwd", "*", "A" * 64])
def test_what_is_no_hash_names_nothing(cache: AudioCache, name: str) -> None:
    cache.put(b"sound", "mp3")
    with pytest.raises(ProductionError, match="is not in the audio cache"):
        cache.path(name)


def test_a_changed_byte_is_noticed_when_read(cache: AudioCache) -> None:
    name = cache.put(b"sound", "mp3")
    cache.path(name).write_bytes(b"Sound")
    with pytest.raises(ProductionError, match=rf'{name}\.mp3" was altered'):
        cache.read(name)


def test_verify_tells_whole_from_altered(cache: AudioCache) -> None:
    good, bad = cache.put(b"good", "mp3"), cache.put(b"bad", "flac")
    cache.path(bad).write_bytes(b"worse")
    assert {entry.name: whole for entry, whole in cache.verify()} == {good: True, bad: False}


def test_strange_files_are_neither_listed_nor_removed(cache: AudioCache) -> None:
    name = cache.put(b"sound", "mp3")
    stranger = cache.path(name).with_name("notes.txt")
    stranger.write_text("mine")
    assert [entry.name for entry in cache.list()] == [name]
    cache.collect(set(), limit_bytes=0)
    assert stranger.exists()


def test_collection_stops_as_soon_as_the_rest_fits(cache: AudioCache) -> None:
    names = put_many(cache, 5)
    done = cache.collect(set(), limit_bytes=3000)
    assert sorted(done.removed) == sorted(names[:2])
    assert (done.freed_bytes, done.kept_bytes, done.over_limit_bytes) == (2000, 3000, 0)


def test_what_must_stay_stays_even_over_the_limit(cache: AudioCache) -> None:
    names = put_many(cache, 5)
    done = cache.collect(set(names[:4]), limit_bytes=500)
    assert done.removed == (names[4],)
    assert done.over_limit_bytes == 3500
    assert [cache.read(name) for name in names[:4]]


def test_stored_sentences_count_and_go_too(cache: AudioCache) -> None:
    (name,) = put_many(cache, 1)
    sentence = cache.root / "sentences" / "ab" / "abcd.speech"
    sentence.parent.mkdir(parents=True)
    sentence.write_bytes(b"x" * 1000)
    done = cache.collect({name}, limit_bytes=1500)
    assert (done.removed, done.sentences) == ((), 1)
    assert not sentence.exists()


def test_what_a_dead_writer_left_is_swept_and_a_living_ones_is_not(cache: AudioCache) -> None:
    cache.root.mkdir()
    dead, mine = cache.root / ".999999999-1.mp3.part", cache.root / f".{os.getpid()}-9.mp3.part"
    for path in (dead, mine):
        path.write_bytes(b"half")
    assert cache.collect(set()).freed_bytes == 4
    assert (dead.exists(), mine.exists()) == (False, True)


def test_a_cache_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProductionError, match="could not be written"):
        AudioCache(tmp_path / "file" / "cache", 1).put(b"sound", "mp3")


entries = st.lists(
    st.builds(
        Entry,
        name=st.text("abcdef", min_size=1, max_size=4),
        path=st.just(Path("x")),
        size=st.integers(0, 100),
        used_ns=st.integers(0, 20),
    ),
    unique_by=lambda entry: entry.name,
)


@given(entries, st.sets(st.text("abcdef", min_size=1, max_size=4)), st.integers(0, 1000))
def test_eviction_keeps_what_it_must_and_takes_no_more_than_it_needs(
    every: list[Entry], keep: set[str], limit: int
) -> None:
    done = choose_evictions(every, keep, limit)
    assert not {entry.name for entry in done.going} & keep
    assert done.kept_bytes == sum(e.size for e in every) - sum(e.size for e in done.going)
    assert done.over_limit_bytes == max(0, done.kept_bytes - limit)
    if done.going:
        assert done.kept_bytes + done.going[-1].size > limit
    left = [entry for entry in every if entry not in done.going and entry.name not in keep]
    if done.over_limit_bytes:
        assert left == []
    assert all(
        (gone.used_ns, gone.name) < (kept.used_ns, kept.name)
        for gone in done.going
        for kept in left
    )
