"""Take over what the approver wants said differently: one act of the author's."""

from broadcaster.bulletins import lifecycle
from broadcaster.bulletins.actions.drafting import edit
from broadcaster.bulletins.actions.finding import find
from broadcaster.bulletins.correcting import Corrections
from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.model import State
from broadcaster.bulletins.revision import Bulletin
from broadcaster.bulletins.rewording import Edits
from broadcaster.bulletins.store import trail
from broadcaster.desk import Desk


def corrections_of(desk: Desk, bulletin: Bulletin) -> Corrections:
    """Return what the last return asks to be said differently, while the bulletin is returned."""
    if bulletin.state is not State.RETURNED:
        return ()
    with desk.database.transaction() as session:
        return trail.corrections(session, bulletin)


def take_corrections(desk: Desk, handle: str, *, turn: int | None = None) -> Bulletin:
    """Make the next revision with the approver's wording; whoever does it is its author.

    The approver stays another person and can approve it. `BulletinsError` when nothing waits.
    """
    seen = find(desk, handle)
    lifecycle.require_turn(seen, turn)
    wanted = corrections_of(desk, seen)
    if not wanted:
        raise BulletinsError.no_corrections(seen.id)
    return edit(desk, seen.revision.id, edits=Edits(say=wanted))
