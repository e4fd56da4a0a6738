"""A folder appears whole or not at all."""

import os
from pathlib import Path

import pytest

from broadcaster.home import CONFIG_NAME
from broadcaster.upkeep.building import built_whole
from broadcaster.upkeep.errors import UpkeepError
from tests.upkeep.conftest import names


def fill(building: Path) -> None:
    (building / "keys").mkdir()
    (building / "keys" / "box.pem").write_text("key")
    (building / CONFIG_NAME).write_text("station")


def test_a_new_folder_appears_with_its_parents(tmp_path: Path) -> None:
    with built_whole(tmp_path / "a" / "b") as building:
        fill(building)
        assert not (tmp_path / "a" / "b").exists()
    assert names(tmp_path / "a" / "b") == [CONFIG_NAME, "keys"]
    assert names(tmp_path / "a") == ["b"]


def test_an_empty_folder_keeps_its_place(tmp_path: Path) -> None:
    """It may be a mounted disk, or where the person stands."""
    target = tmp_path / "disk"
    (target / "lost+found").mkdir(parents=True)
    inode = target.stat().st_ino
    with built_whole(target) as building:
        fill(building)
    assert target.stat().st_ino == inode
    assert names(target) == [CONFIG_NAME, "keys", "lost+found"]


def test_what_a_killed_command_left_is_cleared(tmp_path: Path) -> None:
    gone = tmp_path / ".unfinished-new-999999999"
    gone.mkdir()
    with built_whole(tmp_path / "new") as building:
        fill(building)
    assert names(tmp_path) == ["new"]


def test_what_another_command_builds_is_left_alone(tmp_path: Path) -> None:
    others = tmp_path / f".unfinished-new-{os.getppid()}"
    others.mkdir()
    with built_whole(tmp_path / "new") as building:
        fill(building)
    assert others.exists()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(UpkeepError, match="could not be written"),
        built_whole(tmp_path / "file" / "new"),
    ):
        pass
