"""What residents ask and complain about: take it in, answer it, see what is overdue."""

from typing import Annotated

from fastapi import Form
from starlette.responses import Response

from broadcaster.feedback import actions
from broadcaster.feedback.model import Channel, FeedbackKind
from broadcaster.feedback.words import channel_word, kind_word, state_word
from broadcaster.units import actions as units_actions
from broadcaster.web import notices
from broadcaster.web.fields import Text
from broadcaster.web.visit import Typed, Visit, Visitor, go_to
from broadcaster.web.who import ANSWERERS

MOST_ANSWERED = 50
"""Of the answered ones so many are listed, the newest; `feedback list` has them all."""


def page(visit: Visitor, done: str = "") -> Response:
    """Show those without an answer by due day, and the newest answers."""
    return show(visit, said=notices.notice(done))


def page_again(visit: Visit, typed: Typed, refusal: str) -> Response:
    """Show it once more with what was refused."""
    return show(visit, status=422, refusal=refusal, typed=typed)


def show(
    visit: Visit,
    *,
    status: int = 200,
    said: str = "",
    refusal: str = "",
    typed: Typed | None = None,
) -> Response:
    """Return the page. Who asked does not stand on it."""
    every = actions.listing(visit.desk)
    waiting = sorted((one for one in every if not one.answer), key=lambda one: one.due)
    answered = [one for one in reversed(every) if one.answer]
    return visit.page(
        "feedback.html",
        status,
        said=said,
        refusal=refusal,
        typed=typed or {},
        waiting=waiting,
        answered=answered[:MOST_ANSWERED],
        may_answer=visit.may(ANSWERERS),
        today=units_actions.today(visit.desk),
        kinds=tuple(FeedbackKind),
        channels=tuple(Channel),
        people=units_actions.people(visit.desk),
        me=visit.session.person.id if visit.session else "",
        name_of=visit.name_of,
        **_words(),
    )


def one_page(visit: Visitor, name: str, done: str = "") -> Response:
    """Show one in full."""
    return show_one(visit, name, said=notices.notice(done))


def one_again(visit: Visit, typed: Typed, refusal: str) -> Response:
    """Show it once more with what was refused."""
    name = str(visit.request.path_params["name"])
    return show_one(visit, name, status=422, refusal=refusal, typed=typed)


def show_one(
    visit: Visit,
    name: str,
    *,
    status: int = 200,
    said: str = "",
    refusal: str = "",
    typed: Typed | None = None,
) -> Response:
    """Return the page of one; who asked only for those who may answer."""
    return visit.page(
        "feedback_one.html",
        status,
        said=said,
        refusal=refusal,
        typed=typed or {},
        one=actions.find(visit.desk, name),
        may_answer=visit.may(ANSWERERS),
        today=units_actions.today(visit.desk),
        name_of=visit.name_of,
        **_words(),
    )


def _words() -> dict[str, object]:
    return {"kind_word": kind_word, "channel_word": channel_word, "state_word": state_word}


def add(
    visit: Visitor,
    text: Text = "",
    kind: Annotated[FeedbackKind, Form()] = FeedbackKind.QUESTION,
    channel: Annotated[Channel, Form()] = Channel.OTHER,
    who: Text = "",
    heard: Text = "",
    owner: Text = "",
) -> Response:
    """Take one in, with what the log says now about its moment."""
    one = actions.add(
        visit.desk, text, kind=kind, channel=channel, who=who, heard=heard.strip(), owner=owner
    )
    visit.is_about(one.id)
    return go_to(f"/feedback/{one.id}", "feedback-added")


def answer(visit: Visitor, name: str, text: Text = "", bulletin: Text = "") -> Response:
    """Answer one, which closes it."""
    one = actions.answer(visit.desk, name, text, bulletin=bulletin.strip())
    visit.is_about(one.id)
    return go_to(f"/feedback/{one.id}", "feedback-answered")
