"""Run a filter chain over a stream of blocks, holding one block in memory at a time."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph
from av.filter.context import FilterContext

from broadcaster.decoding.samples import Block
from broadcaster.production.filters import Chain


def run(chain: Chain, blocks: Iterable[Block], rate_hz: int) -> Iterator[AudioFrame]:
    """Push mono float blocks through `chain` and give the frames that come out, metadata on them.

    As many samples come out as went in, at the same rate.
    """
    graph = Graph()
    time_base = Fraction(1, rate_hz)
    source = graph.add_abuffer(
        sample_rate=rate_hz, format="fltp", layout="mono", time_base=time_base
    )
    last = source
    for name, arguments in chain:
        following = graph.add(name, arguments)
        last.link_to(following)
        last = following
    # Filters choose their own sample format; what leaves is always float.
    float_again = graph.add("aformat", "sample_fmts=fltp")
    sink = graph.add("abuffersink")
    last.link_to(float_again)
    float_again.link_to(sink)
    graph.configure()
    position = 0
    for block in blocks:
        source.push(as_frame(block, rate_hz, position))
        position += len(block)
        yield from _pull(sink)
    source.push(None)
    yield from _pull(sink)


def run_blocks(chain: Chain, blocks: Iterable[Block], rate_hz: int) -> Iterator[Block]:
    """Do the same for a caller that wants samples only."""
    for frame in run(chain, blocks, rate_hz):
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


def _pull(sink: FilterContext) -> Iterator[AudioFrame]:
    while True:
        try:
            frame = sink.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        if isinstance(frame, AudioFrame):
            yield frame
