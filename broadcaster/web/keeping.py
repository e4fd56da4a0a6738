"""One line of the trail for each form of a signed-in person: done, or refused and why.

A line holds the act, the bulletin's handle and the sentence of the refusal; what was typed into
the form never gets here.
"""

import sys
import traceback

from broadcaster.errors import BroadcasterError
from broadcaster.users import actions as users_actions
from broadcaster.web.route import Route
from broadcaster.web.visit import Visit


def keep(visit: Visit, row: Route, refusal: str = "") -> None:
    """Keep what a visitor did, or wanted to; signing in keeps its own line, a question none."""
    if visit.session is None or (visit.is_question and not refusal):
        return
    try:
        users_actions.keep_action(
            visit.desk,
            visit.session.person,
            row.act,
            visit.subject,
            refusal,
            visit.address,
            visit.in_name_of(row.acts_as or row.who),
        )
    except (BroadcasterError, OSError):
        # What was done is done; that it could not be kept must not look like a refusal.
        traceback.print_exc(file=sys.stderr)
