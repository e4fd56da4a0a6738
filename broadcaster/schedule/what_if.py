"""The same planning, with one thing changed: what a chair may ask before changing it.

Pure. A change is a value; `applied` gives the inputs a plan would have after it. Nothing here says
whether anybody may make the change: widening hours needs a document, a longer session its overlap
checked, more airings a new approval. Minutes and days are whole.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from broadcaster.bulletins.model import Approval, BulletinClass
from broadcaster.schedule.demand import Demand, DemandKind
from broadcaster.schedule.hours import HoursPolicy
from broadcaster.schedule.planner import Inputs
from broadcaster.schedule.programme import Filter, Part, Programme
from broadcaster.schedule.station_time import DAY_MINUTES, station_date
from broadcaster.schedule.windows import HoursException, Stretch

MINUTE_MS = 60_000


class Lever(StrEnum):
    """What may be changed."""

    SESSION_MINUTES = "session-minutes"
    """The programme lasts longer. Amount: minutes more; subject: programme."""
    PART_MINUTES = "part-minutes"
    """Its parts with bulletins may last longer. Amount: minutes more; subject: programme."""
    PART_ITEMS = "part-items"
    """Its parts take more bulletins. Amount: how many more; subject: programme."""
    CAP_SESSION = "cap-session"
    """The policy allows more a session. Amount: minutes more."""
    CAP_DAY = "cap-day"
    """The policy allows more a day. Amount: minutes more."""
    HOURS = "hours"
    """An exception lengthens the window. Amount: minutes more; subject: the session's start."""
    TIMES = "times"
    """More airings. Amount: how many more."""
    UNTIL = "until"
    """Valid longer. Amount: days more."""
    FROM = "from"
    """Valid earlier. Amount: days earlier."""
    ZONES = "zones"
    """Approved for more zones. Subject: the zones, with commas."""
    FILTER = "filter"
    """The programme's filter takes it. Subject: `<programme> <what the filter asks for>`."""
    PRIORITY = "priority"
    """Approved as PRIORITY."""


@dataclass(frozen=True)
class Change:
    """One change. What `amount` and `subject` mean stands at the lever."""

    lever: Lever
    amount: int = 0
    subject: str = ""


def applied(inputs: Inputs, change: Change, bulletin: str) -> Inputs:
    """Return what a plan would depend on after the change; `bulletin` is whom it is to help."""
    if change.lever in _OF_APPROVAL:
        edit = _OF_APPROVAL[change.lever]
        return with_approval(inputs, bulletin, lambda approval: edit(approval, change))
    if change.lever in _OF_PROGRAMME:
        name = change.subject.partition(" ")[0]
        reshape = _OF_PROGRAMME[change.lever]
        programmes = tuple(
            reshape(one, change) if one.name == name else one for one in inputs.programmes
        )
        return replace(inputs, programmes=programmes)
    if change.lever is Lever.HOURS:
        return replace(inputs, hours=_lengthened(inputs, change))
    return replace(inputs, hours=_uncapped(inputs.hours, change))


def with_approval(inputs: Inputs, bulletin: str, edit: Callable[[Approval], Approval]) -> Inputs:
    """Return the same inputs with the approval of one bulletin edited."""
    return replace(inputs, demands=tuple(_edited(one, bulletin, edit) for one in inputs.demands))


def _edited(demand: Demand, bulletin: str, edit: Callable[[Approval], Approval]) -> Demand:
    candidates = tuple(
        replace(one, approval=edit(one.approval)) if one.approval.bulletin == bulletin else one
        for one in demand.candidates
    )
    if demand.kind is not DemandKind.OWN:
        return replace(demand, candidates=candidates)
    return replace(demand, candidates=candidates, wanted=candidates[0].approval.times)


def _times(approval: Approval, change: Change) -> Approval:
    return replace(approval, times=(approval.times or 0) + change.amount)


def _until(approval: Approval, change: Change) -> Approval:
    end = approval.valid_until
    return replace(approval, valid_until=end + timedelta(days=change.amount) if end else None)


def _from(approval: Approval, change: Change) -> Approval:
    begin = approval.valid_from
    return replace(approval, valid_from=begin - timedelta(days=change.amount) if begin else None)


def _zones(approval: Approval, change: Change) -> Approval:
    return replace(approval, zones=tuple(sorted({*approval.zones, *change.subject.split(",")})))


def _priority(approval: Approval, _change: Change) -> Approval:
    return replace(approval, bulletin_class=BulletinClass.PRIORITY)


def _longer(programme: Programme, change: Change) -> Programme:
    return replace(programme, longest_ms=programme.longest_ms + change.amount * MINUTE_MS)


def _on_parts(edit: Callable[[Part, Change], Part]) -> Callable[[Programme, Change], Programme]:
    def reshape(programme: Programme, change: Change) -> Programme:
        layout = (edit(part, change) if part.takes_bulletins else part for part in programme.layout)
        return replace(programme, layout=tuple(layout))

    return reshape


def _part_minutes(part: Part, change: Change) -> Part:
    more = change.amount * MINUTE_MS
    return replace(part, max_ms=None if part.max_ms is None else part.max_ms + more)


def _part_items(part: Part, change: Change) -> Part:
    most = part.max_items
    return replace(part, max_items=None if most is None else most + change.amount)


def _open_filter(part: Part, change: Change) -> Part:
    asked = change.subject.partition(" ")[2]
    nothing: dict[str, tuple[str, ...]] = {asked: ()}
    return replace(part, filter=replace(part.filter, **nothing))


FILTERED = tuple(Filter.__dataclass_fields__)
"""What a filter may ask for."""

_OF_APPROVAL: dict[Lever, Callable[[Approval, Change], Approval]] = {
    Lever.TIMES: _times,
    Lever.UNTIL: _until,
    Lever.FROM: _from,
    Lever.ZONES: _zones,
    Lever.PRIORITY: _priority,
}
_OF_PROGRAMME: dict[Lever, Callable[[Programme, Change], Programme]] = {
    Lever.SESSION_MINUTES: _longer,
    Lever.PART_MINUTES: _on_parts(_part_minutes),
    Lever.PART_ITEMS: _on_parts(_part_items),
    Lever.FILTER: _on_parts(_open_filter),
}


def _uncapped(hours: HoursPolicy, change: Change) -> HoursPolicy:
    """Raise a cap of the policy and of what it lies over; no cap stays none."""
    session, day = hours.session_minutes, hours.day_minutes
    if change.lever is Lever.CAP_SESSION and session is not None:
        session += change.amount
    if change.lever is Lever.CAP_DAY and day is not None:
        day += change.amount
    standing = _uncapped(hours.standing, change) if hours.standing else None
    return replace(hours, session_minutes=session, day_minutes=day, standing=standing)


def _lengthened(inputs: Inputs, change: Change) -> HoursPolicy:
    """Add the exception an approver could sign; where outer limits end, so does it."""
    hours, start = inputs.hours, datetime.fromisoformat(change.subject)
    window = hours.covering(start)
    day = station_date(start, inputs.zone)
    end = window.end if window else start
    local = end.astimezone(inputs.zone)
    minute = local.hour * 60 + local.minute + (local.date() - day).days * DAY_MINUTES
    stretch = Stretch(minute, minute + change.amount)
    return hours.with_exceptions([*hours.exceptions, HoursException(day, stretch, "what if")])
