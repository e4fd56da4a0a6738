import numpy as np
import pytest

from broadcaster.reading import Region
from tests.outdoor.duel import AT_ONCE, duel, mastered
from tests.outdoor.settings import Setting
from tests.outdoor.square import Samples


def test_each_setting_says_the_same_sentences() -> None:
    heard: list[int] = []

    def deaf(samples: Samples) -> str:
        heard.append(len(samples))
        return ""

    texts = ["Mai mất điện.", "Sáng mai họp thôn.", "Xin mời bà con."]
    both = (Setting(Region.NORTH), Setting(Region.NORTH, "f3"))
    found = list(duel(both, texts, deaf))
    assert len(found) == -(-len(texts) // AT_ONCE)
    assert len(heard) == 2 * len(texts)
    assert [one.syllables for one in found[-1]] == [1.0, 1.0]


def test_mastering_brings_every_level_to_one() -> None:
    tone = 8000 * np.sin(np.arange(44_100) * 2 * np.pi * 1000 / 22_050)
    loud, quiet = (mastered(tone * share, 22_050)[11_025:] for share in (1.0, 0.1))
    assert np.sqrt(np.mean(loud**2)) == pytest.approx(np.sqrt(np.mean(quiet**2)), rel=0.02)
