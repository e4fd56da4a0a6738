"""Formats that are a row of coded frames and nothing else: they state no length of their own.

FFmpeg guesses one from the first frames' bit rate, which is far off for speech after a silence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

import av

UNSTATED = frozenset({"aac", "ac3", "amr", "mp3"})
"""FFmpeg's names of them; an MP3 may begin with a frame that holds the count of the others."""
_COUNTS = (b"Xing", b"Info", b"VBRI")
_MP3_HEAD = 4096
_V1_KBPS = {
    2: (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0),
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
}
_V2_KBPS = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
_AMR_BYTES = (13, 14, 16, 18, 20, 21, 27, 32, 6, *(7 * (1,)))
_AMR_WB_BYTES = (18, 24, 33, 37, 41, 47, 51, 59, 61, 6, *(6 * (1,)))
"""By the mode of a frame, with its first byte (RFC 4867, 5.3)."""
_RATES_HZ = (44_100, 48_000, 32_000, 0)


def counts_its_frames(file: IO[bytes]) -> bool:
    """Say whether an MP3 states how many frames it has."""
    file.seek(0)
    head = file.read(10)
    start = 0
    if head[:3] == b"ID3" and len(head) == 10:
        start = 10 + sum(byte % 128 << 7 * place for place, byte in enumerate(head[:5:-1]))
    file.seek(start)
    begins = file.read(_MP3_HEAD)
    return any(sign in begins for sign in _COUNTS)


@dataclass
class Packets:
    """Passes packets on, and knows afterwards whether the last one was whole."""

    found: "Iterator[av.Packet[av.AudioStream]]"
    kind: str
    end_broken: bool = False

    def __iter__(self) -> "Iterator[av.Packet[av.AudioStream]]":
        for packet in self.found:
            if packet.size:  # the very last is an empty one, to have the decoder give the rest
                self.end_broken = is_broken_frame(packet, self.kind)
            yield packet


def is_broken_frame(packet: "av.Packet[av.AudioStream]", kind: str) -> bool:
    """Say whether the last packet of a file of this kind is less than its own header states."""
    head = bytes(packet)[:6].ljust(6, b"\0")
    if kind == "amr":
        sizes = _AMR_WB_BYTES if packet.stream.codec_context.sample_rate == 16_000 else _AMR_BYTES
        return packet.size < sizes[head[0] >> 3 & 15]
    if kind not in {"aac", "mp3"} or head[0] != 0xFF:
        return False
    stated = _adts_bytes(head) if kind == "aac" else _mpeg_bytes(head)
    return packet.size < max(stated, len(head))


def _adts_bytes(head: bytes) -> int:
    return int.from_bytes(head[3:6]) >> 5 & 0x1FFF


def _mpeg_bytes(head: bytes) -> int:
    """Return the length of an MPEG audio frame (ISO 11172-3, 2.4.3.1); 0 for a free bit rate."""
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    rate_hz = _RATES_HZ[head[2] >> 2 & 3] >> (0 if version == 3 else 1 if version == 2 else 2)
    if layer not in _V1_KBPS or not rate_hz or version == 1:
        return 0
    kbps = (_V1_KBPS[layer] if version == 3 else _V2_KBPS)[head[2] >> 4]
    halved = layer == 3 and version != 3
    return (72 if halved else 144) * 1000 * kbps // rate_hz
