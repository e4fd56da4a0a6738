"""Approvals with what was measured on the cuts they cover: what the planner may plan."""

from collections.abc import Collection

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.bulletins.model import Approval
from broadcaster.desk import Desk
from broadcaster.schedule.sessions.slot import Candidate


def with_cuts(desk: Desk, approvals: Collection[Approval]) -> tuple[Candidate, ...]:
    """Return these approvals, in their order, with the lengths of their cuts and headlines."""
    headlines = [approval.headline.cut for approval in approvals if approval.headline]
    wanted = [*(approval.cut for approval in approvals), *headlines]
    cuts = bulletins_actions.cuts_of(desk, wanted)
    return tuple(
        Candidate(
            approval,
            cuts[approval.cut].duration_ms,
            cuts[approval.cut].sentence_ends_ms,
            cuts[approval.headline.cut].duration_ms if approval.headline else 0,
        )
        for approval in approvals
    )
