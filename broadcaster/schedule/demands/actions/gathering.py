"""Read everything that wants to be heard at this station, as planning asks for it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.bulletins.model import Approval
from broadcaster.desk import Desk
from broadcaster.journal.facts import LogFacts
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.demands.answers import Reply, Subject, reply_to
from broadcaster.schedule.demands.model import Call, CallKind
from broadcaster.schedule.demands.owing import Asked, demands_of
from broadcaster.schedule.demands.reach import Place
from broadcaster.schedule.demands.store import answers, calls
from broadcaster.schedule.slot import Candidate
from broadcaster.schedule.station_time import station_date
from broadcaster.units import actions as units_actions
from broadcaster.units.model import Membership
from broadcaster.units.tree import line_of


def demands(desk: Desk, facts: LogFacts, now: datetime) -> tuple[Demand, ...]:
    """Return own bulletins, mandates that reach this station, and offers it accepted.

    What has no approval in force, is over, withdrawn or superseded is left out. `now` is aware.
    """
    candidates = _candidates(desk, now)
    families = bulletins_actions.families(desk)
    sources = {families.root(one.approval.bulletin) for one in candidates}
    memberships = units_actions.memberships(desk)
    with desk.database.transaction() as session:
        every = calls.read_of(session, sources)
        approvals = {one.approval.bulletin: one.approval for one in candidates}
        replies = _replies(session, desk, every, approvals, memberships)
    asked = Asked(
        place=place_of(desk, memberships),
        zone=desk.settings.zone_info,
        now=now,
        candidates=candidates,
        families=families,
        calls=every,
        replies=replies,
        zones=frozenset(units_actions.zone_ids(desk)),
    )
    return demands_of(asked, facts)


def place_of(desk: Desk, memberships: Sequence[Membership]) -> Place:
    """Return where this home's station stands in the tree."""
    return Place.of(desk.settings.station, desk.settings.unit, memberships)


def subject_of(
    desk: Desk, offer: Call, column: str, content_kind: str, memberships: Sequence[Membership]
) -> Subject:
    """Return what standing answers ask about an offer."""
    made: date = station_date(offer.at, desk.settings.zone_info)
    line = frozenset(line_of(memberships, offer.unit, made))
    return Subject(line, column, content_kind, made)


def _replies(
    session: Session,
    desk: Desk,
    every: Collection[Call],
    approvals: Mapping[str, Approval],
    memberships: Sequence[Membership],
) -> dict[str, Reply]:
    offers = [call for call in every if call.kind is CallKind.OFFER]
    if not offers:
        return {}
    given, standing = answers.read_all(session), answers.read_standing(session)
    return {
        offer.id: reply_to(
            offer,
            given.get(offer.id, ()),
            standing,
            _subject(desk, offer, approvals, memberships),
        )
        for offer in offers
    }


def _subject(
    desk: Desk,
    offer: Call,
    approvals: Mapping[str, Approval],
    memberships: Sequence[Membership],
) -> Subject:
    approval = approvals.get(offer.bulletin)
    details = approval.details if approval else {}
    column, kind = details.get("column", ""), details.get("content_kind", "")
    return subject_of(desk, offer, column, kind, memberships)


def _candidates(desk: Desk, now: datetime) -> tuple[Candidate, ...]:
    approvals = bulletins_actions.approved_bulletins(desk, since=now)
    cuts = bulletins_actions.cuts_of(desk, [approval.cut for approval in approvals])
    return tuple(
        Candidate(approval, cut.duration_ms, cut.sentence_ends_ms)
        for approval in approvals
        for cut in (cuts[approval.cut],)
    )
