"""Answer offers, one by one or once for all of a sort; acts of the commune's own people.

Whatever is said counts from the next session that is not locked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from broadcaster.bulletins.tidying import LONGEST_COMMENT, tidy
from broadcaster.desk import Desk
from broadcaster.handles import resolve
from broadcaster.schedule.demands.actions.looking import listing, show, still_to_air
from broadcaster.schedule.demands.actions.withdrawing import Ended, required_reason
from broadcaster.schedule.demands.addressing import call_id
from broadcaster.schedule.demands.answers import Answer, Say, StandingAnswer
from broadcaster.schedule.demands.errors import DemandsError
from broadcaster.schedule.demands.model import CallKind
from broadcaster.schedule.demands.standing import CallState, Listed
from broadcaster.schedule.demands.store import answers
from broadcaster.schedule.demands.term_errors import TermsError
from broadcaster.schedule.demands.words import state_text
from broadcaster.units import Authority, Role
from broadcaster.units import actions as units_actions

UNANSWERABLE = (CallState.WITHDRAWN, CallState.MET, CallState.OVER, CallState.ELSEWHERE)


@dataclass(frozen=True)
class Ruled:
    """A standing answer that was given, and the offers that it answers at once."""

    rule: StandingAnswer
    offers: tuple[Listed, ...]


def answer(desk: Desk, handle: str, say: Say, reason: str = "") -> Ended:
    """Accept or decline an offer; to decline needs a reason. The newest answer counts.

    Returns the offer with the locked sessions that still air it.
    """
    who = units_actions.require_role(desk, Role.OPERATOR, Role.APPROVER)
    offer = show(desk, CallKind.OFFER, handle)
    if offer.state in UNANSWERABLE:
        raise DemandsError.not_to_be_answered(offer.call.id, state_text(offer))
    decline = say is Say.DECLINE
    said = required_reason(reason) if decline else tidy(reason, "--reason", LONGEST_COMMENT)
    given = Answer(offer.call.id, say, who.person, desk.time.now(), said)
    with desk.database.transaction() as session:
        answers.insert(session, given, who.os_user)
    return Ended(offer.call, still_to_air(desk, offer.call.id) if decline else ())


def answer_all(
    desk: Desk,
    say: Say,
    from_unit: str,
    *,
    column: str = "",
    content_kind: str = "",
    until: date | None = None,
    reason: str = "",
) -> Ruled:
    """Answer every offer of a sort, those that stand unanswered and those to come.

    `until` is the last day on which an offer may be made for it. A later standing answer goes
    before an earlier one, an answer to an offer itself before both.
    """
    who = units_actions.require_role(desk, Role.OPERATOR, Role.APPROVER)
    decline = say is Say.DECLINE
    rule = StandingAnswer(
        id="",
        from_unit=_unit_above(desk, from_unit),
        say=say,
        by=who.person,
        at=desk.time.now(),
        column=tidy(column, "--column"),
        content_kind=tidy(content_kind, "--kind"),
        until=_last_day(desk, until),
        reason=required_reason(reason) if decline else tidy(reason, "--reason", LONGEST_COMMENT),
    )
    kept = _keep(desk, rule, who)
    offers = listing(desk, CallKind.OFFER)
    return Ruled(kept, tuple(one for one in offers if one.reply.standing == kept.id))


def standing_answers(desk: Desk) -> tuple[StandingAnswer, ...]:
    """Return the standing answers, oldest first; those whose last day is past too."""
    with desk.database.transaction() as session:
        return answers.read_standing(session)


def take_back_answer(desk: Desk, handle: str) -> str:
    """Take a standing answer back; what it answered is unanswered again. Returns its id."""
    who = units_actions.require_role(desk, Role.OPERATOR, Role.APPROVER)
    with desk.database.transaction() as session:
        standing: Sequence[str] = [one.id for one in answers.read_standing(session)]
        rule = resolve(handle, standing)
        answers.remove_standing(session, rule, who.person, desk.time.now())
    return rule


def _unit_above(desk: Desk, handle: str) -> str:
    unit = units_actions.unit(desk, handle)
    above = units_actions.line_above(desk)
    if unit.id not in [one.id for one in above[1:]]:
        own = above[0].name if above else desk.settings.unit
        raise DemandsError.not_above(unit.name, own)
    return unit.id


def _last_day(desk: Desk, until: date | None) -> date | None:
    if until and until < units_actions.today(desk):
        raise TermsError.over(until)
    return until


def _keep(desk: Desk, rule: StandingAnswer, who: Authority) -> StandingAnswer:
    day, unit = units_actions.today(desk), desk.settings.unit
    with desk.database.transaction() as session:
        start = f"{unit}-{day.year}-s"
        taken = sum(one.startswith(start) for one in answers.standing_ids(session))
        kept = replace(rule, id=call_id(unit, day, "s", taken))
        answers.insert_standing(session, kept, who.os_user)
    return kept
