"""Which line and which word of a script sounds when: gathered while speaking, or made again."""

from dataclasses import replace

import pytest

from broadcaster.desk import Desk
from broadcaster.production import Cut, actions
from broadcaster.production.cache import AudioCache
from broadcaster.production.marks import NO_LINE, Marks
from broadcaster.production.sentence_store import SentenceStore
from broadcaster.production.speaking import speak
from broadcaster.production.take import Take
from broadcaster.production.timing import Timing, marks_for, marks_from_cut
from broadcaster.quantities import CUT_RATE_HZ, Dbtp, Lufs, Milliseconds, Samples, duration_of
from broadcaster.reading import Script, omit, read
from broadcaster.voices.model import LONGEST_SENTENCE
from tests.voices.fake import FakeVoice

TEXT = "Thông báo họp.\nSáng mai, bảy giờ, ngày 05/12, họp tại nhà văn hóa thôn.\nMời bà con."


def timing_of(cache: AudioCache, script: Script) -> tuple[Timing, Take]:
    with Take(cache, "test") as take:
        return speak(script, FakeVoice("v"), SentenceStore(cache), take), take


def edges(marks: Marks) -> list[int]:
    return [
        at
        for one in marks.sentences
        for at in (
            one.start_ms,
            *(at for w in one.words for at in (w.place.begin, w.place.end)),
            one.end_ms,
        )
    ]


def test_sentences_end_where_the_take_says_and_begin_after_their_pause(cache: AudioCache) -> None:
    script = read(TEXT)
    timing, take = timing_of(cache, script)
    ends = [duration_of(end, CUT_RATE_HZ) for end in take.sentence_ends]
    assert [one.end_ms for one in timing.sentences] == ends
    assert timing.sentences[0].start_ms == 150
    for before, after in zip(timing.sentences, timing.sentences[1:], strict=False):
        pause_ms = script.sentences[before.line - 1].pause_ms
        assert after.start_ms == pytest.approx(before.end_ms + pause_ms, abs=1)


def test_every_spoken_word_is_there_with_the_characters_it_says(cache: AudioCache) -> None:
    script = omit(read(TEXT), 1)
    timing, _take = timing_of(cache, script)
    assert [one.line for one in timing.sentences] == [2, 3]
    for one in timing.sentences:
        line = script.sentences[one.line - 1]
        assert [word.text for word in one.words] == line.spoken.split()
        assert {word.span for word in one.words} == {word.span for word in line.words}
    said = {word.text: script.source[word.span.start : word.span.end] for word in one.words}
    assert said["Mời"] == "Mời"


def test_a_word_longer_than_the_voice_takes_is_one_word(cache: AudioCache) -> None:
    long = "a" * (2 * LONGEST_SENTENCE + 5)
    timing, _take = timing_of(cache, read(f"Mã {long} hết."))
    assert [word.text for word in timing.sentences[0].words] == ["Mã", long, "hết."]


def test_a_rendered_cut_has_its_marks_beside_it_each_word_exact(desk: Desk) -> None:
    script = read(TEXT)
    cut = actions.render(desk, script)
    marks = actions.marks_of(desk, cut, script)
    assert (marks.cut, marks.duration_ms, marks.remade) == (cut.sha256, cut.duration_ms, False)
    assert tuple(one.end_ms for one in marks.sentences) == cut.sentence_ends_ms
    assert all(word.place.exact for one in marks.sentences for word in one.words)
    assert edges(marks) == sorted(edges(marks))


def test_marks_that_are_lost_are_made_again_with_the_same_sentences(desk: Desk) -> None:
    script = read(TEXT)
    cut = actions.render(desk, script)
    exact = actions.marks_of(desk, cut, script)
    path = actions.open_cache(desk).marks_path(cut.sha256)
    for spoil in (path.unlink, lambda: path.write_bytes(b"{}")):
        spoil()
        again = actions.marks_of(desk, cut, script)
        assert again.remade
        assert edges(again) == sorted(edges(again))
        for one, other in zip(exact.sentences, again.sentences, strict=True):
            assert one.start_ms == pytest.approx(other.start_ms, abs=1)
            assert (one.line, one.end_ms) == (other.line, other.end_ms)
            assert [w.text for w in one.words] == [w.text for w in other.words]
            assert not any(word.place.exact for word in other.words)
        assert path.exists()


def test_marks_of_a_cut_that_is_gone_are_told_and_not_kept(desk: Desk) -> None:
    script = read(TEXT)
    cut = actions.render(desk, script)
    cache = actions.open_cache(desk)
    cache.collect(set(), limit_bytes=0)
    assert actions.marks_of(desk, cut, script).remade
    assert not cache.marks_path(cut.sha256).exists()


def test_two_scripts_that_sound_the_same_each_get_their_own_lines(desk: Desk) -> None:
    one = read("Họp lúc 7 giờ.\nMời bà con.")
    other = omit(read("Nguồn: báo.\nHọp lúc bảy giờ.\nMời bà con."), 1)
    first, second = actions.render(desk, one), actions.render(desk, other)
    assert first.sha256 == second.sha256
    for script, lines in ((one, {1, 2}), (other, {2, 3})):
        marks = actions.marks_of(desk, first, script)
        assert not marks.remade
        assert set(marks.starts()) == lines
        spans = [word.span for sentence in marks.sentences for word in sentence.words]
        assert max(span.end for span in spans) <= len(script.source)


def test_marks_of_other_words_are_not_taken(desk: Desk) -> None:
    cut = actions.render(desk, read("Mời bà con."))
    marks = actions.marks_of(desk, cut, read("Mời bà con."))
    assert marks_for(marks, read("Mời bà con họp.")) is None
    assert marks_for(marks, read("Mời bà con.\nHọp.")) is None


def cut_with(ends: tuple[int, ...]) -> Cut:
    whole = max(ends, default=0) + 150
    return Cut(
        "a" * 64,
        "b" * 64,
        "mp3",
        Milliseconds(whole),
        Samples(whole * 48),
        Lufs(-16.0),
        Dbtp(-2.0),
        ends,
        "recording",
        "recording",
        "1",
    )


@pytest.mark.parametrize("ends", [(), (100,), (900, 2000)])
def test_a_recording_has_sentences_between_its_pauses_and_no_words(ends: tuple[int, ...]) -> None:
    marks = marks_from_cut(cut_with(ends), None)
    assert tuple(one.end_ms for one in marks.sentences) == ends
    assert all(one.line == NO_LINE and one.words == () for one in marks.sentences)
    assert marks.starts() == {}
    assert not marks.remade


def test_a_script_of_another_length_gives_no_words() -> None:
    marks = marks_from_cut(replace(cut_with((900, 2000)), voice="v"), read("Mời bà con."))
    assert [one.line for one in marks.sentences] == [NO_LINE, NO_LINE]
