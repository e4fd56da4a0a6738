"""Gentle noise reduction of a recording: what sounds in its pauses is taken down everywhere.

Spectral gating. The spectrum of the noise is learnt from the quietest tenth of the recording; in
each short stretch the tones that stand no higher than it are taken down, by `MOST_DB` at most, and
those that stand above it are left. A floor is kept on purpose: what is taken away wholly leaves
chirps behind that are worse than a hiss.

As many samples come out as go in, each at its place; speech is never trimmed. Only numpy, the same
samples each time, and a second or so in memory.
"""

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from broadcaster.decoding.samples import Block

FRAME = 1024
"""43 ms at 24 kHz: vowels are steady for that long, and tones 23 Hz apart can be told."""
HOP = FRAME // 4
MOST_DB = 12.0
"""A quarter of its strength: clearly quieter, and nothing of a word is lost."""
OVER = 2.5
"""How far over the mean noise a tone still counts as noise; noise wavers by about that."""
RELEASE = 0.7
"""How slowly a tone is let go, per stretch of 11 ms: the ends of words die away by themselves."""
QUIETEST_PERCENT = 10
SILENT_POWER = 1e-10
"""Digital silence (-100 dBFS), of which nothing is learnt."""
FEWEST = 10
"""Stretches that are needed to know the noise: about a tenth of a second."""
BESIDE = np.array([0.25, 0.5, 0.25])

Source = Callable[[], Iterable[Block]]
Spectrum = NDArray[np.float64]
_WINDOW = np.sqrt(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME) / FRAME))
"""The root of a periodic Hann window, applied before and after: four of them overlapping add up
to 2 at every sample."""
_SUM = 2.0


def noise_of(source: Source) -> Spectrum | None:
    """Return the mean power of the noise at each tone; None when there is nothing to learn from.

    Goes over the sound twice: once for what is quiet, once for how that sounds.
    """
    powers = np.array([float(np.square(frame).mean()) for frame in _frames(source())])
    audible = powers[powers > SILENT_POWER]
    if len(audible) < FEWEST * 100 / QUIETEST_PERCENT:
        return None
    most = np.percentile(audible, QUIETEST_PERCENT)
    total, count = np.zeros(FRAME // 2 + 1), 0
    for frame, power in zip(_frames(source()), powers, strict=True):
        if SILENT_POWER < power <= most:
            total += np.square(np.abs(np.fft.rfft(frame * _WINDOW)))
            count += 1
    return np.asarray(total / count) if count else None


def denoised(blocks: Iterable[Block], noise: Spectrum) -> Iterator[Block]:
    """Give the sound with its noise taken down, sample for sample."""
    return _filtered(blocks, _Gate(noise).gains)


class _Gate:
    """The gain of each tone in each stretch, one stretch after the other."""

    def __init__(self, noise: Spectrum) -> None:
        self._threshold = OVER * np.maximum(noise, 1e-20)
        self._floor = 10 ** (-MOST_DB / 20)
        self._last = np.full(len(noise), self._floor)

    def gains(self, spectrum: NDArray[np.complex128]) -> Spectrum:
        """Return what each tone of this stretch is multiplied by: between the floor and 1."""
        power = np.convolve(np.square(np.abs(spectrum)), BESIDE, "same")
        left = np.maximum(1 - self._threshold / np.maximum(power, 1e-20), 0)
        wanted = np.maximum(np.sqrt(left), self._floor)
        self._last = np.maximum(wanted, RELEASE * self._last + (1 - RELEASE) * self._floor)
        return np.asarray(np.minimum(self._last, 1.0))


def _filtered(
    blocks: Iterable[Block], gains: Callable[[NDArray[np.complex128]], Spectrum]
) -> Iterator[Block]:
    """Take sound apart into overlapping stretches and put it together again, weighed by `gains`."""
    given = out = 0
    tail, ready = np.zeros(FRAME), []
    lead = FRAME - HOP  # silence before the first sample, so that it lies under four windows too
    for frame, so_far in _counted(blocks):
        given = so_far
        spectrum = np.fft.rfft(frame * _WINDOW)
        tail += np.fft.irfft(spectrum * gains(spectrum), FRAME) * _WINDOW / _SUM
        ready.append(tail[:HOP].copy())
        tail = np.concatenate((tail[HOP:], np.zeros(HOP)))
        if len(ready) >= 64:
            sound = np.concatenate(ready)
            piece = sound[lead:] if lead < len(sound) else sound[:0]
            lead, ready = max(0, lead - len(sound)), []
            piece = piece[: max(0, given - out)]
            out += len(piece)
            yield piece.astype(np.float32)
    sound = np.concatenate(ready)[lead:] if ready else np.zeros(0)
    yield sound[: given - out].astype(np.float32)


def _frames(blocks: Iterable[Block]) -> Iterator[NDArray[np.float32]]:
    return (frame for frame, _given in _counted(blocks))


def _counted(blocks: Iterable[Block]) -> Iterator[tuple[NDArray[np.float32], int]]:
    """Give every stretch, `HOP` after the one before, with how many samples have been taken in.

    Before the first and after the last sample there is silence, so that each lies in four.
    """
    held, given = np.zeros(FRAME - HOP, dtype=np.float32), 0
    for block in blocks:
        given += len(block)
        held = np.concatenate((held, block))
        whole = max(0, (len(held) - FRAME) // HOP + 1)
        for number in range(whole):
            yield held[number * HOP : number * HOP + FRAME], given
        held = held[whole * HOP :]
    if given:
        rest = -(-(len(held)) // HOP) * HOP
        held = np.concatenate((held, np.zeros(rest - len(held) + FRAME - HOP, dtype=np.float32)))
        for start in range(0, rest, HOP):
            yield held[start : start + FRAME], given
