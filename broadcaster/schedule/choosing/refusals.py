"""Why a demand is not in a session, once everything is placed: the rule that stood in its way."""

from collections.abc import Iterator, Sequence

from broadcaster.bulletins.model import BulletinClass
from broadcaster.schedule.choosing.claim import Chance, Claim
from broadcaster.schedule.choosing.claims import EPOCH, MILLISECOND, term_of
from broadcaster.schedule.choosing.open_session import OpenSession
from broadcaster.schedule.model import LeftOut
from broadcaster.schedule.programmes.overlaps import shared_zones
from broadcaster.schedule.reasons import RANK, Reason
from broadcaster.timebase import as_rfc3339
from broadcaster.units.model import WHOLE_STATION


def refusals(session: OpenSession, claims: Sequence[Claim]) -> list[LeftOut]:
    """Return, for every claim that is not in the session, the reason that came closest."""
    found = []
    for claim in claims:
        if claim.number not in session.airings:
            chance = claim.by_session.get(session.number)
            if chance:
                found.append(_no_room(claim, chance))
            else:
                found.append(_no_chance(claim, session))
    return found


def _no_chance(claim: Claim, session: OpenSession) -> LeftOut:
    demand, programme = claim.demand, session.slot.programme
    bulletin = demand.source.approval.bulletin
    if demand.bulletin_class is BulletinClass.EMERGENCY:
        return LeftOut(bulletin, Reason.EMERGENCY)
    zones = demand.zones or demand.source.approval.zones
    if not shared_zones(zones or (WHOLE_STATION,), programme.zones):
        return LeftOut(bulletin, Reason.ZONES, ",".join(zones))
    if not claim.places[programme.name]:
        return LeftOut(bulletin, Reason.FILTER)
    return LeftOut(bulletin, Reason.NOT_VALID_THEN, _term(claim, session))


def _term(claim: Claim, session: OpenSession) -> str:
    """Say which end of its term the session misses."""
    since, until = term_of(claim.demand)
    word, moment = ("until", until) if session.start_ms >= until else ("from", since)
    return f"{word} {as_rfc3339(EPOCH + moment * MILLISECOND)}"


def _no_room(claim: Claim, chance: Chance) -> LeftOut:
    session = chance.session
    bulletin = claim.demand.source.approval.bulletin
    if not claim.is_open:
        counted = claim.before + len(claim.placed)
        asked = (claim.limit or 0) + claim.before
        return LeftOut(bulletin, Reason.TIMES_USED, f"{counted} {asked}")
    near = claim.too_near(session.start_ms)
    if near is not None:
        return LeftOut(bulletin, Reason.TOO_NEAR, as_rfc3339(EPOCH + near * MILLISECOND))
    outs = [_full(claim, chance, position) for position, _ in chance.places]
    return max(outs, key=lambda out: RANK[Reason(out.reason)])


def _full(claim: Claim, chance: Chance, position: int) -> LeftOut:
    """Say which limit has no room for it in one part."""
    session = chance.session
    candidate = dict(chance.places)[position]
    bulletin = candidate.approval.bulletin
    part = session.frame.parts[position].part
    if part.max_items is not None and session.counts[position] >= part.max_items:
        return LeftOut(bulletin, Reason.PART_ITEMS, str(part.max_items))
    added = session.added_ms(position, candidate)
    left, reason = min(_left(session, position))
    if added > left:
        return LeftOut(bulletin, reason, f"{added} {max(left, 0)}")
    if chance.is_edge:
        return LeftOut(bulletin, Reason.NOT_VALID_THEN, _edge(chance))
    edges = [one.bulletin for one in session.airings.values() if one.chance.is_edge]
    if not edges:
        return LeftOut(bulletin, reason, f"{added} {max(left, 0)}")
    return LeftOut(bulletin, Reason.ANOTHER_EXPIRES, min(edges))


def _left(session: OpenSession, position: int) -> Iterator[tuple[int, Reason]]:
    """Yield how much longer a part may sound, by each limit."""
    for limit in session.frame.limits_of[position]:
        yield limit.ms - sum(session.loads[one] for one in limit.parts), limit.reason
    sounds = 0 if session.airings else session.frame.sounds_ms
    yield session.day.left_ms - sounds, Reason.CAP_DAY


def _edge(chance: Chance) -> str:
    """Say which end of its validity lies within the session."""
    word, moment = (
        ("until", chance.until_ms)
        if chance.until_ms < chance.session.end_ms
        else ("from", chance.since_ms)
    )
    return f"{word} {as_rfc3339(EPOCH + moment * MILLISECOND)}"
