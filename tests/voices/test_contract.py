"""One suite over every kind of voice, real and fake: what production may rely on."""

from collections.abc import Callable

import pytest

from broadcaster.voices import Speech, SpokenSentence, Voice, VoicesError
from broadcaster.voices.embedded import DEFAULT_PARAMETERS, SPEAKER, EmbeddedVoice
from broadcaster.voices.model import LONGEST_SENTENCE
from broadcaster.voices.online import OnlineVoice
from tests.voices.fake import FakeVoice
from tests.voices.google import Google

TEXTS = {
    "vi": [
        "Thông báo của Ủy ban nhân dân xã.",
        "Vâng.",
        "Sáng mai, bảy giờ, tại nhà văn hóa thôn.",
    ],
    "en": ["A notice of the commune.", "Yes.", "Tomorrow at seven, at the village hall."],
}
MAKERS: dict[str, Callable[[Google], Voice]] = {
    "north": lambda _google: EmbeddedVoice("embedded-north", "vi", "vi"),
    "speaker": lambda _google: EmbeddedVoice(
        "embedded-north", "vi", "vi", {**DEFAULT_PARAMETERS, SPEAKER: "f3"}
    ),
    "central": lambda _google: EmbeddedVoice("embedded-central", "vi", "vi-vn-x-central"),
    "south": lambda _google: EmbeddedVoice("embedded-south", "vi", "vi-vn-x-south"),
    "english": lambda _google: EmbeddedVoice("embedded-en", "en", "en"),
    "online": lambda google: OnlineVoice("vi", google.url),
    "fake": lambda _google: FakeVoice("fake-vi"),
}


@pytest.fixture(params=MAKERS)
def voice(request: pytest.FixtureRequest, google: Google) -> Voice:
    return MAKERS[request.param](google)


def sentences(voice: Voice) -> list[SpokenSentence]:
    language = voice.languages[0]
    return [SpokenSentence(text, language) for text in TEXTS[language]]


def speak(voice: Voice, *texts: str) -> list[Speech]:
    return list(voice.speak([SpokenSentence(text, voice.languages[0]) for text in texts]))


def test_it_is_usable(voice: Voice) -> None:
    assert voice.check() is None


def test_it_says_who_it_is(voice: Voice) -> None:
    assert voice.id
    assert voice.engine
    assert voice.engine_version
    assert voice.licence
    assert all(len(language) in (2, 3) for language in voice.languages)


def test_it_speaks_its_own_language_and_refuses_one_it_lacks(voice: Voice) -> None:
    assert all(voice.can_speak(language) for language in voice.languages)
    assert not voice.can_speak("lo")
    with pytest.raises(VoicesError, match='does not speak the language "lo" of "ສະບາຍດີ"'):
        list(voice.speak([SpokenSentence("ສະບາຍດີ", "lo")]))


def test_each_sentence_gets_one_speech_in_order(voice: Voice) -> None:
    together = list(voice.speak(sentences(voice)))
    alone = [next(iter(voice.speak([sentence]))) for sentence in sentences(voice)]
    assert together == alone


def test_speech_is_whole_samples_at_a_usual_rate(voice: Voice) -> None:
    for speech in voice.speak(sentences(voice)):
        assert len(speech.pcm) % 2 == 0
        assert 8000 <= speech.rate_hz <= 48_000
        assert 0.1 < speech.samples / speech.rate_hz < 20


def test_the_same_sentence_gives_the_same_samples(voice: Voice) -> None:
    assert list(voice.speak(sentences(voice))) == list(voice.speak(sentences(voice)))


def test_no_sentences_give_no_speech(voice: Voice) -> None:
    assert list(voice.speak([])) == []


@pytest.mark.parametrize("text", ["…", "- - -", "?!"])
def test_a_line_without_words_is_next_to_nothing(voice: Voice, text: str) -> None:
    assert speak(voice, text)[0].samples < 0.1 * 48_000


def test_a_sentence_over_the_limit_is_refused_with_its_beginning(voice: Voice) -> None:
    with pytest.raises(VoicesError, match=f'at most {LONGEST_SENTENCE} characters.*"rất dài'):
        speak(voice, "rất dài " * 200)


@pytest.mark.parametrize(
    "text", ["một\0hai ba bốn năm", "một\nhai", "một [[hai]] <ba>", "\u202emột"]
)
def test_odd_characters_are_spoken_past(voice: Voice, text: str) -> None:
    assert speak(voice, text)[0].samples > 0
