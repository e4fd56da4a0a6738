"""What is wrong with sessions as they are planned: silence, hours, each other, sounds. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from broadcaster.bulletins.relay import CARRIED_AS
from broadcaster.bulletins.station_sound import AIRED_AS
from broadcaster.schedule.foresight.refusal import Refusal
from broadcaster.schedule.foresight.trouble import Trouble, TroubleKind
from broadcaster.schedule.foresight.way_search import collisions
from broadcaster.schedule.hours.session_room import hours_room
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.model import RunningOrder
from broadcaster.schedule.reasons import RANK, Reason

SATED = (Reason.EMERGENCY, Reason.TIMES_USED, Reason.NOT_VALID_THEN)
"""Reasons of bulletins that do not want this session."""


def session_troubles(
    inputs: Inputs, orders: Sequence[RunningOrder], missing_cuts: AbstractSet[str]
) -> Iterator[Trouble]:
    """Yield what is wrong with these sessions; `missing_cuts` are not in the cache."""
    for mine in by_programme(orders).values():
        yield from _outside(inputs, mine)
        yield from _silent(inputs, mine)
    yield from _colliding(inputs, orders)
    yield from _sounds(orders)
    yield from _relays(orders)
    yield from _cuts(orders, missing_cuts)


def by_programme(orders: Sequence[RunningOrder]) -> dict[str, list[RunningOrder]]:
    """Return the sessions of each programme, by their start."""
    found: dict[str, list[RunningOrder]] = {}
    for order in sorted(orders, key=lambda order: (order.start, order.session)):
        found.setdefault(order.programme, []).append(order)
    return found


def _of(kind: TroubleKind, mine: Sequence[RunningOrder], which: Sequence[RunningOrder]) -> Trouble:
    first = which[0]
    return Trouble(kind, first.start, first.programme, first.title, len(which), len(mine))


def _may_sound(inputs: Inputs) -> Callable[[RunningOrder], bool]:
    def may_sound(order: RunningOrder) -> bool:
        lead_ms, doubt_ms = inputs.sharing.lead_ms, inputs.doubt_ms
        return bool(hours_room(inputs.hours, order.start, lead_ms=lead_ms, doubt_ms=doubt_ms))

    return may_sound


def _outside(inputs: Inputs, mine: Sequence[RunningOrder]) -> Iterator[Trouble]:
    may_sound = _may_sound(inputs)
    if outside := [order for order in mine if not may_sound(order)]:
        yield _of(TroubleKind.OUTSIDE_HOURS, mine, outside)


def _silent(inputs: Inputs, mine: Sequence[RunningOrder]) -> Iterator[Trouble]:
    """Yield sessions without a bulletin: those that none wants, and those that none goes into."""
    may_sound = _may_sound(inputs)
    takes = {one.name: any(p.takes_bulletins for p in one.layout) for one in inputs.programmes}
    silent = [
        order
        for order in mine
        if takes.get(order.programme, True) and may_sound(order) and not _says_something(order)
    ]
    unwanted = [order for order in silent if _nearest(order) is None]
    if unwanted:
        yield _of(TroubleKind.NOTHING_OWED, mine, unwanted)
    if full := [order for order in silent if _nearest(order)]:
        trouble = _of(TroubleKind.SILENT, mine, full)
        yield Trouble(
            trouble.kind, trouble.at, trouble.subject, trouble.title, trouble.count, trouble.total,
            refusal=_nearest(full[0]),
        )  # fmt: skip


def _says_something(order: RunningOrder) -> bool:
    return any(item.is_airing or item.relay for item in order.items)


def _nearest(order: RunningOrder) -> Refusal | None:
    """Return the bulletin that came closest of those that want the session."""
    wanting = [
        out
        for out in order.left_out
        if not out.bulletin.startswith((AIRED_AS, CARRIED_AS)) and out.reason not in SATED
    ]
    nearest = max(wanting, key=lambda out: RANK[Reason(out.reason)], default=None)
    return Refusal(order.session, order.start, nearest) if nearest else None


def _colliding(inputs: Inputs, orders: Sequence[RunningOrder]) -> Iterator[Trouble]:
    known = {order.session: order for order in orders}
    found: dict[tuple[str, str], list[RunningOrder]] = {}
    for one, other in sorted(collisions(orders, inputs.sharing)):
        pair = known[one].programme, known[other].programme
        found.setdefault(pair, []).append(known[other])
    for pair, which in sorted(found.items()):
        first = min(which, key=lambda order: order.start)
        yield Trouble(TroubleKind.COLLISION, first.start, " ".join(pair), first.title, len(which))


def _sounds(orders: Sequence[RunningOrder]) -> Iterator[Trouble]:
    kinds: Mapping[str, TroubleKind] = {
        Reason.SOUND_MISSING: TroubleKind.SOUND_MISSING,
        Reason.NOT_VALID_THEN: TroubleKind.SOUND_ENDS,
    }
    found: dict[tuple[str, TroubleKind], list[RunningOrder]] = {}
    for order in sorted(orders, key=lambda order: (order.start, order.session)):
        for out in order.left_out:
            if out.bulletin.startswith(AIRED_AS) and out.reason in kinds:
                name = out.bulletin.removeprefix(AIRED_AS)
                found.setdefault((name, kinds[out.reason]), []).append(order)
    for (name, kind), which in sorted(found.items()):
        yield Trouble(kind, which[0].start, name, count=len(which))


def _relays(orders: Sequence[RunningOrder]) -> Iterator[Trouble]:
    found: dict[str, list[Refusal]] = {}
    for order in sorted(orders, key=lambda order: (order.start, order.session)):
        for out in order.left_out:
            if out.bulletin.startswith(CARRIED_AS):
                name = out.bulletin.removeprefix(CARRIED_AS)
                found.setdefault(name, []).append(Refusal(order.session, order.start, out))
    for name, which in sorted(found.items()):
        first = which[0]
        yield Trouble(TroubleKind.RELAY, first.start, name, count=len(which), refusal=first)


def _cuts(orders: Sequence[RunningOrder], missing: AbstractSet[str]) -> Iterator[Trouble]:
    found: dict[tuple[str, str], list[RunningOrder]] = {}
    for order in sorted(orders, key=lambda order: (order.start, order.session)):
        for item in order.items:
            if item.cut in missing:
                what = item.bulletin or AIRED_AS + item.sound
                which = found.setdefault((what, item.title), [])
                if order not in which[-1:]:
                    which.append(order)
    for (what, title), which in sorted(found.items()):
        yield Trouble(TroubleKind.CUT_MISSING, which[0].start, what, title, len(which))
