"""What an airing is worth at a station: what is shipped, and what a home changes of it."""

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from broadcaster.schedule.errors import ScheduleError
from broadcaster.schedule.model import RunningOrder
from broadcaster.schedule.planner import plan
from broadcaster.schedule.weights_file import read_weights, shipped_weights
from tests.schedule.conftest import MINUTE, Bulletins, inputs, programme


def written(folder: Path, text: str) -> Path:
    path = folder / "weights.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_shipped_weights_apply(tmp_path: Path) -> None:
    assert read_weights(tmp_path / "weights.toml") == shipped_weights()


def test_a_file_states_only_what_differs(tmp_path: Path) -> None:
    path = written(tmp_path, "[preference]\nearly = 0\n[language_share]\nhmn = 30\n")
    expected = replace(shipped_weights(), early=0, shares=(("hmn", 30),))
    assert asdict(read_weights(path)) == asdict(expected)


def test_every_mistake_is_named(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'preference = 3\n[airing]\nfirst = "much"\nfrist = 1\n[language_share]\nhmn = 0\n[other]\n',
    )
    with pytest.raises(ScheduleError) as caught:
        read_weights(path)
    for part in ("preference = 3", 'first = "much"', "frist", "hmn = 0", "other"):
        assert part in str(caught.value)


@pytest.mark.parametrize("text", ["[", "\x00"])
def test_what_is_no_toml_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ScheduleError, match=r"weights\.toml"):
        read_weights(written(tmp_path, text))


def spoken(orders: tuple[RunningOrder, ...], language: str) -> int:
    return sum(
        item.length_ms
        for order in orders
        for item in order.items
        if dict(item.details).get("language") == language
    )


def test_what_is_in_a_language_with_too_little_goes_first(bulletin: Bulletins) -> None:
    """One session a day holds one of the five; without a share the earlier approvals go first."""
    viet = [bulletin(5 * MINUTE, times=1, details={"language": "vi"}) for _ in range(4)]
    mong = bulletin(5 * MINUTE, times=1, details={"language": "hmn"})
    given = inputs(*viet, mong, days=3, programmes=(programme(minutes=6),))
    shared = replace(given, weights=replace(shipped_weights(), shares=(("hmn", 30),)))
    assert spoken(plan(given), "hmn") == 0
    assert spoken(plan(shared), "hmn") == 5 * MINUTE
