import pytest

from broadcaster.voices import Voice, VoicesError
from broadcaster.voices.choice import named, order
from broadcaster.voices.embedded import embedded_voices
from tests.voices.fake import FakeVoice

EMBEDDED = embedded_voices()
ON = {voice.id for voice in EMBEDDED}
ONLINE = FakeVoice("gtts-vi")
PIPER = FakeVoice("piper-vi")
VOICES: list[Voice] = [*EMBEDDED, ONLINE, PIPER]


def ids(language: str, region: str, *enabled: str) -> list[str]:
    chosen = order(VOICES, language=language, region=region, enabled=enabled, embedded=ON)
    return [voice.id for voice in chosen]


def test_the_embedded_voice_of_the_region_comes_first_and_the_others_stand_behind_it() -> None:
    assert ids("vi", "south") == ["embedded-south", "embedded-north", "embedded-central"]


def test_an_enabled_voice_comes_before_the_embedded_ones() -> None:
    assert ids("vi", "north", "gtts-vi")[:2] == ["gtts-vi", "embedded-north"]


def test_a_voice_that_nobody_enabled_is_left_out() -> None:
    assert "gtts-vi" not in ids("vi", "north")
    assert "piper-vi" not in ids("vi", "north", "gtts-vi")


def test_another_language_gets_its_own_voice() -> None:
    assert ids("en", "north", "gtts-vi") == ["embedded-en"]


def test_an_installed_voice_comes_before_the_online_ones_and_needs_no_leave() -> None:
    """Its text stays in the house, so nobody has to allow it."""
    here = ["piper-vi"]
    chosen = order(
        VOICES, language="vi", region="south", enabled=["gtts-vi"], embedded=ON, installed=here
    )
    assert [voice.id for voice in chosen][:3] == ["piper-vi", "gtts-vi", "embedded-south"]
    named_one = named(VOICES, "piper-vi", unit="x", enabled=(), embedded=ON, installed=here)
    assert named_one is PIPER


def test_a_language_without_a_voice_is_refused_with_its_code() -> None:
    with pytest.raises(VoicesError, match='No voice here speaks the language "hmn"'):
        ids("hmn", "north")


def test_a_named_voice_stands_alone() -> None:
    chosen = named(VOICES, "embedded-en", unit="khe-ren", enabled=(), embedded=ON)
    assert chosen.id == "embedded-en"


def test_a_named_voice_that_is_off_is_refused() -> None:
    with pytest.raises(VoicesError, match='"gtts-vi" is off for the unit "khe-ren"'):
        named(VOICES, "gtts-vi", unit="khe-ren", enabled=(), embedded=ON)


def test_an_unknown_name_is_quoted_with_what_there_is() -> None:
    with pytest.raises(VoicesError, match=r'no voice "robot".*embedded-north'):
        named(VOICES, "robot", unit="khe-ren", enabled=(), embedded=ON)
