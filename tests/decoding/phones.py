"""Healthy recordings in every format that a phone or a PC makes, written as they write them.

Each holds three seconds of a tone of 440 Hz whose level is known, so that what is read back can be
held to length and level. Nothing is stored: the files are encoded when they are asked for.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import chain
from pathlib import Path
from typing import cast

import av
import numpy as np
from av.audio.stream import AudioStream

SECONDS = 3.0
LEVEL = 0.25
HERTZ = 440


@dataclass(frozen=True)
class Phone:
    """How one kind of device writes a recording."""

    name: str
    container: str
    codec: str
    rate_hz: int
    layout: str = "mono"
    sample_format: str = ""
    bit_rate: int = 0
    options: str = ""
    """Of the container, as `name=value name=value`."""
    coding: str = ""
    """Of the codec, in the same way."""
    film: bool = False
    """Whether pictures go with it."""


PHONES = (
    Phone("wav-8-bit.wav", "wav", "pcm_u8", 8_000),
    Phone("wav-16-bit.wav", "wav", "pcm_s16le", 44_100, "stereo"),
    Phone("wav-24-bit.wav", "wav", "pcm_s24le", 48_000),
    Phone("wav-32-bit.wav", "wav", "pcm_s32le", 48_000),
    Phone("wav-float.wav", "wav", "pcm_f32le", 48_000, "stereo"),
    Phone("wav-double.wav", "wav", "pcm_f64le", 48_000),
    Phone("wav-6-channels.wav", "wav", "pcm_s16le", 48_000, "5.1"),
    Phone("wav-96-khz.wav", "wav", "pcm_s24le", 96_000),
    Phone("wav-alaw.wav", "wav", "pcm_alaw", 8_000),
    Phone("wav-mulaw.wav", "wav", "pcm_mulaw", 8_000),
    Phone("wav-ima.wav", "wav", "adpcm_ima_wav", 22_050),
    Phone("wav-ms-adpcm.wav", "wav", "adpcm_ms", 22_050),
    Phone("wav-rf64.wav", "wav", "pcm_s16le", 48_000, options="rf64=always"),
    Phone("wav-with-tags.wav", "wav", "pcm_s16le", 48_000, options="write_bext=1"),
    Phone("sony.w64", "w64", "pcm_s16le", 48_000),
    Phone("mac.aiff", "aiff", "pcm_s16be", 44_100),
    Phone("mac.caf", "caf", "pcm_s16be", 44_100),
    Phone("mac-alac.caf", "caf", "alac", 44_100),
    Phone("recorder.mp3", "mp3", "libmp3lame", 44_100, "stereo", bit_rate=128_000),
    Phone("dictaphone.mp3", "mp3", "libmp3lame", 8_000, bit_rate=16_000),
    Phone("variable.mp3", "mp3", "libmp3lame", 24_000, coding="compression_level=5 q=4"),
    Phone("no-header.mp3", "mp3", "libmp3lame", 24_000, options="write_xing=0"),
    Phone("old-tags.mp3", "mp3", "libmp3lame", 24_000, options="write_id3v1=1"),
    Phone("mpeg.mp2", "mp2", "mp2", 48_000, bit_rate=64_000),
    Phone("android.m4a", "mp4", "aac", 44_100, "stereo"),
    Phone("android-16-khz.m4a", "mp4", "aac", 16_000),
    Phone("iphone.m4a", "ipod", "aac", 48_000),
    Phone("iphone-lossless.m4a", "ipod", "alac", 48_000),
    Phone("web-first.m4a", "mp4", "aac", 44_100, options="movflags=faststart"),
    Phone("safari.mp4", "mp4", "aac", 48_000, options="movflags=frag_keyframe+empty_moov"),
    Phone("quicktime.mov", "mov", "pcm_s16be", 44_100),
    Phone("film.mp4", "mp4", "aac", 44_100, "stereo", film=True),
    Phone("film.3gp", "3gp", "libopencore_amrnb", 8_000, bit_rate=12_200, film=True),
    Phone("old-phone.3gp", "3gp", "libopencore_amrnb", 8_000, bit_rate=12_200),
    Phone("phone.3gp", "3gp", "aac", 16_000),
    Phone("old-phone.amr", "amr", "libopencore_amrnb", 8_000, bit_rate=12_200),
    Phone("lowest.amr", "amr", "libopencore_amrnb", 8_000, bit_rate=4_750),
    Phone("stream.aac", "adts", "aac", 44_100),
    Phone("chat.ogg", "ogg", "libopus", 16_000, bit_rate=16_000),
    Phone("chat.opus", "opus", "libopus", 48_000, "stereo"),
    Phone("desktop.ogg", "ogg", "vorbis", 44_100, "stereo", coding="strict=-2"),
    Phone("studio.flac", "flac", "flac", 44_100, "stereo"),
    Phone("studio-24-bit.flac", "flac", "flac", 48_000, sample_format="s32"),
    Phone("chrome.webm", "webm", "libopus", 48_000, options="live=1"),
    Phone("editor.webm", "webm", "libopus", 48_000),
    Phone("film.webm", "webm", "libopus", 48_000, film=True),
    Phone("editor.mka", "matroska", "aac", 44_100),
    Phone("windows.wma", "asf", "wmav2", 44_100, "stereo", bit_rate=128_000),
    Phone("camera.avi", "avi", "pcm_s16le", 44_100, film=True),
    Phone("camera.ts", "mpegts", "aac", 48_000),
    Phone("disc.ac3", "ac3", "ac3", 48_000, "stereo"),
)


@cache
def recorded(phone: Phone) -> bytes:
    """Return the file that this device writes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / phone.name
        _write(path, phone)
        return path.read_bytes()


