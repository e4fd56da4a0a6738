"""The plan made anew after something changed that it depends on, one plan at a time."""

import threading

from broadcaster.errors import BroadcasterError
from broadcaster.schedule import actions as schedule_actions
from broadcaster.web.visit import Visit

_one_at_a_time = threading.Lock()


def plan_anew(visit: Visit) -> str:
    """Plan, in the name of the visitor; return why it could not be done, or nothing.

    What came before it stands in any case: the timer of the box plans again every day, and an
    alarm says when a session is due without an order.
    """
    with _one_at_a_time:
        try:
            schedule_actions.plan(visit.desk)
        except BroadcasterError as error:
            return error.on_page
    return ""
