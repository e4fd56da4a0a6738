"""The online voice against a service that keeps Google's rules, and breaks them."""

import socket
from collections.abc import Sequence

import pytest

from broadcaster.timebase import NANOSECONDS, SystemTime, TimeSource, VirtualTime
from broadcaster.voices import SpokenSentence, VoicesError
from broadcaster.voices.online import SERVICE, OnlineVoice, online_voices
from broadcaster.voices.patience import TRIES, Limits
from tests.conftest import SUNDAY_MORNING
from tests.voices.google import Google

LONG = "Ủy ban nhân dân xã thông báo lịch tiêm chủng tháng này, " * 8


def speak(
    google: Google,
    *texts: str,
    language: str = "vi",
    limits: Limits = Limits(),  # noqa: B008 - frozen
    time: TimeSource | None = None,
) -> Sequence[float]:
    time = time or VirtualTime(SUNDAY_MORNING)
    voice = OnlineVoice("vi", google.url, limits, time, "khe-ren")
    speeches = voice.speak([SpokenSentence(text, language) for text in texts])
    return [speech.samples / speech.rate_hz for speech in speeches]


def seconds(clock: VirtualTime) -> float:
    return clock.monotonic() / NANOSECONDS


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


@pytest.mark.parametrize("mood", ["busy", "broken", "mute", "babbling"])
def test_what_may_pass_is_tried_again_after_a_growing_pause(
    google: Google, mood: str, clock: VirtualTime
) -> None:
    google.coming = [mood, mood]
    assert len(speak(google, "Xin chào.", time=clock)) == 1
    assert google.texts == ["Xin chào."] * 3
    assert 1.5 <= seconds(clock) <= 3


def test_a_refusal_is_not_tried_again(google: Google, clock: VirtualTime) -> None:
    google.mood = "refusing"
    with pytest.raises(VoicesError, match=r"the service refused \(403\)"):
        speak(google, "Xin chào.", time=clock)
    assert (google.texts, seconds(clock)) == (["Xin chào."], 0)


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        ("busy", r"takes no more requests now \(429\)"),
        ("broken", r"is out of order \(500\)"),
        ("mute", "holds no speech"),
        ("babbling", "holds no speech"),
    ],
)
def test_what_does_not_pass_ends_it_with_the_sentence_and_the_reason(
    google: Google, mood: str, reason: str
) -> None:
    google.mood = mood
    with pytest.raises(VoicesError, match=f'"gtts-vi" could not speak "Xin chào.": .*{reason}'):
        speak(google, "Xin chào.")
    assert len(google.texts) == TRIES


def test_a_service_that_asks_for_a_pause_gets_it(google: Google, clock: VirtualTime) -> None:
    google.coming, google.retry_after = ["busy"], "45"
    assert len(speak(google, "Xin chào.", time=clock)) == 1
    assert 45 <= seconds(clock) <= 46


def test_a_pause_longer_than_the_bulletin_has_is_not_begun(
    google: Google, clock: VirtualTime
) -> None:
    google.mood, google.retry_after = "busy", "3600"
    with pytest.raises(VoicesError, match=r"the 600 s .* are over; .* no more requests now"):
        speak(google, "Xin chào.", time=clock)
    assert (len(google.texts), seconds(clock)) == (1, 0)


def test_all_sentences_of_a_bulletin_share_one_limit(google: Google, clock: VirtualTime) -> None:
    google.coming = ["broken", "well", "broken", "well", "broken", "well"]
    with pytest.raises(VoicesError, match=r'speak "Ba\.": the 2 s .* are over'):
        speak(google, "Một.", "Hai.", "Ba.", limits=Limits(total_s=2), time=clock)
    assert seconds(clock) <= 2


@pytest.mark.parametrize("mood", ["stalled", "trickling"])
def test_a_slow_answer_is_given_up(google: Google, mood: str) -> None:
    """A trickle would keep a time-out between two pieces happy for ever."""
    google.mood = mood
    with pytest.raises(VoicesError, match=r"the 1 s .* are over"):
        speak(google, "Xin chào bà con.", limits=Limits(1, 1), time=SystemTime())


def test_a_service_that_is_not_there_is_said_by_check_and_by_speak() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        voice = OnlineVoice("vi", url, time=VirtualTime(SUNDAY_MORNING))
        trouble = voice.check()
        assert trouble is not None
        assert "127.0.0.1 cannot be reached" in trouble
        with pytest.raises(VoicesError, match="cannot be reached"):
            list(voice.speak([SpokenSentence("Xin chào.", "vi")]))


def test_the_real_service_is_asked_over_verified_https(clock: VirtualTime) -> None:
    assert SERVICE.startswith("https://")
    voices = online_voices(Limits(), clock, "khe-ren")
    assert {voice.service for voice in voices} == {SERVICE}
    assert {voice.sends_to for voice in voices} == {"translate.google.com"}


def test_limits_come_from_the_settings(clock: VirtualTime) -> None:
    voices = online_voices(Limits(7, 70), clock, "khe-ren")
    assert {voice.limits for voice in voices} == {Limits(7, 70)}
