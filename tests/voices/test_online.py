"""The online voice against a service that keeps Google's rules, and breaks them."""

import socket
from collections.abc import Sequence

import pytest

from broadcaster.voices import SpokenSentence, VoicesError
from broadcaster.voices.online import SERVICE, OnlineVoice, online_voices
from tests.voices.google import Google

LONG = "Ủy ban nhân dân xã thông báo lịch tiêm chủng tháng này, " * 8


def speak(google: Google, *texts: str, language: str = "vi", timeout_s: int = 5) -> Sequence[float]:
    voice = OnlineVoice("vi", timeout_s, google.url)
    speeches = voice.speak([SpokenSentence(text, language) for text in texts])
    return [speech.samples / speech.rate_hz for speech in speeches]


def refusal(google: Google, timeout_s: int = 5) -> str:
    with pytest.raises(VoicesError) as caught:
        speak(google, "Xin chào bà con.", timeout_s=timeout_s)
    return str(caught.value)


def test_a_long_sentence_is_sent_in_pieces_and_comes_back_whole(google: Google) -> None:
    (length_s,) = speak(google, LONG.strip())
    assert len(google.texts) > 3
    assert max(len(text) for text in google.texts) <= 100
    assert " ".join(google.texts).replace(",", "") == LONG.strip().replace(",", "")
    assert length_s == pytest.approx(0.06 * sum(map(len, google.texts)), rel=0.05)


def test_nothing_but_the_text_is_sent(google: Google) -> None:
    speak(google, "Xin chào TS. Nguyễn Văn A.")
    assert google.texts == ["Xin chào TS. Nguyễn Văn A."]
    assert google.languages == ["vi"]


def test_a_sentence_of_another_language_is_asked_for_in_it(google: Google) -> None:
    speak(google, "Good morning.", language="en")
    assert google.languages == ["en"]


def test_a_refusal_is_tried_once_more(google: Google) -> None:
    google.mood = "once-refusing"
    assert len(speak(google, "Xin chào.")) == 1
    assert google.texts == ["Xin chào.", "Xin chào."]


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        ("refusing", r"the service refused \(429\)"),
        ("mute", "holds no speech"),
        ("babbling", "holds no speech"),
    ],
)
def test_a_bad_answer_ends_it_with_the_sentence_and_the_reason(
    google: Google, mood: str, reason: str
) -> None:
    google.mood = mood
    with pytest.raises(VoicesError, match=f'"gtts-vi" could not speak "Xin chào.": .*{reason}'):
        speak(google, "Xin chào.")


@pytest.mark.parametrize("mood", ["stalled", "trickling"])
def test_a_slow_answer_is_given_up(google: Google, mood: str) -> None:
    """A trickle would keep a time-out between two pieces happy for ever."""
    google.mood = mood
    assert "no whole answer in 1 s" in refusal(google, timeout_s=1)


def test_a_service_that_is_not_there_is_said_by_check_and_by_speak() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        voice = OnlineVoice("vi", 1, url)
        trouble = voice.check()
        assert trouble is not None
        assert "127.0.0.1 cannot be reached" in trouble
        with pytest.raises(VoicesError, match="cannot be reached"):
            list(voice.speak([SpokenSentence("Xin chào.", "vi")]))


def test_the_real_service_is_asked_over_verified_https() -> None:
    assert SERVICE.startswith("https://")
    assert {voice.service for voice in online_voices(20)} == {SERVICE}
    assert {voice.sends_to for voice in online_voices(20)} == {"translate.google.com"}


def test_time_out_comes_from_the_settings() -> None:
    assert {voice.timeout_s for voice in online_voices(7)} == {7}
