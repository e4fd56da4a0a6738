"""What is placed where: sessions that fill up, and demands that get their airings.

The board keeps every rule that a single placing can break: room and limits of parts, the day's
cap, validity at the first sample, distance between airings, once per session.
"""

from bisect import insort
from collections import Counter
from collections.abc import Mapping, Sequence

from broadcaster.schedule.choosing.claim import Airing, Chance, Claim
from broadcaster.schedule.choosing.open_session import OpenSession
from broadcaster.schedule.choosing.worth import Weights, nth_airing, one_more_beside
from broadcaster.schedule.sessions.slot import Candidate

Kept = Mapping[str, Mapping[str, int]]
"""Of each session, the demands (`Demand.key`) that the plan before had in it, with the place in the
layout of the part that sounded each."""


class Board:
    """All sessions with all claims, and what is placed so far."""

    def __init__(
        self, sessions: Sequence[OpenSession], claims: Sequence[Claim], weights: Weights
    ) -> None:
        self.sessions = sessions
        self.claims = claims
        self.weights = weights
        self.shares = dict(weights.shares)
        self.spoken: Counter[str] = Counter()
        """How long each language sounds (ms)."""
        self.changes = 0
        """How often what is owed was placed."""

    def fitting(self, claim: Claim, chance: Chance, place: int = -1) -> Airing | None:
        """Return the airing that can be placed there now, or None.

        With a `place` in the layout that part is asked first.
        """
        session = chance.session
        if claim.number in session.airings or claim.too_near(session.start_ms) is not None:
            return None
        for position, candidate in _from(session, chance.places, place):
            if session.has_room(position, session.added_ms(position, candidate)):
                airing = Airing(claim, chance, position, candidate)
                if not (chance.is_edge or session.edges) or self._holds_with(airing):
                    return airing
        return None

    def _holds_with(self, airing: Airing) -> bool:
        self.place(airing)
        holds = airing.session.edges_hold()
        self.take_out(airing)
        return holds

    def place(self, airing: Airing) -> None:
        """Put an airing where it fits."""
        session, claim = airing.session, airing.claim
        airing.added_ms = session.added_ms(airing.position, airing.candidate)
        if not session.airings:
            session.day.left_ms -= session.frame.sounds_ms
        self._count(airing, 1)
        session.airings[claim.number] = airing
        claim.placed[session.number] = airing
        insort(claim.starts, session.start_ms)

    def take_out(self, airing: Airing) -> None:
        """Take an airing out again."""
        session, claim = airing.session, airing.claim
        del session.airings[claim.number], claim.placed[session.number]
        claim.starts.remove(session.start_ms)
        self._count(airing, -1)
        if not session.airings:
            session.day.left_ms += session.frame.sounds_ms

    def _count(self, airing: Airing, by: int) -> None:
        session, details = airing.session, airing.candidate.approval.details
        room = session.frame.parts[airing.position]
        if by < 0:
            last = session.counts[airing.position] == 1
            airing.added_ms = airing.candidate.length_ms + (room.first_ms if last else room.next_ms)
        session.counts[airing.position] += by
        session.lengthen(airing.position, by * airing.added_ms)
        self.spoken[details.get("language", "")] += by * airing.candidate.length_ms
        session.columns[details.get("column", "")] += by
        session.origins[airing.candidate.approval.origin] += by
        session.edges += by * airing.chance.is_edge
        airing.claim.tally.count(session.ordinal, is_evening=session.is_evening, by=by)

    def beside(self, claim: Claim, chance: Chance) -> int:
        """Return what an airing there is worth among what is placed now."""
        session = chance.session
        approval, weights = chance.places[0][1].approval, self.weights
        gain = chance.alone + one_more_beside(
            weights, claim.tally, session.ordinal, is_evening=session.is_evening
        )
        if not session.columns.get(approval.details.get("column", "")):
            gain += weights.column
        if not session.origins.get(approval.origin):
            gain += weights.origin
        return gain

    def has_too_little(self, claim: Claim) -> bool:
        """Say whether less is spoken in the claim's language than its share."""
        if not self.shares:
            return False
        language = claim.demand.source.approval.details.get("language", "")
        share = self.shares.get(language, 0)
        return share > 0 and self.spoken[language] * 100 < share * max(self.spoken.total(), 1)

    def next_airing(self, claim: Claim) -> int:
        """Return what the claim's next airing is worth, wherever it is."""
        return nth_airing(self.weights, claim.demand, claim.before + len(claim.placed))

    def last_airing(self, claim: Claim) -> int:
        """Return what is lost when one of its airings is taken out, wherever it is."""
        return nth_airing(self.weights, claim.demand, claim.before + len(claim.placed) - 1)


def _from(
    session: OpenSession, places: Sequence[tuple[int, Candidate]], place: int
) -> Sequence[tuple[int, Candidate]]:
    if place < 0 or len(places) == 1:
        return places
    return sorted(places, key=lambda one: session.frame.parts[one[0]].number != place)
