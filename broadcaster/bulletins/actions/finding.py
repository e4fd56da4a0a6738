"""Find, list and show bulletins. Nothing here writes or asks for a role."""

import re
from collections.abc import Iterable

from sqlalchemy.orm import Session

from broadcaster.bulletins.families import Families
from broadcaster.bulletins.lifecycle import require_current
from broadcaster.bulletins.model import Approval, State
from broadcaster.bulletins.revision import Bulletin, Revision, Step, Submission
from broadcaster.bulletins.store import approvals, dossiers, sounds, trail
from broadcaster.bulletins.store import families as families_store
from broadcaster.bulletins.store import headings as headings_store
from broadcaster.bulletins.store.dossiers import Listed
from broadcaster.bulletins.store.headings import Heading
from broadcaster.desk import Desk
from broadcaster.handles import HandleError, resolve

REVISION = re.compile(r"(.+)\.r([0-9]{1,6})")


def find(desk: Desk, handle: str) -> Bulletin:
    """Return the bulletin that `handle` means: id, unique tail, `@last`, or its newest revision.

    A revision that has been replaced is refused: whoever names it has not seen the newest.
    """
    with desk.database.transaction() as session:
        bulletin, revision = _find(session, handle)
    if REVISION.fullmatch(handle):
        require_current(bulletin, revision)
    return bulletin


def find_revision(desk: Desk, handle: str) -> Revision:
    """Return the revision that `handle` names, or the newest of the bulletin it names."""
    with desk.database.transaction() as session:
        return _find(session, handle)[1]


def _find(session: Session, handle: str) -> tuple[Bulletin, Revision]:
    """Return what `handle` names; a whole id costs one query, a tail reads every id."""
    named = REVISION.fullmatch(handle)
    name = named[1] if named else handle
    bulletin = dossiers.read(session, name)
    if bulletin is None:
        bulletin = dossiers.read(session, resolve(name, dossiers.ids(session)))
    if bulletin is None:
        raise HandleError(handle, ())
    if named is None or int(named[2]) == bulletin.revision.number:
        return bulletin, bulletin.revision
    older = dossiers.read_revision(session, bulletin.id, int(named[2]))
    if older is None:
        raise HandleError(handle, ())
    return bulletin, older


def listing(
    desk: Desk,
    states: Iterable[State] = (),
    *,
    limit: int | None = None,
    newest_first: bool = False,
) -> tuple[Listed, ...]:
    """Return all bulletins, or those in these states, oldest or newest first, without their texts.

    With `limit` only the first so many in that order; the others are not read.
    """
    with desk.database.transaction() as session:
        return dossiers.listing(session, states, limit=limit, newest_first=newest_first)


def history(desk: Desk, handle: str) -> tuple[Step, ...]:
    """Return what was done to a bulletin, oldest first."""
    bulletin = find(desk, handle.rpartition(".r")[0] if REVISION.fullmatch(handle) else handle)
    with desk.database.transaction() as session:
        return trail.steps(session, bulletin.id)


def approval_of(desk: Desk, bulletin: Bulletin) -> Approval | None:
    """Return the approval in force of a bulletin, if it has one."""
    if not bulletin.approval:
        return None
    with desk.database.transaction() as session:
        return approvals.read(session, bulletin.approval)


def approval_named(desk: Desk, id_: str) -> Approval | None:
    """Return the approval with exactly this id, in force or not, as a record names it."""
    with desk.database.transaction() as session:
        return approvals.read(session, id_)


def submission_of(desk: Desk, bulletin: Bulletin) -> Submission | None:
    """Return the last hand-over of a bulletin's newest revision, if there was one."""
    with desk.database.transaction() as session:
        found = trail.last_submission(session, bulletin.id)
    return found if found and found.revision == bulletin.revision.id else None


def last_approved(desk: Desk, bulletin: Bulletin) -> Revision | None:
    """Return the revision that was approved last before this one, to compare with.

    Of the bulletin itself, else of the one it supersedes; None when neither ever was approved.
    """
    with desk.database.transaction() as session:
        for name in filter(None, (bulletin.id, bulletin.revision.fields.supersedes)):
            approval = approvals.newest_of(session, name, before=bulletin.revision.id)
            if approval:
                id_, _mark, number = approval.revision.rpartition(".r")
                return dossiers.read_revision(session, id_, int(number))
    return None


def source_of(desk: Desk, bulletin: Bulletin) -> Bulletin | None:
    """Return the bulletin that this one translates, as it stands now; None for an original."""
    translates = bulletin.revision.fields.translates
    if not translates:
        return None
    with desk.database.transaction() as session:
        return dossiers.read(session, translates.rpartition(".r")[0])


def families(desk: Desk) -> Families:
    """Return which approved bulletins translate which."""
    with desk.database.transaction() as session:
        return families_store.read(session)


def headings(desk: Desk, bulletins: Iterable[str]) -> dict[str, Heading]:
    """Return what a list of other things says of these bulletins, by id."""
    with desk.database.transaction() as session:
        return headings_store.read(session, tuple(bulletins))


def headlines_in_hand(desk: Desk) -> set[str]:
    """Return the headlines' cuts of all bulletins that are not withdrawn."""
    with desk.database.transaction() as session:
        return dossiers.headline_cuts(session)


def cuts_in_hand(desk: Desk) -> set[str]:
    """Return the cuts people are working with: of bulletins not withdrawn, of sounds that wait.

    Housekeeping keeps them although nothing is planned with them yet.
    """
    with desk.database.transaction() as session:
        found = dossiers.listing(
            session, [state for state in State if state is not State.WITHDRAWN]
        )
        waiting = sounds.waiting(session).values()
    return {one.cut for one in found if one.cut} | {one.cut for one in waiting}
