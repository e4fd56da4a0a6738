"""Good plans spoiled, one rule at a time: what the checker has to catch, and what it may not.

Each takes a commune and its plan and returns both, one of them changed; None where the plan has
nothing that could be spoiled so. Where a rule has a bound, the spoiled plan is one step beyond it
and the harmless one exactly on it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from broadcaster.schedule.demand import Demand
from broadcaster.schedule.model import PlannedItem, RunningOrder
from broadcaster.schedule.programme import Part
from tests.planning_check.allowed import MINUTE_MS, allowed, ms_of, policy_on
from tests.planning_check.commune import (
    BULLETIN_PARTS,
    Commune,
    airings,
    first_sample,
    open_airings,
)
from tests.planning_check.hours_rules import day_of, is_special

Orders = tuple[RunningOrder, ...]
Case = tuple[Commune, Orders]
Spoiler = Callable[[Commune, Orders], Case | None]
TICK = timedelta(milliseconds=1)
MOMENT = timedelta(microseconds=1)


def _sounding(orders: Orders) -> list[RunningOrder]:
    return [order for order in orders if order.items]


def _with(orders: Orders, changed: RunningOrder) -> Orders:
    return tuple(changed if one.session == changed.session else one for one in orders)


def _moved(order: RunningOrder, by_ms: int) -> RunningOrder:
    items = tuple(replace(item, offset_ms=item.offset_ms + by_ms) for item in order.items)
    return replace(order, items=items)


def _back_to_back(order: RunningOrder, items: list[PlannedItem]) -> RunningOrder:
    cursor, placed = 0, []
    for item in items:
        placed.append(replace(item, offset_ms=cursor))
        cursor += item.length_ms
    return replace(order, items=tuple(placed))


def _to_the_end(commune: Commune, orders: Orders, *, special: bool, beyond: int) -> Case | None:
    """Move a session's items so that the last one ends so many ms beyond what the hours allow."""
    minutes = allowed(commune)
    for order in _sounding(orders):
        if is_special(commune, order) is special:
            begins = ms_of(order.start)
            window = minutes.around(begins)
            assert window
            first = max(begins, window[0] + commune.lead_ms + commune.doubt_ms)
            last = order.items[-1]
            left = window[1] - commune.doubt_ms - first - last.offset_ms - last.length_ms
            return commune, _with(orders, _moved(order, left + beyond))
    return None


def ends_after_the_hours(commune: Commune, orders: Orders) -> Case | None:
    return _to_the_end(commune, orders, special=False, beyond=1)


def ends_with_the_hours(commune: Commune, orders: Orders) -> Case | None:
    return _to_the_end(commune, orders, special=False, beyond=0)


def ends_after_other_hours(commune: Commune, orders: Orders) -> Case | None:
    return _to_the_end(commune, orders, special=True, beyond=1)


def ends_with_other_hours(commune: Commune, orders: Orders) -> Case | None:
    return _to_the_end(commune, orders, special=True, beyond=0)


def begins_before_the_hours(commune: Commune, orders: Orders) -> Case | None:
    minutes = allowed(commune)
    for order in _sounding(orders):
        window = minutes.around(ms_of(order.start))
        if window and not is_special(commune, order):
            early = timedelta(milliseconds=ms_of(order.start) - window[0]) + TICK
            return commune, _with(orders, replace(order, start=order.start - early))
    return None


def _capped(commune: Commune, orders: Orders, *, daily: bool, beyond: int) -> Case | None:
    """Lengthen a last item until session or day is so many ms over its cap."""
    for order in _sounding(orders):
        policy = policy_on(commune.hours, day_of(commune, order))
        cap = policy and (policy.day_minutes if daily else policy.session_minutes)
        if not cap:
            continue
        counted = (*commune.standing, *orders) if daily else (order,)
        day = day_of(commune, order)
        sounds = sum(one.length_ms for one in counted if day_of(commune, one) == day)
        last = order.items[-1]
        longer = replace(last, length_ms=last.length_ms + cap * MINUTE_MS - sounds + beyond)
        return commune, _with(orders, replace(order, items=(*order.items[:-1], longer)))
    return None


def over_the_sessions_cap(commune: Commune, orders: Orders) -> Case | None:
    return _capped(commune, orders, daily=False, beyond=1)


