"""A take into a cut: one level, safe peaks, encoded, and measured again on the decoded file.

What the file itself measures decides: gain and ceiling are corrected until integrated loudness
and true peak of the decoded samples hold. Every pass streams; a pass costs time, not memory.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from broadcaster.decoding.samples import Block
from broadcaster.i18n import _
from broadcaster.production.encoding import Encoder
from broadcaster.production.errors import ProductionError
from broadcaster.production.filters import Gains
from broadcaster.production.growing import Growing
from broadcaster.production.levelling import (
    AIM_LU,
    HOLD_LU,
    Target,
    corrected,
    fits,
    settle,
    shaped,
)
from broadcaster.production.model import LEAD_IN_MS, Cut, Maker
from broadcaster.production.read_back import ReadBack, read_back, stated_s
from broadcaster.production.take import Take
from broadcaster.quantities import BUS_RATE_HZ, CUT_RATE_HZ, Milliseconds, duration_of

ATTEMPTS = 8
HEADER_S = 0.02
"""An Opus file counts the first 6.5 ms, which are not played, into its length."""

Step = Callable[[int, int], None]
"""Told (samples encoded, of all) as mastering goes on, from 0 again with another attempt."""


def master(take: Take, target: Target, maker: Maker, *, step: Step | None = None) -> Cut:
    """Make the cut of a finished take; its file is in the take's cache on return.

    `ProductionError` when the take is silent, cannot be brought to the target, or the disk does
    not hold it; then nothing is left behind.
    """
    cache, gains = take.cache, None
    with cache.partial(target.air.name) as path:
        for _attempt_number in range(ATTEMPTS):
            path.unlink(missing_ok=True)  # else the reader might begin with the attempt before
            with Encoder(path, target.air) as encoder:  # it starts while the gains are sought
                gains = gains or settle(take.blocks, target, take.what)
                found = _attempt(encoder, take, target, gains, step)
            _check_whole(path, found, take, target)
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
        lead_in_ms=Milliseconds(LEAD_IN_MS + take.intro_ms),
        profile=str(target.profile),
        parameters=dict(maker.parameters),
        voice_kind=maker.kind,
        licence=maker.licence,
        lexicon_version=maker.lexicon_version,
    )


def _attempt(
    encoder: Encoder, take: Take, target: Target, gains: Gains, step: Step | None
) -> ReadBack:
    """Encode the take and read the file back: shaping, encoding and reading side by side."""
    with Growing(encoder.path) as file, ThreadPoolExecutor(1) as reader:
        found = reader.submit(read_back, file, target.air, take.samples)
        try:
            blocks = shaped(take.blocks, target, gains, take.mix)
            encoder.take(_counted(blocks, take.samples, step) if step else blocks)
            encoder.finish()
        finally:
            file.finish()
        return found.result()


def _counted(blocks: Iterable[Block], whole: int, step: Step) -> Iterator[Block]:
    done = 0
    step(done, whole)
    for block in blocks:
        yield block
        done += len(block)
        step(done, whole)


def _check_whole(path: Path, found: ReadBack, take: Take, target: Target) -> None:
    """Hold the file to the take's length, so that a sentence end counts the same in both."""
    declared_s = stated_s(path, target.air.container)
    stated = abs(declared_s - take.samples / CUT_RATE_HZ) < HEADER_S
    if not stated or found.samples != take.samples * BUS_RATE_HZ // CUT_RATE_HZ:
        raise ProductionError.cannot_write(take.cache.root, _("the file came out short"))
