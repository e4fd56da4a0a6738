"""What one session sounds: its layout with the station's sounds and the bulletins chosen for it.

Pure. Which bulletins go in is decided before (`choosing`); where everything stands is `laying_out`.
Nothing is ever shortened. A layout that asks for bulletins and gets none stays silent: an ident and
a goodbye around nothing are no broadcast.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from broadcaster.bulletins.station_sound import AIRED_AS
from broadcaster.schedule.laying_out import Placement, lay_out
from broadcaster.schedule.model import LeftOut, PlannedItem
from broadcaster.schedule.programme import PartKind
from broadcaster.schedule.slot import Candidate, Slot
from broadcaster.schedule.station_sounds import ALWAYS_TOLD, usable, why_not


@dataclass(frozen=True)
class Chosen:
    """One bulletin that was chosen for a part."""

    candidate: Candidate
    mandate: str = ""
    makes_good: str = ""
    """Item that was missed and that this airing stands for."""


@dataclass
class _Filling:
    slot: Slot
    sounds: Mapping[str, Candidate]
    placements: list[Placement] = field(default_factory=list)
    left: dict[str, LeftOut] = field(default_factory=dict)
    cursor_ms: int = 0
    """Where the next placement begins."""

    @property
    def cursor(self) -> datetime:
        """The moment at which the next placement begins."""
        return self.slot.start + timedelta(milliseconds=self.cursor_ms)

    def append(self, placement: Placement) -> None:
        """Put something right after what there is."""
        self.placements.append(placement)
        self.cursor_ms += placement.length_ms


def fill(
    slot: Slot, chosen: Mapping[int, Sequence[Chosen]], sounds: Mapping[str, Candidate]
) -> tuple[tuple[PlannedItem, ...], tuple[LeftOut, ...]]:
    """Return a session's items, and the sounds of its layout that could not be used.

    `chosen` holds the bulletins of each part, by its place in the layout, in airing order.
    """
    filling = _Filling(slot, sounds)
    layout = slot.programme.layout
    if not any(chosen.values()) and any(part.takes_bulletins for part in layout):
        return (), _sounds_to_mend(filling)
    for number, part in enumerate(layout):
        if part.takes_bulletins:
            _fill_part(filling, number, chosen.get(number, ()))
        else:
            _place_sound(filling, number)
    left = tuple(filling.left[key] for key in sorted(filling.left))
    return lay_out(slot, filling.placements), left


def _sounds_to_mend(filling: _Filling) -> tuple[LeftOut, ...]:
    """Return the sounds nobody may use: of a silent session only these are told."""
    names = {part.sound for part in filling.slot.programme.layout if not part.takes_bulletins}
    outs = [
        why_not(filling.sounds, name, filling.cursor)
        for name in sorted(names)
        if usable(filling.sounds, name, filling.cursor) is None
    ]
    return tuple(out for out in outs if out.reason in ALWAYS_TOLD)


def _place_sound(filling: _Filling, number: int) -> None:
    part = filling.slot.programme.layout[number]
    sound = usable(filling.sounds, part.sound, filling.cursor)
    if sound is None:
        _leave_out(filling, why_not(filling.sounds, part.sound, filling.cursor))
        return
    left = filling.slot.room.length_ms - filling.cursor_ms
    if sound.length_ms > left:
        needs = f"{sound.length_ms} {max(left, 0)}"
        _leave_out(filling, LeftOut(AIRED_AS + part.sound, filling.slot.room.limit, needs))
        return
    filling.append(Placement(part, number, part.kind, sound, first=True))


def _leave_out(filling: _Filling, out: LeftOut) -> None:
    filling.left[out.bulletin] = out


def _fill_part(filling: _Filling, number: int, chosen: Sequence[Chosen]) -> None:
    """Place the part's bulletins, each with a sound before it: its opener, then its separator.

    A sound that may not be used costs no bulletin.
    """
    part = filling.slot.programme.layout[number]
    for count, one in enumerate(chosen):
        kind, name = (PartKind.SEPARATOR, part.sound) if count else (PartKind.OPENER, part.opener)
        lead = usable(filling.sounds, name, filling.cursor)
        if lead:
            filling.append(Placement(part, number, kind, lead, first=count == 0))
        elif name:
            _leave_out(filling, why_not(filling.sounds, name, filling.cursor))
        first = count == 0 and lead is None
        filling.append(
            Placement(part, number, part.kind, one.candidate, first, one.mandate, one.makes_good)
        )
