"""What a locked session can no longer take, and which session takes it instead (DESIGN law 2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.model import LeftOut, RunningOrder
from broadcaster.schedule.planner import plan
from broadcaster.schedule.programmes.model import PartKind
from broadcaster.schedule.reasons import Reason


@dataclass(frozen=True)
class Deferral:
    """A change that came after the lock of `session`."""

    session: str
    bulletin: str
    """Empty when the programme itself changed."""
    to: str
    """The next session that has the change; empty when none within the plan has it."""


def find_deferrals(
    inputs: Inputs, locked: Iterable[RunningOrder], planned: Sequence[RunningOrder]
) -> tuple[Deferral, ...]:
    """Return what each locked session would hold if it could still change, and does not.

    A bulletin that left it is no deferral, unless the programme no longer takes it: withdrawal
    acts after the lock too, and narrowed hours do (`guarded.py`).
    """
    return tuple(
        deferral
        for order in sorted(locked, key=lambda order: order.start)
        for deferral in _deferrals(inputs, order, planned)
    )


def _deferrals(
    inputs: Inputs, order: RunningOrder, planned: Sequence[RunningOrder]
) -> list[Deferral]:
    now = _as_it_would_be(inputs, order)
    if now is None or not _same_frame(now, order):
        return [Deferral(order.session, "", _next(planned, order, ""))]
    had = {item.bulletin for item in order.items if item.is_airing}
    airings = [item.bulletin for item in now.items if item.is_airing]
    new = [bulletin for bulletin in airings if bulletin not in had]
    if any(one.bulletin in had and _is_by_layout(one, new) for one in now.left_out):
        return [Deferral(order.session, "", _next(planned, order, ""))]
    return [Deferral(order.session, bulletin, _next(planned, order, bulletin)) for bulletin in new]


def _is_by_layout(out: LeftOut, new: Sequence[str]) -> bool:
    """Say whether only a changed programme can have left a bulletin out that was in before."""
    full = out.reason in (Reason.PART_ITEMS, Reason.PART_MINUTES) and not new
    return full or out.reason in (Reason.FILTER, Reason.ZONES)


def _as_it_would_be(inputs: Inputs, order: RunningOrder) -> RunningOrder | None:
    alone = replace(
        inputs,
        since=order.start,
        until=order.start + timedelta(minutes=1),
        programmes=[one for one in inputs.programmes if one.name == order.programme],
        standing=(),
        before=(order,),
        untouchable=frozenset(),
    )
    return next(iter(plan(alone)), None)


def _same_frame(one: RunningOrder, other: RunningOrder) -> bool:
    """Say whether the programme asks the same of both; a silent session says nothing of sounds."""
    frames = [(order.title, order.max_length_ms, order.zones) for order in (one, other)]
    silent = not one.items or not other.items
    return frames[0] == frames[1] and (silent or _sounds(one) == _sounds(other))


def _sounds(order: RunningOrder) -> list[tuple[str, str]]:
    """Return what the layout itself plays; opener and separator come and go with bulletins.

    A relay that begins at its own time is another one at another time.
    """
    led = (PartKind.OPENER, PartKind.SEPARATOR)
    return [
        (item.part, f"{item.relay} {item.offset_ms if item.hard_start else ''}".strip())
        if item.relay
        else (item.part, item.sound)
        for item in order.items
        if item.relay or (item.sound and item.part not in led)
    ]


def _next(planned: Sequence[RunningOrder], order: RunningOrder, bulletin: str) -> str:
    for later in planned:
        if bulletin and any(item.bulletin == bulletin for item in later.items):
            return later.session
        if not bulletin and later.programme == order.programme:
            return later.session
    return ""
