"""Why a demand is not in a session, once everything is placed: the rule that stood in its way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from broadcaster.bulletins.model import BulletinClass
from broadcaster.schedule.choosing.claim import Chance, Claim
from broadcaster.schedule.choosing.claims import EPOCH, MILLISECOND
from broadcaster.schedule.choosing.open_session import OpenSession
from broadcaster.schedule.model import LeftOut
from broadcaster.schedule.programmes.model import Programme
from broadcaster.schedule.programmes.overlaps import shared_zones
from broadcaster.schedule.reasons import RANK, Reason
from broadcaster.schedule.sessions.slot import Candidate
from broadcaster.timebase import as_rfc3339
from broadcaster.units.model import WHOLE_STATION


def refusals(sessions: Sequence[OpenSession], claims: Sequence[Claim]) -> list[list[LeftOut]]:
    """Return, for each session and every claim that is not in it, the reason that came closest."""
    found: list[list[LeftOut]] = [[] for _ in sessions]
    programmes = {one.slot.programme.name: one.slot.programme for one in sessions}
    for claim in claims:
        refused = _Refused(claim, programmes)
        for outs, session in zip(found, sessions, strict=True):
            if claim.number not in session.airings:
                outs.append(_out(refused, session))
    return found


@dataclass
class _Refused:
    """A claim, and what most sessions without it are told: the same to all of them."""

    claim: Claim
    programmes: Mapping[str, Programme]

    @cached_property
    def never(self) -> dict[str, LeftOut | None]:
        """By programme, why it is in none of its sessions, whenever they are."""
        return {name: self._never_in(programme) for name, programme in self.programmes.items()}

    def _never_in(self, programme: Programme) -> LeftOut | None:
        demand = self.claim.demand
        if demand.bulletin_class is BulletinClass.EMERGENCY:
            return self.because(Reason.EMERGENCY)
        zones = demand.zones or demand.source.approval.zones
        if not shared_zones(zones or (WHOLE_STATION,), programme.zones):
            return self.because(Reason.ZONES, ",".join(zones))
        return None if self.claim.places[programme.name] else self.because(Reason.FILTER)

    @cached_property
    def too_early(self) -> LeftOut:
        return self.because(Reason.NOT_VALID_THEN, f"from {_text(self.claim.since_ms)}")

    @cached_property
    def too_late(self) -> LeftOut:
        return self.because(Reason.NOT_VALID_THEN, f"until {_text(self.claim.until_ms)}")

    @cached_property
    def used_up(self) -> LeftOut:
        claim = self.claim
        counted = claim.before + len(claim.placed)
        asked = (claim.limit or 0) + claim.before
        return self.because(Reason.TIMES_USED, f"{counted} {asked}")

    def because(self, reason: Reason, detail: str = "") -> LeftOut:
        return LeftOut(self.claim.demand.source.approval.bulletin, reason, detail)


def _out(refused: _Refused, session: OpenSession) -> LeftOut:
    chance = refused.claim.by_session.get(session.number)
    return _no_room(refused, chance) if chance else _no_chance(refused, session)


def _no_chance(refused: _Refused, session: OpenSession) -> LeftOut:
    never = refused.never[session.slot.programme.name]
    is_over = session.start_ms >= refused.claim.until_ms
    return never or (refused.too_late if is_over else refused.too_early)


def _no_room(refused: _Refused, chance: Chance) -> LeftOut:
    claim = refused.claim
    if not claim.is_open:
        return refused.used_up
    near = claim.too_near(chance.session.start_ms)
    if near is not None:
        return refused.because(Reason.TOO_NEAR, _text(near))
    outs = [_full(claim, chance, *place) for place in chance.places]
    return max(outs, key=lambda out: RANK[out.reason])


def _full(claim: Claim, chance: Chance, position: int, candidate: Candidate) -> LeftOut:
    """Say which limit has no room for it in one part."""
    session, bulletin = chance.session, candidate.approval.bulletin
    part = session.frame.parts[position].part
    if part.max_items is not None and session.counts[position] >= part.max_items:
        return LeftOut(bulletin, Reason.PART_ITEMS, str(part.max_items))
    added = session.added_ms(position, candidate)
    left, reason = min(_left(session, position))
    if added > left:
        return LeftOut(bulletin, reason, f"{added} {max(left, 0)}")
    if chance.is_edge:
        return LeftOut(bulletin, Reason.NOT_VALID_THEN, _edge(claim, chance))
    edges = [one.bulletin for one in session.airings.values() if one.chance.is_edge]
    if not edges:
        return LeftOut(bulletin, reason, f"{added} {max(left, 0)}")
    return LeftOut(bulletin, Reason.ANOTHER_EXPIRES, min(edges))


def _left(session: OpenSession, position: int) -> Iterator[tuple[int, Reason]]:
    """Yield how much longer a part may sound, by each limit."""
    for limit in session.frame.limits_of[position]:
        yield session.left[limit], session.frame.limits[limit].reason
    sounds = 0 if session.airings else session.frame.sounds_ms
    yield session.day.left_ms - sounds, Reason.CAP_DAY


def _edge(claim: Claim, chance: Chance) -> str:
    """Say which end of its validity lies within the session."""
    if claim.until_ms < chance.session.end_ms:
        return f"until {_text(claim.until_ms)}"
    return f"from {_text(claim.since_ms)}"


def _text(moment_ms: int) -> str:
    return as_rfc3339(EPOCH + moment_ms * MILLISECOND)
