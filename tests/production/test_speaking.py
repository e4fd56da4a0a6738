"""A script into a take: pauses, sentence ends, and nothing spoken twice."""

from pathlib import Path

import numpy as np
import pytest

from broadcaster.production.cache import AudioCache
from broadcaster.production.errors import ProductionError
from broadcaster.production.sentence_store import SentenceStore
from broadcaster.production.speaking import pieces_of, speak, speak_line
from broadcaster.production.take import Take
from broadcaster.quantities import CUT_RATE_HZ
from broadcaster.reading import Region, Script, Sentence, Span, Word, read
from broadcaster.reading.breath import CLAUSE_PAUSE_MS
from broadcaster.voices import Speech, SpokenSentence, VoicesError
from broadcaster.voices.model import LONGEST_SENTENCE
from tests.voices.fake import WORD_S, FakeVoice


def script(*lines: str, pause_ms: int = 400, omit: int | None = None) -> Script:
    sentences = tuple(
        Sentence(
            (Word(line, Span(0, 1), "test"),), Span(0, 1), pause_ms=pause_ms, omitted=n == omit
        )
        for n, line in enumerate(lines)
    )
    return Script(" ".join(lines), "vi", Region.NORTH, sentences)


def spoken(cache: AudioCache, what: Script, voice: FakeVoice) -> Take:
    with Take(cache, "test") as take:
        speak(what, voice, SentenceStore(cache), take)
    return take


