"""A demand after a change that only who approves or mandates could make. Pure.

Of a mandate both change: what is asked for, and the approval that has to cover it.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from broadcaster.bulletins.model import Approval, BulletinClass
from broadcaster.schedule.demand import Demand

Edit = Callable[[Demand, int, str], Demand]
"""Takes the demand, the amount and the subject of a change."""


def more_airings(demand: Demand, count: int, _subject: str) -> Demand:
    """Return it with more airings; one that asks for every session stays as it is."""
    wanted = None if demand.wanted is None else demand.wanted + count
    return _approved(
        replace(demand, wanted=wanted),
        lambda one: replace(one, times=None if one.times is None else one.times + count),
    )


def ends_later(demand: Demand, days: int, _subject: str) -> Demand:
    """Return it with an end some days later, where it has one."""
    return _approved(
        replace(demand, until=_moved(demand.until, days)),
        lambda one: replace(one, valid_until=_moved(one.valid_until, days)),
    )


def begins_earlier(demand: Demand, days: int, _subject: str) -> Demand:
    """Return it with a beginning some days earlier, where it has one."""
    return _approved(
        replace(demand, since=_moved(demand.since, -days)),
        lambda one: replace(one, valid_from=_moved(one.valid_from, -days)),
    )


def in_more_zones(demand: Demand, _amount: int, subject: str) -> Demand:
    """Return it for these zones as well; one that is for all of them stays as it is."""
    zones = subject.split(",")
    return _approved(
        replace(demand, zones=_with(demand.zones, zones)),
        lambda one: replace(one, zones=_with(one.zones, zones)),
    )


def with_priority(demand: Demand, _amount: int, _subject: str) -> Demand:
    """Return it as PRIORITY."""
    return _approved(demand, lambda one: replace(one, bulletin_class=BulletinClass.PRIORITY))


def nearer_together(demand: Demand, minutes: int, _subject: str) -> Demand:
    """Return it with a distance that many minutes less."""
    return replace(demand, apart_ms=max(demand.apart_ms - minutes * 60_000, 0))


def _approved(demand: Demand, edit: Callable[[Approval], Approval]) -> Demand:
    candidates = (replace(one, approval=edit(one.approval)) for one in demand.candidates)
    return replace(demand, candidates=tuple(candidates))


def _moved(moment: datetime | None, days: int) -> datetime | None:
    return moment + timedelta(days=days) if moment else None


def _with(zones: tuple[str, ...], more: list[str]) -> tuple[str, ...]:
    return tuple(sorted({*zones, *more})) if zones else zones