def over_the_days_cap(commune: Commune, orders: Orders) -> Case | None:
    return _capped(commune, orders, daily=True, beyond=1)


def _limited(commune: Commune, item: PlannedItem) -> bool:
    demand = _demand_of(commune, item)
    approval = demand.source.approval
    limits = (approval.valid_from, approval.valid_until, demand.since, demand.until)
    return any(limits) or demand.apart_ms > 0


def _demand_of(commune: Commune, item: PlannedItem) -> Demand:
    return next(
        demand
        for demand in commune.demands
        if demand.mandate == item.mandate
        and any(one.approval.id == item.approval for one in demand.candidates)
    )


def normal_before_priority(commune: Commune, orders: Orders) -> Case | None:
    """Exchange the first two of a part: a PRIORITY and a NORMAL bulletin."""
    for order in _sounding(orders):
        said = [n for n, item in enumerate(order.items) if item.part in BULLETIN_PARTS]
        for one, two in pairwise(said):
            items = list(order.items)
            classes = items[one].item_class, items[two].item_class
            # A separator between them says that they are of one part.
            if classes != ("priority", "normal") or items[two - 1].part != "separator":
                continue
            if not _limited(commune, items[one]):
                items[one], items[two] = items[two], items[one]
                return commune, _with(orders, _back_to_back(order, items))
    return None


def priority_left_out(commune: Commune, orders: Orders) -> Case | None:
    """Put a NORMAL bulletin of the same length where a PRIORITY one was."""
    for order in _sounding(orders):
        for number, item in enumerate(order.items):
            other = _normal_instead(commune, orders, order, item)
            if other:
                items = (*order.items[:number], other[1], *order.items[number + 1 :])
                return other[0], _with(orders, replace(order, items=items))
    return None


def _normal_instead(
    commune: Commune, orders: Orders, order: RunningOrder, item: PlannedItem
) -> tuple[Commune, PlannedItem] | None:
    """Return the commune with one more NORMAL demand, as like a PRIORITY item as can be."""
    if item.part not in BULLETIN_PARTS or item.item_class != "priority":
        return None
    demand = _demand_of(commune, item)
    programme = next(one for one in commune.programmes if one.name == order.programme)
    others = [one for one, _item in airings(orders, demand) if one is not order]
    layout = programme.layout
    picky = any(part.filter.classes or part.kind == "feature" for part in layout)
    if demand.apart_ms or picky or others:
        return None
    source = demand.source
    approval = replace(
        source.approval,
        id="thay",
        bulletin="thay",
        bulletin_class=type(source.approval.bulletin_class).NORMAL,
    )
    new = replace(
        demand, id="thay", candidates=(replace(source, approval=approval),), mandate="", missed=()
    )
    placed = replace(item, approval="thay", bulletin="thay", item_class="normal", mandate="")
    return replace(commune, demands=(*commune.demands, new)), placed


def _changed(commune: Commune, demand: Demand, **fields: object) -> Commune:
    new = replace(demand, **fields)  # type: ignore[arg-type]
    demands = tuple(new if one is demand else one for one in commune.demands)
    return replace(commune, demands=demands)


def _aired(commune: Commune, orders: Orders) -> Iterator[tuple[Demand, list[datetime]]]:
    for demand in commune.demands:
        moments = [first_sample(order, item) for order, item in airings(orders, demand)]
        if moments:
            yield demand, moments


def _ending(commune: Commune, orders: Orders, late: timedelta) -> Case | None:
    for demand, moments in _aired(commune, orders):
        approval = replace(demand.source.approval, valid_until=moments[-1] + late)
        if len(demand.candidates) == 1:
            source = replace(demand.source, approval=approval)
            return _changed(commune, demand, candidates=(source,)), orders
    return None


def expired_at_its_first_sample(commune: Commune, orders: Orders) -> Case | None:
    return _ending(commune, orders, timedelta(0))


def expires_after_its_first_sample(commune: Commune, orders: Orders) -> Case | None:
    return _ending(commune, orders, MOMENT)


def before_the_demand_begins(commune: Commune, orders: Orders) -> Case | None:
    for demand, moments in _aired(commune, orders):
        return _changed(commune, demand, since=moments[0] + MOMENT), orders
    return None


