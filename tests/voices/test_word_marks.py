"""Where words sound: what an engine told becomes marks in order, inside the speech, audible."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.voices import SpokenSentence
from broadcaster.voices.embedded import EmbeddedVoice
from broadcaster.voices.model import WordMark
from broadcaster.voices.word_marks import has_sound, word_marks

TELLING = st.lists(st.tuples(st.integers(-3, 60), st.integers(-100, 2000)), max_size=20)
TEXTS = st.text("ab -,.", max_size=40)
SOUND = st.lists(st.sampled_from([0, 0, 50, 9000, -9000, -32768]), max_size=1500)


def sound(*parts: tuple[int, int]) -> bytes:
    """Parts of (samples, level)."""
    return b"".join(np.full(count, level, dtype="<i2").tobytes() for count, level in parts)


@given(TEXTS, TELLING, SOUND)
def test_marks_are_in_order_inside_and_over_no_other_whatever_is_told(
    text: str, told: list[tuple[int, int]], levels: list[int]
) -> None:
    marks = word_marks(text, told, np.array(levels, dtype="<i2").tobytes())
    words = [mark.word for mark in marks]
    assert words == sorted(set(words))
    assert all(has_sound(text.split()[word]) for word in words)
    places = [place for mark in marks for place in (mark.begin, mark.end)]
    assert places == sorted(places)
    assert all(0 <= mark.begin < mark.end <= len(levels) for mark in marks)


def test_a_word_ends_with_its_sound_and_not_with_the_pause_behind_it() -> None:
    pcm = sound((100, 5000), (300, 0), (200, 5000))
    assert word_marks("một hai", [(0, 0), (4, 400)], pcm) == (
        WordMark(0, 0, 100),
        WordMark(1, 400, 600),
    )


def test_a_mark_told_of_a_dash_is_of_the_word_behind_it() -> None:
    pcm = sound((900, 5000))
    assert word_marks("một - (hai)", [(0, 0), (4, 400)], pcm)[1] == WordMark(2, 400, 900)


def test_a_word_without_sound_gets_no_mark() -> None:
    pcm = sound((100, 5000), (300, 0))
    assert word_marks("một hai", [(0, 0), (4, 200)], pcm) == (WordMark(0, 0, 100),)


@pytest.mark.parametrize(
    ("voice", "text"),
    [
        (
            EmbeddedVoice("embedded-north", "vi", "vi"),
            "Sáng mai, bảy giờ, tại nhà văn hóa thôn; bà con mang theo sổ hộ khẩu: họp xã.",
        ),
        (
            EmbeddedVoice("embedded-en", "en", "en"),
            "Tomorrow, seven people come; please bring papers: all must sign.",
        ),
    ],
)
def test_the_embedded_voice_tells_every_word_where_its_sound_begins(
    voice: EmbeddedVoice, text: str
) -> None:
    """After a pause the sound begins where the mark says, not before it, soon behind it."""
    (speech,) = voice.speak([SpokenSentence(text, voice.language)])
    words = text.split()
    assert [mark.word for mark in speech.marks] == list(range(len(words)))
    samples = np.abs(np.frombuffer(speech.pcm, dtype="<i2").astype(int))
    quiet_from = 0
    for word, mark in zip(words, speech.marks, strict=True):
        onset = mark.begin + int(np.argmax(samples[mark.begin :] > 300))
        assert (onset - mark.begin) / speech.rate_hz < 0.1
        if quiet_from:
            assert samples[quiet_from : mark.begin].max() < 300
        quiet_from = mark.end if word.endswith((",", ";", ":")) else 0
