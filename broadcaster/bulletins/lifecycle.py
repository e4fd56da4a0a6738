"""What may be done to a bulletin in which state: add -> render -> submit -> approve.

A change of text, script or cut makes its maker the author; a change of the fields alone does
not. Either ends the approval. Two different people always stand in an approval. A withdrawn or
superseded bulletin is at its end.
"""

from dataclasses import replace

from broadcaster.bulletins.consulting import require_answerable
from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.headlining import headline_of
from broadcaster.bulletins.model import State
from broadcaster.bulletins.revision import Bulletin, Revision
from broadcaster.bulletins.words import state_name
from broadcaster.reading.model import Flag


def revise(bulletin: Bulletin, revision: Revision, author: str) -> Bulletin:
    """Return the bulletin with its next revision, no longer submitted or approved.

    It keeps its cut, and counts as rendered, if that was made from exactly the same script; its
    headline's cut, if the same line is still the headline.
    """
    revised = replace(bulletin, revision=revision, author=author, approval="")
    if not revised.has_fitting_cut or headline_of(revision) != headline_of(bulletin.revision):
        revised = replace(revised, headline_cut="")
    state = State.RENDERED if revised.has_fitting_cut else State.DRAFT
    return replace(revised, state=state)


def require_changeable(bulletin: Bulletin) -> None:
    """Refuse to edit or render what has been withdrawn."""
    if bulletin.state is State.WITHDRAWN:
        raise BulletinsError.is_withdrawn(bulletin.id)


def require_turn(bulletin: Bulletin, turn: int | None) -> None:
    """Refuse to decide about another state of the bulletin than the one that was looked at.

    A page shows a cut and is decided on later; meanwhile another cut may have been made of the
    same revision. None is for whoever looks and decides in one go.
    """
    if turn is not None and turn != bulletin.turn:
        raise BulletinsError.overtaken(bulletin.id)


def require_current(bulletin: Bulletin, revision: Revision) -> None:
    """Refuse to act on a revision that has been replaced; whoever named it saw another text."""
    if revision.number != bulletin.revision.number:
        raise BulletinsError.old_revision(revision.id, bulletin.revision.id)


def require_submittable(bulletin: Bulletin, source: Bulletin | None, reason: str | None) -> None:
    """Refuse to submit without a fitting cut, with open ambiguous flags, or a stale variant;
    also what names half a policy, or asks for opinions and takes none.

    `source` is the bulletin it translates; `reason` is why open flags are accepted.
    """
    require_changeable(bulletin)
    if bulletin.state in (State.SUBMITTED, State.APPROVED):
        raise BulletinsError.already(bulletin.id, state_name(bulletin.state))
    require_fresh_source(bulletin, source)
    require_answerable(bulletin)
    if reason is not None and not reason.strip():
        raise BulletinsError.empty("--accept-flags")
    flags = bulletin.revision.script.ambiguous
    if flags and reason is None:
        raise BulletinsError.ambiguous(bulletin.id, [name_flag(flag) for flag in flags])
    if not bulletin.has_fitting_cut:
        raise BulletinsError.not_rendered(bulletin.id)


def require_approvable(bulletin: Bulletin, source: Bulletin | None, person: str) -> None:
    """Refuse to approve what is not submitted, one's own work, or a stale variant."""
    require_returnable(bulletin)
    if bulletin.author == person:
        raise BulletinsError.own_work(bulletin.id, person)
    require_fresh_source(bulletin, source)
    if not bulletin.has_fitting_cut:
        raise BulletinsError.not_rendered(bulletin.id)


def require_returnable(bulletin: Bulletin) -> None:
    """Refuse to return what nobody has submitted."""
    require_changeable(bulletin)
    if bulletin.state is not State.SUBMITTED:
        raise BulletinsError.not_submitted(bulletin.id, state_name(bulletin.state))


def require_fresh_source(bulletin: Bulletin, source: Bulletin | None) -> None:
    """Refuse a variant whose source was edited or withdrawn since it was translated."""
    if source is None:
        return
    translates = bulletin.revision.fields.translates
    if source.state is State.WITHDRAWN:
        raise BulletinsError.source_changed(bulletin.id, translates, state_name(State.WITHDRAWN))
    if source.revision.id != translates:
        raise BulletinsError.source_changed(bulletin.id, translates, f'"{source.revision.id}"')


def falls_with_source(variant: Bulletin) -> bool:
    """Say whether a variant has to be taken back when its source no longer holds."""
    return variant.state in (State.SUBMITTED, State.APPROVED)


def name_flag(flag: Flag) -> str:
    """Return a flag in a few characters, as refusals and approvals name it."""
    spoken = f" = {flag.candidates[0]}" if flag.candidates else ""
    return f"{flag.number}: {flag.written}{spoken}"


def describe_flag(flag: Flag) -> str:
    """Return an accepted flag as it stands in the approval: number, reason, written = spoken."""
    spoken = f" = {flag.candidates[0]}" if flag.candidates else ""
    return f"{flag.number} {flag.reason}: {flag.written}{spoken}"
