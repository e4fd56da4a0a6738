"""Why a firing stands where it stands: the lunar day, the holiday, the change of that one day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from broadcaster.i18n import _
from broadcaster.schedule.calendar.day_changes import DayChange
from broadcaster.schedule.calendar.holidays import OnHolidays
from broadcaster.schedule.calendar.lunar import LunarDay, lunar_day
from broadcaster.schedule.calendar.lunar_days import LunarDays
from broadcaster.schedule.calendar.lunar_words import lunar_text
from broadcaster.schedule.programmes.recurrence import Recurrence


class NoteKind(StrEnum):
    """What a note is about."""

    LUNAR = "lunar"
    HOLIDAY = "holiday"
    SWAPPED = "swapped"
    EXTRA = "extra"
    CHANGED = "changed"


@dataclass(frozen=True)
class Note:
    """One reason; a holiday gives its name, a lunar one its date."""

    kind: NoteKind
    name: str = ""
    lunar: LunarDay | None = None


def notes_of(recurrence: Recurrence, day: date, change: DayChange | None) -> tuple[Note, ...]:
    """Return what is out of the ordinary about a firing on `day`; most have nothing."""
    notes = []
    if isinstance(recurrence.days, LunarDays):
        notes.append(Note(NoteKind.LUNAR, lunar=lunar_day(day)))
    if name := recurrence.table.name_of(day):
        notes.append(Note(NoteKind.HOLIDAY, name))
    elif _is_swapped(recurrence, day):
        notes.append(Note(NoteKind.SWAPPED))
    if day in recurrence.also:
        notes.append(Note(NoteKind.EXTRA))
    if change:
        notes.append(Note(NoteKind.CHANGED))
    return tuple(notes)


def _is_swapped(recurrence: Recurrence, day: date) -> bool:
    follows = recurrence.holidays is not OnHolidays.IGNORE
    return follows and recurrence.table.weekday_of(day) != day.isoweekday()


def note_text(note: Note) -> str:
    """Return a note in words."""
    if note.lunar:
        return lunar_text(note.lunar)
    return (
        note.name
        or {
            NoteKind.SWAPPED: _("a working day in exchange"),
            NoteKind.EXTRA: _("an extra day"),
            NoteKind.CHANGED: _("changed for this day"),
        }[note.kind]
    )
