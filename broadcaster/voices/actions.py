"""What people do with voices: list them, hear one, allow one, take the leave back, choose."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from broadcaster.desk import Desk
from broadcaster.timebase import as_rfc3339
from broadcaster.units import Role
from broadcaster.units.actions import require_role, today
from broadcaster.voices import choice, store
from broadcaster.voices.catalogue import Catalogue, find_voices
from broadcaster.voices.described import DescribedVoice
from broadcaster.voices.errors import VoicesError
from broadcaster.voices.model import Enablement, Speech, SpokenSentence, Voice
from broadcaster.voices.sentences import divide


@dataclass(frozen=True)
class Listed:
    """A voice as the list shows it."""

    voice: Voice
    is_on: bool
    enablement: Enablement | None
    """The leave it stands on, if it is not embedded."""
    trouble: str | None
    """Why it cannot be used now; only asked of voices that are on."""
    title: str = ""
    """What the station's own description calls it."""


def choose(desk: Desk, language: str, wanted: str | None = None) -> list[Voice]:
    """Return the voices to try for `language`, best first.

    A voice that is asked for stands alone: it is never stepped down from. `VoicesError` when it
    is unknown or off, or when no voice speaks the language.
    """
    catalogue = _catalogue(desk)
    enabled = set(_leaves(desk, catalogue))
    if wanted is not None:
        return [
            choice.named(
                catalogue.voices,
                wanted,
                unit=desk.settings.unit,
                enabled=enabled,
                embedded=catalogue.embedded,
                installed=catalogue.installed,
            )
        ]
    return choice.order(
        catalogue.voices,
        language=language,
        region=desk.settings.region,
        enabled=enabled,
        embedded=catalogue.embedded,
        installed=catalogue.installed,
    )


def list_voices(desk: Desk) -> tuple[list[Listed], tuple[str, ...]]:
    """Return every voice with its state, and the packages whose voices could not be loaded."""
    catalogue = _catalogue(desk)
    leave = _leaves(desk, catalogue)
    listed = []
    for voice in catalogue.voices:
        is_on = voice.id in {*catalogue.embedded, *catalogue.installed, *leave}
        trouble = voice.check() if is_on else None
        listed.append(Listed(voice, is_on, leave.get(voice.id), trouble, _title(voice)))
    return listed, catalogue.left_out


def say(desk: Desk, text: str, language: str, wanted: str | None = None) -> Iterator[Speech]:
    """Speak `text` to be listened to; nothing is kept."""
    voice = choose(desk, language, wanted)[0]
    if reason := voice.check():
        raise VoicesError.not_usable(voice.id, reason)
    return voice.speak([SpokenSentence(piece, language) for piece in divide(text)])


def enablements_in_force(desk: Desk) -> tuple[Enablement, ...]:
    """Return the leaves of the station's unit that hold today."""
    with desk.database.transaction() as session:
        every = store.read_enablements(session, desk.settings.unit)
    day = today(desk)
    return tuple(one for one in every if one.holds_on(day))


def enable(
    desk: Desk,
    voice: str,
    *,
    valid_from: date | None = None,
    valid_until: date | None = None,
    document: str = "",
) -> Enablement:
    """Allow the station's unit to use a voice, from a day (today) until a day (for good).

    An approver's decision, because with an online voice the text of bulletins leaves the house.
    """
    authority = require_role(desk, Role.APPROVER)
    found = _optional(desk, voice)
    first = valid_from or today(desk)
    if valid_until is not None and valid_until < first:
        raise VoicesError.ends_before_it_begins(voice, first.isoformat(), valid_until.isoformat())
    moment = desk.time.now()
    leave = Enablement(
        voice=voice,
        unit=desk.settings.unit,
        valid_from=first,
        valid_until=valid_until,
        by=authority.person,
        at=moment,
        document=document,
        sends_to=found.sends_to,
    )
    with desk.database.transaction() as session:
        store.add_enablement(session, leave)
    return leave


def disable(desk: Desk, voice: str) -> None:
    """Take every leave of the unit for this voice back, from now on; refused when there is none.

    Cuts already made in it stay approved: nothing more leaves the house.
    """
    authority = require_role(desk, Role.APPROVER)
    _optional(desk, voice)
    at = as_rfc3339(desk.time.now())
    unit = desk.settings.unit
    with desk.database.transaction() as session:
        ended = store.end_enablements(session, unit, voice, authority.person, at)
    if not ended:
        raise VoicesError.was_not_enabled(voice, unit)


def _title(voice: Voice) -> str:
    return voice.description.title if isinstance(voice, DescribedVoice) else ""


def _leaves(desk: Desk, catalogue: Catalogue) -> dict[str, Enablement]:
    """Return the leaves in force by voice.

    A leave whose text would now go to another computer than the approver was told is none: a
    changed description must not lead it elsewhere.
    """
    where = {voice.id: voice.sends_to for voice in catalogue.voices}
    leaves = enablements_in_force(desk)
    return {one.voice: one for one in leaves if where.get(one.voice) == one.sends_to}


def _optional(desk: Desk, wanted: str) -> Voice:
    """Return a voice that is off by default; refuse an embedded or unknown one."""
    catalogue = _catalogue(desk)
    if wanted in catalogue.embedded:
        raise VoicesError.needs_no_leave(wanted)
    if wanted in catalogue.installed:
        raise VoicesError.stays_in_the_house(wanted)
    for voice in catalogue.voices:
        if voice.id == wanted:
            return voice
    raise VoicesError.no_such_voice(wanted, [one.id for one in catalogue.voices])


def _catalogue(desk: Desk) -> Catalogue:
    return find_voices(desk.settings, desk.time, desk.home)
