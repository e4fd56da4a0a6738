"""The station's sounds: which are in force, bringing another, approving it by its hash.

The built-in ones are signed by the box's key when a station is made, with origin `built-in`;
one that a person brings needs a second person, like a bulletin.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from broadcaster.bulletins.actions import ending
from broadcaster.bulletins.actions.ending import SUPERSEDED
from broadcaster.bulletins.actions.rendering import cut_of
from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.granting import BUILT_IN, grant_built_in, grant_sound
from broadcaster.bulletins.model import Approval, ApprovalKind, StationSound
from broadcaster.bulletins.store import approvals
from broadcaster.bulletins.store import sounds as store
from broadcaster.desk import Desk
from broadcaster.production import Cut
from broadcaster.production import actions as production_actions
from broadcaster.production import sounds as production_sounds
from broadcaster.production.sound_kinds import in_order
from broadcaster.units import Role
from broadcaster.units import actions as units_actions


@dataclass(frozen=True)
class ListedSound:
    """A station sound as a list shows it: what is in force, and what waits for approval."""

    name: str
    approval: Approval | None
    cut: Cut | None
    waiting: StationSound | None


def sounds_in_force(desk: Desk) -> dict[str, Approval]:
    """Return the approval of each station sound by its name."""
    with desk.database.transaction() as session:
        return _in_force(session)


def sound_list(desk: Desk) -> tuple[ListedSound, ...]:
    """Return every station sound, approved or waiting, in the order of a programme."""
    with desk.database.transaction() as session:
        approved, newest = _in_force(session), store.newest(session)
        cuts = {name: approvals.read_cut(session, one.cut) for name, one in approved.items()}
    return tuple(
        ListedSound(
            name,
            approved.get(name),
            cuts.get(name),
            newest[name] if name in newest and not newest[name].approval else None,
        )
        for name in in_order([*approved, *newest])
    )


def add_sound(desk: Desk, name: str, path: Path) -> StationSound:
    """Bring a file that shall stand for a sound; the one in force stays until it is approved."""
    who = units_actions.require_role(desk, Role.OPERATOR, Role.TECHNICIAN)
    cut = production_sounds.drop_in(desk, name, path)
    sound = StationSound(name, cut.sha256, who.person, desk.time.now())
    with desk.database.transaction() as session:
        approvals.keep_cut(session, cut)
        store.insert(session, sound)
    return sound


def approve_sound(desk: Desk, name: str) -> Approval:
    """Approve the version of a sound that waits, as another person than who brought it.

    The version before it is superseded and no longer sounds.
    """
    who = units_actions.require_role(desk, Role.APPROVER)
    with desk.database.transaction() as session:
        waiting = store.newest(session).get(name)
    if waiting is None or waiting.approval:
        raise BulletinsError.no_sound_waits(name)
    if waiting.author == who.person:
        raise BulletinsError.own_sound(name, who.person)
    production_actions.open_cache(desk).read(waiting.cut)
    cut, author, now = (
        cut_of(desk, waiting.cut),
        units_actions.person(desk, waiting.author),
        desk.time.now(),
    )
    with desk.database.transaction() as session:
        approval = grant_sound(
            name,
            cut,
            waiting.author,
            who,
            now,
            ordinal=approvals.count_of(session, name) + 1,
            author_name=author.name,
        )
        if not store.approve(session, name, waiting.cut, approval.id):
            raise BulletinsError.no_sound_waits(name)
        _put_in_force(session, desk, approval, now, who.person)
    desk.publish()
    return approval


def approve_built_in_sounds(desk: Desk) -> dict[str, Approval]:
    """Make the sounds every station has and sign them once; return all sounds in force.

    Safe to repeat: what is in force already stays, and a sound somebody brought is never
    replaced. No role is asked, because `init` runs before anybody could hold one.
    """
    made, now = production_sounds.make_sounds(desk), desk.time.now()
    with desk.database.transaction() as session:
        approved = _in_force(session)
        for name, cut in made.items():
            before = approved.get(name)
            if before and (before.origin != BUILT_IN or before.cut == cut.sha256):
                continue
            approvals.keep_cut(session, cut)
            ordinal = approvals.count_of(session, name) + 1
            approval = grant_built_in(name, cut, now, ordinal=ordinal)
            _put_in_force(session, desk, approval, now, BUILT_IN)
        in_force = _in_force(session)
    desk.publish()
    return in_force


def _in_force(session: Session) -> dict[str, Approval]:
    found = {one.sound: one for one in approvals.in_force(session, ApprovalKind.SOUND)}
    return {name: found[name] for name in in_order(found)}


def _put_in_force(session: Session, desk: Desk, approval: Approval, at: datetime, by: str) -> None:
    before = _in_force(session).get(approval.sound)
    if before:
        approvals.end(session, before.id, SUPERSEDED, at, by)
        ending.queue_withdrawn(session, desk, at)
    approvals.insert(session, approval)
    ending.queue_approval(session, desk, approval)
