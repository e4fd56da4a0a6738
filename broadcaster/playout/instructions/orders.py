"""Is this file the running order of that session? Decided from its bytes (DESIGN law 2).

An order is obeyed only when the box signed it, when it is for exactly the session and start that
the timetable names, and when each of its items belongs to that session.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from broadcaster.playout.instructions.kept_file import MALFORMED
from broadcaster.schedule import DueSession, RunningOrder
from broadcaster.signed import SignatureError

_TAIL = re.compile(r"[0-9a-f]{8}")
LONGEST_MS = 48 * 3_600_000
"""No session, and nothing in one, lasts so long."""
Opener = Callable[[bytes, str, str], dict[str, Any]]
"""Opens signed bytes of a kind: `PlanFolder.open`."""


class OrderFault(StrEnum):
    """Why a due session has no order: the `cause` of its `no-plan` record."""

    MISSING = "missing"
    BAD_SIGNATURE = "bad-signature"
    UNREADABLE = "unreadable"
    WRONG_SESSION = "wrong-session"


@dataclass(frozen=True)
class SignedOrder:
    """An order with the very bytes it was read from."""

    order: RunningOrder
    data: bytes

    @property
    def sha256(self) -> str:
        """Hash of those bytes: the order's name in the log and in `journal/orders/`."""
        return sha256(self.data).hexdigest()


def read_order(data: bytes | None, due: DueSession, opener: Opener) -> SignedOrder | OrderFault:
    """Return the order for `due` in these bytes, or why there is none to obey."""
    if data is None:
        return OrderFault.MISSING
    try:
        order = RunningOrder.from_document(opener(data, "running-order", due.session))
    except SignatureError as error:
        signed = error.reason in ("unreadable", "too-large")
        return OrderFault.UNREADABLE if signed else OrderFault.BAD_SIGNATURE
    except MALFORMED:
        return OrderFault.UNREADABLE
    if order.session != due.session or order.start != due.start:
        return OrderFault.WRONG_SESSION
    return SignedOrder(order, data) if _is_sound(order) else OrderFault.UNREADABLE


def _is_sound(order: RunningOrder) -> bool:
    ids = [item.id for item in order.items]
    belong = all(
        item.id == f"{order.session}/{item.tail}" and _TAIL.fullmatch(item.tail)
        for item in order.items
    )
    lengths = all(
        0 <= item.offset_ms < LONGEST_MS
        and 0 < item.length_ms < LONGEST_MS
        and 0 <= item.grace_ms < LONGEST_MS
        and isinstance(item.title, str)
        for item in order.items
    )
    whole = 0 < order.max_length_ms < LONGEST_MS and isinstance(order.title, str)
    return belong and lengths and whole and len(set(ids)) == len(ids)