def ends_ms(take: Take) -> list[int]:
    return [end * 1000 // CUT_RATE_HZ for end in take.sentence_ends]


def test_sentences_stand_in_order_with_their_pauses(cache: AudioCache) -> None:
    take = spoken(cache, script("một hai", "ba", "bốn năm sáu", pause_ms=500), FakeVoice("v"))
    assert ends_ms(take) == [150 + 240, 150 + 240 + 500 + 120, 150 + 240 + 500 + 120 + 500 + 360]
    assert take.samples * 1000 // CUT_RATE_HZ == pytest.approx(ends_ms(take)[-1] + 150, abs=2)


def test_where_somebody_speaks_is_noted_without_the_silence_around_the_words(
    cache: AudioCache,
) -> None:
    tone = np.full(8000, 9000, dtype="<i2").tobytes()
    hush = np.full(1600, 40, dtype="<i2").tobytes()
    with Take(cache, "test") as take:
        take.add_speech(Speech(hush + tone + hush, 16_000))
        take.add_silence(500)
        take.add_speech(Speech(tone, 16_000))
        take.add_speech(Speech(hush[:0], 16_000))
    spans_ms = [tuple(end * 1000 // CUT_RATE_HZ for end in span) for span in take.speech_spans]
    assert spans_ms == [(250, 750), (1350, 1850), (1850, 1850)]


def test_an_omitted_sentence_is_not_spoken(cache: AudioCache) -> None:
    voice = FakeVoice("v")
    take = spoken(cache, script("một", "hai", "ba", omit=1), voice)
    assert voice.spoken == ["một", "ba"]
    assert len(take.sentence_ends) == 2


@pytest.mark.parametrize("what", [script(), script("một", omit=0), script("…", "- -")])
def test_a_script_that_says_nothing_is_refused(cache: AudioCache, what: Script) -> None:
    with pytest.raises(ProductionError, match="Nothing would be spoken"):
        spoken(cache, what, FakeVoice("v"))


def test_an_edited_sentence_costs_one_sentence(cache: AudioCache) -> None:
    voice = FakeVoice("v")
    spoken(cache, script("một", "hai", "ba"), voice)
    voice.spoken.clear()
    spoken(cache, script("một", "hai rưỡi", "ba"), voice)
    assert voice.spoken == ["hai rưỡi"]


def test_a_repeated_sentence_is_spoken_once_and_heard_twice(cache: AudioCache) -> None:
    voice = FakeVoice("v")
    take = spoken(cache, script("một", "một"), voice)
    assert voice.spoken == ["một"]
    assert ends_ms(take) == [270, 270 + 400 + 120]


def test_a_damaged_stored_sentence_is_spoken_again(cache: AudioCache) -> None:
    voice, store = FakeVoice("v"), SentenceStore(cache)
    spoken(cache, script("một"), voice)
    said = SpokenSentence("một", "vi")
    path = store.paths(voice, [said])[said]
    path.write_bytes(path.read_bytes()[:-2])
    spoken(cache, script("một"), voice)
    assert voice.spoken == ["một", "một"]


def test_a_line_too_long_for_the_voice_is_one_sentence_in_pieces(cache: AudioCache) -> None:
    words = "từ " * LONGEST_SENTENCE
    pieces = pieces_of(script(words.strip(), "hết"))
    assert len(pieces) == 5
    assert [piece.ends_sentence for piece in pieces] == [False, False, False, True, True]
    take = spoken(cache, script(words.strip(), "hết"), FakeVoice("v"))
    first = 150 + LONGEST_SENTENCE * round(WORD_S * 1000) + 2 * CLAUSE_PAUSE_MS
    assert len(take.sentence_ends) == 2
    assert ends_ms(take)[0] == pytest.approx(first + CLAUSE_PAUSE_MS, abs=2)


def test_a_long_line_breathes_at_its_marks_and_is_one_sentence(cache: AudioCache) -> None:
    clause = " ".join(["từ"] * 20)
    voice = FakeVoice("v")
    take = spoken(cache, script(f"{clause}; {clause}: {clause}.", "một; hai"), voice)
    assert voice.spoken == [f"{clause};", f"{clause}:", f"{clause}.", "một; hai"]
    word = round(WORD_S * 1000)
    assert ends_ms(take)[0] == pytest.approx(150 + 60 * word + 2 * CLAUSE_PAUSE_MS, abs=2)
    assert len(take.sentence_ends) == 2


def test_a_line_heard_alone_breathes_like_the_bulletin(cache: AudioCache) -> None:
    clause = " ".join(["từ"] * 20)
    line = script(f"{clause}; {clause}.").sentences[0]
    speeches = speak_line(line, FakeVoice("v"), SentenceStore(cache))
    lengths = [speech.samples * 1000 // speech.rate_hz for speech in speeches]
    assert lengths == [2400, CLAUSE_PAUSE_MS, 2400]


def test_a_language_the_voice_lacks_is_refused_before_anything_is_spoken(
    cache: AudioCache,
) -> None:
    voice = FakeVoice("v", others=("en",))
    with pytest.raises(VoicesError, match=r'language "lo" of "ສະບາຍດີ".*leave it out'):
        spoken(cache, read("Xin chào bà con.\nສະບາຍດີ"), voice)
    with pytest.raises(VoicesError, match='letters "老街" in "Họp tại Lào Cai, 老街'):
        spoken(cache, read("Họp tại Lào Cai (老街) sáng mai."), voice)
    assert voice.spoken == []
    spoken(cache, read("Xin chào bà con.\nPlease wear your masks."), voice)
    assert voice.spoken == ["Xin chào bà con.", "Please wear your masks."]


def test_silence_for_words_is_refused(cache: AudioCache) -> None:
    class Mumbler(FakeVoice):
        def speak(self, sentences):  # type: ignore[no-untyped-def]
            yield from (Speech(b"\0\0", 16_000) for _sentence in sentences)

    with pytest.raises(VoicesError, match='"v" gave no sound for "một"'):
        spoken(cache, script("một"), Mumbler("v"))


def test_a_failing_voice_keeps_what_it_said_for_the_next_try(cache: AudioCache) -> None:
    voice = FakeVoice("v", fails_at="ba")
    with pytest.raises(VoicesError, match='could not speak "ba"'):
        spoken(cache, script("một", "hai", "ba"), voice)
    voice.fails_at = ""
    spoken(cache, script("một", "hai", "ba"), voice)
    assert voice.spoken == ["một", "hai", "ba"]


def test_progress_counts_stored_sentences_as_done(cache: AudioCache) -> None:
    voice = FakeVoice("v")
    spoken(cache, script("một", "hai"), voice)
    seen: list[tuple[int, int]] = []
    with Take(cache, "test") as take:
        speak(
            script("một", "hai", "ba"),
            voice,
            SentenceStore(cache),
            take,
            lambda done, of: seen.append((done, of)),
        )
    assert seen == [(2, 3), (3, 3)]


def test_whatever_decides_the_samples_is_in_the_key(cache: AudioCache) -> None:
    said = SpokenSentence("một", "vi")

    def key(voice: FakeVoice, sentence: SpokenSentence = said) -> Path:
        return SentenceStore(cache).paths(voice, [sentence])[sentence]

    keys = {
        key(FakeVoice("v")),
        key(FakeVoice("w")),
        key(FakeVoice("v", parameters={"rate": 101})),
        key(FakeVoice("v"), SpokenSentence("hai", "vi")),
        key(FakeVoice("v"), SpokenSentence("một", "en")),
    }
    assert len(keys) == 5
    assert key(FakeVoice("v")) in keys