def _write(path: Path, phone: Phone) -> None:
    options = _pairs(phone.options)
    with av.open(str(path), "w", format=phone.container, options=options) as file:
        pictures = _pictures(file) if phone.film else ()
        added = file.add_stream(
            phone.codec, phone.rate_hz, _pairs(phone.coding), layout=phone.layout
        )
        stream = cast(AudioStream, added)
        if phone.bit_rate:
            stream.bit_rate = phone.bit_rate
        if phone.sample_format:
            stream.codec_context.format = av.AudioFormat(phone.sample_format)
        for packet in chain(pictures, stream.encode(tone(phone)), stream.encode(None)):
            file.mux(packet)


def _pairs(options: str) -> dict[str, str]:
    return dict(option.split("=") for option in options.split())


def tone(phone: Phone) -> av.AudioFrame:
    """Return the sound as one frame, alike on each channel."""
    moments = np.arange(round(SECONDS * phone.rate_hz)) / phone.rate_hz
    sound = (LEVEL * np.sin(2 * np.pi * HERTZ * moments)).astype(np.float32)
    channels = av.AudioLayout(phone.layout).nb_channels
    frame = av.AudioFrame.from_ndarray(
        np.tile(sound, (channels, 1)), format="fltp", layout=phone.layout
    )
    frame.sample_rate = phone.rate_hz
    return frame


def _pictures(file: "av.container.OutputContainer") -> "Iterator[av.Packet[av.VideoStream]]":
    """Add a stream of grey pictures; give them once every stream is there."""
    stream = file.add_stream("libvpx" if file.format.name == "webm" else "mpeg4", rate=10)
    stream.width, stream.height = 176, 144
    return _grey(stream)


def _grey(stream: "av.VideoStream") -> "Iterator[av.Packet[av.VideoStream]]":
    picture = av.VideoFrame.from_ndarray(np.full((144, 176, 3), 90, np.uint8), format="rgb24")
    for number in range(round(10 * SECONDS)):
        picture.pts, picture.time_base = number, Fraction(1, 10)
        yield from stream.encode(picture)
    yield from stream.encode(None)
