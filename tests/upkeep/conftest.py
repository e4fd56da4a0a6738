"""One station made by `init`, copied for each test that wants it."""

import shutil
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.i18n import use_language
from broadcaster.timebase import VirtualTime
from broadcaster.upkeep import actions as upkeep
from tests.conftest import SUNDAY_MORNING


@pytest.fixture(scope="session")
def model_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new station, never changed."""
    use_language("en")
    home = upkeep.initialise(
        tmp_path_factory.mktemp("model") / "station",
        as_name="Nguyễn Văn A",
        station_name="Đài truyền thanh xã Khe Rèn",
        unit_name="Xã Khe Rèn",
        time=VirtualTime(SUNDAY_MORNING),
    )
    return home.root


@pytest.fixture
def station(model_home: Path, tmp_path: Path) -> Home:
    """A copy of it to do things to."""
    return Home(Path(shutil.copytree(model_home, tmp_path / "station")))


@pytest.fixture
def office(station: Home, clock: VirtualTime) -> Desk:
    """The desk of that station with its administrator at it."""
    return Desk.open(station, time=clock, person="nguyen-van-a")


def contents(root: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def names(folder: Path) -> list[str]:
    """The names in a folder, in order."""
    return sorted(path.name for path in folder.iterdir())
