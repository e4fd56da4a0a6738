"""A bed under a bulletin: which may be laid, and whether one that was laid may still sound.

What is known of the bed is kept with the cut, so that an approval covers it and a report of
royalties can name it years later.
"""

from broadcaster.bulletins.actions.listing_sounds import sounds_in_force, usable_sound
from broadcaster.bulletins.model import BulletinClass
from broadcaster.bulletins.revision import Bulletin
from broadcaster.bulletins.sound_errors import SoundError
from broadcaster.bulletins.station_sound import rights_of
from broadcaster.bulletins.store import approvals
from broadcaster.bulletins.validity import show_until
from broadcaster.desk import Desk
from broadcaster.production import Cut
from broadcaster.production.bedding import BedSound
from broadcaster.production.sound_kinds import SoundKind, kind_of
from broadcaster.timebase import as_rfc3339, from_rfc3339


def bed_for(desk: Desk, name: str, bulletin: Bulletin) -> BedSound:
    """Return the bed called `name` for a bulletin; `SoundError` when it may not have it."""
    _refuse_emergency(bulletin)
    if kind_of(name) is not SoundKind.BED:
        raise SoundError.not_a_bed(name)
    approval = usable_sound(desk, name)
    rights = rights_of(approval)
    facts = {
        "sound": name,
        "title": rights.title or name,
        "origin": rights.origin,
        "licence": rights.licence,
        "holder": rights.holder,
        "until": as_rfc3339(rights.until) if rights.until else "",
    }
    return BedSound(approval.cut, facts)


def require_bed_in_order(desk: Desk, bulletin: Bulletin, cut: Cut) -> None:
    """Refuse to hand on a bulletin whose bed was withdrawn, or whose rights to it are over.

    Also one that became an emergency since: nobody strains to hear an emergency over music.
    """
    bed = cut.parameters.get("bed")
    if not bed:
        return
    _refuse_emergency(bulletin)
    name, until = str(cut.parameters["bed_sound"]), str(cut.parameters.get("bed_until", ""))
    if until and from_rfc3339(until) <= desk.time.now():
        end = show_until(from_rfc3339(until), desk.settings.zone_info)
        raise SoundError.bed_over(bulletin.id, name, end)
    with desk.database.transaction() as session:
        withdrawn = approvals.is_withdrawn(session, str(bed))
    if withdrawn:
        raise SoundError.bed_withdrawn(bulletin.id, name)


def bed_under(desk: Desk, cut: str) -> str | None:
    """Return the name of the bed that a cut was made over, so that its successor keeps it."""
    with desk.database.transaction() as session:
        found = approvals.read_cut(session, cut)
    name = found.parameters.get("bed_sound") if found else None
    return str(name) if name else None


def beds(desk: Desk, bulletin: Bulletin) -> tuple[str, ...]:
    """Return the beds that a bulletin may be spoken over now."""
    if bulletin.revision.fields.bulletin_class is BulletinClass.EMERGENCY:
        return ()
    now = desk.time.now()
    return tuple(
        name
        for name, approval in sounds_in_force(desk).items()
        if kind_of(name) is SoundKind.BED
        and (approval.valid_until is None or now < approval.valid_until)
    )


def bulletins_over(desk: Desk, cut: str) -> tuple[str, ...]:
    """Return the approved bulletins that have this bed under their speech."""
    with desk.database.transaction() as session:
        return approvals.over_bed(session, cut)


def _refuse_emergency(bulletin: Bulletin) -> None:
    if bulletin.revision.fields.bulletin_class is BulletinClass.EMERGENCY:
        raise SoundError.no_bed_in_emergency(bulletin.id)