def _apart(commune: Commune, orders: Orders, closer_ms: int) -> Case | None:
    for demand, moments in _aired(commune, orders):
        if len(moments) > 1 and not demand.heard:
            least = min(two - one for one, two in pairwise(sorted(moments)))
            apart_ms = least // TICK + closer_ms
            standing = tuple(order for order in commune.standing if not airings([order], demand))
            alone = replace(commune, standing=standing)
            return _changed(alone, demand, apart_ms=apart_ms), orders
    return None


def too_near_to_another(commune: Commune, orders: Orders) -> Case | None:
    return _apart(commune, orders, 1)


def as_near_as_allowed(commune: Commune, orders: Orders) -> Case | None:
    return _apart(commune, orders, 0)


def too_near_to_one_heard(commune: Commune, orders: Orders) -> Case | None:
    for demand, moments in _aired(commune, orders):
        heard = (min(moments) - timedelta(hours=5),)
        return _changed(commune, demand, heard=heard, apart_ms=18_000_001), orders
    return None


def _standing(commune: Commune, orders: Orders, overlap: timedelta) -> Case | None:
    for order in _sounding(orders):
        lead = timedelta(milliseconds=commune.lead_ms)
        start = order.end + lead - overlap
        other = replace(order, session="khac@2026-01-01T05:30", start=start, items=())
        alone = [one for one in orders if one.end <= order.end]
        return replace(commune, standing=(other,)), tuple(alone)
    return None


def sounds_with_one_that_stands(commune: Commune, orders: Orders) -> Case | None:
    return _standing(commune, orders, TICK)


def follows_upon_another(commune: Commune, orders: Orders) -> Case | None:
    return _standing(commune, orders, timedelta(0))


def _wanting(commune: Commune, orders: Orders, less: int) -> Case | None:
    for demand, moments in _aired(commune, orders):
        used = demand.aired + len(open_airings(commune, demand))
        return _changed(commune, demand, wanted=used + len(moments) - less), orders
    return None


def more_than_owed(commune: Commune, orders: Orders) -> Case | None:
    return _wanting(commune, orders, 1)


def just_what_is_owed(commune: Commune, orders: Orders) -> Case | None:
    return _wanting(commune, orders, 0)


def twice_in_a_session(commune: Commune, orders: Orders) -> Case | None:
    for order in _sounding(orders):
        for number, item in enumerate(order.items):
            if item.part in BULLETIN_PARTS:
                again = replace(item, id=f"{order.session}/00000000")
                items = [*order.items[: number + 1], again, *order.items[number + 1 :]]
                return commune, _with(orders, _back_to_back(order, items))
    return None


def a_gap_between_items(commune: Commune, orders: Orders) -> Case | None:
    for order in _sounding(orders):
        if len(order.items) > 1:
            late = replace(order.items[-1], offset_ms=order.items[-1].offset_ms + 1)
            return commune, _with(orders, replace(order, items=(*order.items[:-1], late)))
    return None


def closing_first(commune: Commune, orders: Orders) -> Case | None:
    for order in _sounding(orders):
        if len(order.items) > 1 and order.items[-1].part == "closing":
            items = [order.items[-1], *order.items[:-1]]
            return commune, _with(orders, _back_to_back(order, items))
    return None


def sounds_around_nothing(commune: Commune, orders: Orders) -> Case | None:
    for order in _sounding(orders):
        left = [item for item in order.items if item.part in ("ident", "closing")]
        if left:
            return commune, _with(orders, _back_to_back(order, left))
    return None


def _with_parts(
    commune: Commune, orders: Orders, change: Callable[[Part, RunningOrder], Part]
) -> Case | None:
    for order in _sounding(orders):
        programme = next(one for one in commune.programmes if one.name == order.programme)
        layout = tuple(
            change(part, order) if part.kind in BULLETIN_PARTS else part
            for part in programme.layout
        )
        changed = replace(programme, layout=layout)
        programmes = [changed if one is programme else one for one in commune.programmes]
        return replace(commune, programmes=tuple(programmes)), orders
    return None


