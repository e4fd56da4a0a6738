"""Files made to do harm: they claim, nest, point elsewhere, or unpack to what no one can hold."""

import io
import struct
from collections.abc import Callable, Mapping
from functools import cache
from typing import cast

import av
import numpy as np
from av.video.stream import VideoStream

from tests.decoding.phones import PHONES, recorded

RATE_HZ = 8_000
FOUR_HOURS = 4 * 3600 * RATE_HZ


@cache
def _phone(name: str) -> bytes:
    return next(recorded(phone) for phone in PHONES if phone.name == name)


def wav(
    data: bytes, *, tag: int = 1, channels: int = 1, rate_hz: int = RATE_HZ, bits: int = 16
) -> bytes:
    """Return a WAV whose header says what it is told to."""
    align = channels * bits // 8
    fmt = struct.pack("<HHIIHH", tag, channels, rate_hz, rate_hz * align, align % 65536, bits)
    chunks = b"fmt " + struct.pack("<I", len(fmt)) + fmt
    chunks += b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def floats(value: float) -> bytes:
    """Return a WAV of floats in which one sample is `value`."""
    sound = np.full(RATE_HZ, 0.1, "<f4")
    sound[RATE_HZ // 2] = value
    return wav(sound.tobytes(), tag=3, bits=32)


def silent_flac() -> bytes:
    """Return four hours of silence in a few kilobytes."""
    out = io.BytesIO()
    with av.open(out, "w", format="flac") as file:
        stream = file.add_stream("flac", RATE_HZ, layout="mono")
        stream.codec_context.format = av.AudioFormat("s16")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, RATE_HZ), "<i2"), "s16", "mono")
        frame.sample_rate = RATE_HZ
        for second in range(FOUR_HOURS // RATE_HZ):
            frame.pts = second * RATE_HZ
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return out.getvalue()


def _patched(data: bytes, box: bytes, skip: int, new: bytes) -> bytes:
    at = data.index(box) + len(box) + skip
    return data[:at] + new + data[at + len(new) :]


def _nested(name: bytes, depth: int) -> bytes:
    inner = b""
    for _level in range(depth):
        inner = struct.pack(">I", len(inner) + 8) + name + inner
    return inner


def _film(container: str, codec: str) -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format=container) as file:
        stream = cast(VideoStream, file.add_stream(codec, rate=10))
        stream.width = stream.height = 64
        picture = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
        file.mux(stream.encode(picture))
        file.mux(stream.encode(None))
    return out.getvalue()


def _ebml(depth: int) -> bytes:
    return (
        b"\x1aE\xdf\xa3\x84\x42\x86\x81\x01"
        + b"\x18\x53\x80\x67\x01"
        + b"\xff" * 7
        + (b"\x1f\x43\xb6\x75\x01" + b"\xff" * 7) * depth
    )


