"""A described voice against a real service: three kinds of answers, and every bad one."""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.timebase import NANOSECONDS, SystemTime, VirtualTime
from broadcaster.voices import SpokenSentence, VoiceKind, VoicesError
from broadcaster.voices.described.reading import read_description
from broadcaster.voices.described.template import request_for
from broadcaster.voices.described.voice import DescribedVoice
from broadcaster.voices.patience import TRIES, Limits
from tests.voices.described.conftest import Describe, description
from tests.voices.described.service import CHARACTERS, SECRET, Service

LENGTH_S = 0.06 * CHARACTERS
URL = "https://tts.example.vn/v1"


def speak(voice: DescribedVoice, *texts: str, language: str = "vi") -> list[float]:
    speeches = voice.speak([SpokenSentence(text, language) for text in texts])
    return [speech.samples / speech.rate_hz for speech in speeches]


def refusal(voice: DescribedVoice, text: str = "Xin chào bà con.") -> str:
    with pytest.raises(VoicesError) as caught:
        speak(voice, text)
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None
    return str(caught.value)


@pytest.mark.parametrize("kept", ["body", "base64", "url"])
def test_speech_is_found_wherever_the_answer_holds_it(
    service: Service, describe: Describe, kept: str
) -> None:
    service.way = kept
    voice = describe(kept)
    assert voice.check() is None
    assert speak(voice, "Xin chào.", "Vâng.") == pytest.approx([LENGTH_S] * 2, abs=0.1)
    assert service.texts == ["Xin chào.", "Vâng."]


def test_text_language_parameters_and_secret_are_sent_where_the_description_says(
    service: Service, describe: Describe
) -> None:
    speak(describe(), 'He said "no" {secret}.', language="en")
    ((method, path, headers, body),) = service.asked
    assert (method, path) == ("POST", "/speak")
    assert headers["api-key"] == f"Bearer {SECRET}"
    assert json.loads(body) == {
        "text": 'He said "no" {secret}.', "language": "en", "speed": 1.5, "token": SECRET
    }  # fmt: skip


def test_a_text_over_the_limit_of_the_service_is_sent_in_pieces(
    service: Service, describe: Describe
) -> None:
    (length_s,) = speak(describe(), "Ủy ban nhân dân xã thông báo, sáng mai họp dân, mời bà con.")
    assert service.texts == [
        "Ủy ban nhân dân xã thông báo,", "sáng mai họp dân, mời bà con."
    ]  # fmt: skip
    assert length_s == pytest.approx(2 * LENGTH_S, abs=0.2)


def test_a_file_that_is_not_there_yet_is_asked_for_until_it_is(
    service: Service, describe: Describe, clock: VirtualTime
) -> None:
    service.way, service.pending = "url", 3
    assert len(speak(describe("url"), "Xin chào.")) == 1
    assert clock.monotonic() == 6 * NANOSECONDS
    assert len(service.texts) == 1


def test_a_file_that_never_comes_is_given_up(service: Service, describe: Describe) -> None:
    service.way, service.pending = "url", 1000
    assert "no whole answer in 60 s" in refusal(describe("url"))


@pytest.mark.parametrize("way", ["429", "500", "rubbish"])
def test_what_may_pass_is_asked_again(
    service: Service, describe: Describe, clock: VirtualTime, way: str
) -> None:
    service.coming = [way]
    assert len(speak(describe(), "Xin chào.")) == 1
    assert len(service.asked) == 2
    assert clock.monotonic() >= (7 if way == "429" else 0.5) * NANOSECONDS


@pytest.mark.parametrize(
    ("way", "kept", "reason", "asked"),
    [
        ("429", "body", "takes no more requests now (429)", TRIES),
        ("500", "body", "is out of order (500)", TRIES),
        ("401", "body", "see whether its key is right and paid for", 1),
        ("400", "body", "the service refused (400)", 1),
        ("rubbish", "body", "holds no speech", TRIES),
        ("flood", "body", "larger than 16 MB", 1),
        ("failing", "body", "holds no speech", TRIES),
        ("failing", "url", 'did not do it and says "bad token •••', 1),
        ("body", "base64", "it is not JSON", TRIES),
        ("url", "base64", 'nothing at "data.0.audio"', TRIES),
    ],
)
def test_a_bad_answer_is_one_clear_sentence(
    service: Service, describe: Describe, way: str, kept: str, reason: str, asked: int
) -> None:
    service.way = way
    sentence = refusal(describe(kept))
    assert reason in sentence
    assert sentence.isprintable()
    assert len(service.asked) == asked


