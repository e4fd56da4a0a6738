"""The same planning, with one thing changed: what a chair may ask before changing it.

Pure. A change is a value; `applied` gives the inputs a plan would have after it. Nothing here says
whether anybody may make the change: widening hours needs a document, a longer session its overlap
checked, more airings a new approval. Minutes and days are whole.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from broadcaster.schedule.demand import Demand
from broadcaster.schedule.foresight import changed_demand, changed_frame
from broadcaster.schedule.foresight.changed_demand import Edit
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.programmes.model import Programme


class Lever(StrEnum):
    """What may be changed."""

    SESSION_MINUTES = "session-minutes"
    """The programme lasts longer. Amount: minutes more; subject: programme."""
    PART_MINUTES = "part-minutes"
    """Its parts with bulletins may last longer. Amount: minutes more; subject: programme."""
    PART_ITEMS = "part-items"
    """Its parts take more bulletins. Amount: how many more; subject: programme."""
    FILTER = "filter"
    """The programme's filter takes it. Subject: `<programme> <what the filter asks for>`."""
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
    APART = "apart"
    """Nearer together. Amount: minutes less."""
    ZONES = "zones"
    """Approved for more zones. Subject: the zones, with commas."""
    PRIORITY = "priority"
    """Approved as PRIORITY."""


@dataclass(frozen=True)
class Change:
    """One change. What `amount` and `subject` mean stands at the lever."""

    lever: Lever
    amount: int = 0
    subject: str = ""


OF_DEMAND: dict[Lever, Edit] = {
    Lever.TIMES: changed_demand.more_airings,
    Lever.UNTIL: changed_demand.ends_later,
    Lever.FROM: changed_demand.begins_earlier,
    Lever.APART: changed_demand.nearer_together,
    Lever.ZONES: changed_demand.in_more_zones,
    Lever.PRIORITY: changed_demand.with_priority,
}
OF_PROGRAMME = (Lever.SESSION_MINUTES, Lever.PART_MINUTES, Lever.PART_ITEMS, Lever.FILTER)


def applied(inputs: Inputs, change: Change, bulletin: str) -> Inputs:
    """Return what a plan would depend on after the change; `bulletin` is whom it is to help."""
    if change.lever in OF_DEMAND:
        edit = OF_DEMAND[change.lever]
        demands = tuple(
            edit(one, change.amount, change.subject) if speaks(one, bulletin) else one
            for one in inputs.demands
        )
        return replace(inputs, demands=demands)
    if change.lever in OF_PROGRAMME:
        name = change.subject.partition(" ")[0]
        programmes = tuple(
            _reshaped(one, change) if one.name == name else one for one in inputs.programmes
        )
        return replace(inputs, programmes=programmes)
    return replace(inputs, hours=_widened(inputs, change))


def speaks(demand: Demand, bulletin: str) -> bool:
    """Say whether a demand is for this bulletin, or may be met by it."""
    return any(one.approval.bulletin == bulletin for one in demand.candidates)


def _reshaped(programme: Programme, change: Change) -> Programme:
    match change.lever:
        case Lever.SESSION_MINUTES:
            return changed_frame.longer(programme, change.amount)
        case Lever.PART_MINUTES:
            return changed_frame.with_part_minutes(programme, change.amount)
        case Lever.PART_ITEMS:
            return changed_frame.with_part_items(programme, change.amount)
        case _:
            return changed_frame.without_filter(programme, change.subject.partition(" ")[2])


def _widened(inputs: Inputs, change: Change) -> HoursPolicy:
    match change.lever:
        case Lever.CAP_SESSION:
            return changed_frame.with_caps(inputs.hours, change.amount, 0)
        case Lever.CAP_DAY:
            return changed_frame.with_caps(inputs.hours, 0, change.amount)
        case _:
            start = datetime.fromisoformat(change.subject)
            return changed_frame.with_longer_window(inputs.hours, start, change.amount, inputs.zone)
