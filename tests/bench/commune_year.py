"""A commune's year as an auditor gets it: 467,200 records, cosigned every quarter of an hour.

Ten sessions a day of 42 items, with their orders; written in one go, as the player and a hub that
witnesses would have.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from broadcaster.journal.checkpoint import Checkpoint, sign
from broadcaster.journal.cosignature import WitnessKey, cosign, with_lines
from broadcaster.journal.record import FIRST_PREV, Value, encode
from broadcaster.journal.tree import Range, leaf_hash
from broadcaster.signed import BoxKey
from tests.journal.orders import order_of

DAYS = 365
SESSIONS, ITEMS = 10, 42
RECORDS = DAYS * SESSIONS * (ITEMS * 3 + 2)
COSIGNED = DAYS * 24 * 4
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
STATION = "khe-ren"

Fields = dict[str, Value]
Entry = tuple[datetime, Fields]
BEAT: Fields = {"kind": "heartbeat"}


def write_commune_year(folder: Path, key: BoxKey, days: int = DAYS) -> WitnessKey:
    """Write the journal into `folder`; return the key of its witness."""
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    witness = WitnessKey("hub.lang-son.gov.vn", public)
    log_id = f"{STATION}-20260101T000000Z-{key.public_bytes.hex()[:8]}"
    for name in ("orders", "checkpoints", log_id):
        (folder / name).mkdir(parents=True)
    tree, prev = Range(), FIRST_PREV
    records, due = days * RECORDS // DAYS, 0
    lines: dict[str, list[bytes]] = {}
    for seq, (at, fields) in enumerate(_entries(folder, key, days)):
        line = encode(_header(log_id, seq, prev, at) | fields)
        tree, prev = tree.append(leaf_hash(line)), leaf_hash(line).hex()
        lines.setdefault(f"{at:%Y-%m}.jsonl", []).append(line)
        if (seq + 1) * (days * 96) // records > due or seq + 1 == records:
            due += 1
            plain = Checkpoint(STATION, log_id, tree.size, tree.root())
            note = replace(plain, note=sign(plain, key.public_bytes, key.sign_bytes))
            told = with_lines(note, [cosign(note, witness, at, private.sign)])
            (folder / "checkpoints" / note.file_name).write_bytes(told)
    for name, written in lines.items():
        (folder / log_id / name).write_bytes(b"\n".join(written) + b"\n")
    return witness


def _header(log_id: str, seq: int, prev: str, at: datetime) -> Fields:
    return {
        "seq": seq,
        "log_id": log_id,
        "boot_id": "5d0f6c1e-5a30-4a8c-9d0e-6f1f0c7a2b11",
        "at": at,
        "mono_ns": (at - BEGIN) // timedelta(microseconds=1) * 1000,
        "time_quality": "ntp",
        "uncertainty_ms": 5,
        "software": "broadcaster 0.1.0",
        "prev": prev,
    }


def _entries(folder: Path, key: BoxKey, days: int) -> Iterator[Entry]:
    boot: Fields = {"kind": "boot", "key": key.public_bytes.hex(), "previous_log": "", "note": ""}
    for number in range(days * SESSIONS):
        start = BEGIN + number * timedelta(days=1) / SESSIONS
        yield start, dict(BEAT) if number else boot
        yield from _session(folder, key, start)


def _session(folder: Path, key: BoxKey, start: datetime) -> Iterator[Entry]:
    session = f"ban-tin@{start + timedelta(hours=7):%Y-%m-%dT%H:%M}"
    tails = [sha256(f"{session}{item}".encode()).hexdigest()[:8] for item in range(ITEMS)]
    listed = [f"{tail}:{180_000 * at}:170000" for at, tail in enumerate(tails)]
    data = order_of(key, session, listed)
    name = sha256(data).hexdigest()
    (folder / "orders" / f"{name}.json").write_bytes(data)
    plan: Fields = {"kind": "plan", "session": session, "order": name, "items": listed}
    yield start, plan | {"count": ITEMS, "part": 1, "parts": 1}
    for at, tail in enumerate(tails):
        begins = start + timedelta(minutes=3 * at + 2)
        for kind, when, more in _item(begins):
            yield when, {"kind": kind, "item": f"{session}/{tail}", "session": session} | more


def _item(begins: datetime) -> Iterator[tuple[str, datetime, Fields]]:
    ends = begins + timedelta(seconds=170)
    approval: Fields = {"approval": "khe-ren-2026-0001.r2-a1", "bulletin": "khe-ren-2026-0001"}
    what: Fields = {"title": "Thông báo tiêm phòng", "class": "normal", "zones": ["xa-khe-ren"]}
    yield "start", begins, {**approval, **what, "cut": "0" * 64, "expected": begins}
    yield "end", ends, {"first": begins, "last": ends, "samples": 8_160_000, "evidence": "2"}
    yield "outcome", ends, {**approval, "outcome": "aired", "cause": "whole", "actual": begins}
