"""How a commune answers offers: one by one, or once for all of a sort.

The newest answer to an offer itself counts; else the newest standing answer that covers it; else
it is unanswered, which is a state of its own and airs nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from broadcaster.schedule.demands.model import Call


class Say(StrEnum):
    """What a commune says to an offer."""

    ACCEPT = "accept"
    DECLINE = "decline"


@dataclass(frozen=True)
class Answer:
    """What somebody of the commune said to one offer. `at` is aware UTC."""

    offer: str
    say: Say
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True)
class StandingAnswer:
    """What a commune says to every offer of a sort, made up to a last day."""

    id: str
    """`<unit>-s<nnnn>`."""
    from_unit: str
    """The unit that offers, or one above that."""
    say: Say
    by: str
    at: datetime
    column: str = ""
    """Chuyên mục; empty is any."""
    content_kind: str = ""
    until: date | None = None
    """Last day on which an offer may be made for this to answer it."""
    reason: str = ""


@dataclass(frozen=True)
class Subject:
    """What a standing answer asks about an offer."""

    line: Collection[str]
    """The unit that offers and those above it."""
    column: str
    content_kind: str
    made: date
    """The station day on which it was offered."""


@dataclass(frozen=True)
class Reply:
    """How an offer stands at this station; without `say` nobody has answered."""

    say: Say | None = None
    by: str = ""
    at: datetime | None = None
    reason: str = ""
    standing: str = ""
    """Id of the standing answer that said it."""


UNANSWERED = Reply()


def reply_to(
    offer: Call, answers: Sequence[Answer], standing: Sequence[StandingAnswer], subject: Subject
) -> Reply:
    """Return how an offer stands; `answers` and `standing` are oldest first.

    A standing answer that was removed is not among them: what it accepted is unanswered again.
    """
    own = [answer for answer in answers if answer.offer == offer.id]
    if own:
        newest = own[-1]
        return Reply(newest.say, newest.by, newest.at, newest.reason)
    for rule in reversed(standing):
        if covers(rule, subject):
            return Reply(rule.say, rule.by, max(rule.at, offer.at), rule.reason, rule.id)
    return UNANSWERED


def covers(rule: StandingAnswer, subject: Subject) -> bool:
    """Say whether a standing answer is for such an offer; letter case does not matter."""
    return (
        rule.from_unit in subject.line
        and (not rule.column or rule.column.casefold() == subject.column.casefold())
        and (not rule.content_kind or rule.content_kind == subject.content_kind)
        and (rule.until is None or subject.made <= rule.until)
    )