def bombs() -> Mapping[str, Callable[[], bytes]]:
    """Return what makes the files that must be refused, by their names."""
    count = struct.pack(">I", 0x0FFFFFFF)
    return {
        "four-hours-of-silence.flac": silent_flac,
        "no-data-frames.amr": lambda: b"#!AMR\n" + b"\x7c" * (FOUR_HOURS // 1600),
        "nan.wav": lambda: floats(np.nan),
        "infinite.wav": lambda: floats(np.inf),
        "minus-infinite.wav": lambda: floats(-np.inf),
        "blast.wav": lambda: floats(1e30),
        "255-channels.wav": lambda: wav(bytes(255 * 2 * 1000), channels=255),
        "65535-channels.wav": lambda: wav(bytes(65535 * 2 * 4), channels=65535),
        "no-channels.wav": lambda: wav(bytes(16_000), channels=0),
        "1-hz.wav": lambda: wav(bytes(16_000), rate_hz=1),
        "0-hz.wav": lambda: wav(bytes(16_000), rate_hz=0),
        "4-ghz.wav": lambda: wav(bytes(16_000), rate_hz=0xFFFFFFFF // 2),
        "no-bits.wav": lambda: wav(bytes(16_000), bits=0),
        "unknown-codec.wav": lambda: wav(bytes(16_000), tag=0x7777),
        "chunks-without-end.wav": lambda: b"RIFF\0\0\0\0WAVE" + b"JUNK\0\0\0\0" * 200_000,
        "film-without-sound.mp4": lambda: _film("mp4", "mpeg4"),
        "film-without-sound.webm": lambda: _film("webm", "libvpx"),
        "samples-without-end.m4a": lambda: _patched(
            _phone("iphone.m4a"), b"stsz", 4, struct.pack(">II", 1, 0x7FFFFFFF)
        ),
        "samples-of-a-fragment.mp4": lambda: _patched(
            _phone("safari.mp4"), b"trun", 0, bytes(4) + count
        ),
        "boxes-in-boxes.m4a": lambda: _phone("iphone.m4a")[:28] + _nested(b"moov", 20_000),
        "tracks-in-tracks.m4a": lambda: _phone("iphone.m4a")[:28] + _nested(b"trak", 20_000),
        "clusters-in-clusters.webm": lambda: _ebml(20_000),
        "tag-of-200-mb.mp3": lambda: b"ID3\x04\0\0\x5f\x2f\x2f\x2f" + _phone("recorder.mp3")[:2000],
        "tags-without-end.mp3": lambda: b"ID3\x04\0\0\0\0\0\0" * 100_000,
        "ones.mp3": lambda: b"\xff" * 500_000,
        "frames-of-nothing.mp3": lambda: b"\xff\xfb\x10\xc4" * 50_000,
        "pages-of-nothing.ogg": lambda: (b"OggS" + bytes(23)) * 20_000,
    }


def elsewhere() -> dict[str, bytes]:
    """Return lists and tricks that point to other files and addresses."""
    other = "/etc/hostname"
    hls = f"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{other}\n#EXT-X-ENDLIST"
    return {
        "hls.m4a": hls.encode(),
        "hls-over-http.mp3": b"#EXTM3U\n#EXTINF:5,\nhttp://127.0.0.1:9/a.ts\n",
        "concat.mp3": f"ffconcat version 1.0\nfile '{other}'\n".encode(),
        "pls.mp3": f"[playlist]\nFile1={other}\nNumberOfEntries=1\n".encode(),
        "asx.wma": b'<asx version="3.0"><entry><ref href="http://127.0.0.1:9/"/></entry></asx>',
        "xspf.ogg": b'<?xml version="1.0"?>\n<playlist version="1"><trackList/></playlist>',
        "dash.mp4": b'<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>',
        "subfile.wav": f"subfile,,start,0,end,9,,:{other}".encode(),
        "data.wav": b"data:audio/wav;base64,UklGRgAAAABXQVZF",
        "address.mp3": b"http://127.0.0.1:9/live.mp3\n",
        "session.mp3": b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=audio 5004 RTP/AVP 0\r\n",
    }


def strange() -> dict[str, bytes]:
    """Return what is no recording at all, under a recording's name."""
    signs = (b"RIFF", b"ID3", b"OggS", b"fLaC", b"FORM", b"caff", b"#!AMR\n", b"\x1aE\xdf\xa3",
             b"0&\xb2u\x8ef\xcf\x11", b"\0\0\0\x20ftypM4A ", b"\xff\xf1", b"\xff\xfb")  # fmt: skip
    found = {f"sign-{number}.mp3": sign for number, sign in enumerate(signs)}
    noise = np.random.default_rng(1).bytes(20_000)
    found |= {f"sign-{number}-and-noise.m4a": sign + noise for number, sign in enumerate(signs)}
    return found | {
        "empty.m4a": b"",
        "one-byte.wav": b"R",
        "zeros.mp3": bytes(100_000),
        "text.mp3": "Ủy ban nhân dân xã thông báo.\n".encode() * 300,
        "page.m4a": b"<!DOCTYPE html><html><body>Sign in</body></html>",
        "picture.mp3": b"\x89PNG\r\n\x1a\n" + noise,
        "photo.m4a": b"\xff\xd8\xff\xe0\0\x10JFIF" + noise,
        "archive.wav": b"PK\x03\x04" + noise,
        "program.mp3": b"\x7fELF\x02\x01\x01" + noise,
        "document.ogg": b"%PDF-1.7\n" + noise,
    }
