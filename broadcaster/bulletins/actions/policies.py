"""Keep the list of policies that bulletins serve."""

from collections.abc import Sequence
from datetime import date

from broadcaster.bulletins.policy import Policy, Stage, amended
from broadcaster.bulletins.store import policies
from broadcaster.bulletins.tidying import tidy
from broadcaster.desk import Desk
from broadcaster.handles import resolve
from broadcaster.units import Role
from broadcaster.units import actions as units_actions


def policy_list(desk: Desk) -> tuple[Policy, ...]:
    """Return every policy, oldest entry first."""
    with desk.database.transaction() as session:
        return policies.read_all(session)


def policy_show(desk: Desk, handle: str) -> Policy:
    """Return the policy of that document number, or of a unique tail of it."""
    every = {policy.id: policy for policy in policy_list(desk)}
    return every[resolve(handle, tuple(every))]


def policy_add(
    desk: Desk,
    number: str,
    *,
    title: str | None = None,
    level: str | None = None,
    owner: str | None = None,
    stages: Sequence[tuple[Stage, date]] = (),
) -> Policy:
    """Enter a policy by the number of its document, or add to one that is there.

    What is not given stays as it was; a stage given again gets its new day. A new policy needs a
    title.
    """
    who = units_actions.require_role(desk, Role.OPERATOR)
    with desk.database.transaction() as session:
        policy = amended(
            policies.read(session, tidy(number, "NUMBER")),
            number,
            title=title,
            level=level,
            owner=owner,
            stages=stages,
        )
        policies.write(session, policy, who.person, desk.time.now())
    return policy


def policy_import(desk: Desk, wanted: Sequence[Policy]) -> tuple[int, int]:
    """Enter policies read from a sheet, all or none; return how many are new and how many not."""
    who = units_actions.require_role(desk, Role.OPERATOR)
    new = 0
    with desk.database.transaction() as session:
        for one in wanted:
            old = policies.read(session, one.id)
            new += old is None
            merged = amended(
                old, one.id, title=one.title, level=one.level, owner=one.owner, stages=one.stages
            )
            policies.write(session, merged, who.person, desk.time.now())
    return new, len(wanted) - new
