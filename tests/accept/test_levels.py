"""Every cut stands at broadcast level, by a meter that is not ours, on the delivered file."""

from pathlib import Path

import pytest

from tests.accept.levels import FORMATS, REGIONS, TEXTS, Rendered, rendered

LINES = 8
"""Of each text: about half a minute. `python -m tests.accept.levels` renders them whole."""

pytestmark = [pytest.mark.rig, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def cuts(data: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Rendered]:
    return list(rendered(data, tmp_path_factory.mktemp("levels"), LINES))


def test_thirty_cuts_hold_loudness_and_peak(cuts: list[Rendered]) -> None:
    """DESIGN section 8: -16 LUFS within 0.5 LU, true peak at most -1.5 dBTP."""
    assert len(cuts) == TEXTS * len(REGIONS) * len(FORMATS) == 30
    off = [
        cut.row()
        for cut in cuts
        if abs(cut.found.integrated_lufs + 16) > 0.5 or cut.found.true_peak_dbtp > -1.5
    ]
    assert not off, "\n".join(off)


def test_the_station_states_what_the_other_meter_finds(cuts: list[Rendered]) -> None:
    for cut in cuts:
        assert cut.said.integrated_lufs == pytest.approx(cut.found.integrated_lufs, abs=0.15)
        assert cut.said.true_peak_dbtp == pytest.approx(cut.found.true_peak_dbtp, abs=0.25)


def test_the_regions_are_three_voices(cuts: list[Rendered]) -> None:
    lengths = {(cut.text, cut.air_format): set[float]() for cut in cuts}
    for cut in cuts:
        lengths[cut.text, cut.air_format].add(cut.duration_s)
    assert all(len(found) == len(REGIONS) for found in lengths.values())
