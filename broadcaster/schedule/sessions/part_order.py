"""In which order a part sounds the bulletins that were chosen for it.

PRIORITY always stands first, in the order that is given: the operator's, then that of approval
(DESIGN law 11). Among the others the part's own `order` decides, and a tie is broken by approval.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from broadcaster.schedule.programmes.model import PartOrder
from broadcaster.schedule.sessions.slot import Candidate


def order_key(candidate: Candidate, order: PartOrder) -> Any:
    """Return what a part of this order sorts NORMAL bulletins by; None leaves it to approval."""
    key = _KEYS.get(order)
    return key(candidate) if key else None


def _lateness(candidate: Candidate) -> float:
    at: datetime = candidate.approval.at
    return -at.timestamp()


def _column(candidate: Candidate) -> str:
    return candidate.approval.details.get("column", "").casefold()


_KEYS: Mapping[PartOrder, Callable[[Candidate], Any]] = {
    PartOrder.NEWEST: _lateness,
    PartOrder.SHORTEST: lambda candidate: candidate.length_ms,
    PartOrder.COLUMN: _column,
}
