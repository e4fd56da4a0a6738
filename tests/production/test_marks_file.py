"""Marks beside their cut: whole or not at all, checked when read, gone with the cut."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.production.cache import AudioCache
from broadcaster.production.errors import ProductionError
from broadcaster.production.marks import Marks, TimedSentence, TimedWord
from broadcaster.production.marks_file import altered_marks, keep_marks, read_marks
from broadcaster.production.word_places import Place
from broadcaster.reading import Span
from tests.schedule.test_schema import faults

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "docs" / "marks.schema.json").read_text("utf-8")
)


def marks_of(cut: str) -> Marks:
    words = (
        TimedWord("Mời", Span(0, 3), Place(150, 400, exact=True)),
        TimedWord("bà", Span(4, 6), Place(400, 610, exact=False)),
    )
    sentences = (TimedSentence(2, 150, 700, words), TimedSentence(0, 700, 900))
    return Marks(cut, 1050, sentences)


def kept(cache: AudioCache, content: bytes = b"sound") -> Marks:
    marks = marks_of(cache.put(content, "mp3"))
    keep_marks(cache, marks)
    return marks


def test_what_is_kept_comes_back_the_same(cache: AudioCache) -> None:
    marks = kept(cache)
    assert read_marks(cache, marks.cut) == marks
    assert cache.marks_path(marks.cut) == cache.path(marks.cut).with_suffix(".marks")


def test_the_cut_is_found_beside_its_marks_and_they_are_no_cut(cache: AudioCache) -> None:
    marks = marks_of(cache.put(b"sound", "opus"))
    keep_marks(cache, marks)
    assert cache.path(marks.cut).suffix == ".opus"
    assert cache.read(marks.cut) == b"sound"
    assert [entry.path.suffix for entry in cache.list()] == [".opus"]
    cache.path(marks.cut).unlink()
    with pytest.raises(ProductionError, match="is not in the audio cache"):
        cache.path(marks.cut)


def test_marks_leave_the_cache_with_their_cut_and_stay_with_it(cache: AudioCache) -> None:
    one, other = kept(cache, b"one"), kept(cache, b"other")
    done = cache.collect({one.cut}, limit_bytes=4)
    assert done.removed == (other.cut,)
    assert done.freed_bytes > len(b"other")
    assert read_marks(cache, one.cut) == one
    assert not cache.marks_path(other.cut).exists()


@given(at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_marks_that_were_altered_are_not_believed(
    tmp_path_factory: pytest.TempPathFactory, at: int, byte: int
) -> None:
    cache = AudioCache(tmp_path_factory.mktemp("c"), 1)
    marks = kept(cache)
    path = cache.marks_path(marks.cut)
    data = bytearray(path.read_bytes())
    data[at % len(data)] = byte
    path.write_bytes(bytes(data))
    found = read_marks(cache, marks.cut)
    assert found is None or found.sentences == marks.sentences
    assert list(altered_marks(cache)) == ([path] if found is None else [])


@pytest.mark.parametrize(
    "content", [b"", b"null", b"[1]", b'{"kind": "other"}', b"[" * 100_000, b"\xff\xfe", b"{}"]
)
def test_what_is_no_marks_counts_as_missing(cache: AudioCache, content: bytes) -> None:
    marks = kept(cache)
    cache.marks_path(marks.cut).write_bytes(content)
    assert read_marks(cache, marks.cut) is None
    assert list(altered_marks(cache)) == [cache.marks_path(marks.cut)]


def test_marks_of_another_cut_are_not_taken(cache: AudioCache) -> None:
    one, other = kept(cache, b"one"), kept(cache, b"other")
    cache.marks_path(one.cut).write_bytes(cache.marks_path(other.cut).read_bytes())
    assert read_marks(cache, one.cut) is None


@pytest.mark.parametrize("times", [(300, 200), (100, 1051), (-1, 200)])
def test_marks_out_of_order_or_outside_the_cut_are_refused(times: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="out of order"):
        Marks("a" * 64, 1050, (TimedSentence(1, *times),))


def test_the_document_fits_its_schema_and_nothing_else_does() -> None:
    document = json.loads(json.dumps(marks_of("a" * 64).to_document()))
    assert faults(document, SCHEMA) == []
    for key in SCHEMA["required"]:
        assert faults({name: one for name, one in document.items() if name != key}, SCHEMA)
    document["sentences"][0]["words"][0]["place"] = "guessed"
    assert faults(document, SCHEMA)
