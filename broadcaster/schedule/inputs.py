"""Everything a plan depends on, as one value."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from broadcaster.schedule.choosing import Weights
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.model import RunningOrder
from broadcaster.schedule.programmes.model import Programme
from broadcaster.schedule.sessions.sharing import Sharing
from broadcaster.schedule.sessions.slot import Candidate
from broadcaster.schedule.weights_file import shipped_weights


@dataclass(frozen=True)
class Inputs:
    """Everything a plan depends on."""

    zone: ZoneInfo
    now: datetime
    since: datetime
    """First moment at which a planned session may start; not before `now`."""
    until: datetime
    programmes: Sequence[Programme]
    hours: HoursPolicy
    demands: Sequence[Demand]
    sounds: Mapping[str, Candidate]
    standing: Sequence[RunningOrder] = ()
    """Orders that are not planned anew: locked, begun, or before `since`; all of today's."""
    before: Sequence[RunningOrder] = ()
    """The orders that this plan replaces."""
    ordered: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Of a session, its PRIORITY bulletins in the order the operator gave them."""
    languages: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Of a zone, the languages it asks for, the first one first."""
    untouchable: frozenset[str] = frozenset()
    """Sessions that are not planned even where no order of theirs stands: the log has them."""
    aired: Mapping[str, int] = field(default_factory=dict)
    """Airings in the log (`aired` and `late`) per approval id."""
    closed: AbstractSet[str] = frozenset()
    """Items that have an outcome in the log."""
    lock_lead_s: int = 120
    grace_ms: int = 2000
    doubt_ms: int = 0
    """The greatest uncertainty the player's clock may state."""
    sharing: Sharing = field(default_factory=Sharing)
    """What lies between sessions, and which may sound at once."""
    weights: Weights = field(default_factory=shipped_weights)
