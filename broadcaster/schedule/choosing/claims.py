"""What each demand may ask for: in which sessions, how often still, and how far from the last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from broadcaster.bulletins.model import BulletinClass
from broadcaster.schedule.admission import is_left_to_feature, takes
from broadcaster.schedule.choosing.claim import Chance, Claim
from broadcaster.schedule.choosing.open_session import FOREVER_MS, OpenSession
from broadcaster.schedule.choosing.worth import Weights, at_any_time, being_early
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.demands.tongues import languages_asked
from broadcaster.schedule.programmes.model import Part, Programme
from broadcaster.schedule.programmes.overlaps import shared_zones
from broadcaster.schedule.sessions.slot import Candidate

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)

Places = tuple[tuple[int, Candidate], ...]
"""Parts of a layout, by position among those that take bulletins, with the variant each takes."""


@dataclass(frozen=True)
class Standing:
    """What of the demands stands already: airings still to come in orders that are not changed."""

    airings: Mapping[str, Sequence[int]]
    """Starts of their sessions (ms), by `Demand.key`."""
    per_approval: Mapping[str, int]
    """Airings in the log and still to come, by approval."""


@dataclass
class Claims:
    """Makes claims for one plan."""

    sessions: Sequence[OpenSession]
    standing: Standing
    weights: Weights
    languages: Mapping[str, Sequence[str]]
    """The languages that zones ask for."""
    horizon_ms: tuple[int, int]

    @cached_property
    def _programmes(self) -> Mapping[str, Programme]:
        """The programmes of the sessions by name; a day's change keeps the layout."""
        return {one.slot.programme.name: one.slot.programme for one in self.sessions}

    def of(self, demands: Iterable[Demand]) -> list[Claim]:
        """Return the claims of these demands, in order of precedence."""
        ordered = sorted(demands, key=lambda demand: (demand.precedence, demand.id))
        return [self._claim(number, demand) for number, demand in enumerate(ordered)]

    def _claim(self, number: int, demand: Demand) -> Claim:
        to_come = self.standing.airings.get(demand.key, ())
        before = demand.aired + len(to_come)
        limit = self._limit(demand, before)
        fixed = [ms_of(moment) for moment in demand.heard] + list(to_come)
        owed = limit if limit is not None else int(before == 0)
        places = {
            name: places_in(programme, demand, self.languages)
            for name, programme in self._programmes.items()
        }
        term = term_of(demand)
        chances = self._chances(demand, places, *term)
        return Claim(number, demand, chances, owed, limit, fixed, before, *term, places=places)

    def _limit(self, demand: Demand, before: int) -> int | None:
        """Return how many airings are left, by what was asked for and by what was approved."""
        limits = [demand.wanted - before] if demand.wanted is not None else []
        times = demand.source.approval.times
        if times is not None:
            limits.append(times - self.standing.per_approval.get(demand.source.approval.id, 0))
        return max(min(limits), 0) if limits else None

    def _chances(
        self, demand: Demand, places: Mapping[str, Places], since: int, until: int
    ) -> list[Chance]:
        if demand.bulletin_class is BulletinClass.EMERGENCY:
            return []
        begins, ends = max(since, self.horizon_ms[0]), min(until, self.horizon_ms[1])
        worth = {
            name: at_any_time(self.weights, demand, found[0][1].length_ms, name)
            for name, found in places.items()
            if found
        }
        chances = []
        for session in self.sessions:
            name, start, end = session.slot.programme.name, session.start_ms, session.end_ms
            if name in worth and since < end and start < until:
                elapsed = max(start - begins, 0)
                early = being_early(self.weights, elapsed, max(ends - begins, elapsed, 1))
                is_edge = since > start or until < end
                chances.append(Chance(session, places[name], is_edge, worth[name] + early))
        return chances


def term_of(demand: Demand) -> tuple[int, int]:
    """Return [since, until) of the first sample, by the demand and all its approvals, in ms."""
    approvals = [candidate.approval for candidate in demand.candidates]
    sinces = [demand.since, *(approval.valid_from for approval in approvals)]
    untils = [demand.until, *(approval.valid_until for approval in approvals)]
    return (
        max((ms_of(moment) for moment in sinces if moment), default=-FOREVER_MS),
        min((ms_of(moment) for moment in untils if moment), default=FOREVER_MS),
    )


def places_in(
    programme: Programme, demand: Demand, languages: Mapping[str, Sequence[str]]
) -> Places:
    """Return the parts of a programme that take the demand, each with the variant it takes.

    All take the same: the one in a language that the session's zones ask for, else the source,
    else the first that any part takes.
    """
    preferred = demand.candidate_for(languages_asked(programme.zones, languages))
    family = [preferred, *(one for one in demand.candidates if one is not preferred)]
    here = [
        one
        for one in family
        if shared_zones(one.zones, programme.zones)
        and (not demand.zones or shared_zones(demand.zones, programme.zones))
    ]
    found = (_places_of(programme, one) for one in here)
    return next((places for places in found if places), ())


def _places_of(programme: Programme, candidate: Candidate) -> Places:
    rooms = [part for part in programme.layout if part.takes_bulletins]
    return tuple(
        (position, candidate)
        for position, part in enumerate(rooms)
        if _goes_into(programme, part, candidate)
    )


def _goes_into(programme: Programme, part: Part, candidate: Candidate) -> bool:
    return takes(part.filter, candidate.approval) and not is_left_to_feature(
        programme.layout, part, candidate.approval
    )


def ms_of(moment: datetime) -> int:
    """Return an aware moment in whole milliseconds since the epoch; a part of one counts up."""
    return -((EPOCH - moment) // MILLISECOND)
