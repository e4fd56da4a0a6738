"""The two indicators of policy communication, as of a day. Pure arithmetic over dated lists.

KPI A: agencies that have named both a leader and a focal point / all agencies there are.
KPI B, for each scope: policies with at least one airing at each stage they have reached / policies
there are. A commune without a box, or whose log is not here, stays in the denominator: what cannot
be shown was not done. Shares of provinces add up to the country's by numerators and denominators.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from broadcaster.policies import Agency, Policy, Scope, Stage
from broadcaster.policies.amending import key_of
from broadcaster.reports.reach.placing import Placed, Told
from broadcaster.units import Unit
from broadcaster.units.heirs import heir_on
from broadcaster.units.model import Membership
from broadcaster.units.tree import line_of


class Why(StrEnum):
    """Why nothing shows that a policy was heard in a commune."""

    NO_BOX = "no-box"
    NO_LOG = "no-log"
    FAILED = "failed"
    """It was planned, and did not sound whole."""
    LOG_ENDS = "log-ends"
    """The log that is here ends before the day."""
    NOT_PLANNED = "not-planned"


@dataclass(frozen=True)
class Gap:
    """A policy that lacks an airing in a commune, at these stages."""

    unit: str
    policy: Policy
    stages: tuple[Stage, ...]
    why: Why


@dataclass(frozen=True)
class Reach:
    """KPI B of one commune for one scope."""

    unit: str
    covered: int
    policies: int
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Ground:
    """What the indicators are counted over: the lists and the tree as of their days."""

    day: date
    asked: date
    """The day whose units have a line."""
    policies: tuple[Policy, ...]
    units: Mapping[str, Unit]
    memberships: tuple[Membership, ...]
    with_box: Collection[str]
    """Units that have a station."""

    def counting(self, scope: Scope) -> tuple[Policy, ...]:
        """Return the policies of a scope that there are on the day."""
        return tuple(p for p in self.policies if p.scope is scope and p.counts_on(self.day))

    def concerns(self, policy: Policy, unit: str) -> bool:
        """Say whether a policy is for a unit's people: for everybody, for it or one above it."""
        if not policy.unit:
            return True
        meant = heir_on(self.units, policy.unit, self.day)
        line = tuple(line_of(self.memberships, unit, self.asked))
        return policy.unit in line or meant in {heir_on(self.units, one, self.day) for one in line}


def lacking(agencies: Sequence[Agency], day: date) -> tuple[int, tuple[Agency, ...]]:
    """Return KPI A: how many agencies there are on a day, and those that lack a name."""
    there = [one for one in agencies if one.term.covers(day)]
    return len(there), tuple(one for one in there if one.lacks_on(day))


def reach_of(ground: Ground, placed: Placed, unit: str, scope: Scope) -> Reach:
    """Return KPI B of a unit that has a line, for one scope."""
    owed = [one for one in ground.counting(scope) if ground.concerns(one, unit)]
    told = placed.told(unit)
    gaps = tuple(
        Gap(unit, policy, missing, _why(ground, placed, unit, policy, missing))
        for policy in owed
        if (missing := missing_stages(policy, ground.day, told))
    )
    return Reach(unit, len(owed) - len(gaps), len(owed), gaps)


def reach_together(
    ground: Ground, placed: Placed, lines: Sequence[str], scope: Scope
) -> tuple[int, int, tuple[Policy, ...]]:
    """Return KPI B of all lines as one: policies heard somewhere at each stage, all, the rest."""
    told: set[Told] = set().union(*(placed.told(line) for line in lines))
    owed = [
        policy
        for policy in ground.counting(scope)
        if any(ground.concerns(policy, line) for line in lines)
    ]
    left = tuple(policy for policy in owed if missing_stages(policy, ground.day, told))
    return len(owed) - len(left), len(owed), left


def missing_stages(policy: Policy, day: date, told: Collection[Told]) -> tuple[Stage, ...]:
    """Return the stages it had reached by `day` and that nobody was told of."""
    key = key_of(policy.id)
    return tuple(stage for stage in policy.reached_on(day) if (key, str(stage)) not in told)


def _why(ground: Ground, placed: Placed, unit: str, policy: Policy, stages: Sequence[Stage]) -> Why:
    until = placed.reaches.get(unit)
    if until is None:
        return Why.NO_LOG if unit in ground.with_box else Why.NO_BOX
    key = key_of(policy.id)
    if any((key, str(stage)) in placed.failed.get(unit, ()) for stage in stages):
        return Why.FAILED
    return Why.LOG_ENDS if until < ground.day else Why.NOT_PLANNED
