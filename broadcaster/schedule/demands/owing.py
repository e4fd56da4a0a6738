"""What wants to be heard at one station: own bulletins, mandates, accepted offers.

Pure. What was called for from above never airs as the commune's own: not before, not beyond what
was asked, and not when the call is taken back. A call of the station's own unit that was withdrawn
gives its bulletin free again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from broadcaster.bulletins.families import Families
from broadcaster.journal.facts import LogFacts
from broadcaster.schedule.demand import Demand, DemandKind, own_demand
from broadcaster.schedule.demands.answers import UNANSWERED, Reply, Say
from broadcaster.schedule.demands.model import Call, CallKind
from broadcaster.schedule.demands.reach import DAY, Place, next_stretch, stretches
from broadcaster.schedule.sessions.slot import Candidate
from broadcaster.schedule.station_time import moment_at, station_date
from broadcaster.units.model import Term


@dataclass(frozen=True)
class Asked:
    """Everything that decides what is asked of one station."""

    place: Place
    zone: ZoneInfo
    now: datetime
    candidates: Sequence[Candidate]
    """Bulletins with an approval that holds and is not over."""
    families: Families
    calls: Sequence[Call]
    """All for the sources of those bulletins, past and withdrawn ones too."""
    replies: Mapping[str, Reply] = field(default_factory=dict)
    """Offer -> how it stands here."""
    zones: frozenset[str] = frozenset()
    """Ids of the station's zones."""


def demands_of(asked: Asked, facts: LogFacts) -> tuple[Demand, ...]:
    """Return the demands: calls in the order they were made, then own bulletins as given."""
    reach = {call.id: stretches(call, asked.place) for call in asked.calls}
    called = _called(asked, reach)
    by_bulletin = {one.approval.bulletin: one for one in asked.candidates}
    variants = asked.families.variants()
    calls = [
        demand
        for call, term in _heard_now(asked, reach)
        if (demand := _demand(asked, facts, call, term, _family(by_bulletin, variants, call)))
    ]
    own = [
        own_demand(
            one,
            facts.aired.get(one.approval.id, 0),
            facts.missed.get(one.approval.id, ()),
        )
        for one in asked.candidates
        if asked.families.root(one.approval.bulletin) not in called
    ]
    return (*calls, *own)


def _called(asked: Asked, reach: Mapping[str, Sequence[Term]]) -> set[str]:
    """Return the sources that were called for here, whatever became of the call."""
    return {
        call.bulletin
        for call in asked.calls
        if (call.withdrawal is None or call.unit != asked.place.unit) and reach[call.id]
    }


def _heard_now(asked: Asked, reach: Mapping[str, Sequence[Term]]) -> Iterable[tuple[Call, Term]]:
    """Yield the calls to be met with their days here: mandates, and accepted offers of the rest.

    An offer of what a mandate covers as well asks for nothing more.
    """
    today = station_date(asked.now, asked.zone)
    ahead = ((call, next_stretch(reach[call.id], today)) for call in asked.calls)
    live = [(call, term) for call, term in ahead if term and call.withdrawal is None]
    mandated = {call.bulletin for call, _term in live if call.kind is CallKind.MANDATE}
    for call, term in live:
        reply = asked.replies.get(call.id, UNANSWERED)
        is_offer = call.kind is CallKind.OFFER
        if not is_offer or (reply.say is Say.ACCEPT and call.bulletin not in mandated):
            yield call, term


def _family(
    by_bulletin: Mapping[str, Candidate], variants: Mapping[str, Sequence[str]], call: Call
) -> tuple[Candidate, ...]:
    """Return the cuts of a family, its source first; nothing while the source is not approved."""
    if call.bulletin not in by_bulletin:
        return ()
    names = (call.bulletin, *variants.get(call.bulletin, ()))
    return tuple(by_bulletin[name] for name in names if name in by_bulletin)


def _demand(
    asked: Asked, facts: LogFacts, call: Call, term: Term, family: tuple[Candidate, ...]
) -> Demand | None:
    zones = tuple(zone for zone in call.zones if zone in asked.zones)
    if not family or (call.zones and not zones):
        return None
    since, until = moments_of(term, asked.zone)
    newest = facts.newest.get(call.id)
    apart = timedelta(milliseconds=call.apart_ms)
    return Demand(
        id=f"{call.kind}/{call.id}",
        kind=DemandKind(str(call.kind)),
        candidates=tuple(replace(one, within=zones) for one in family) if zones else family,
        wanted=call.times,
        since=since,
        until=until,
        apart_ms=call.apart_ms,
        preferred=call.preferred,
        zones=zones,
        mandate=call.id,
        aired=facts.mandated.get(call.id, 0),
        heard=(newest,) if newest and newest + apart > asked.now else (),
        missed=facts.missed.get(call.id, ()),
    )


def moments_of(term: Term, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """Return the first moment of a stretch of station days, and the first after it (UTC)."""
    since = moment_at(term.since, 0, zone) if term.since else None
    until = moment_at(term.until + DAY, 0, zone) if term.until else None
    return since, until
