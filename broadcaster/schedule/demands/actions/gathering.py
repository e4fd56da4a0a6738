"""Read everything that wants to be heard at this station, as planning asks for it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.desk import Desk
from broadcaster.journal.facts import LogFacts
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.demands.actions.replying import Sorts, here, replies
from broadcaster.schedule.demands.owing import Asked, demands_of
from broadcaster.schedule.demands.store import calls
from broadcaster.schedule.measured_cuts import with_cuts
from broadcaster.schedule.sessions.slot import Candidate
from broadcaster.units import actions as units_actions


def demands(
    desk: Desk, facts: LogFacts, now: datetime, candidates: Sequence[Candidate] | None = None
) -> tuple[Demand, ...]:
    """Return own bulletins, mandates that reach this station, and offers it accepted.

    What has no approval in force, is over, withdrawn or superseded is left out. `now` is aware.
    `candidates` are the approved bulletins, where the caller has them.
    """
    if candidates is None:
        candidates = with_cuts(desk, bulletins_actions.approved_bulletins(desk, since=now))
    families = bulletins_actions.families(desk)
    with desk.database.transaction() as session:
        every = calls.read_of(session, {families.root(one.approval.bulletin) for one in candidates})
    place = here(desk)
    asked = Asked(
        place=place,
        zone=desk.settings.zone_info,
        now=now,
        candidates=candidates,
        families=families,
        calls=every,
        replies=replies(desk, every, _sorts(candidates), place),
        zones=frozenset(units_actions.zone_ids(desk)),
    )
    return demands_of(asked, facts)


def _sorts(candidates: Iterable[Candidate]) -> Sorts:
    return {
        one.approval.bulletin: (
            one.approval.details.get("column", ""),
            one.approval.details.get("content_kind", ""),
        )
        for one in candidates
    }
