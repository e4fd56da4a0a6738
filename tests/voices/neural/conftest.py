from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.voices.neural import NeuralVoice
from broadcaster.voices.neural.engine import PiperEngine
from broadcaster.voices.neural.installing import install, propose
from tests.conftest import as_person
from tests.voices.neural.made_files import NAME, write_voice

STAND_IN = Path(__file__).with_name("stand_in.py")


@pytest.fixture
def technician(desk: Desk) -> Desk:
    return as_person(desk, "technician")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return write_voice(tmp_path / "stick")


@pytest.fixture
def neural(technician: Desk, stick: Path, tmp_path: Path) -> NeuralVoice:
    """An installed voice whose network is replaced, and nothing else."""
    proposal = propose(technician, NAME, source=stick, licence="CC0-1.0")
    manifest = install(technician, proposal, accepted=True)
    engine = PiperEngine(data=tmp_path, version="1+stand-in", program=STAND_IN)
    return NeuralVoice(manifest, technician.home.voices, engine, timeout_s=2)
