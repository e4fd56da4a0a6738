"""Order the PRIORITY bulletins of a session, and tell the planner how they were ordered."""

from collections.abc import Sequence
from datetime import timedelta

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.bulletins.model import BulletinClass
from broadcaster.desk import Desk
from broadcaster.handles import HandleError, resolve
from broadcaster.schedule.actions.looking import Planned, planned, session_order
from broadcaster.schedule.demands.priorities import (
    PriorityOrder,
    distinct,
    require_open,
    require_turn,
    seen_turn,
)
from broadcaster.schedule.demands.priority_errors import PriorityError
from broadcaster.schedule.demands.store import orders
from broadcaster.units import Authority, Role
from broadcaster.units import actions as units_actions

FARTHEST_AHEAD = timedelta(days=70)
"""No session is planned, and so none ordered, earlier than that before it begins."""


def order_session(
    desk: Desk, handle: str, items: Sequence[str], seen: int | None = None
) -> PriorityOrder:
    """Let a session's PRIORITY bulletins go as named; an operator's act, until it is locked.

    `items` are bulletins or items of the session, by id or unique tail; none puts them back to
    approval time. `seen` is the turn the person saw. `PriorityError` when the session is locked,
    an item is no PRIORITY bulletin, or somebody else ordered it meanwhile.
    """
    who = units_actions.require_role(desk, Role.OPERATOR)
    one = session_order(desk, handle)
    require_open(one.order, desk.time.now(), is_locked=one.locked, later=_later(desk, one))
    bulletins = distinct(_named(desk, one, items))
    return _write(desk, who, one.order.session, bulletins, seen)


def priority_order(desk: Desk, session: str) -> PriorityOrder | None:
    """Return how a session (an id) was ordered last; None when nobody did."""
    with desk.database.transaction() as transaction:
        return orders.newest(transaction, session)


def priority_orders(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Return session -> its PRIORITY bulletins as the operator ordered them."""
    since = desk.time.now() - FARTHEST_AHEAD
    with desk.database.transaction() as session:
        every = orders.newest_of_all(session, since)
    return {one.session: one.bulletins for one in every if one.bulletins}


def _write(
    desk: Desk, who: Authority, session: str, bulletins: tuple[str, ...], seen: int | None
) -> PriorityOrder:
    names = {one.id: one.name for one in units_actions.people(desk)}
    with desk.database.transaction() as transaction:
        newest = orders.newest(transaction, session)
        turn = seen_turn(newest, who.person, seen)
        at = newest.at.astimezone(desk.settings.zone_info) if newest else None
        name = names.get(newest.by, newest.by) if newest else ""
        require_turn(newest, turn, name, f"{at:%H:%M %d/%m}" if at else "")
        order = PriorityOrder(session, turn + 1, bulletins, who.person, desk.time.now())
        orders.insert(transaction, order, who.os_user)
    return order


def _named(desk: Desk, one: Planned, handles: Sequence[str]) -> list[str]:
    """Return the bulletins that these handles mean."""
    urgent = str(BulletinClass.PRIORITY)
    known = {
        approval.bulletin: approval.bulletin
        for approval in bulletins_actions.approved_bulletins(desk, since=desk.time.now())
        if approval.bulletin_class is BulletinClass.PRIORITY
    }
    known |= {
        item.id: item.bulletin
        for item in one.order.items
        if item.is_airing and item.item_class == urgent
    }
    return [_bulletin(desk, handle, known) for handle in handles]


def _bulletin(desk: Desk, handle: str, known: dict[str, str]) -> str:
    try:
        return known[resolve(handle, list(known))]
    except HandleError:
        other = bulletins_actions.find(desk, handle)
        if other.id in known:
            return other.id
        raise PriorityError.not_priority(other.id) from None


def _later(desk: Desk, one: Planned) -> str:
    """Return the next session of the same programme that can still be ordered, if any."""
    now = desk.time.now()
    for other in planned(desk):
        follows = other.order.programme == one.order.programme and other.order.start > now
        if follows and not other.locked and other.order.locks_at > now:
            return other.order.session
    return ""
