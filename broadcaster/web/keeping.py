"""One line of the trail for each form of a signed-in person: done, or refused and why.

A line holds the act, the bulletin's handle and the sentence of the refusal; what was typed into
the form never gets here.
"""

import sys
import traceback

from broadcaster.errors import BroadcasterError
from broadcaster.users import actions as users_actions
from broadcaster.web.visit import Visit
from broadcaster.web.who import Who


def keep(visit: Visit, act: str, who: Who, refusal: str = "") -> None:
    """Keep what a visitor did in one of these roles, or wanted to; signing in keeps its own."""
    if visit.session is None:
        return
    try:
        users_actions.keep_action(
            visit.desk,
            visit.session.person,
            act,
            visit.subject,
            refusal,
            visit.address,
            visit.in_name_of(who),
        )
    except (BroadcasterError, OSError):
        # What was done is done; that it could not be kept must not look like a refusal.
        traceback.print_exc(file=sys.stderr)
