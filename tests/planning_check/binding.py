"""Does a rule matter to a commune? Its plan is made again as if the rule did not exist."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from broadcaster.bulletins.model import BulletinClass
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.hours.unit_hours import UnitHours
from broadcaster.schedule.hours.windows import Stretch, Window
from broadcaster.schedule.model import RunningOrder
from broadcaster.schedule.programmes.model import Filter, Programme
from broadcaster.schedule.sessions.slot import Candidate
from tests.planning_check.allowed import allowed, cap_ms, ms_of
from tests.planning_check.commune import BULLETIN_PARTS, Commune, owed, planned
from tests.planning_check.fires import firings
from tests.planning_check.hours_rules import without_special_days

Hours = TypeVar("Hours", bound=UnitHours)
ALWAYS = (Window(Stretch(0, 1440)),)


def binds(rule: int, commune: Commune, orders: Sequence[RunningOrder]) -> bool:
    """Say whether the plan would be another one without a rule, by its number."""
    return _placed(planned(WITHOUT[rule](commune))) != _placed(orders)


def _placed(orders: Sequence[RunningOrder]) -> list[tuple[str, list[tuple[str, int, str]]]]:
    return [
        (order.session, [(item.bulletin, item.offset_ms, item.makes_good) for item in order.items])
        for order in orders
        if order.items
    ]


def is_oversubscribed(commune: Commune) -> bool:
    """Say whether more is owed than all sessions of the plan have room for.

    Caution: room is counted without the cap per day and without what the sounds take.
    """
    minutes = allowed(commune)
    rooms = [
        _room_ms(commune, longest, start)
        for _programme, start, longest in firings(commune)
        if minutes.around(ms_of(start))
    ]
    wanted = 0
    for demand in commune.demands:
        if demand.bulletin_class is not BulletinClass.EMERGENCY:
            most = owed(commune, demand)
            wanted += demand.source.length_ms * min(
                len(rooms), len(rooms) if most is None else most
            )
    return wanted > sum(rooms)


def _room_ms(commune: Commune, longest: int, start: datetime) -> int:
    cap = cap_ms(commune.hours, start.date(), daily=False)
    return longest if cap is None else min(longest, cap)


def _everywhere(policy: Hours, fields: dict[str, object]) -> Hours:
    standing = policy.standing and _everywhere(policy.standing, fields)
    return replace(policy, standing=standing, **fields)  # type: ignore[arg-type]


def _hours(commune: Commune, **fields: object) -> Commune:
    """Return the commune with these fields in every policy, also of the units above."""
    hours = _everywhere(commune.hours, fields)
    above = tuple(replace(one, hours=_everywhere(one.hours, fields)) for one in hours.above)
    return replace(commune, hours=replace(hours, above=above))


def _without_hours(commune: Commune) -> Commune:
    return replace(_hours(commune, windows=ALWAYS, holidays=None), doubt_ms=0, lead_ms=0)


def _without_caps(commune: Commune) -> Commune:
    return _hours(commune, session_minutes=None, day_minutes=None)


def _demands(commune: Commune, change: Callable[[Demand], Demand]) -> Commune:
    return replace(commune, demands=tuple(change(demand) for demand in commune.demands))


def _approved(demand: Demand, change: Callable[[Candidate], Candidate]) -> Demand:
    return replace(demand, candidates=tuple(change(one) for one in demand.candidates))


def _without_classes(commune: Commune) -> Commune:
    def plain(one: Candidate) -> Candidate:
        if one.approval.bulletin_class is BulletinClass.EMERGENCY:
            return one
        return replace(one, approval=replace(one.approval, bulletin_class=BulletinClass.NORMAL))

    return _demands(commune, lambda demand: _approved(demand, plain))


def _without_validity(commune: Commune) -> Commune:
    def always(one: Candidate) -> Candidate:
        return replace(one, approval=replace(one.approval, valid_from=None, valid_until=None))

    return _demands(
        commune, lambda demand: replace(_approved(demand, always), since=None, until=None)
    )


def _without_distance(commune: Commune) -> Commune:
    return _demands(commune, lambda demand: replace(demand, apart_ms=0))


def _out_of_the_way(commune: Commune) -> Commune:
    """Let every order that stands sound at three in the morning of its day."""
    standing = [
        replace(order, start=order.start.astimezone(commune.zone).replace(hour=3, minute=0))
        for order in commune.standing
    ]
    return replace(commune, standing=tuple(standing))


def _without_counts(commune: Commune) -> Commune:
    def often(one: Candidate) -> Candidate:
        return replace(one, approval=replace(one.approval, times=None))

    return _demands(commune, lambda demand: replace(_approved(demand, often), wanted=None))


def _without_limits(commune: Commune) -> Commune:
    def plain(programme: Programme) -> Programme:
        layout = tuple(
            replace(part, filter=Filter(), max_items=None, max_ms=None)
            if part.kind in BULLETIN_PARTS
            else part
            for part in programme.layout
        )
        return replace(programme, layout=layout)

    return replace(commune, programmes=tuple(plain(one) for one in commune.programmes))


def _without_standing(commune: Commune) -> Commune:
    return replace(commune, standing=(), untouchable=frozenset(), closed=frozenset())


def _without_missed(commune: Commune) -> Commune:
    return _demands(commune, lambda demand: replace(demand, missed=()))


WITHOUT: dict[int, Callable[[Commune], Commune]] = {
    1: _without_hours,
    2: _without_caps,
    3: without_special_days,
    4: _without_classes,
    5: _without_validity,
    6: _without_distance,
    7: _out_of_the_way,
    8: _without_counts,
    9: _without_limits,
    10: _without_standing,
    11: _without_missed,
}
