"""Run a filter chain over a stream of blocks, holding one block in memory at a time."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph

from broadcaster.decoding.samples import Block
from broadcaster.production.filters import Chain


class Filtering:
    """A chain that mono frames of one format and rate are pushed through, and pulled out of."""

    def __init__(
        self, chain: Chain, rate_hz: int, *, comes_as: str = "fltp", leaves_as: str = "fltp"
    ) -> None:
        """Set the chain up. Filters choose their own formats; what leaves is always `leaves_as`."""
        self._graph = graph = Graph()  # its filters do not keep it alive
        self._source = last = graph.add_abuffer(
            sample_rate=rate_hz, format=comes_as, layout="mono", time_base=Fraction(1, rate_hz)
        )
        for name, arguments in (*chain, ("aformat", f"sample_fmts={leaves_as}")):
            following = graph.add(name, arguments)
            last.link_to(following)
            last = following
        self._sink = graph.add("abuffersink")
        last.link_to(self._sink)
        graph.configure()

    def push(self, frame: AudioFrame | None) -> None:
        """Hand in the next frame; None after the last one."""
        self._source.push(frame)

    def pull(self) -> Iterator[AudioFrame]:
        """Give what has come out by now."""
        while True:
            try:
                frame = self._sink.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            if isinstance(frame, AudioFrame):
                yield frame


def run_blocks(chain: Chain, blocks: Iterable[Block], rate_hz: int) -> Iterator[Block]:
    """Push mono float blocks through `chain` and give what comes out.

    As many samples come out as went in, at the same rate.
    """
    filtering = Filtering(chain, rate_hz)
    position = 0
    for block in blocks:
        filtering.push(as_frame(block, rate_hz, position))
        position += len(block)
        yield from _pulled(filtering)
    filtering.push(None)
    yield from _pulled(filtering)


def _pulled(filtering: Filtering) -> Iterator[Block]:
    for frame in filtering.pull():
        yield frame.to_ndarray()[0]


def as_frame(block: Block, rate_hz: int, position: int) -> AudioFrame:
    """Wrap one mono float block as a frame that starts at sample `position`."""
    frame = AudioFrame.from_ndarray(
        np.ascontiguousarray(block[np.newaxis, :], dtype=np.float32), format="fltp", layout="mono"
    )
    frame.sample_rate = rate_hz
    frame.time_base = Fraction(1, rate_hz)
    frame.pts = position
    return frame
