"""A disk that fills while a voice comes: one sentence, no voice, and the next try goes on.

The limit on the size of a file stands for the full disk.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.voices.neural import installed_voices
from tests.voices.neural.made_files import NAME, network, write_voice

PROGRAM = """
import json, resource, sys
from pathlib import Path
from broadcaster.desk import Desk
from broadcaster.errors import BroadcasterError
from broadcaster.home import Home
from broadcaster.i18n import use_language
from broadcaster.voices.neural.installing import install, propose

use_language("en")
desk = Desk.open(Home(Path(sys.argv[1])), person="technician")
proposal = propose(desk, sys.argv[2], source=Path(sys.argv[3]), licence="CC0-1.0")
limit = int(sys.argv[4])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    install(desk, proposal, accepted=True)
    print(json.dumps("installed"))
except BroadcasterError as error:
    print(json.dumps(str(error)))
"""


def install_with(desk: Desk, stick: Path, limit: int) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(desk.home.root), NAME, str(stick), str(limit)],
        capture_output=True,
        text=True,
        check=True,
    )
    told: str = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("limit", [100, 3000])
def test_a_full_disk_leaves_no_voice_and_is_told_in_one_sentence(
    technician: Desk, tmp_path: Path, limit: int
) -> None:
    stick = write_voice(tmp_path / "stick", model=network(weights=20_000))
    told = install_with(technician, stick, limit)
    assert "cannot be written: File too large. Nothing was installed; make room" in told
    folder = technician.home.voices
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["lock"]
    assert install_with(technician, stick, 10_000_000) == "installed"
    assert [voice.id for voice in installed_voices(folder)[0]] == [NAME]
