"""Broadcast Wave bytes: a header that says when sample 0 sounded, and how to mend a stale one.

EBU Tech 3285 (BWF): RIFF/WAVE with a `bext` chunk. Origination date and time and the time
reference (samples since midnight) are UTC here, so that no zone is needed to read them; the
description repeats the moment in RFC 3339. 16 bit, one channel, 48 kHz.
"""

import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from broadcaster.quantities import BUS_RATE_HZ

_BEXT = struct.Struct("<256s32s32s10s8sIIH64s190s")
BEXT_VERSION = 1
_HEAD = struct.Struct("<4sI4s")
_FORMAT = struct.Struct("<4sIHHIIHH")
_CHUNK = struct.Struct("<4sI")
HEADER_BYTES = _HEAD.size + _CHUNK.size + _BEXT.size + _FORMAT.size + _CHUNK.size
RIFF_SIZE_AT = 4
DATA_SIZE_AT = HEADER_BYTES - 4
LARGEST_DATA = 2**32 - 2**20
"""A RIFF size is 32 bit; a recording goes on in another part before it is reached."""
ORIGINATOR = b"broadcaster"


@dataclass(frozen=True)
class Recorded:
    """What a part says of itself."""

    start: datetime
    """When sample 0 sounded (aware UTC)."""
    samples: int


def header(start: datetime, description: str, data_bytes: int = 0) -> bytes:
    """Return the bytes before the samples, for a part whose sample 0 sounds at `start`."""
    utc = start.astimezone(UTC)
    midnight = utc.replace(hour=0, minute=0, second=0, microsecond=0)
    reference = (utc - midnight) // timedelta(microseconds=1) * BUS_RATE_HZ // 1_000_000
    bext = _BEXT.pack(
        description.encode("ascii", "replace")[:256],
        ORIGINATOR,
        b"",
        f"{utc:%Y-%m-%d}".encode(),
        f"{utc:%H:%M:%S}".encode(),
        reference & 0xFFFFFFFF,
        reference >> 32,
        BEXT_VERSION,
        b"",
        b"",
    )
    return (
        _HEAD.pack(b"RIFF", riff_size(data_bytes), b"WAVE")
        + _CHUNK.pack(b"bext", _BEXT.size)
        + bext
        + _FORMAT.pack(b"fmt ", 16, 1, 1, BUS_RATE_HZ, BUS_RATE_HZ * 2, 2, 16)
        + _CHUNK.pack(b"data", data_bytes)
    )


def riff_size(data_bytes: int) -> int:
    """Return the size that stands in the RIFF head for so many bytes of samples."""
    return HEADER_BYTES - 8 + data_bytes


def size_patches(data_bytes: int) -> list[tuple[int, bytes]]:
    """Return what to write at which offset so that the header fits `data_bytes` of samples."""
    return [
        (DATA_SIZE_AT, struct.pack("<I", data_bytes)),
        (RIFF_SIZE_AT, struct.pack("<I", riff_size(data_bytes))),
    ]


def whole_data_bytes(file_bytes: int) -> int:
    """Return how many bytes of whole samples a part of this size holds."""
    return max(0, file_bytes - HEADER_BYTES) // 2 * 2


def read_header(data: bytes) -> Recorded:
    """Read the first `HEADER_BYTES` of a part of ours; ValueError when it is none."""
    if len(data) < HEADER_BYTES or data[:4] != b"RIFF" or data[12:16] != b"bext":
        raise ValueError("not a recording of this program")
    fields = _BEXT.unpack_from(data, _HEAD.size + _CHUNK.size)
    day = datetime.strptime(fields[3].decode(), "%Y-%m-%d").replace(tzinfo=UTC)
    reference = fields[5] + (fields[6] << 32)
    start = day + timedelta(microseconds=-(-reference * 1_000_000 // BUS_RATE_HZ))
    return Recorded(start, struct.unpack_from("<I", data, DATA_SIZE_AT)[0] // 2)
