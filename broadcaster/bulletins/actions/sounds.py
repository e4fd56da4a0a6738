"""Bring a sound of the station's, approve it by its hash, take it out again.

What a person brings needs a second person, like a bulletin, and sounds only as long as the rights
that were stated.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from broadcaster.bulletins.actions import ending
from broadcaster.bulletins.actions.ending import SUPERSEDED, WITHDRAWN, Airings
from broadcaster.bulletins.actions.listing_sounds import in_force
from broadcaster.bulletins.actions.rendering import cut_of
from broadcaster.bulletins.granting import grant_sound
from broadcaster.bulletins.model import Approval
from broadcaster.bulletins.sound_errors import SoundError
from broadcaster.bulletins.station_sound import AIRED_AS, StationSound, rights_from
from broadcaster.bulletins.store import approvals
from broadcaster.bulletins.store import sounds as store
from broadcaster.bulletins.validity import show_until
from broadcaster.desk import Desk
from broadcaster.production import actions as production_actions
from broadcaster.production import sounds as production_sounds
from broadcaster.production.sound_kinds import kind_of
from broadcaster.units import Authority, Role
from broadcaster.units import actions as units_actions


def add_sound(
    desk: Desk, name: str, path: Path, typed: Mapping[str, str], until: str = ""
) -> StationSound:
    """Bring a file that shall stand for a sound; the one in force stays until it is approved.

    `typed` says by what right (`rights_from`), `until` how long. Nothing is kept of what is
    refused.
    """
    who = units_actions.require_role(desk, Role.OPERATOR, Role.TECHNICIAN)
    kind_of(name)
    named = {**typed, "title": typed.get("title", "").strip() or path.stem}
    rights = rights_from(name, named, until, desk.settings.zone_info)
    if rights.until and rights.until <= desk.time.now():
        raise _over(desk, name, rights.until)
    cut = production_sounds.drop_in(desk, name, path)
    sound = StationSound(name, cut.sha256, who.person, desk.time.now(), rights=rights)
    with desk.database.transaction() as session:
        approvals.keep_cut(session, cut)
        store.insert(session, sound)
    return sound


def approve_sound(desk: Desk, name: str, *, cut: str | None = None) -> Approval:
    """Approve the version of a sound that waits, as another person than who brought it.

    The version before it is superseded and no longer sounds. `cut` is the one that was heard: a
    version brought since is not approved unheard.
    """
    who = units_actions.require_role(desk, Role.APPROVER)
    with desk.database.transaction() as session:
        waiting = store.waiting(session).get(name)
    if waiting is None:
        raise SoundError.none_waits(name)
    if cut is not None and cut != waiting.cut:
        raise SoundError.another_waits(name)
    if waiting.author == who.person:
        raise SoundError.own_sound(name, who.person)
    now = desk.time.now()
    if waiting.rights.until and waiting.rights.until <= now:
        raise _over(desk, name, waiting.rights.until)
    production_actions.open_cache(desk).read(waiting.cut)
    heard, author = cut_of(desk, waiting.cut), units_actions.person(desk, waiting.author)
    with desk.database.transaction() as session:
        ordinal = approvals.count_of(session, name) + 1
        approval = grant_sound(waiting, heard, who, now, ordinal=ordinal, author_name=author.name)
        if not store.approve(session, name, waiting.cut, approval.id):
            raise SoundError.none_waits(name)
        put_in_force(session, desk, approval, now, who.person)
    desk.publish()
    return approval


def take_back_sound(desk: Desk, name: str) -> None:
    """Take back the version of a sound that waits for approval; what is in force stays."""
    who = _require_who_may_withdraw(desk)
    with desk.database.transaction() as session:
        if not store.take_back(session, name, who.person, desk.time.now()):
            raise SoundError.none_waits(name)


def withdraw_sound(
    desk: Desk, name: str, *, airings: Airings = ending.nothing_planned, confirmed: bool = False
) -> Approval:
    """End the approval of a sound; it falls silent wherever it is planned, also on the box."""
    who = _require_who_may_withdraw(desk)
    with desk.database.transaction() as session:
        approved = in_force(session)
    if name not in approved:
        raise SoundError.not_in_force(name, list(approved))
    stopping = airings(AIRED_AS + name)
    if stopping and not confirmed:
        raise SoundError.would_stop(name, stopping)
    now = desk.time.now()
    with desk.database.transaction() as session:
        approvals.end(session, approved[name].id, WITHDRAWN, now, who.person)
        ending.queue_withdrawn(session, desk, now)
    desk.publish()
    return approved[name]


def put_in_force(session: Session, desk: Desk, approval: Approval, at: datetime, by: str) -> None:
    """Keep an approval of a sound; the one before it is superseded."""
    before = in_force(session).get(approval.sound)
    if before:
        approvals.end(session, before.id, SUPERSEDED, at, by)
        ending.queue_withdrawn(session, desk, at)
    approvals.insert(session, approval)
    ending.queue_approval(session, desk, approval)


def _require_who_may_withdraw(desk: Desk) -> Authority:
    return units_actions.require_role(desk, Role.OPERATOR, Role.TECHNICIAN, Role.APPROVER)


def _over(desk: Desk, name: str, until: datetime) -> SoundError:
    return SoundError.rights_over(name, show_until(until, desk.settings.zone_info))
