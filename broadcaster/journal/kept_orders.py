"""Is this still the running order that was locked? Decided from the bytes of its kept copy.

At lock the order's bytes are kept as `journal/orders/<sha256>.json` and a `plan` record names that
hash, so what the checkpoints sign covers the order as well and its own signature adds nothing
here. The copy is a DSSE envelope; only its payload is looked into. Pure.
"""

import json
from base64 import b64decode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from broadcaster.signed import payload_type

ORDERS_NAME, RECORDINGS_NAME, AIRCHECKS_NAME = "orders", "recordings", "airchecks"


@dataclass(frozen=True)
class Copy:
    """What stands under an order's name: its bytes, or why there are none (empty: no file)."""

    data: bytes | None
    why: str = ""

    def is_named(self, sha: str) -> bool:
        """Say whether these are the bytes that `sha` (hex) names."""
        return self.data is not None and sha256(self.data).hexdigest() == sha


def file_of(sha: str) -> str:
    """Return where the copy stands under the journal folder."""
    return f"{ORDERS_NAME}/{sha}.json"


def recording_file(sha: str) -> str:
    """Return where the recording of a relay stands under the journal folder."""
    return f"{RECORDINGS_NAME}/{sha}.opus"


def aircheck_file(sha: str) -> str:
    """Return where what a loopback heard stands under the journal folder."""
    return f"{AIRCHECKS_NAME}/{sha}.opus"


def items_of(data: bytes, session: str) -> list[str] | None:
    """Return the items as a `plan` record lists them (`<tail>:<offset_ms>:<length_ms>`).

    None when these bytes are no running order of `session`.
    """
    try:
        envelope = json.loads(data)
        order = json.loads(b64decode(envelope["payload"], validate=True))
        is_it = envelope["payloadType"] == payload_type("running-order")
        if not is_it or order["session"] != session:
            return None
        return [_listed(session, item) for item in order["items"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def zones_in(data: bytes) -> dict[str, tuple[str, ...]]:
    """Return the zones of each item of a kept order, by id; nothing where it is no order."""
    try:
        order = json.loads(b64decode(json.loads(data)["payload"], validate=True))
        return {item["id"]: tuple(map(str, item["zones"])) for item in order["items"]}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _listed(session: str, item: dict[str, Any]) -> str:
    belongs_to, _, tail = item["id"].rpartition("/")
    if belongs_to != session:
        raise ValueError(f"{item['id']} is no item of {session}")
    return f"{tail}:{item['offset_ms']}:{item['length_ms']}"
