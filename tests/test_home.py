"""Where a home is found, and how a file in it is replaced."""

import os
import stat
from pathlib import Path

import pytest

from broadcaster.home import Home, HomeError, remove_durably, write_atomically


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path, Path]:
    """Three homes: one to be named, one in the environment, one in which the person stands."""
    made = []
    for name in ("named", "environment", "here"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "broadcaster.toml").touch()
        made.append(tmp_path / name)
    monkeypatch.setenv("BROADCASTER_HOME", str(made[1]))
    monkeypatch.chdir(made[2])
    return made[0], made[1], made[2]


def test_a_named_home_wins_then_the_environment_then_this_folder(
    places: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    named, environment, here = places
    assert Home.locate(str(named)).root == named
    assert Home.locate().root == environment
    monkeypatch.delenv("BROADCASTER_HOME")
    assert Home.locate().root == here


def test_a_folder_without_settings_is_no_home(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="broadcaster init"):
        Home.locate(str(tmp_path))


def test_a_file_is_replaced_whole_with_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "plan" / "a.json"
    write_atomically(path, b"old")
    write_atomically(path, b"new", mode=0o600)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_disk_that_refuses_leaves_the_old_file_and_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    write_atomically(path, b"old")

    def refuse(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_removal_may_be_repeated(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"")
    remove_durably(tmp_path / "a")
    remove_durably(tmp_path / "a")
    remove_durably(tmp_path / "none" / "a")
    assert list(tmp_path.iterdir()) == []
