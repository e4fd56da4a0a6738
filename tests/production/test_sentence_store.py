"""What was said is kept with its marks; a file that is damaged or too old counts as not there."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.production.cache import AudioCache
from broadcaster.production.sentence_store import SentenceStore
from broadcaster.voices import Speech, SpokenSentence
from broadcaster.voices.model import WordMark
from tests.voices.fake import FakeVoice

SAID = SpokenSentence("một hai", "vi")
SPEECH = Speech(b"\1\0" * 900, 16_000, (WordMark(0, 10, 300), WordMark(1, 300, 880)))


def written_of_old(path: Path) -> None:
    """As the first version wrote it."""
    told = {"rate_hz": 16_000, "sha256": hashlib.sha256(SPEECH.pcm).hexdigest()}
    path.parent.mkdir(parents=True)
    path.write_bytes(json.dumps(told).encode() + b"\n" + SPEECH.pcm)


@pytest.mark.parametrize("speech", [SPEECH, Speech(SPEECH.pcm, 22_050)])
def test_what_is_kept_comes_back_whole(cache: AudioCache, speech: Speech) -> None:
    store, voice = SentenceStore(cache), FakeVoice("v")
    path = store.paths(voice, [SAID])[SAID]
    store.put(path, speech)
    assert store.get(voice, path) == speech


@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_changed_bit_anywhere_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, at: int, bit: int
) -> None:
    store, voice = SentenceStore(AudioCache(tmp_path_factory.mktemp("c"), 1)), FakeVoice("v")
    path = store.paths(voice, [SAID])[SAID]
    store.put(path, SPEECH)
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1 << bit
    path.write_bytes(bytes(data))
    assert store.get(voice, path) in (None, SPEECH)


def test_an_entry_of_before_there_were_marks_is_spoken_again_where_that_costs_nothing(
    cache: AudioCache,
) -> None:
    store, resident = SentenceStore(cache), FakeVoice("v")
    path = store.paths(resident, [SAID])[SAID]
    written_of_old(path)
    assert store.get(resident, path) is None
    assert store.get(FakeVoice("v", sends_to="service.example"), path) == Speech(SPEECH.pcm, 16_000)
