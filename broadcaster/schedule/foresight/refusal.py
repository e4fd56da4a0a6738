"""Which session leaves a bulletin out, and why: read from the orders themselves. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcaster.schedule.model import LeftOut, PlannedItem, RunningOrder
from broadcaster.schedule.programmes.overlaps import shared_zones
from broadcaster.schedule.reasons import RANK, Reason


@dataclass(frozen=True)
class Refusal:
    """One session that leaves it out."""

    session: str
    start: datetime
    out: LeftOut

    @property
    def reason(self) -> Reason:
        """The reason as a code."""
        return Reason(self.out.reason)

    @property
    def programme(self) -> str:
        """Name of the session's programme."""
        return self.session.rpartition("@")[0]


def item_of(order: RunningOrder, *bulletins: str) -> PlannedItem | None:
    """Return the item that airs one of these bulletins in an order, if there is one."""
    airings = (item for item in order.items if item.is_airing)
    return next((item for item in airings if item.bulletin in bulletins), None)


def first_sample(order: RunningOrder, item: PlannedItem) -> datetime:
    """Return the planned first sample of an item, UTC."""
    return order.start + timedelta(milliseconds=item.offset_ms)


def refusal_in(
    order: RunningOrder, bulletin: str, zone: str = "", family: Collection[str] = ()
) -> Refusal | None:
    """Say that an order leaves a bulletin out, of that zone if one is named; None when it airs.

    A variant of its `family` stands for it. Of several reasons it is the one that came closest.
    """
    item = item_of(order, bulletin, *family)
    if item is None:
        found = [out for out in order.left_out if out.bulletin in (bulletin, *family)]
        nothing = LeftOut(bulletin, Reason.NOT_PLANNED_YET)
        out = max(found, key=lambda out: RANK[Reason(out.reason)], default=nothing)
    elif zone and not shared_zones(item.zones, (zone,)):
        out = LeftOut(bulletin, Reason.ZONES, ",".join(item.zones))
    else:
        return None
    return Refusal(order.session, order.start, out)


def nearest_refusal(orders: Iterable[RunningOrder], bulletin: str) -> Refusal | None:
    """Return the session that came closest to taking it, the earliest of these."""
    refusals = (found for order in orders if (found := refusal_in(order, bulletin)))
    return max(refusals, key=lambda one: RANK[one.reason], default=None)
