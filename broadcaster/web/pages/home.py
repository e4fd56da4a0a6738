"""The first page: the one on which most of a visitor's work is."""

from starlette.responses import Response

from broadcaster.bulletins import State, actions
from broadcaster.web.visit import Visitor, go_to
from broadcaster.web.who import OPERATORS, SIGNERS


def first(visit: Visitor) -> Response:
    """Send an approver to what waits, an operator to their desk, everybody else to Today."""
    if visit.may(SIGNERS) and actions.listing(visit.desk, [State.SUBMITTED], limit=1):
        return go_to("/approve")
    return go_to("/write" if visit.may(OPERATORS) else "/today")
