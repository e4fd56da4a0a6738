"""What a visitor sees when something was refused: the sentence, on the page they came from."""

import traceback
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from broadcaster.errors import NO_ROOM, AwayError, BroadcasterError
from broadcaster.handles import HandleError
from broadcaster.i18n import _
from broadcaster.web.door import Door, FormError, NotSignedIn, RoleError, enter
from broadcaster.web.headers import protect
from broadcaster.web.keeping import keep
from broadcaster.web.office import Office
from broadcaster.web.visit import Visit, go_to, own_path
from broadcaster.web.who import EVERYBODY

REFUSED, AWAY, FULL, BUG = 422, 503, 507, 500
STATUSES: dict[type[BroadcasterError], int] = {
    FormError: 403,
    RoleError: 403,
    HandleError: 404,
    AwayError: AWAY,
}


def install(app: FastAPI, office: Office) -> None:
    """Let the application answer every kind of refusal with a page."""

    async def refuse(request: Request, error: Exception) -> Response:
        status, sentence = explain(request, error)
        if isinstance(error, OSError) and status == BUG:
            traceback.print_exception(error)  # other bugs are shown by the server itself
        response = await run_in_threadpool(show, request, office, status, sentence)
        protect(response.headers)  # the page of a bug is made outside of everything else
        return response

    async def sign_in(request: Request, error: Exception) -> Response:
        return sign_in_first(request, error.why if isinstance(error, NotSignedIn) else "")

    # `Exception` comes last: the page is shown, and the traceback goes to the system's log.
    for kind in (BroadcasterError, HTTPException, RequestValidationError, OSError, Exception):
        app.add_exception_handler(kind, refuse)
    app.add_exception_handler(NotSignedIn, sign_in)


def explain(request: Request, error: Exception) -> tuple[int, str]:
    """Return the status of a refusal and its sentence."""
    if is_full(error) or is_full(error.__cause__):
        return FULL, disk_full()
    if isinstance(error, BroadcasterError):
        status = next((STATUSES[kind] for kind in STATUSES if isinstance(error, kind)), REFUSED)
        return status, error.on_page
    if isinstance(error, HTTPException):
        return error.status_code, sentence_of(request, error.status_code)
    status = REFUSED if isinstance(error, RequestValidationError) else BUG
    return status, sentence_of(request, status)


def show(request: Request, office: Office, status: int, sentence: str) -> Response:
    """Return the page of the form once more, or a page with nothing but the sentence."""
    entered: Visit | None = getattr(request.state, "visit", None)
    visit = entered or _whoever(request, office, status)
    door = _door(request)
    is_form = door is not None and door.row.is_form and request.method == door.row.method
    if door and is_form and status != AWAY:  # who waited for the database once waits no more
        keep(visit, door.row, sentence)
    if entered and door and door.row.again and status not in (403, 404, BUG):
        try:
            response = door.row.again(entered, typed(entered.request), sentence)
        except BroadcasterError:
            pass  # the page itself cannot be shown any more, as after a removal
        else:
            response.status_code = status
            return response
    return visit.page("refused.html", status, sentence=sentence)


def _whoever(request: Request, office: Office, status: int) -> Visit:
    """Return the visit of an address that no door leads to, or of a database that is away."""
    try:
        if status == AWAY:
            return Visit(request, office, office.desk, "")
        return enter(request, office, EVERYBODY)
    except BroadcasterError:
        return Visit(request, office, office.desk, "")


def sign_in_first(request: Request, why: str) -> Response:
    """Send whoever is not signed in to the form, and from there to where they wanted to go."""
    if request.url.path.endswith("/stream"):
        return Response(status_code=401)
    path = own_path(request.url.path if request.method == "GET" else "/")
    asked = {"onward": path} | ({"why": why} if why else {})
    response = go_to(f"/sign-in?{urlencode(asked, safe='/')}")
    if "hx-request" in request.headers:
        return Response(headers={"hx-redirect": response.headers["location"]})
    return response


def typed(request: Request) -> dict[str, str]:
    """Return the text fields of a form that was read; nothing when it could not be.

    What was ticked more than once stands in one field, with commas between.

    Halves of characters, which some encodings can carry and no page can, become question marks.
    """
    form = getattr(request, "_form", None) or FormData()
    return {
        name: ",".join(
            value.encode("utf-8", "replace").decode()
            for value in form.getlist(name)
            if isinstance(value, str)
        )
        for name in form
    }


def sentence_of(request: Request, status: int) -> str:
    """Return what a status means here, and what to do."""
    door = _door(request)
    most = door.row.most_bytes // 1_000_000 if door else 0
    return {
        400: _("The form could not be read to its end. Send it again."),
        404: _("There is no such page. The links above lead on."),
        405: _("There is no such page. The links above lead on."),
        413: _(
            "This is larger than {most} MB, so nothing of it was kept. "
            "Send a shorter recording, or the text without pictures."
        ).format(most=most or 1),
        REFUSED: _(
            "A field holds something that cannot be used. Check the form and send it again."
        ),
        BUG: _(
            "This is a fault of the program, not yours. Nothing is lost that was kept before. "
            "Tell the technician the time: it stands in the system's log."
        ),
    }.get(status, _("This could not be done. Go back and try again."))


def is_full(error: BaseException | None) -> bool:
    """Say whether the disk had no room."""
    if isinstance(error, AwayError):
        return error.is_full
    return isinstance(error, OSError) and error.errno in NO_ROOM


def disk_full() -> str:
    """Return what to do about a full disk."""
    return _(
        "The disk of the station is full, so this was not kept. Copy your text somewhere safe "
        "and call the technician; `broadcaster doctor` says what takes the room."
    )


def _door(request: Request) -> Door | None:
    route = request.scope.get("route")
    return route if isinstance(route, Door) else None
