"""A take: unmastered sound on disk, with where its sentences end.

Speech and recordings become a take first, so that mastering can go over it as often as it needs
with one block in memory. It lies on the disk the cut will lie on, and vanishes with its owner.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import numpy as np

from broadcaster.decoding.samples import LONGEST_S, Block
from broadcaster.production.bed import Mix, mix_of
from broadcaster.production.cache import AudioCache
from broadcaster.production.errors import ProductionError
from broadcaster.production.growing import Growing
from broadcaster.production.model import LEAD_IN_MS
from broadcaster.production.resampling import blocks_of
from broadcaster.quantities import CUT_RATE_HZ, samples_in
from broadcaster.voices import Speech

BLOCK_SAMPLES = CUT_RATE_HZ
BYTES_PER_SAMPLE = 4
AUDIBLE = 0.01
"""Of a speech's own peak: what voices leave before and after their words is 40 dB and more down."""
MP3_FRAME_SAMPLES = 576
MP3_SHORTEST_END = 47
"""A last MP3 frame with fewer samples decodes to a whole one: LAME's delay of 1105 samples then
leaves no padding that the file's header could declare."""


@dataclass
class Take:
    """Mono float samples at the cut's rate. Use as a context manager; it begins with silence."""

    cache: AudioCache
    what: str
    """Name of the thing in sentences about it."""
    samples: int = 0
    sentence_ends: list[int] = field(default_factory=list)
    """In samples of the take."""
    speech_spans: list[tuple[int, int]] = field(default_factory=list)
    """Where somebody speaks, in order: first sample of the take and the one after the last."""
    intro_ms: int = 0
    """Silence after the lead-in, for a bed that sounds before the first word."""
    tail_ms: int = 0
    mix: Mix | None = None
    """How a bed is laid under its speech, once that is levelled."""
    whole: threading.Event = field(default_factory=threading.Event, repr=False)
    """Set when nothing more will be added."""

    def __enter__(self) -> "Take":
        self._place = self.cache.partial("take")
        self._path = self._place.__enter__()
        try:
            self._file = self._path.open("wb")
        except OSError as error:
            self._place.__exit__(None, None, None)
            raise self._refusal(error) from error
        self.add_silence(LEAD_IN_MS + self.intro_ms)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._file.close()
        except OSError:
            pass  # what could not be flushed is thrown away next
        finally:
            self._place.__exit__(kind, error, trace)

    def add(self, blocks: Iterable[Block]) -> None:
        """Append sound. `ProductionError` when the disk is full or the take gets too long."""
        for block in blocks:
            self.samples += len(block)
            if self.samples > LONGEST_S * CUT_RATE_HZ:
                raise ProductionError.too_long(self.what, LONGEST_S)
            try:
                self._file.write(np.ascontiguousarray(block, dtype="<f4").data)
            except OSError as error:
                raise self._refusal(error) from error

    def add_silence(self, duration_ms: int) -> None:
        """Append digital silence."""
        left = samples_in(duration_ms, CUT_RATE_HZ)
        while left > 0:
            count = min(left, BLOCK_SAMPLES)
            self.add([np.zeros(count, dtype=np.float32)])
            left -= count  # type: ignore[assignment]

    def add_speech(self, speech: Speech) -> None:
        """Append one voice's speech, brought to the cut's rate, and note where it lies."""
        begin = self.samples
        self.add(blocks_of(speech))
        first, end = audible(speech)
        per_sample = CUT_RATE_HZ / speech.rate_hz
        self.speech_spans.append((begin + int(first * per_sample), begin + int(end * per_sample)))

    def end_sentence(self) -> None:
        """Note that a spoken sentence ends here."""
        self.sentence_ends.append(self.samples)

    def finish(self) -> None:
        """Close the sound with the silence that every cut ends with, and write it out.

        Up to 2 ms more where an MP3 file could not say its own length.
        """
        self.add_silence(self.tail_ms + LEAD_IN_MS)
        over = self.samples % MP3_FRAME_SAMPLES
        if 0 < over < MP3_SHORTEST_END:
            self.add([np.zeros(MP3_SHORTEST_END - over, dtype=np.float32)])
        try:
            self._file.flush()
        except OSError as error:
            raise self._refusal(error) from error
        self.whole.set()

    def rework(self, change: Callable[[Iterable[Block]], Iterable[Block]]) -> None:
        """Put what `change` makes of a finished take in its place, sample for sample."""
        count = 0
        with self.cache.partial("take") as path:
            try:
                with path.open("wb") as file:
                    for block in change(self.blocks()):
                        count += len(block)
                        file.write(np.ascontiguousarray(block, dtype="<f4").tobytes())
                if count != self.samples:
                    raise AssertionError(f"{count} samples in the place of {self.samples}")
                path.replace(self._path)
            except OSError as error:
                raise self._refusal(error) from error

    def lay_under(self, bed: Block) -> None:
        """Lay a mastered bed under a finished take that has room for it before and after."""
        self.mix = mix_of(bed, self.speech_spans, self.samples)

    def blocks(self) -> Iterator[Block]:
        """Give the whole take from its beginning, a second at a time, without its bed.

        In another thread they may be asked for before the take is finished, and come as it grows.
        """
        with Growing(self._path, self.whole) as file:
            while data := file.read_full(BLOCK_SAMPLES * BYTES_PER_SAMPLE):
                yield np.frombuffer(data, dtype="<f4")

    def _refusal(self, error: OSError) -> ProductionError:
        return ProductionError.cannot_write(Path(self.cache.root), error.strerror or str(error))


def audible(speech: Speech) -> tuple[int, int]:
    """Return the first sample of a speech that is heard and the first after the last one."""
    pcm = np.frombuffer(speech.pcm, dtype="<i2")
    over = AUDIBLE * max(int(pcm.max(initial=0)), -int(pcm.min(initial=0)))
    heard = (pcm > over) | (pcm < -over)
    if not heard.any():
        return 0, 0
    return int(heard.argmax()), len(heard) - int(heard[::-1].argmax())
