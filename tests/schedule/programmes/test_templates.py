from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.schedule import actions
from broadcaster.schedule.programmes import templates


def test_the_shipped_programmes_are_those_of_the_checkout() -> None:
    assert [name for name, _content in templates.templates()] == [
        "ban-tin-chieu.toml",
        "ban-tin-sang.toml",
        "ban-tin-trua.toml.mau",
    ]


def test_an_installed_package_brings_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tin-trua.toml").write_bytes(b"name")
    monkeypatch.setattr(templates, "_PACKAGED", tmp_path)
    assert templates.templates() == [("tin-trua.toml", b"name")]


def test_copying_them_into_a_home_leaves_edited_files_alone(desk: Desk) -> None:
    edited = desk.home.playlists / "ban-tin-sang.toml"
    edited.write_text("mine")
    assert [path.name for path in actions.copy_templates(desk)] == [
        "ban-tin-chieu.toml",
        "ban-tin-trua.toml.mau",
    ]
    assert edited.read_text() == "mine"
    assert actions.copy_templates(desk) == ()
