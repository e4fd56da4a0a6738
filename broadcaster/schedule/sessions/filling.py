"""What one session sounds: its layout with the station's sounds and the bulletins chosen for it.

Pure. Which bulletins go in is decided before (`choosing`); what an item says is `laying_out`.
One thing stands right after the other, but a relay with a time of its own begins then, and what
follows begins at its end.
Nothing is ever shortened. A layout that asks for bulletins and gets none stays silent: an ident and
a goodbye around nothing are no broadcast; a relay is one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from broadcaster.bulletins.relay import CARRIED_AS
from broadcaster.bulletins.station_sound import AIRED_AS
from broadcaster.schedule.model import LeftOut, PlannedItem
from broadcaster.schedule.programmes.model import Part, PartKind
from broadcaster.schedule.sessions.headlines import headlines_of
from broadcaster.schedule.sessions.laying_out import Placement, lay_out
from broadcaster.schedule.sessions.relays import carried
from broadcaster.schedule.sessions.skeleton import Skeleton
from broadcaster.schedule.sessions.slot import Candidate, Room, Slot
from broadcaster.schedule.sessions.station_sounds import ALWAYS_TOLD, usable, why_not


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
    skeleton: Skeleton
    placements: list[tuple[int, Placement]] = field(default_factory=list)
    """Each with when it begins (ms)."""
    left: dict[str, LeftOut] = field(default_factory=dict)
    cursor_ms: int = 0
    """Where the next placement begins."""

    @property
    def cursor(self) -> datetime:
        """The moment at which the next placement begins."""
        return self.slot.start + timedelta(milliseconds=self.cursor_ms)

    def append(self, placement: Placement, begins_ms: int | None = None) -> None:
        """Put something where it begins by itself, or right after what there is."""
        begins = self.cursor_ms if begins_ms is None else begins_ms
        self.placements.append((begins, placement))
        self.cursor_ms = begins + placement.length_ms

    def leave_out(self, out: LeftOut) -> None:
        """Say why something is not in the session."""
        self.left[out.bulletin] = out

    def has_no_room(self, number: int, what: str, length_ms: int) -> bool:
        """Say whether a sound or relay would outlast its stretch, and note it if so."""
        stretch = next(one for one in self.skeleton.stretches if number in one.numbers)
        room = Room(stretch.ends_ms - self.cursor_ms, stretch.limit)
        if (cap := self._left_of_cap(number)) and cap.length_ms < room.length_ms:
            room = cap
        if length_ms > room.length_ms:
            self.leave_out(LeftOut(what, room.limit, f"{length_ms} {max(room.length_ms, 0)}"))
        return length_ms > room.length_ms

    def _left_of_cap(self, number: int) -> Room | None:
        """Return what the cap leaves to a part, the relays to come counted."""
        if self.slot.cap is None:
            return None
        sounded = sum(one.length_ms for _, one in self.placements)
        for place, begins in enumerate(self.skeleton.begins):
            if place > number and begins is not None:
                sounded += self.skeleton.lengths[place]
        return Room(self.slot.cap.length_ms - sounded, self.slot.cap.limit)


def fill(
    slot: Slot,
    skeleton: Skeleton,
    chosen: Mapping[int, Sequence[Chosen]],
    sounds: Mapping[str, Candidate],
) -> tuple[tuple[PlannedItem, ...], tuple[LeftOut, ...]]:
    """Return a session's items, and what else of its layout could not be used.

    `skeleton` is what the slot's layout sounds by itself. `chosen` holds the bulletins of each
    part, by its place in the layout, in airing order. `sounds` are the station's by name, and
    relays by `relay/<name>`.
    """
    filling = _Filling(slot, sounds, skeleton)
    layout = slot.programme.layout
    for out in filling.skeleton.refused:
        filling.leave_out(out)
    asks = any(part.takes_bulletins for part in layout)
    if asks and not any(chosen.values()) and not filling.skeleton.carries:
        return (), _to_mend(filling)
    for number, part in enumerate(layout):
        if part.takes_bulletins:
            _fill_part(filling, number, chosen.get(number, ()))
        elif part.kind is PartKind.HEADLINES:
            _say_headlines(filling, number, chosen)
        elif part.kind is PartKind.RELAY:
            _carry_relay(filling, number)
        else:
            _place_sound(filling, number)
    left = tuple(filling.left[key] for key in sorted(filling.left))
    return lay_out(slot, filling.placements), left


def _to_mend(filling: _Filling) -> tuple[LeftOut, ...]:
    """Return what nobody may use: of a silent session only this is told."""
    for part in filling.slot.programme.layout:
        if not part.takes_bulletins and (out := _unusable(filling, part)):
            filling.leave_out(out)
    outs = [filling.left[key] for key in sorted(filling.left)]
    return tuple(out for out in outs if out.reason in ALWAYS_TOLD)


def _unusable(filling: _Filling, part: Part) -> LeftOut | None:
    """Say why a part's own sound or relay may not be used at the session's start."""
    if part.kind is PartKind.RELAY:
        relay = carried(filling.slot, filling.sounds, part, 0) if part.at is None else None
        return relay if isinstance(relay, LeftOut) else None
    if not part.sound or usable(filling.sounds, part.sound, filling.cursor):
        return None
    return why_not(filling.sounds, part.sound, filling.cursor)


def _place_sound(filling: _Filling, number: int) -> None:
    part = filling.slot.programme.layout[number]
    sound = usable(filling.sounds, part.sound, filling.cursor)
    if sound is None:
        filling.leave_out(why_not(filling.sounds, part.sound, filling.cursor))
    elif not filling.has_no_room(number, AIRED_AS + part.sound, sound.length_ms):
        filling.append(Placement(part, number, part.kind, sound, first=True))


def _carry_relay(filling: _Filling, number: int) -> None:
    """Place a relay at its own time, if it may be carried then, or after what there is."""
    part, begins = filling.slot.programme.layout[number], filling.skeleton.begins[number]
    if part.at is not None and begins is None:
        return  # it was refused before
    at = filling.cursor_ms if begins is None else begins
    relay = carried(filling.slot, filling.sounds, part, at)
    if isinstance(relay, LeftOut):
        filling.leave_out(relay)
    elif begins is not None or not filling.has_no_room(
        number, CARRIED_AS + part.relay, relay.length_ms
    ):
        filling.append(Placement(part, number, part.kind, relay, first=True), begins)
        if part.fallback and usable(filling.sounds, part.fallback, filling.cursor) is None:
            filling.leave_out(why_not(filling.sounds, part.fallback, filling.cursor))


def _say_headlines(filling: _Filling, number: int, chosen: Mapping[int, Sequence[Chosen]]) -> None:
    """Place the headline of each bulletin that follows, as many as the part's minutes hold."""
    part = filling.slot.programme.layout[number]
    following = [
        one.candidate for place, ones in sorted(chosen.items()) if place > number for one in ones
    ]
    for count, candidate in enumerate(headlines_of(part, following)):
        filling.append(Placement(part, number, part.kind, candidate, first=count == 0))


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
            filling.leave_out(why_not(filling.sounds, name, filling.cursor))
        first = count == 0 and lead is None
        filling.append(
            Placement(part, number, part.kind, one.candidate, first, one.mandate, one.makes_good)
        )
