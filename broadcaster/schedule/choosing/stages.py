"""In which turn airings are placed, until nothing more can be gained.

First everything the plan before had and that may still be; then, class by class, what is owed and
what only asks. What is owed and finds no room gets some made. This repeats until a whole turn
changes nothing, so a plan made from its own result is that result: nothing changed, nothing moves.
"""

from broadcaster.schedule.choosing.board import Board, Kept
from broadcaster.schedule.choosing.claim import Chance, Claim
from broadcaster.schedule.choosing.making_way import make_way

FIVE_MINUTES_MS = 300_000
MOST_TURNS = 40
"""Turns always end, since each one places something of a higher rank; this is for a bug."""


def choose(board: Board, kept: Kept) -> None:
    """Fill the board. The same board and the same plan before give the same filling."""
    classes = [
        [claim for claim in board.claims if claim.is_priority is is_priority and claim.chances]
        for is_priority in (True, False)
    ]
    for claims in classes:
        _keep_ordered(board, claims, kept)
        while _keep(board, claims, kept):
            pass  # one that becomes valid meanwhile needs those before it
    for _ in range(MOST_TURNS):
        changed = [_place_class(board, claims) for claims in classes]
        if not any(changed) and not any(_use_what_is_left(board, claims) for claims in classes):
            return


def _place_class(board: Board, claims: list[Claim]) -> bool:
    """Place what one class still misses; say whether anything changed."""
    changed = _place_owed(board, claims)
    changed |= _make_room(board, claims)
    changed |= _place_extras(board, claims)
    return changed


def _use_what_is_left(board: Board, claims: list[Claim]) -> bool:
    """Place what is owed and fits after all; say whether anything was placed.

    A search for room that failed may have left some: what it took out may stand elsewhere now.
    """
    changed = False
    for claim in claims:
        while claim.is_owed and claim.is_open and _place_best(board, claim):
            changed = True
    board.changes += changed
    return changed


def _keep_ordered(board: Board, claims: list[Claim], kept: Kept) -> None:
    """Place what the operator ordered by hand in a session before all else of its class."""
    for claim in claims:
        for chance in claim.chances:
            names = {candidate.approval.bulletin for _, candidate in chance.places}
            if claim.is_priority and names.intersection(chance.session.ordered):
                had = kept.get(chance.session.slot.session, {})
                _place_if(board, claim, chance, had.get(claim.demand.key, -1))


def _keep(board: Board, claims: list[Claim], kept: Kept) -> bool:
    """Place what the plan before had, where it had it; say whether anything was placed."""
    changed = False
    for claim in claims:
        for chance in claim.chances:
            had = kept.get(chance.session.slot.session, {})
            if claim.demand.key in had and claim.number not in chance.session.airings:
                changed |= _place_if(board, claim, chance, had[claim.demand.key])
    return changed


def _place_if(board: Board, claim: Claim, chance: Chance, place: int = -1) -> bool:
    airing = board.fitting(claim, chance, place) if claim.is_open else None
    if airing:
        board.place(airing)
    return airing is not None


def _place_owed(board: Board, claims: list[Claim]) -> bool:
    """Give every claim one airing that it is owed, then every one another, the tightest first."""
    changed = False
    waiting = [claim for claim in claims if _may_gain(board, claim)]
    while waiting:
        waiting.sort(key=lambda claim: _tightness(board, claim))
        waiting = [claim for claim in waiting if _place_best(board, claim)]
        board.changes += len(waiting)
        changed |= bool(waiting)
        waiting = [claim for claim in waiting if claim.is_owed and claim.is_open]
    return changed


def _tightness(board: Board, claim: Claim) -> tuple[bool, int, int, int]:
    """Sort a language that has less than its share first, then what has the fewest sessions to
    spare, then what is much shorter.

    These are coarse, so that among much the same the earlier approval goes first.
    """
    spare = len(claim.chances) - claim.owed
    return (
        not board.has_too_little(claim),
        spare // 4,
        claim.demand.source.length_ms // FIVE_MINUTES_MS,
        claim.number,
    )


def _place_best(board: Board, claim: Claim) -> bool:
    """Place the claim in the best session that has room now."""
    found = [
        (board.beside(claim, chance), -chance.session.number, chance)
        for chance in claim.chances
        if claim.number not in chance.session.airings
        and chance.length_ms <= chance.session.slack_ms
    ]
    found.sort(key=lambda one: one[:2], reverse=True)
    return any(_place_if(board, claim, chance) for _, _, chance in found)


def _make_room(board: Board, claims: list[Claim]) -> bool:
    changed = False
    for claim in claims:
        while _may_gain(board, claim) and make_way(board, claim, is_owed=True):
            board.changes += 1
            changed = True
        claim.given_up = board.changes
    return changed


def _may_gain(board: Board, claim: Claim) -> bool:
    """Say whether an airing is owed, and something changed since none could be had."""
    return claim.is_owed and claim.is_open and claim.given_up != board.changes


def _place_extras(board: Board, claims: list[Claim]) -> bool:
    """Fill session by session with what asks for every one, those with the fewest airings first."""
    changed = False
    chances: dict[int, list[tuple[Claim, Chance]]] = {}
    for claim in claims:
        if claim.limit is None:
            for chance in claim.chances:
                chances.setdefault(chance.session.number, []).append((claim, chance))
    for number in sorted(chances):
        for claim, chance in sorted(chances[number], key=lambda one: _fewest_first(board, one[0])):
            if claim.number not in chance.session.airings:
                placed = _place_if(board, claim, chance)
                if not placed and claim.is_priority:
                    placed = make_way(board, claim, is_owed=False, only=chance)
                changed |= placed
    return changed


def _fewest_first(board: Board, claim: Claim) -> tuple[bool, int, int]:
    return not board.has_too_little(claim), claim.before + len(claim.placed), claim.number
