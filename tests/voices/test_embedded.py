from pathlib import Path

from broadcaster.production.cache import AudioCache
from broadcaster.production.sentence_store import SentenceStore
from broadcaster.voices import SpokenSentence
from broadcaster.voices.embedded import (
    DEFAULT_PARAMETERS,
    SPEAKER,
    EmbeddedVoice,
    embedded_voices,
)

USUAL = EmbeddedVoice("embedded-north", "vi", "vi")
BREATHING = EmbeddedVoice("embedded-north", "vi", "vi", {**DEFAULT_PARAMETERS, SPEAKER: "f3"})
GOOD = SpokenSentence("Xin chào bà con.", "vi")
HELLO = SpokenSentence("The gate is open.", "en")


def test_every_voice_speaks_by_its_usual_speaker() -> None:
    assert all(voice.parameters == DEFAULT_PARAMETERS for voice in embedded_voices())


def test_a_speaker_says_the_language_of_its_voice_and_nothing_else() -> None:
    ours, usual = (list(voice.speak([GOOD, HELLO])) for voice in (BREATHING, USUAL))
    assert ours[0] != usual[0]
    assert ours[1] == usual[1]


def test_what_another_speaker_said_is_never_taken_for_its_own() -> None:
    store = SentenceStore(AudioCache(Path("none"), 0))
    other, usual = (store.paths(voice, [GOOD]) for voice in (BREATHING, USUAL))
    assert other[GOOD] != usual[GOOD]
