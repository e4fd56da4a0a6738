"""Agencies, and the two people each has to name: who leads policy communication, who is asked.

What was so on a day stays readable for that day: a new holder ends the one before, and is never
put in their place. KPI A counts the agencies in which both posts are held.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from broadcaster.policies.amending import check_day
from broadcaster.policies.tidying import LONGEST_FIELD, tidy
from broadcaster.units import Term
from broadcaster.units.model import ALWAYS
from broadcaster.units.naming import is_same_name


class Post(StrEnum):
    """What an agency names somebody for (domain: the policy-communication plan, task 2)."""

    LEADER = "leader"
    FOCAL_POINT = "focal-point"


@dataclass(frozen=True)
class Holder:
    """Somebody who holds a post for a term. They need not be entered as people of this register."""

    post: Post
    name: str
    contact: str = ""
    document: str = ""
    """Number of the document that names them."""
    term: Term = ALWAYS


@dataclass(frozen=True)
class Agency:
    """A department, committee or commune office that has to name both."""

    id: str
    name: str
    unit: str = ""
    """Id of the unit it belongs to."""
    term: Term = ALWAYS
    """From its founding until it was dissolved."""
    holders: tuple[Holder, ...] = ()
    """Oldest first; two of one post never meet."""

    def holder_on(self, post: Post, day: date) -> Holder | None:
        """Return who holds a post on `day`, if anybody does."""
        held = (one for one in self.holders if one.post is post and one.term.covers(day))
        return next(held, None)

    def lacks_on(self, day: date) -> tuple[Post, ...]:
        """Return the posts that nobody holds on `day`."""
        return tuple(post for post in Post if self.holder_on(post, day) is None)

    def to_document(self, day: date) -> dict[str, Any]:
        """Return the agency as plain JSON values, with every holder, and what it lacks on `day`."""
        return {
            "id": self.id,
            "name": self.name,
            "unit": self.unit,
            **_term(self.term),
            "holders": [
                {
                    "post": str(one.post),
                    "name": one.name,
                    "contact": one.contact,
                    "document": one.document,
                    **_term(one.term),
                }
                for one in self.holders
            ],
            "lacks": [str(post) for post in self.lacks_on(day)],
        }


@dataclass(frozen=True)
class Naming:
    """That a post is held by `name` from `since` on; an empty name is a vacancy."""

    post: Post
    name: str
    since: date
    contact: str | None = None
    document: str | None = None


def appointed(agency: Agency, naming: Naming) -> Agency:
    """Return the agency after a naming; one that says what is so already changes nothing.

    It holds until the next holder's first day, where a later one is entered already.
    """
    check_day(naming.since)
    name = tidy(naming.name, str(naming.post), LONGEST_FIELD)
    current = agency.holder_on(naming.post, naming.since)
    if current and is_same_name(current.name, name):
        return _with(agency, [current], [_corrected(current, naming)])
    others = [one for one in agency.holders if one.post is naming.post]
    kept = [ended for one in others if (ended := _ended(one, naming.since)) is not None]
    following = [
        one.term.since for one in others if one.term.since and one.term.since > naming.since
    ]
    last = min(following) - timedelta(days=1) if following else None
    holder = Holder(naming.post, name, term=Term(naming.since, last))
    named = [_corrected(holder, naming)] if name else []
    return _with(agency, others, [*kept, *named])


def differences(old: Agency | None, new: Agency) -> dict[str, tuple[Any, Any]]:
    """Return what an agency gains: field or post -> (before, now); holders with their first day."""
    base = old or Agency(new.id, "")
    pairs: dict[str, tuple[Any, Any]] = {
        "name": (base.name, new.name),
        "unit": (base.unit, new.unit),
        "founded": (base.term.since, new.term.since),
        "dissolved": (base.term.until, new.term.until),
    }
    for post in Post:
        pairs[str(post)] = (_holders_text(base, post), _holders_text(new, post))
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _holders_text(agency: Agency, post: Post) -> str:
    return "; ".join(
        " ".join(part for part in (one.name, one.contact, one.document, _since(one)) if part)
        for one in agency.holders
        if one.post is post
    )


def _since(holder: Holder) -> str:
    first, last = holder.term.since, holder.term.until
    return f"({first:%d/%m/%Y} – {f'{last:%d/%m/%Y}' if last else ''})" if first else ""


def _corrected(holder: Holder, naming: Naming) -> Holder:
    contact = holder.contact if naming.contact is None else tidy(naming.contact, "contact")
    document = holder.document if naming.document is None else tidy(naming.document, "document")
    return replace(holder, contact=contact, document=document)


def _ended(holder: Holder, since: date) -> Holder | None:
    """Return a holder who goes the day before `since`; None for one who came on that very day."""
    term = holder.term
    if not term.covers(since):
        return holder
    if term.since == since:
        return None
    return replace(holder, term=Term(term.since, since - timedelta(days=1)))


def _with(agency: Agency, old: Sequence[Holder], new: Sequence[Holder]) -> Agency:
    left = [one for one in agency.holders if one not in old]
    holders = sorted(
        (*left, *new), key=lambda one: (list(Post).index(one.post), one.term.since or date.min)
    )
    return replace(agency, holders=tuple(holders))


def _term(term: Term) -> dict[str, str | None]:
    return {
        "from": term.since.isoformat() if term.since else None,
        "until": term.until.isoformat() if term.until else None,
    }
