"""Running orders as the player keeps them at lock, as small as they may be."""

from collections.abc import Sequence
from hashlib import sha256

from broadcaster.home import Home
from broadcaster.signed import BoxKey


def order_of(
    key: BoxKey, session: str, listed: Sequence[str], kind: str = "running-order"
) -> bytes:
    """Return the signed order of `session` whose items a `plan` record lists as `listed`."""
    items = []
    for text in listed:
        tail, offset, length = text.split(":")
        item = {"id": f"{session}/{tail}", "offset_ms": int(offset), "length_ms": int(length)}
        items.append(item)
    return key.sign(kind, {"v": 1, "session": session, "items": items})


def keep(home: Home, data: bytes) -> str:
    """Put an order's bytes where the player keeps them; return their name."""
    name = sha256(data).hexdigest()
    home.orders.mkdir(exist_ok=True)
    (home.orders / f"{name}.json").write_bytes(data)
    return name
