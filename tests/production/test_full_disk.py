"""A disk that fills while rendering: one sentence, nothing half-written, and the next try works.

The limit on the size of a file stands for the full disk; each size hits another step of the way:
the stored sentence, the take, the encoded file.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.production.actions import open_cache

TEXT = "Ủy ban nhân dân xã thông báo. " * 6
PROGRAM = """
import json, resource, sys
from pathlib import Path
from broadcaster.desk import Desk
from broadcaster.errors import BroadcasterError
from broadcaster.home import Home
from broadcaster.i18n import use_language
from broadcaster.production.actions import render
from broadcaster.reading import read

use_language("en")
desk = Desk.open(Home(Path(sys.argv[1])))
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    render(desk, read(sys.argv[3]))
    print(json.dumps("rendered"))
except BroadcasterError as error:
    print(json.dumps(str(error)))
"""

ENCODER = """
import json, resource, sys
from pathlib import Path
from broadcaster.errors import BroadcasterError
from broadcaster.i18n import use_language
from broadcaster.production.cache import AudioCache
from broadcaster.production.mastering import master
from broadcaster.production.model import Maker
from broadcaster.production.take import Take
from tests.production.conftest import Targets
from tests.production.signals import as_take, noise

use_language("en")
cache = AudioCache(Path(sys.argv[1]), 1)
try:
    with Take(cache, "test") as take:
        as_take(take, noise(4))
        resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000))
        master(take, Targets()(sys.argv[2]), Maker("test", "test", "1"))
    print(json.dumps("made"))
except BroadcasterError as error:
    print(json.dumps(str(error)))
"""


def render_with_room_for(limit: int, desk: Desk) -> str:
    command = [sys.executable, "-c", PROGRAM, str(desk.home.root), str(limit), TEXT]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said: str = json.loads(done.stdout)
    return said


def left(desk: Desk) -> list[Path]:
    """Everything in the cache that is not a whole stored sentence."""
    files = [path for path in desk.home.audio_cache.rglob("*") if path.is_file()]
    return [path for path in files if path.suffix != ".speech"]


@pytest.mark.parametrize("limit", [20_000, 300_000, 1_000_000])
def test_a_full_disk_is_one_sentence_and_leaves_nothing(desk: Desk, limit: int) -> None:
    said = render_with_room_for(limit, desk)
    assert said.startswith(f'The audio could not be written to "{desk.home.audio_cache}": ')
    assert "cache gc" in said
    assert "\n" not in said
    assert left(desk) == []


@pytest.mark.parametrize("name", ["mp3", "flac", "opus"])
def test_a_disk_that_fills_under_the_encoder_is_never_a_cut(name: str, tmp_path: Path) -> None:
    """Muxers notice a failed write at once, at the end, or not at all: the length decides."""
    command = [sys.executable, "-c", ENCODER, str(tmp_path), name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout).startswith("The audio could not be written")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_next_try_with_room_works(desk: Desk) -> None:
    render_with_room_for(300_000, desk)
    assert render_with_room_for(50_000_000, desk) == "rendered"
    assert len(open_cache(desk).list()) == 1
