"""A witness's folder for tests, made once: its key takes a while to open, as it should."""

from datetime import datetime
from pathlib import Path

from broadcaster.home import Home
from broadcaster.journal import witness_folder
from broadcaster.journal.checkpoint import Checkpoint
from broadcaster.journal.cosignature import WitnessKey
from broadcaster.journal.vouching import cosign_logs
from broadcaster.signed import BoxKey

NAME, PASSPHRASE = "thanh-tra.lang-son.gov.vn", "mười hai con giáp"


def stick(folder: Path) -> WitnessKey:
    """Make a witness's folder and return its public key."""
    return witness_folder.make(folder, NAME, PASSPHRASE)


def visit(home: Home, folder: Path, at: datetime) -> list[Checkpoint]:
    """Let the witness cosign the home's logs."""
    key = BoxKey.load(home.keys).public_bytes
    return cosign_logs(home.journal, folder, PASSPHRASE, key, at)
