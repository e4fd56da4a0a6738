"""What an approval of a bulletin would cover if it were given now. Nothing here writes."""

from dataclasses import dataclass

from broadcaster.bulletins import lifecycle
from broadcaster.bulletins.actions import ending
from broadcaster.bulletins.actions.approving import superseded_by
from broadcaster.bulletins.actions.estimating import estimate
from broadcaster.bulletins.actions.finding import find
from broadcaster.bulletins.actions.rendering import cut_of
from broadcaster.bulletins.granting import foresee
from broadcaster.bulletins.model import Approval
from broadcaster.bulletins.revision import Bulletin
from broadcaster.bulletins.spoken_line import SpokenLine, spoken_lines
from broadcaster.desk import Desk


@dataclass(frozen=True)
class Foreseen:
    """An approval that nobody has given, with how long its cut sounds."""

    approval: Approval
    length_ms: int
    sentence_ends_ms: tuple[int, ...]
    is_estimate: bool
    """True while no cut fits the newest text; then the length is an estimate."""
    ends: frozenset[str]
    """Bulletins whose approval would end with it, itself among them."""
    lines: tuple[SpokenLine, ...] = ()
    """What sounds, line by line; none for a recording without a text."""


def foreseen(desk: Desk, handle: str) -> Foreseen:
    """Return what approving a bulletin now would bring; in whatever state, but not withdrawn."""
    bulletin = find(desk, handle)
    lifecycle.require_changeable(bulletin)
    approval = foresee(bulletin, desk.time.now())
    superseded = superseded_by(desk, bulletin)
    fallen = [variant.id for old in superseded for variant in ending.variants(desk, old.revision)]
    ends = frozenset([bulletin.id, *(old.id for old in superseded), *fallen])
    script, expected = bulletin.revision.script, estimate(desk, bulletin.revision)
    cut = cut_of(desk, bulletin.cut) if bulletin.has_fitting_cut else None
    length_ms = cut.duration_ms if cut else expected.length_ms
    lines = spoken_lines(script, expected.line_ms, length_ms)
    sentence_ends = cut.sentence_ends_ms if cut else ()
    return Foreseen(approval, length_ms, sentence_ends, cut is None, ends, lines)


def ends_with_change(desk: Desk, bulletin: Bulletin) -> tuple[str, ...]:
    """Return the bulletins (ids) whose approvals end when this one is edited or withdrawn."""
    every = (bulletin, *ending.variants(desk, bulletin.revision))
    return tuple(one.id for one in every if one.approval)


def ends_with_approval(desk: Desk, bulletin: Bulletin) -> tuple[str, ...]:
    """Return the bulletins (ids) whose approvals end when this one is approved."""
    return tuple(
        id_ for old in superseded_by(desk, bulletin) for id_ in ends_with_change(desk, old)
    )
