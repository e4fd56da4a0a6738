"""A sound file opened and taken apart: its sound track, what it promises, and its frames.

For both sides: our own cuts are decoded in this process, a stranger's file in one of its own. It
imports PyAV and the standard library only, which keeps that process small.
"""

import io
from collections.abc import Iterable, Iterator
from typing import IO

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer

SAFE_OPENING = {
    "format_whitelist": "wav,w64,aiff,caf,mp3,aac,ac3,mov,ogg,flac,matroska,asf,amr,avi,mpegts",
    "protocol_whitelist": "file",
}
"""What may be opened: a playlist passed off as a recording would fetch other files, or pages."""


def opened(source: str | io.BytesIO | IO[bytes]) -> InputContainer:
    """Open a path or a file that can be sought in; `av.FFmpegError` when it is of no known kind.

    A file's name never reaches the decoder when an open file is given, so it can't be taken for
    an address.
    """
    return av.open(source, "r", container_options=SAFE_OPENING)


def stated_s(container: InputContainer, stream: AudioStream) -> float | None:
    """Return the length the file states about itself, in seconds, or None."""
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return container.duration / av.time_base if container.duration else None


def frames(packets: "Iterable[av.Packet[AudioStream]]") -> Iterator[AudioFrame]:
    """Decode packet by packet; a spoilt packet is passed over, its loss shows in the length."""
    for packet in packets:
        try:
            yield from packet.decode()
        except av.InvalidDataError:
            continue


def mixed(
    found: Iterator[AudioFrame], sample_format: str, rate_hz: int, *, sides: bool = False
) -> Iterator[AudioFrame]:
    """Mix to one channel at `rate_hz`, or with `sides` to two where there are more than one.

    A change of format inside the stream is followed.
    """
    resampler, shape = None, None
    for frame in found:
        now = (frame.format.name, frame.layout.name, frame.sample_rate)
        if resampler is None or now != shape:
            if resampler is not None:
                yield from resampler.resample(None)
            layout = "stereo" if sides and frame.layout.nb_channels > 1 else "mono"
            resampler, shape = AudioResampler(sample_format, layout, rate_hz), now
        yield from resampler.resample(frame)
    if resampler is not None:
        yield from resampler.resample(None)