def no_part_takes_them(commune: Commune, orders: Orders) -> Case | None:
    def change(part: Part, _order: RunningOrder) -> Part:
        return replace(part, filter=replace(part.filter, columns=("khac",)))

    return _with_parts(commune, orders, change)


def a_part_holds_too_many(commune: Commune, orders: Orders) -> Case | None:
    def change(part: Part, _order: RunningOrder) -> Part:
        return replace(part, max_items=0)

    return _with_parts(commune, orders, change)


def a_part_lasts_too_long(commune: Commune, orders: Orders) -> Case | None:
    def change(part: Part, order: RunningOrder) -> Part:
        shortest = min(i.length_ms for i in order.items if i.part in BULLETIN_PARTS)
        return replace(part, max_ms=shortest - 1)

    return _with_parts(commune, orders, change)


def longer_than_the_session(commune: Commune, orders: Orders) -> Case | None:
    for order in _sounding(orders):
        last = order.items[-1]
        left = order.max_length_ms - last.offset_ms
        longer = replace(last, length_ms=left + 1)
        return commune, _with(orders, replace(order, items=(*order.items[:-1], longer)))
    return None


def at_another_time(commune: Commune, orders: Orders) -> Case | None:
    for order in _sounding(orders):
        return commune, _with(orders, replace(order, start=order.start + timedelta(minutes=1)))
    return None


def withdrawn(commune: Commune, orders: Orders) -> Case | None:
    for demand, _moments in _aired(commune, orders):
        left = tuple(one for one in commune.demands if one is not demand)
        return replace(commune, demands=left), orders
    return None


def another_cut(commune: Commune, orders: Orders) -> Case | None:
    for order in _sounding(orders):
        other = replace(order.items[0], cut="0" * 64)
        return commune, _with(orders, replace(order, items=(other, *order.items[1:])))
    return None


def begun_already(commune: Commune, orders: Orders) -> Case | None:
    for order in orders:
        return replace(commune, untouchable=commune.untouchable | {order.session}), orders
    return None


def makes_good_what_was_not_missed(commune: Commune, orders: Orders) -> Case | None:
    for demand, _moments in _aired(commune, orders):
        return _making_good(commune, orders, demand, "khong@co/00000000", 1)
    return None


def makes_good_twice(commune: Commune, orders: Orders) -> Case | None:
    for demand, moments in _aired(commune, orders):
        if len(moments) > 1:
            missed = _changed(commune, demand, missed=("bo-lo/1",))
            again = next(one for one in missed.demands if one.id == demand.id)
            return _making_good(missed, orders, again, "bo-lo/1", 2)
    return None


def _making_good(
    commune: Commune, orders: Orders, demand: Demand, what: str, times: int
) -> Case | None:
    chosen = {item.id for _order, item in airings(orders, demand)[:times]}
    return commune, tuple(
        replace(
            order,
            items=tuple(
                replace(item, makes_good=what) if item.id in chosen else item
                for item in order.items
            ),
        )
        for order in orders
    )


SPOILED: tuple[tuple[int, Spoiler], ...] = (
    (1, ends_after_the_hours),
    (1, begins_before_the_hours),
    (2, over_the_sessions_cap),
    (2, over_the_days_cap),
    (3, ends_after_other_hours),
    (4, normal_before_priority),
    (4, priority_left_out),
    (5, expired_at_its_first_sample),
    (5, before_the_demand_begins),
    (6, too_near_to_another),
    (6, too_near_to_one_heard),
    (7, sounds_with_one_that_stands),
    (8, more_than_owed),
    (8, twice_in_a_session),
    (9, a_gap_between_items),
    (9, closing_first),
    (9, sounds_around_nothing),
    (9, no_part_takes_them),
    (9, a_part_holds_too_many),
    (9, a_part_lasts_too_long),
    (9, longer_than_the_session),
    (9, at_another_time),
    (10, withdrawn),
    (10, another_cut),
    (10, begun_already),
    (11, makes_good_what_was_not_missed),
    (11, makes_good_twice),
)
HARMLESS: tuple[tuple[int, Spoiler], ...] = (
    (1, ends_with_the_hours),
    (3, ends_with_other_hours),
    (5, expires_after_its_first_sample),
    (6, as_near_as_allowed),
    (7, follows_upon_another),
    (8, just_what_is_owed),
)
