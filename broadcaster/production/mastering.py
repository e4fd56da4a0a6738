"""A take into a cut: one level, safe peaks, encoded, and measured again on the decoded file.

What the file itself measures decides: gain and ceiling are corrected until integrated loudness
and true peak of the decoded samples hold. Every pass streams; a pass costs time, not memory.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from broadcaster.decoding.samples import Block
from broadcaster.i18n import _
from broadcaster.production.encoding import Encoder
from broadcaster.production.errors import ProductionError
from broadcaster.production.filters import Gains, tone
from broadcaster.production.gathered import gather
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


class Mastering:
    """A cut in the making. Use as a context manager around the filling of its take.

    What need not wait for the whole take begins at once: the encoder starts, and the loudness is
    gathered while the take grows.
    """

    def __init__(self, take: Take, target: Target) -> None:
        self.take, self.target = take, target

    def __enter__(self) -> "Mastering":
        with ExitStack() as begun:
            self._path = begun.enter_context(self.take.cache.partial(self.target.air.name))
            self._encoder = begun.enter_context(Encoder(self._path, self.target.air))
            pool = begun.enter_context(ThreadPoolExecutor(1, "gather"))
            begun.callback(self.take.whole.set)  # else it would wait for what never comes
            before = tone(self.target.profile)
            self._gathered = pool.submit(gather, self.take.blocks(), before)
            self._begun = begun.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._begun.close()

    def cut(self, maker: Maker, *, step: Step | None = None) -> Cut:
        """Make the cut of the take, which is finished; its file is in the cache on return.

        `ProductionError` when the take is silent, cannot be brought to the target, or the disk
        does not hold it; then nothing is left behind.
        """
        gains = settle(self._gathered.result(), self.target, self.take.what)
        found = self._attempt(self._encoder, gains, step)
        for _attempt_number in range(1, ATTEMPTS):
            if fits(found.loudness, self.target, AIM_LU):
                break
            gains = corrected(gains, found.loudness, self.target)
            self._path.unlink()  # else the reader might begin with the attempt before
            with Encoder(self._path, self.target.air) as encoder:
                found = self._attempt(encoder, gains, step)
        if not fits(found.loudness, self.target, HOLD_LU):
            raise ProductionError.cannot_master(found.loudness)
        sha256 = self.take.cache.adopt(self._path, self.target.air.name)
        return _cut(sha256, found, self.take, self.target, maker)

    def _attempt(self, encoder: Encoder, gains: Gains, step: Step | None) -> ReadBack:
        """Encode the take and read the file back: shaping, encoding and reading side by side."""
        take, target = self.take, self.target
        with Growing(encoder.path) as file, ThreadPoolExecutor(1) as reader:
            coming = reader.submit(read_back, file, target.air, take.samples)
            try:
                blocks = shaped(take.blocks, target, gains, take.mix)
                encoder.take(_counted(blocks, take.samples, step) if step else blocks)
                encoder.finish()
            finally:
                file.finish()
            found = coming.result()
        _check_whole(encoder.path, found, take, target)
        return found


def master(take: Take, target: Target, maker: Maker, *, step: Step | None = None) -> Cut:
    """Make the cut of a take that is finished already, as `Mastering.cut` does."""
    with Mastering(take, target) as mastering:
        return mastering.cut(maker, step=step)


def _cut(sha256: str, found: ReadBack, take: Take, target: Target, maker: Maker) -> Cut:
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
