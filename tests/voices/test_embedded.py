from broadcaster.production.sentence_store import sentence_key
from broadcaster.voices import SpokenSentence
from broadcaster.voices.embedded import (
    DEFAULT_PARAMETERS,
    REGIONS,
    EmbeddedVoice,
    embedded_voices,
)

VOICES = {voice.id: voice for voice in embedded_voices()}
USUAL = EmbeddedVoice("embedded-north", "vi", "vi")
GOOD = SpokenSentence("Xin chào bà con.", "vi")
HELLO = SpokenSentence("The gate is open.", "en")


def test_the_north_speaks_by_the_speaker_that_was_understood_best() -> None:
    assert VOICES["embedded-north"].parameters == {**DEFAULT_PARAMETERS, "variant": "f3"}


def test_where_no_speaker_was_better_the_usual_one_speaks() -> None:
    others = [VOICES[f"embedded-{region}"] for region in REGIONS if region != "north"]
    assert all(voice.parameters == DEFAULT_PARAMETERS for voice in others)


def test_the_speaker_was_found_for_vietnamese_and_says_nothing_else() -> None:
    ours, usual = (list(voice.speak([GOOD, HELLO])) for voice in (VOICES["embedded-north"], USUAL))
    assert ours[0] != usual[0]
    assert ours[1] == usual[1]


def test_what_another_speaker_said_is_never_taken_for_its_own() -> None:
    assert sentence_key(VOICES["embedded-north"], GOOD) != sentence_key(USUAL, GOOD)
