"""Listen to a recording once, from beginning to end, and say what is wrong with it.

Every check takes the sound a second at a time and keeps a few figures of each, so an hour costs
no more memory than its figures. Nothing is changed, and speech is never trimmed.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from broadcaster.decoding.samples import Block, Channels
from broadcaster.production.gating import Gating, integrated
from broadcaster.production.listening import lasting, passages
from broadcaster.production.listening.channels import Sides
from broadcaster.production.listening.clipping import Clipping
from broadcaster.production.listening.hum import Hum
from broadcaster.production.listening.model import Code, Finding, found
from broadcaster.production.listening.passages import Passages
from broadcaster.quantities import CUT_RATE_HZ

QUIET_LUFS = -40.0
"""Raised by 24 dB to air level, a phone's own noise (about -65 dBFS) is heard in each pause."""


class Listener:
    """All checks over one recording at the cut's rate; `add` it, then ask for the findings."""

    def __init__(self) -> None:
        self.samples = 0
        self._gating = Gating(CUT_RATE_HZ)
        self._passages, self._hum = Passages(), Hum()
        self._clipping, self._sides = Clipping(), Sides()

    def add(self, sound: Channels) -> Block:
        """Take in the next second (of one or two channels), and return it as one channel."""
        mono = mixed(sound)
        self.samples += len(mono)
        self._sides.add(sound)
        for channel in sound:
            self._clipping.add(channel)
        for check in (self._gating, self._passages, self._hum):
            check.add(mono)
        return mono

    @property
    def loudness_lufs(self) -> float:
        """The integrated loudness so far."""
        return integrated(self._gating.powers)

    @property
    def sentence_ends(self) -> list[int]:
        """The samples at which pauses begin."""
        return passages.sentence_ends(self._passages.levels)

    def findings(self, needed_s: float | None = None) -> tuple[Finding, ...]:
        """Return what was found, what refuses it first; `needed_s` is how long its text takes."""
        levels = self._passages.levels
        every = [
            *lasting.findings_of(self.samples / CUT_RATE_HZ, needed_s),
            *self._sides.findings(),
            *self._clipping.findings(),
            *self._quiet(),
            *self._hum.findings(passages.loud_db(levels)),
            *passages.findings_of(levels),
        ]
        return tuple(sorted(every, key=lambda one: one.severity))

    def _quiet(self) -> Iterator[Finding]:
        if self.loudness_lufs < QUIET_LUFS:
            yield found(Code.QUIET, self.loudness_lufs)


def mixed(sound: Channels) -> Block:
    """Return one channel: the mean of both sides, as one loudspeaker plays them."""
    return np.asarray(sound[0] if len(sound) == 1 else sound.mean(axis=0, dtype=np.float32))


def in_seconds(blocks: Iterable[Channels]) -> Iterator[Channels]:
    """Give the same sound in blocks of a second.

    The last one is shorter, and so is one before a change from mono to stereo or back.
    """
    held: list[Channels] = []
    length = 0
    for block in blocks:
        if held and len(held[0]) != len(block):
            yield np.concatenate(held, axis=1)
            held, length = [], 0
        held.append(block)
        length += block.shape[1]
        if length >= CUT_RATE_HZ:
            whole = np.concatenate(held, axis=1)
            for start in range(0, length - length % CUT_RATE_HZ, CUT_RATE_HZ):
                yield whole[:, start : start + CUT_RATE_HZ]
            held, length = [whole[:, length - length % CUT_RATE_HZ :]], length % CUT_RATE_HZ
    if length:
        yield np.concatenate(held, axis=1)
