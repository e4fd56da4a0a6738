"""Which sounds the station has: what is in force, what waits, what may be used now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from broadcaster.bulletins.model import Approval, ApprovalKind
from broadcaster.bulletins.sound_errors import SoundError
from broadcaster.bulletins.station_sound import Rights, StationSound, rights_of
from broadcaster.bulletins.store import approvals
from broadcaster.bulletins.store import sounds as store
from broadcaster.bulletins.validity import show_until
from broadcaster.desk import Desk
from broadcaster.production import Cut
from broadcaster.production.sound_kinds import in_order

WARNED = timedelta(days=30)
"""How long before the end of its rights a sound is spoken of."""


@dataclass(frozen=True)
class ListedSound:
    """A station sound as a list shows it: what is in force, and what waits for approval."""

    name: str
    approval: Approval | None
    cut: Cut | None
    waiting: StationSound | None
    waiting_cut: Cut | None = None

    @property
    def rights(self) -> Rights:
        """By what right it is played; of one that only waits, what was stated."""
        if self.approval:
            return rights_of(self.approval)
        return self.waiting.rights if self.waiting else Rights()

    def is_over(self, at: datetime) -> bool:
        """Say whether the right to play what is in force has ended by then."""
        until = self.approval.valid_until if self.approval else None
        return until is not None and at >= until


def sounds_in_force(desk: Desk) -> dict[str, Approval]:
    """Return the approval of each station sound by its name, also where its rights are over."""
    with desk.database.transaction() as session:
        return in_force(session)


def sound_list(desk: Desk) -> tuple[ListedSound, ...]:
    """Return every station sound, approved or waiting, in the order of a programme."""
    with desk.database.transaction() as session:
        approved, waiting = in_force(session), store.waiting(session)
        wanted = [one.cut for one in approved.values()]
        wanted += [one.cut for one in waiting.values()]
        cuts = approvals.read_cuts(session, wanted)
    return tuple(
        ListedSound(
            name,
            approval := approved.get(name),
            cuts.get(approval.cut) if approval else None,
            coming := waiting.get(name),
            cuts.get(coming.cut) if coming else None,
        )
        for name in in_order([*approved, *waiting])
    )


def find_sound(desk: Desk, name: str) -> ListedSound:
    """Return one sound; `SoundError` when none of that name is approved or waits."""
    every = {one.name: one for one in sound_list(desk)}
    if name not in every:
        raise SoundError.not_in_force(name, list(every))
    return every[name]


def usable_sound(desk: Desk, name: str) -> Approval:
    """Return the approval of a sound that may be used now; `SoundError` says why it may not."""
    approved, now = sounds_in_force(desk), desk.time.now()
    if name not in approved:
        raise SoundError.not_in_force(name, list(approved))
    until = approved[name].valid_until
    if until and now >= until:
        raise SoundError.rights_over(name, show_until(until, desk.settings.zone_info))
    return approved[name]


def sounds_ending(desk: Desk) -> tuple[Approval, ...]:
    """Return the sounds in force whose rights are over or end within 30 days, the first first."""
    by = desk.time.now() + WARNED
    found = [(a.valid_until, a) for a in sounds_in_force(desk).values() if a.valid_until]
    return tuple(a for until, a in sorted(found, key=lambda pair: pair[0]) if until <= by)


def in_force(session: Session) -> dict[str, Approval]:
    """Return the same as `sounds_in_force`, inside a transaction."""
    found = {one.sound: one for one in approvals.in_force(session, ApprovalKind.SOUND)}
    return {name: found[name] for name in in_order(found)}
