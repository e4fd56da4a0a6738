"""What goes wrong between the two channels of a stereo recording, before they become one."""

from collections.abc import Iterator

import numpy as np

from broadcaster.decoding.samples import Channels
from broadcaster.production.listening.model import Code, Finding, found

DEAD_DB = 30.0
"""One side this far under the other carries no voice: a plug half out, a broken wire. A voice
beside a pair of microphones differs by under 15 dB."""
SILENT_POWER = 1e-8
"""-80 dBFS: nothing is said of two channels that are both silent."""
HOLLOW_DB = 6.0
"""How much quieter the sum is than the sides. Different sound on both sides costs 3 dB."""
CANCELLED_DB = 10.0
"""From here the voice is mostly gone in one loudspeaker: two sides of opposite sign."""
LEFT, RIGHT = 1, 2


class Sides:
    """Adds up the power of each side and of their sum; of a recording in mono it finds nothing."""

    def __init__(self) -> None:
        self._powers = np.zeros(2)
        self._mixed, self._samples = 0.0, 0

    def add(self, sound: Channels) -> None:
        """Take in the next samples of one or two channels."""
        if len(sound) < LEFT + 1:
            return
        self._powers += np.square(sound, dtype=np.float64).sum(axis=1)
        self._mixed += float(np.square(sound.mean(axis=0), dtype=np.float64).sum())
        self._samples += sound.shape[1]

    def findings(self) -> Iterator[Finding]:
        """Give a dead side (figure: 1 left, 2 right), or sides that cancel (figure: dB lost)."""
        weak, strong = sorted(self._powers)
        if not self._samples or strong / self._samples < SILENT_POWER:
            return
        if weak < strong / 10 ** (DEAD_DB / 10):
            yield found(Code.DEAD_CHANNEL, LEFT if self._powers[0] == weak else RIGHT)
            return
        lost_db = -10 * np.log10(max(self._mixed / (0.5 * (weak + strong)), 1e-6))
        if lost_db >= HOLLOW_DB:
            yield found(Code.OUT_OF_PHASE, lost_db, refused=bool(lost_db >= CANCELLED_DB))
