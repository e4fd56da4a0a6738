"""A take into a cut: one level, safe peaks, encoded, and measured again on the decoded file.

What the file itself measures decides: gain and ceiling are corrected until integrated loudness
and true peak of the decoded samples hold. Every pass streams; a pass costs time, not memory.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from broadcaster.decoding.samples import Block, decode_file_to_bus
from broadcaster.i18n import _
from broadcaster.production.encoding import encode
from broadcaster.production.errors import ProductionError
from broadcaster.production.levelling import (
    AIM_LU,
    HOLD_LU,
    Target,
    corrected,
    fits,
    settle,
    shaped,
)
from broadcaster.production.loudness import measure
from broadcaster.production.model import Cut, Loudness, Maker
from broadcaster.production.take import Take
from broadcaster.quantities import BUS_RATE_HZ, CUT_RATE_HZ, Samples, duration_of

ATTEMPTS = 8

Step = Callable[[int, int], None]
"""Told (attempt, of at most) as mastering goes on."""


def master(take: Take, target: Target, maker: Maker, *, step: Step | None = None) -> Cut:
    """Make the cut of a finished take; its file is in the take's cache on return.

    `ProductionError` when the take is silent, cannot be brought to the target, or the disk does
    not hold it; then nothing is left behind.
    """
    gains = settle(take.blocks, target, take.what)
    cache = take.cache
    with cache.partial(target.air.name) as path:
        for attempt in range(1, ATTEMPTS + 1):
            if step:
                step(attempt, ATTEMPTS)
            encode(path, shaped(take.blocks, target, gains), target.air)
            found = read_back(path)
            _check_whole(found, take)
            if fits(found.loudness, target, AIM_LU):
                break
            gains = corrected(gains, found.loudness, target)
        if not fits(found.loudness, target, HOLD_LU):
            raise ProductionError.cannot_master(found.loudness)
        sha256 = cache.adopt(path, target.air.name)
    return Cut(
        sha256=sha256,
        decoded_sha256=found.decoded_sha256,
        format=target.air.name,
        duration_ms=duration_of(found.samples),
        samples=found.samples,
        loudness_lufs=found.loudness.integrated_lufs,
        true_peak_dbtp=found.loudness.true_peak_dbtp,
        sentence_ends_ms=tuple(duration_of(end, CUT_RATE_HZ) for end in take.sentence_ends),
        voice=maker.voice,
        engine=maker.engine,
        engine_version=maker.engine_version,
        profile=str(target.profile),
        parameters=dict(maker.parameters),
    )


@dataclass(frozen=True)
class ReadBack:
    """What decoding a file to the bus gave."""

    decoded_sha256: str
    samples: Samples
    loudness: Loudness


def read_back(path: Path) -> ReadBack:
    """Decode a file once, hashing, counting and metering what the player would hear."""
    digest, count = hashlib.sha256(), 0

    def blocks() -> Iterator[Block]:
        nonlocal count
        for pcm in gathered(decode_file_to_bus(path), BUS_RATE_HZ):
            digest.update(pcm)
            count += len(pcm) // 2
            yield np.frombuffer(pcm, dtype="<i2").astype(np.float32) / np.float32(32768)

    loudness = measure(blocks(), BUS_RATE_HZ, true_peak=True)
    return ReadBack(digest.hexdigest(), Samples(count), loudness)


def gathered(pieces: Iterator[bytes], least: int) -> Iterator[bytes]:
    """Join pieces to ones of at least `least` bytes: a filter costs time for each it is given."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= least:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def _check_whole(found: ReadBack, take: Take) -> None:
    """Hold the file to the take's length, so that a sentence end counts the same in both."""
    if found.samples != take.samples * BUS_RATE_HZ // CUT_RATE_HZ:
        raise ProductionError.cannot_write(take.cache.root, _("the file came out short"))