def test_speech_far_too_short_for_its_text_is_not_taken_for_it(
    service: Service, describe: Describe
) -> None:
    """A beep, or a file that was cut: nothing of a bulletin may be lost without a word."""
    text = "Anhchịemvàbàconxãtađếnnhàvănhóahọplúcbảygiờ"
    voice = describe()
    voice = replace(voice, description=replace(voice.description, longest_text=500))
    assert "far too short for its text" in refusal(voice, text)


def test_a_service_that_hangs_is_given_up(service: Service, describe: Describe) -> None:
    service.way = "hang"
    assert "the 1 s that a bulletin may take" in refusal(
        describe("body", Limits(1, 1), SystemTime())
    )


def test_a_redirect_at_home_is_followed_with_text_and_key(
    service: Service, describe: Describe
) -> None:
    service.coming = ["moved"]
    assert len(speak(describe(), "Xin chào.")) == 1
    assert [(path, headers["api-key"]) for _method, path, headers, _body in service.asked] == [
        ("/speak", f"Bearer {SECRET}"), ("/elsewhere", f"Bearer {SECRET}")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "away", ["https://evil.example.com/tts", "http://192.168.1.1/", "http://localhost/", "ftp://a/"]
)
@pytest.mark.parametrize("way", ["away", "url"])
def test_nothing_is_sent_to_or_fetched_from_places_nobody_named(
    service: Service, describe: Describe, away: str, way: str
) -> None:
    service.way, service.away = way, away
    sentence = refusal(describe("url" if way == "url" else "body"))
    assert "leads to" in sentence
    assert len(service.asked) == 1


def test_a_line_without_words_asks_nobody(service: Service, describe: Describe) -> None:
    assert speak(describe(), "…", "- -") == [0, 0]
    assert service.asked == []


def test_it_says_what_it_is_and_where_the_text_goes(describe: Describe) -> None:
    voice = describe()
    assert (voice.kind, voice.engine, voice.licence) == (VoiceKind.ONLINE, "http", "contract 12/HĐ")
    assert voice.sends_to == "127.0.0.1 (Công ty An)"
    assert voice.parameters["speed"] == 1.5
    assert SECRET not in repr(voice)


def test_another_description_means_other_samples() -> None:
    one = read_description(description(URL), "commune-an")
    other = read_description(description(URL).replace("1.5", "1.6"), "commune-an")
    renamed = read_description(description(URL).replace('"An"', '"Bình"'), "commune-an")
    assert one.digest == renamed.digest != other.digest


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_a_key_that_others_may_read_is_not_used(
    service: Service, describe: Describe, keys: Path, mode: int
) -> None:
    (keys / "an.secret").chmod(mode)
    voice = describe()
    assert 'others may read "keys/an.secret"' in (voice.check() or "")
    assert 'others may read "keys/an.secret"' in refusal(voice)
    assert service.asked == []


@pytest.mark.parametrize("content", [b"", b"\n", b"two\nlines", b"\xff\xfe", b"a" * 5000])
def test_a_key_that_is_no_line_is_not_used(describe: Describe, keys: Path, content: bytes) -> None:
    (keys / "an.secret").write_bytes(content)
    assert 'keys/an.secret" does not hold one line' in (describe().check() or "")


def test_a_key_is_not_read_through_a_link(describe: Describe, keys: Path) -> None:
    """A link could point at the box's own key."""
    (keys / "an.secret").rename(keys / "box.pem")
    (keys / "an.secret").symlink_to(keys / "box.pem")
    assert "cannot be read" in (describe().check() or "")


@given(st.text(min_size=1, max_size=60), st.sampled_from(["json", "form", "query"]))
def test_no_text_gets_out_of_its_place(text: str, way: str) -> None:
    """Whatever is written, the service reads back exactly that text and no secret but its own."""
    start = description(URL).partition("[json]")[0]
    fields = f'[{way}]\ntext = "{{text}}"\ntoken = "{{secret}}"\n'
    found = read_description(f'{start}{fields}[answer]\naudio = "body"\n', "commune-an")
    text = text.encode("utf-8", "replace").decode()
    request = request_for(found, text, "vi", SECRET)
    if way == "json":
        assert json.loads(request.body) == {"text": text, "token": SECRET}
        return
    pairs = request.body.decode() if way == "form" else urlsplit(request.url).query
    assert parse_qs(pairs, keep_blank_values=True) == {"text": [text], "token": [SECRET]}
