from broadcaster.voices.embedded import embedded_voices
from broadcaster.voices.pace import RECORDING, is_measured, pace_of


def test_a_voice_has_its_own_pace_in_each_of_its_languages() -> None:
    paces = {pace_of(f"embedded-{region}", "vi") for region in ("north", "central", "south")}
    assert len(paces) == 3


def test_a_language_that_another_voice_of_the_kind_says_has_that_ones_pace() -> None:
    assert pace_of("embedded-north", "en") == pace_of("embedded-en", "en")


def test_every_embedded_voice_was_measured_in_its_language() -> None:
    for voice in embedded_voices():
        assert is_measured(voice.id)
        if voice.language != "my":  # eSpeak NG 1.52 crashes on Burmese text
            assert pace_of(voice.id, voice.language) != pace_of("unheard-of", "xx")


def test_a_person_and_a_voice_nobody_measured_have_a_declared_pace() -> None:
    assert not is_measured(RECORDING)
    assert not is_measured("piper-vi")
    assert pace_of(RECORDING, "hmn") != pace_of(RECORDING, "vi")
    assert pace_of("piper-vi", "vi") == pace_of("google-vi", "vi")
