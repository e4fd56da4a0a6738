"""Sign in with a password, set it with the one-time code, sign out, choose the language."""

import secrets
from dataclasses import replace

from starlette.responses import RedirectResponse, Response

from broadcaster.i18n import LANGUAGES
from broadcaster.users import actions
from broadcaster.web import notices, tongue
from broadcaster.web.fields import Text
from broadcaster.web.visit import (
    SESSION_COOKIE,
    VISITOR_COOKIE,
    Typed,
    Visit,
    Visitor,
    go_to,
    own_path,
)


def sign_in_page(visit: Visitor, onward: str = "/", why: str = "", done: str = "") -> Response:
    """Show the form."""
    said = notices.why_ended(why) or notices.notice(done)
    return _form(visit, "sign_in.html", said=said, onward=own_path(onward), name="", refusal="")


def sign_in(visit: Visitor, name: Text = "", password: Text = "", onward: Text = "/") -> Response:
    """Let somebody in who knows the password."""
    agent = visit.request.headers.get("user-agent", "")
    signed = actions.sign_in(visit.desk, name, password, address=visit.address, agent=agent)
    if visit.session:  # whoever signs in as another leaves no session behind
        actions.sign_out(visit.desk, visit.secret)
    response = go_to(own_path(onward))
    _set(visit, response, SESSION_COOKIE, signed.token)
    return response


def sign_in_again(visit: Visit, typed: Typed, refusal: str) -> Response:
    """Show the form once more with what was wrong."""
    return _form(
        visit,
        "sign_in.html",
        422,
        said="",
        onward=own_path(typed.get("onward", "/")),
        name=typed.get("name", ""),
        refusal=refusal,
    )


def first_page(visit: Visitor, onward: str = "/") -> Response:
    """Show the form for the one-time code; who came by a link is led on to it afterwards."""
    return _form(visit, "first.html", onward=own_path(onward), name="", code="", refusal="")


def first(
    visit: Visitor, name: Text = "", code: Text = "", password: Text = "", onward: Text = "/"
) -> Response:
    """Set a password with the one-time code, and let its owner in with it."""
    actions.set_password(visit.desk, name, code, password, address=visit.address)
    return sign_in(visit, name, password, onward)


def first_again(visit: Visit, typed: Typed, refusal: str) -> Response:
    """Show the form once more with what was wrong."""
    return _form(
        visit,
        "first.html",
        422,
        onward=own_path(typed.get("onward", "/")),
        name=typed.get("name", ""),
        code=typed.get("code", ""),
        refusal=refusal,
    )


def sign_out(visit: Visitor) -> Response:
    """End the session here and now."""
    actions.sign_out(visit.desk, visit.secret)
    response = go_to("/sign-in", "session-ended")
    _set(visit, response, SESSION_COOKIE, "", 0)
    return response


def choose_language(visit: Visitor, lang: Text = "", back: Text = "/") -> Response:
    """Keep the language somebody reads in, and go back to the page."""
    response = RedirectResponse(own_path(back), 303)
    if lang in LANGUAGES:
        _set(visit, response, tongue.COOKIE, lang, tongue.A_YEAR_S)
    return response


def _form(visit: Visit, template: str, status: int = 200, **shown: object) -> Response:
    """Show a form before sign-in, whose token needs a cookie of its own."""
    secret = visit.secret or secrets.token_urlsafe(32)
    response = replace(visit, secret=secret).page(template, status, **shown)
    if not visit.secret:
        _set(visit, response, VISITOR_COOKIE, secret)
    return response


def _set(
    visit: Visit, response: Response, name: str, value: str, seconds: int | None = None
) -> None:
    """Set a cookie for so many seconds; None is until the browser closes."""
    secure = visit.request.url.scheme == "https"
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=secure)
