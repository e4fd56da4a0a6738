"""Which airings make good what was missed: a new item that names the one it stands for.

Nobody asks for it: what is owed is counted from the log, so an airing that failed is owed again.
Here only the names are given. One that is planned already keeps its name; what is missed and not
named yet goes to the demand's newly planned airings first, earliest first, and each only once.
"""

from collections.abc import Mapping, Sequence

from broadcaster.schedule.choosing.board import Kept
from broadcaster.schedule.choosing.claim import Airing, Claim


def name_make_goods(
    claims: Sequence[Claim],
    before: Mapping[tuple[str, str], str],
    kept: Kept,
) -> dict[tuple[int, int], str]:
    """Return what each airing, by (session number, claim number), makes good.

    `before` is what the plan before named by (session, demand), `kept` which demands each of its
    sessions had.
    """
    named: dict[tuple[int, int], str] = {}
    for claim in claims:
        if claim.demand.missed and claim.demand.wanted is not None:
            named |= _of_claim(claim, before, kept)
    return named


def _of_claim(
    claim: Claim, before: Mapping[tuple[str, str], str], kept: Kept
) -> dict[tuple[int, int], str]:
    key, open_ = claim.demand.key, list(claim.demand.missed)
    named: dict[tuple[int, int], str] = {}
    airings = [claim.placed[number] for number in sorted(claim.placed)]
    for airing in airings:
        item = before.get((airing.session.slot.session, key), "")
        if item in open_:
            open_.remove(item)
            named[airing.session.number, claim.number] = item
    free = [a for a in airings if (a.session.number, claim.number) not in named]
    free.sort(key=lambda airing: _was_planned(airing, key, kept))  # stable: earliest first
    for airing, item in zip(free, open_, strict=False):
        named[airing.session.number, claim.number] = item
    return named


def _was_planned(airing: Airing, key: str, kept: Kept) -> bool:
    return key in kept.get(airing.session.slot.session, ())
