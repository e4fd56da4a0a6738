"""Read a case of the corpus and hold what became of it to the laws.

Each file is read or refused within its limits, with one sentence that names it; what is read is
numbers, and a healthy file comes out as long and as loud as it is.
"""

import math
import resource
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from broadcaster.decoding import DecodingError
from broadcaster.decoding.samples import Block
from broadcaster.decoding.strangers import decode_stranger
from broadcaster.timebase import NANOSECONDS, SystemTime
from tests.decoding.corpus import READ, REFUSED, Case
from tests.decoding.phones import LEVEL, SECONDS, Phone

RATE_HZ = 24_000
LOSS_DB = {"libopencore_amrnb": 3.0}
"""How far a codec may change the level of a tone; the others stay within `NEAR_DB`."""
NEAR_DB = 0.6
KILOBYTE = 1024


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    name: str
    seconds: float
    """How long it sounds; 0 when it was refused."""
    sentence: str
    took_s: float
    complaint: str
    """How a law was broken; empty when none was."""


def judge(case: Case) -> Outcome:
    """Make the file, read it, and hold the outcome to the laws."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / case.file_name
        path.write_bytes(case.data())
        began = SystemTime().monotonic()
        sound, sentence = _read(path)
    took_s = (SystemTime().monotonic() - began) / NANOSECONDS
    complaint = _complaint(case, sound, sentence)
    return Outcome(case.name, len(sound) / RATE_HZ, sentence, took_s, complaint)


def largest_child_mb() -> int:
    """Return the most memory that any process started here, and ended, has held."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // KILOBYTE


def _read(path: Path) -> tuple[Block, str]:
    """Return the sound and no sentence, or the sentence; only the first seconds are kept."""
    kept: list[Block] = [np.zeros(0, np.float32)]
    try:
        for block in decode_stranger(path, RATE_HZ):
            if len(kept) < 1000:
                kept.append(block)
    except DecodingError as refused:
        return np.zeros(0, np.float32), str(refused)
    return np.concatenate(kept), ""


def _complaint(case: Case, sound: Block, sentence: str) -> str:
    if sentence and not (sentence.isprintable() and sentence.startswith('"')):
        return "refused with no single sentence that names it"
    if (case.wish == READ and sentence) or (case.wish == REFUSED and not sentence):
        return f"had to be {case.wish}"
    if not np.isfinite(sound).all():
        return "holds what is no number"
    return _heard(case.phone, sound) if case.phone else ""


def _heard(phone: Phone, sound: Block) -> str:
    """Say how a healthy file's sound differs from what was recorded."""
    if abs(len(sound) / RATE_HZ - SECONDS) > 0.1:
        return f"lasts {len(sound) / RATE_HZ:.2f} s"
    middle = sound[RATE_HZ : 2 * RATE_HZ]
    level_db = 20 * math.log10(float(np.sqrt(2 * np.square(middle).mean())) / LEVEL)
    mixed_db = {"mono": 0.0, "stereo": 3.01, "5.1": 10.67}[phone.layout]
    if abs(level_db - mixed_db) > LOSS_DB.get(phone.codec, NEAR_DB):
        return f"is {level_db - mixed_db:+.1f} dB off"
    return ""
