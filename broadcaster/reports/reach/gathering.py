"""What the papers of this room are made from, gathered once: lists, tree, lines and airings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from broadcaster.policies import Agency, Scope
from broadcaster.reports.model import Stretch
from broadcaster.reports.reach.indicators import Ground, Reach, reach_of
from broadcaster.reports.reach.placing import Placed
from broadcaster.units import Unit


@dataclass(frozen=True)
class Gathered:
    """Everything as of one day, under the units of one day."""

    top: Unit
    lines: tuple[Unit, ...]
    """Who has a line, by name."""
    ground: Ground
    placed: Placed
    agencies: tuple[Agency, ...]
    """Those of the top and of everything below it."""
    stretches: tuple[Stretch, ...] = field(default=())
    """The logs it was counted from, without their items."""

    @property
    def day(self) -> date:
        """As of which day."""
        return self.ground.day

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the lines."""
        return tuple(one.id for one in self.lines)

    def reaches(self, scope: Scope) -> Sequence[Reach]:
        """Return KPI B of each line."""
        return [reach_of(self.ground, self.placed, one, scope) for one in self.ids]

    def pairs(self, scope: Scope) -> int:
        """Count policies by whom they concern: the sum of all denominators, policy by policy."""
        return sum(
            sum(self.ground.concerns(policy, one) for one in self.ids)
            for policy in self.ground.counting(scope)
        )
