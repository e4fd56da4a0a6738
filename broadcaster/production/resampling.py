"""A voice's speech at the rate of cuts: voices speak at a rate of their own."""

from collections.abc import Iterator

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from broadcaster.decoding.samples import Block
from broadcaster.quantities import CUT_RATE_HZ
from broadcaster.voices import Speech
from broadcaster.voices.model import WordMark

FULL_SCALE = np.float32(32768)


def at_cut_rate(speech: Speech) -> Speech:
    """Return the same speech at the cut's rate, s16 still, its words at their new places."""
    if speech.rate_hz == CUT_RATE_HZ:
        return speech
    pcm = b"".join(_resampled(speech))
    marks = tuple(
        WordMark(mark.word, _at(mark.begin, speech), _at(mark.end, speech)) for mark in speech.marks
    )
    return Speech(pcm, CUT_RATE_HZ, marks)


def blocks_of(speech: Speech) -> Iterator[Block]:
    """Give speech as float blocks of a second, at the cut's rate."""
    pcm = np.frombuffer(at_cut_rate(speech).pcm, dtype="<i2")
    for start in range(0, len(pcm), CUT_RATE_HZ):
        yield np.asarray(pcm[start : start + CUT_RATE_HZ] / FULL_SCALE, dtype=np.float32)


def _at(sample: int, speech: Speech) -> int:
    return sample * CUT_RATE_HZ // speech.rate_hz


def _resampled(speech: Speech) -> Iterator[bytes]:
    """Resample whole seconds at a time, so that a long speech is not in memory three times."""
    resampler = AudioResampler("s16", "mono", CUT_RATE_HZ)
    pcm = np.frombuffer(speech.pcm, dtype="<i2")
    for start in range(0, len(pcm), speech.rate_hz):
        piece = np.ascontiguousarray(pcm[np.newaxis, start : start + speech.rate_hz])
        frame = AudioFrame.from_ndarray(piece, format="s16", layout="mono")
        frame.sample_rate = speech.rate_hz
        yield from (out.to_ndarray().tobytes() for out in resampler.resample(frame))
    if len(pcm):
        yield from (out.to_ndarray().tobytes() for out in resampler.resample(None))
