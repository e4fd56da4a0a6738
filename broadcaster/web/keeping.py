"""One line of the trail for each form of a signed-in person: done, or refused and why.

A line holds the act, the bulletin's handle and the sentence of the refusal; what was typed into
the form never gets here.
"""

import sys
import traceback

from broadcaster.errors import BroadcasterError
from broadcaster.users import actions as users_actions
from broadcaster.web.visit import Visit


def keep(visit: Visit, act: str, refusal: str = "") -> None:
    """Keep what a visitor did, or wanted to do; signing in keeps its own line."""
    if visit.session is None:
        return
    subject = str(visit.request.path_params.get("bulletin", ""))
    try:
        users_actions.keep_action(
            visit.desk, visit.session.person, act, subject, refusal, visit.address
        )
    except (BroadcasterError, OSError):
        # What was done is done; that it could not be kept must not look like a refusal.
        traceback.print_exc(file=sys.stderr)
