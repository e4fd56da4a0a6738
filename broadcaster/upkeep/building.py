"""Make a folder whole or not at all.

It is built out of sight and shown at the end: a new folder by one rename; an empty one that
exists (perhaps a mounted disk, or where the person stands) by moving its parts in, the settings
file last, because that file is what makes a folder a home.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from broadcaster.home import CONFIG_NAME, sync_folder
from broadcaster.upkeep.errors import UpkeepError

MARK = ".unfinished-"
HARMLESS = frozenset({"lost+found"})
"""What an empty file system holds."""


@contextmanager
def built_whole(target: Path) -> Iterator[Path]:
    """Give an empty folder to fill; on leaving it becomes `target`, on an exception it is gone.

    `UpkeepError` when `target` is a file, a home, or holds anything.
    """
    try:
        check_free(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target if target.is_dir() else target.parent
        building = beside / f"{MARK}{target.name}-{os.getpid()}"
        building.mkdir(mode=0o755)
    except OSError as error:
        raise UpkeepError.cannot_write(target, error) from error
    try:
        yield building
        _show(building, target)
    except OSError as error:
        shutil.rmtree(building, ignore_errors=True)
        raise UpkeepError.cannot_write(target, error) from error
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise


def check_free(target: Path) -> None:
    """Refuse a target that is anything but absent or empty; clear what a killed command left."""
    if target.is_file():
        raise UpkeepError.not_a_folder(target)
    if (target / CONFIG_NAME).exists():
        raise UpkeepError.already_a_home(target)
    for place in (target.parent, target):
        _clear_abandoned(place, target.name)
    if target.is_dir():
        inside = sorted(path.name for path in target.iterdir() if path.name not in HARMLESS)
        if inside:
            raise UpkeepError.not_empty(target, inside[0])


def _clear_abandoned(place: Path, name: str) -> None:
    for left in place.glob(f"{MARK}{name}-*") if place.is_dir() else ():
        pid = left.name.rpartition("-")[2]
        if pid.isdecimal() and not Path("/proc", pid).exists():
            shutil.rmtree(left, ignore_errors=True)


def _show(building: Path, target: Path) -> None:
    if building.parent != target:
        building.rename(target)
        sync_folder(target.parent)
        return
    names = [part.name for part in building.iterdir()]
    names.sort(key=lambda name: name == CONFIG_NAME)
    try:
        for name in names:
            (building / name).rename(target / name)
    except OSError:
        for name in names:
            _remove(target / name)
        raise
    building.rmdir()
    sync_folder(target)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()
