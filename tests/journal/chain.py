"""Logs made in memory, for rules about bytes."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from broadcaster.journal.model import Kind
from broadcaster.journal.record import FIRST_PREV, Place, Value, encode
from broadcaster.journal.scan import Line
from broadcaster.journal.tree import leaf_hash, root
from broadcaster.journal.verification import Roots, Survey, survey

LOG = "khe-ren-20261122T010000Z-0a1b2c3d"
SEGMENT = "2026-11.jsonl"


def line(seq: int, prev: str, kind: Kind = Kind.HEARTBEAT, **fields: Value) -> bytes:
    header: dict[str, Value] = {
        "kind": str(kind),
        "seq": seq,
        "log_id": LOG,
        "boot_id": "b" * 8,
        "at": f"2026-11-22T01:{seq // 60:02}:{seq % 60:02}.000000Z",
        "mono_ns": seq * 10**9,
        "time_quality": "ntp",
        "uncertainty_ms": 100,
        "software": "test",
        "prev": prev,
    }
    return encode(header | fields)


def boot(prev: str = FIRST_PREV, seq: int = 0) -> bytes:
    return line(seq, prev, Kind.BOOT, key="00" * 32, previous_log="")


def torn(seq: int, prev: str, offset: int, tail: bytes, /, **other: Value) -> bytes:
    fields: dict[str, Value] = {"length": len(tail), "sha256": sha256(tail).hexdigest()}
    return line(seq, prev, Kind.TORN, **({"offset": offset} | fields | other))


def chain(
    count: int, *, torn_at: int | None = None, tail: bytes = b'{"v":1,"at":"20'
) -> list[bytes]:
    """Return the lines of a whole log; before record `torn_at` stand the bytes it closes."""
    lines, prev, offset = [], FIRST_PREV, 0
    for seq in range(count):
        if seq == torn_at:
            lines.append(tail)
            made = torn(seq, prev, offset, tail)
            offset += len(tail) + 1
        else:
            made = line(seq, prev, title="Thông báo số 1") if seq else boot()
        lines.append(made)
        offset += len(made) + 1
        prev = leaf_hash(made).hex()
    return lines


def stored(lines: Sequence[bytes]) -> bytes:
    return b"".join(one + b"\n" for one in lines)


def check(data: bytes, roots: Roots | None = None) -> Survey:
    return survey(LOG, _split(data), roots)


def _split(data: bytes) -> Iterator[Line]:
    offset, number = 0, 0
    while offset < len(data):
        end = data.find(b"\n", offset)
        number += 1
        stop = len(data) if end < 0 else end
        yield Line(Place(SEGMENT, number, offset), data[offset:stop], end >= 0)
        offset = stop + 1


def signed(lines: Sequence[bytes], *sizes: int) -> dict[int, list[bytes]]:
    """Return the roots that checkpoints of these sizes sign; `lines` hold records only."""
    leaves = [leaf_hash(one) for one in lines]
    return {size: [root(leaves[:size])] for size in sizes}
