"""Captions hold every word, in cues whose times rise as WebVTT wants them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.production.captions import captions_of
from broadcaster.production.marks import Marks, TimedSentence, TimedWord
from broadcaster.production.word_places import Place
from broadcaster.reading import Span

CLOCK = re.compile(r"(\d{2,}):(\d\d):(\d\d)\.(\d\d\d)")


def ms_of(clock: re.Match[str]) -> int:
    hours, minutes, seconds, rest = map(int, clock.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def sentence(line: int, times: list[int], words: list[str]) -> TimedSentence:
    places = [Place(*pair, exact=True) for pair in zip(times[1::2], times[2::2], strict=False)]
    timed = tuple(
        TimedWord(text, Span(0, 1), place) for text, place in zip(words, places, strict=False)
    )
    return TimedSentence(line, times[0], times[-1], timed)


RISING = st.lists(st.integers(0, 9_000_000), min_size=4, max_size=40).map(sorted)
WORDS = st.lists(st.sampled_from(["một", "R&D", "<b>", "-->", "hết."]), min_size=20, max_size=20)


@given(RISING, WORDS)
def test_times_rise_inside_each_cue_and_no_word_is_markup(
    times: list[int], words: list[str]
) -> None:
    one = sentence(1, times, words)
    marks = Marks("a" * 64, times[-1], (one,))
    head, cue, *rest = captions_of(marks).split("\n\n")
    assert (head, rest) == ("WEBVTT", [])
    number, clocks, text = cue.rstrip("\n").split("\n")
    start, end = map(ms_of, CLOCK.finditer(clocks))
    inside = [ms_of(clock) for clock in CLOCK.finditer(text)]
    assert (number, start) == ("1", one.start_ms)
    assert start < end
    assert inside == sorted(set(inside))
    assert all(start < at < end for at in inside)
    plain = re.sub(r"<[\d:.]+>", "", text)
    assert "<" not in plain
    assert "-->" not in text
    said = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert said.split() == [word.text for word in one.words]


def test_a_cue_is_a_sentence_with_its_words_times() -> None:
    one = sentence(1, [150, 150, 400, 400, 3_661_005, 3_661_005], ["Mời", "bà"])
    assert captions_of(Marks("a" * 64, 4_000_000, (one,))) == (
        "WEBVTT\n\n1\n00:00:00.150 --> 01:01:01.005\nMời <00:00:00.400>bà\n"
    )


def test_a_sentence_without_words_gives_no_cue() -> None:
    assert captions_of(Marks("a" * 64, 900, (TimedSentence(0, 150, 700),))) == "WEBVTT\n"
