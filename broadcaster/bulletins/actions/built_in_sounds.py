"""The sounds this program makes itself: signed by the box's key, by hash (DESIGN law 1b)."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from broadcaster.bulletins.actions.listing_sounds import in_force
from broadcaster.bulletins.actions.sounds import put_in_force
from broadcaster.bulletins.granting import grant_built_in
from broadcaster.bulletins.model import Approval
from broadcaster.bulletins.sound_errors import SoundError
from broadcaster.bulletins.station_sound import BUILT_IN
from broadcaster.bulletins.store import approvals
from broadcaster.desk import Desk
from broadcaster.production import Cut
from broadcaster.production import sounds as production_sounds
from broadcaster.production.sounds import NAMES
from broadcaster.units import Role
from broadcaster.units import actions as units_actions


def approve_built_in_sounds(desk: Desk) -> dict[str, Approval]:
    """Make the sounds every station has and sign them once; return all sounds in force.

    Safe to repeat: what is in force already stays, and a sound somebody brought is never
    replaced. No role is asked, because `init` runs before anybody could hold one.
    """
    made = production_sounds.make_sounds(desk)
    with desk.database.transaction() as session:
        before = in_force(session)
        new = {
            name: cut
            for name, cut in made.items()
            if name not in before
            or (before[name].origin == BUILT_IN and before[name].cut != cut.sha256)
        }
        _sign(session, desk, new, desk.time.now(), BUILT_IN)
        found = in_force(session)
    desk.publish()
    return found


def approve_new_built_in_sounds(desk: Desk) -> tuple[str, ...]:
    """Give an older home the sounds its version did not have yet; return their names.

    A name that ever was approved is left alone: if it is not in force, somebody took it out.
    """
    with desk.database.transaction() as session:
        names = [name for name in NAMES if not approvals.count_of(session, name)]
    made = {name: production_sounds.make_sound(desk, name) for name in names}
    with desk.database.transaction() as session:
        _sign(session, desk, made, desk.time.now(), BUILT_IN)
    desk.publish()
    return tuple(made)


def bring_back_built_in(desk: Desk, name: str) -> Approval:
    """Put the built-in sound of that name in force again, in place of what the station brought."""
    who = units_actions.require_role(desk, Role.APPROVER)
    if name not in NAMES:
        raise SoundError.not_built_in(name, NAMES)
    cut = production_sounds.make_sound(desk, name)
    with desk.database.transaction() as session:
        before = in_force(session).get(name)
        if before and before.cut == cut.sha256:
            return before
        _sign(session, desk, {name: cut}, desk.time.now(), who.person)
        approval = in_force(session)[name]
    desk.publish()
    return approval


def _sign(session: Session, desk: Desk, cuts: Mapping[str, Cut], now: datetime, by: str) -> None:
    for name, cut in cuts.items():
        approvals.keep_cut(session, cut)
        ordinal = approvals.count_of(session, name) + 1
        put_in_force(session, desk, grant_built_in(name, cut, now, ordinal=ordinal), now, by)
