"""Order the PRIORITY bulletins of a session, and plan it so at once."""

from collections.abc import Sequence

from broadcaster.desk import Desk
from broadcaster.schedule.actions.planning import Report, plan
from broadcaster.schedule.demands.actions.ordering import order_session
from broadcaster.schedule.demands.priorities import PriorityOrder


def order(
    desk: Desk, handle: str, items: Sequence[str], seen: int | None = None
) -> tuple[PriorityOrder, Report]:
    """Let a session's PRIORITY bulletins go as named, and make the plan anew.

    At lock the order that stands then counts, so it goes into `plan/` without waiting for the
    next planning. Raises as `order_session` and `plan` do; the order stands whatever planning says.
    """
    given = order_session(desk, handle, items, seen)
    return given, plan(desk)
