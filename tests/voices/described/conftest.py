from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from broadcaster.timebase import TimeSource, VirtualTime
from broadcaster.voices.described.reading import read_description
from broadcaster.voices.described.voice import DescribedVoice
from broadcaster.voices.patience import Limits
from tests.voices.described.service import SECRET, Service, running

HEAD = """
id = "commune-an"
title = "An"
languages = ["vi", "en"]
licence = "contract 12/HĐ"
owner = "Công ty An"
url = "URL"
secret = "an.secret"
longest_text = 40
[parameters]
speed = 1.5
[headers]
api-key = "Bearer {secret}"
[json]
text = "{text}"
language = "{language}"
speed = "{speed}"
token = "{secret}"
"""
ANSWERS = {
    "body": '[answer]\naudio = "body"\nmessage = "message"\n',
    "base64": '[answer]\naudio = "base64"\npath = "data.0.audio"\n',
    "url": '[answer]\naudio = "url"\npath = "data.url"\nsuccess = "error"\nmessage = "message"\n',
}
Describe = Callable[..., DescribedVoice]


def description(url: str, answer: str = "body") -> str:
    return HEAD.replace("URL", url) + ANSWERS[answer]


@pytest.fixture
def service() -> Iterator[Service]:
    with running() as one:
        yield one


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    path = tmp_path / "an.secret"
    path.write_text(f"{SECRET}\n", encoding="ascii")
    path.chmod(0o600)
    return tmp_path


@pytest.fixture
def describe(service: Service, keys: Path, clock: VirtualTime) -> Describe:
    """Make the voice of the service, as its description says it."""

    def make(
        answer: str = "body", limits: Limits | None = None, time: TimeSource | None = None
    ) -> DescribedVoice:
        found = read_description(description(service.url, answer), "commune-an")
        return DescribedVoice(found, keys, limits or Limits(), time or clock, "khe-ren")

    return make
