"""In which order a part takes the bulletins that want to go in.

PRIORITY always stands first, in the order that is given: the operator's, then that of approval
(DESIGN law 11). Among the others the part's own `order` decides, and a tie is broken by approval.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from broadcaster.bulletins.model import BulletinClass
from broadcaster.schedule.programme import PartOrder
from broadcaster.schedule.slot import Candidate


def arrange(queue: Iterable[Candidate], order: PartOrder) -> list[Candidate]:
    """Return `queue` as a part of this order takes it; by itself it stands by approval."""
    waiting = list(queue)
    if order is PartOrder.APPROVAL:
        return waiting
    ahead = [one for one in waiting if _is_priority(one)]
    rest = [one for one in waiting if not _is_priority(one)]
    return ahead + sorted(rest, key=_KEYS[order])


def _is_priority(candidate: Candidate) -> bool:
    return candidate.approval.bulletin_class is BulletinClass.PRIORITY


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
