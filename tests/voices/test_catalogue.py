from importlib.metadata import EntryPoint

from broadcaster.config import Settings
from broadcaster.reading.languages import VOICED
from broadcaster.timebase import VirtualTime
from broadcaster.voices import Voice
from broadcaster.voices.catalogue import GROUP, Catalogue, find_voices
from tests.conftest import SUNDAY_MORNING
from tests.voices.fake import FakeVoice


def bring_two() -> list[Voice]:
    return [FakeVoice("piper-vi"), FakeVoice("embedded-north")]


def fall_over() -> list[Voice]:
    raise OSError("no model in ~/voices")


def point(name: str, function: str) -> EntryPoint:
    return EntryPoint(name, f"tests.voices.test_catalogue:{function}", GROUP)


def found(points: list[EntryPoint]) -> Catalogue:
    return find_voices(Settings(), VirtualTime(SUNDAY_MORNING), points=points)


def test_a_package_brings_voices_that_are_off() -> None:
    catalogue = find_voices(
        Settings(), VirtualTime(SUNDAY_MORNING), points=[point("piper", "bring_two")]
    )
    assert "piper-vi" in {voice.id for voice in catalogue.voices}
    assert "piper-vi" not in catalogue.embedded


def test_a_package_cannot_take_the_place_of_an_embedded_voice() -> None:
    catalogue = find_voices(
        Settings(), VirtualTime(SUNDAY_MORNING), points=[point("piper", "bring_two")]
    )
    north = [voice for voice in catalogue.voices if voice.id == "embedded-north"]
    assert [voice.engine for voice in north] == ["espeak-ng"]


def test_a_package_that_fails_is_left_out_with_its_reason() -> None:
    points = [point("bad", "fall_over"), point("gone", "nothing"), point("piper", "bring_two")]
    catalogue = found(points)
    assert catalogue.left_out[0] == "bad: no model in ~/voices"
    assert catalogue.left_out[1].startswith("gone: ")
    assert "piper-vi" in {voice.id for voice in catalogue.voices}


def test_three_regions_and_english_are_embedded() -> None:
    wanted = {"embedded-north", "embedded-central", "embedded-south", "embedded-en"}
    assert wanted <= found([]).embedded


def test_reading_knows_for_which_languages_there_is_a_voice() -> None:
    languages = {one for voice in found([]).voices for one in voice.languages}
    assert languages == VOICED
