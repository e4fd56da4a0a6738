from dataclasses import replace

from broadcaster.reading import Region
from tests.outdoor.mistakes import Mistakes
from tests.outdoor.search import FINALISTS, ranked, search
from tests.outdoor.settings import VARIANTS, Setting, ways
from tests.outdoor.spoken import sentences


def test_every_speaker_is_tried_and_then_the_ways_of_the_best() -> None:
    def trial(setting: Setting) -> Mistakes:
        wrong = VARIANTS.index(setting.variant) / 100 + setting.rate / 1000
        return Mistakes(wrong, wrong)

    tried = list(search(Region.NORTH, trial))
    later = [one.setting for one in tried[len(VARIANTS) :]]
    assert later == [way for best in VARIANTS[:FINALISTS] for way in ways(_north(best))]
    assert ranked(tried)[0].setting == replace(_north(VARIANTS[0]), rate=110)


def _north(variant: str) -> Setting:
    return Setting(Region.NORTH, variant)


def test_a_sentence_that_chooses_never_judges() -> None:
    to_choose, to_judge = sentences(Region.NORTH, 24)
    assert len(to_choose) == len(to_judge) == 24
    assert not set(to_choose) & set(to_judge)


def test_a_setting_speaks_by_its_speaker() -> None:
    (usual,), (other,) = (list(_north(name).speak(["Xin chào bà con."])) for name in ("", "f3"))
    assert usual[1].tobytes() != other[1].tobytes()
