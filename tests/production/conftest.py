from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from broadcaster.production.cache import AudioCache
from broadcaster.production.encoding import AirFormat
from broadcaster.production.filters import Profile
from broadcaster.production.levelling import Target


@pytest.fixture
def cache(tmp_path: Path) -> AudioCache:
    return AudioCache(tmp_path / "audio_cache", 50_000_000)


@dataclass(frozen=True)
class Targets:
    """Targets of a usual station, by air format and profile."""

    def __call__(self, name: str = "mp3", profile: Profile = Profile.FLAT) -> Target:
        return Target(AirFormat.named(name, 64), profile, -16.0, -1.5)


@pytest.fixture
def target() -> Callable[..., Target]:
    return Targets()
