"""How an airing that finds no room gets some: others go elsewhere, or give way.

Three ways, the gentlest first: something of equal rank moves to another session that has room for
it; things of lower rank are taken out, as few as do; something of equal rank whose airing is worth
less gives way. Each leaves more of a high rank placed than before, so it cannot go on for ever.
"""

from collections.abc import Iterable

from broadcaster.schedule.choosing.board import Board
from broadcaster.schedule.choosing.claim import Airing, Chance, Claim, rank, rank_of


def make_way(board: Board, claim: Claim, *, is_owed: bool, only: Chance | None = None) -> bool:
    """Place one more airing of the claim by changing what others have; say whether it worked.

    `only` is the one session to try; else all in which it may air, the best first.
    """
    chances = [only] if only else _best_first(board, claim)
    wanted = rank(claim, is_owed=is_owed)
    there = [(chance, _ranked(chance)) for chance in chances]
    if any(_lower_give_way(board, claim, chance, ranked, wanted) for chance, ranked in there):
        return True
    if not is_owed:
        return False
    slack = [session.slack_ms for session in board.sessions]
    shortest_ms = claim.demand.shortest_ms
    fair = [
        (chance, _of_rank(ranked, wanted, shortest_ms - slack[chance.session.number]))
        for chance, ranked in there
    ]
    return any(_one_moves(board, claim, chance, others, slack) for chance, others in fair) or any(
        _one_gives_way(board, claim, chance, others) for chance, others in fair
    )


def _best_first(board: Board, claim: Claim) -> list[Chance]:
    free = [
        chance
        for chance in claim.chances
        if claim.number not in chance.session.airings
        and claim.too_near(chance.session.start_ms) is None
    ]
    return sorted(free, key=lambda one: (-board.beside(claim, one), one.session.number))


def _ranked(chance: Chance) -> list[tuple[int, Airing]]:
    """Return the airings of a session by their claims' numbers, each after its rank."""
    airings = chance.session.airings
    return [(rank_of(airings[number]), airings[number]) for number in sorted(airings)]


def _lower_give_way(
    board: Board, claim: Claim, chance: Chance, ranked: list[tuple[int, Airing]], wanted: int
) -> bool:
    """Take out what is of lower rank until there is room; put back what still fits after.

    First only in a part that takes the claim: what sounds before it may be why it is valid there.
    """
    lower = [one for its_rank, one in ranked if its_rank < wanted]
    if not lower:
        return False
    parts = [position for position, _ in chance.places]
    return any(
        _taken_out(board, claim, chance, [one for one in lower if one.position == part])
        for part in parts
    ) or _taken_out(board, claim, chance, lower)


def _taken_out(board: Board, claim: Claim, chance: Chance, lower: list[Airing]) -> bool:
    """Take out one after the other of `lower`, the least first, until the claim has a place."""
    out: list[Airing] = []
    left = sorted(lower, key=lambda one: (rank_of(one), board.last_airing(one.claim)))
    for least in left:
        board.take_out(least)
        out.append(least)
        airing = board.fitting(claim, chance)
        if airing:
            board.place(airing)
            _put_back(board, out)
            return True
    for one in reversed(out):
        board.place(one)  # as it was, without asking: what ends meanwhile might not fit yet
    return False


def _put_back(board: Board, out: Iterable[Airing]) -> None:
    for one in out:
        again = board.fitting(one.claim, one.chance)
        if again:
            board.place(again)


def _of_rank(ranked: list[tuple[int, Airing]], wanted: int, short_by_ms: int) -> list[Airing]:
    """Return the airings of a session that are of that rank and long enough to make the room."""
    return [one for its_rank, one in ranked if its_rank == wanted and one.added_ms >= short_by_ms]


def _one_moves(
    board: Board, claim: Claim, chance: Chance, others: list[Airing], slack: list[int]
) -> bool:
    """Let one airing of the session go to another in which it may be, if that makes the room."""
    widest = max(slack)
    for other in (one for one in others if one.candidate.length_ms <= widest):
        length_ms = other.candidate.length_ms
        could = any(
            slack[one.session.number] >= length_ms
            for one in other.claim.chances
            if one is not other.chance
        )
        if could and _replace(board, claim, chance, other):
            moved = _elsewhere(board, other)
            if moved:
                board.place(moved)
                return True
            _undo(board, claim, chance, other)
    return False


def _replace(board: Board, claim: Claim, chance: Chance, other: Airing) -> bool:
    """Put the claim where another airing is; False, and nothing changed, when that is no use."""
    board.take_out(other)
    airing = board.fitting(claim, chance)
    if airing is None:
        board.place(other)
        return False
    board.place(airing)
    return True


def _undo(board: Board, claim: Claim, chance: Chance, other: Airing) -> None:
    board.take_out(chance.session.airings[claim.number])
    board.place(other)


def _elsewhere(board: Board, airing: Airing) -> Airing | None:
    """Return the airing in another session, or None; the session it left is not asked again."""
    for chance in airing.claim.chances:
        if chance is not airing.chance:
            moved = board.fitting(airing.claim, chance)
            if moved:
                return moved
    return None


def _one_gives_way(board: Board, claim: Claim, chance: Chance, others: list[Airing]) -> bool:
    """Take out one airing that is worth less than this one, wherever it is."""
    worth = board.next_airing(claim)
    cheaper = [one for one in others if board.last_airing(one.claim) < worth]
    cheaper.sort(key=lambda one: board.last_airing(one.claim))
    return any(_replace(board, claim, chance, other) for other in cheaper)
