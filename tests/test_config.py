"""The settings: defaults, and every mistake named at once with its key, value and remedy."""

from dataclasses import fields
from pathlib import Path

import pytest

from broadcaster.config import CHOICES, RANGES, ConfigError, Settings, find_mistakes, read_settings


def write(folder: Path, text: str) -> Path:
    path = folder / "broadcaster.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_empty_file_gives_the_defaults(tmp_path: Path) -> None:
    assert read_settings(write(tmp_path, "")) == Settings()


def test_the_defaults_are_without_mistakes() -> None:
    settings = Settings()
    assert find_mistakes({one.name: getattr(settings, one.name) for one in fields(Settings)}) == []


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'zone = "Asia/Hanoi"\nlock_lead_s = 0\ngrace_ms = "2 s"\ncut_format = "wma"\n'
        'loundness = -16\noutput = "loud"\nplan_days = true\n',
    )
    with pytest.raises(ConfigError) as refused:
        read_settings(path)
    assert len(refused.value.mistakes) == 7
    sentence = str(refused.value)
    for part in (
        str(path),
        "'Asia/Hanoi'",
        "between 1 and 86400",
        "'2 s'",
        "mp3, flac, opus",
        '"loundness" is no setting',
        "file:PATH",
        "True",
    ):
        assert part in sentence


def test_a_whole_number_serves_where_a_number_is_wanted(tmp_path: Path) -> None:
    assert read_settings(write(tmp_path, "loudness_lufs = -18\n")).loudness_lufs == -18


@pytest.mark.parametrize("text", ["zone =", "\x00", "[[[", 'a = "\\q"'])
def test_what_is_no_toml_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match="not TOML"):
        read_settings(write(tmp_path, text))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broadcaster.toml"
    path.write_bytes('station = "khe-rèn"'.encode("utf-16"))
    with pytest.raises(ConfigError, match="not TOML"):
        read_settings(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        read_settings(tmp_path / "broadcaster.toml")


def test_limits_speak_of_settings_that_exist() -> None:
    names = {one.name for one in fields(Settings)}
    assert set(CHOICES) <= names
    assert set(RANGES) <= names
