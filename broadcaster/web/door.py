"""The way in: nothing of a request is looked at, least of all its body, before it may be.

Each route of the table is served through a `Door`. It finds out who asks, refuses whoever may
not, refuses forms that no page of ours sent, and keeps what signed-in people did in the trail. A
route without a row in the table does not exist, and a row cannot leave out who may ask.
"""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Form
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _
from broadcaster.users import Ended
from broadcaster.users import actions as users_actions
from broadcaster.web import forgery
from broadcaster.web.body import bounded, require_room
from broadcaster.web.keeping import keep
from broadcaster.web.office import Office
from broadcaster.web.route import TEXT_BYTES, Route
from broadcaster.web.visit import SESSION_COOKIE, VISITOR_COOKIE, Visit, Visitor
from broadcaster.web.who import EVERYBODY, Who

MOST_FIELDS = 5_000
"""A correction of every line of the longest text is still a form."""
Answer = Callable[[Request], Coroutine[Any, Any, Response]]


class NotSignedIn(Exception):  # noqa: N818 - the visitor's state, not a fault
    """Somebody has to sign in first; `why` is the code of a sentence, or empty."""

    def __init__(self, why: str = "") -> None:
        self.why = why


class RoleError(BroadcasterError):
    """The visitor holds none of the roles that the page is for."""

    def __init__(self) -> None:
        super().__init__(_("This page is not for your role. The pages above are yours."))


class FormError(BroadcasterError):
    """A form came from elsewhere, or from a page that is too old."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This form did not come from a page that is still valid, so nothing was done. "
                "Open the page again and repeat it there."
            )
        )


def check_token(visit: Visitor, token: Annotated[str, Form(alias=forgery.FIELD)] = "") -> None:
    """Refuse a form without the visitor's own token. A dependency of every form."""
    if not forgery.is_token(visit.secret, token):
        raise FormError


class Door(APIRoute):
    """One address, served to whoever may ask for it."""

    def __init__(self, route: Route, office: Office) -> None:
        self.row, self.office = route, office
        super().__init__(
            route.path,
            route.answer,
            methods=[route.method],
            response_model=None,
            dependencies=[Depends(check_token)] if route.is_form else [],
            form_limits={
                "max_files": 1,
                "max_fields": MOST_FIELDS,
                "max_part_size": min(route.most_bytes, TEXT_BYTES),
            },
        )

    def get_route_handler(self) -> Answer:
        """Return the handler with the questions before it."""
        answer = super().get_route_handler()

        async def ask_first(request: Request) -> Response:
            request = bounded(request, self.row.most_bytes)
            visit = await run_in_threadpool(
                enter, request, self.office, self.row.who, is_use=self.row.is_use
            )
            request.state.visit = visit
            if self.row.is_form:
                if not forgery.is_same_origin(request):
                    raise FormError
                require_room(request, self.row.most_bytes)
            response = await answer(request)
            if self.row.is_form:  # what is refused is kept where it becomes a page
                await run_in_threadpool(keep, visit, self.row)
            return response

        return ask_first


def enter(request: Request, office: Office, who: Who, *, is_use: bool = True) -> Visit:
    """Return the visit of whoever asks; `NotSignedIn` or `RoleError` when they may not."""
    secret = request.cookies.get(SESSION_COOKIE, "")
    # Nobody is at this desk yet, but whoever the token names has signed in.
    found = users_actions.stay_of(office.desk_of(""), secret, is_use=is_use) if secret else None
    if found is None or isinstance(found, Ended):
        if who is not EVERYBODY:
            raise NotSignedIn(str(found.cause) if found else "")
        return Visit(request, office, office.desk, request.cookies.get(VISITOR_COOKIE, ""))
    desk = office.desk_of(found.session.person.id)
    visit = Visit(request, office, desk, secret, found.session, found.standing)
    if not visit.may(who):
        raise RoleError
    return visit
