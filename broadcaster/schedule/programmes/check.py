"""Programme files as people left them: read, checked one by one and against each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from broadcaster.i18n import _
from broadcaster.schedule.calendar.holidays import NATIONAL, HolidayTable
from broadcaster.schedule.errors import ScheduleError
from broadcaster.schedule.programmes.file import ProgrammeFileError, read_programme
from broadcaster.schedule.programmes.model import Programme
from broadcaster.schedule.programmes.overlap_words import overlap_sentence
from broadcaster.schedule.programmes.overlaps import find_overlaps
from broadcaster.schedule.programmes.when_check import when_mistakes
from broadcaster.schedule.sessions.sharing import Sharing

LARGEST_BYTES = 100_000


@dataclass(frozen=True)
class Checked:
    """One file as `check` found it."""

    path: Path
    text: str
    programme: Programme | None
    mistakes: tuple[str, ...]


@dataclass(frozen=True)
class Surroundings:
    """What programme files are held against."""

    zones: Sequence[str]
    """The ids the station knows."""
    today: date
    zone: ZoneInfo
    standing: Sequence[Programme] = ()
    """Programmes that stay beside the files."""
    holidays: HolidayTable = NATIONAL
    sharing: Sharing = field(default_factory=Sharing)


def check_files(paths: Sequence[Path], around: Surroundings) -> tuple[Checked, ...]:
    """Read files and list every mistake of each; overlaps are looked for among all that stands.

    `ScheduleError` for a file that cannot be read at all.
    """
    return tuple(_with_overlaps(_with_doubles([_read(path, around) for path in paths]), around))


def _read(path: Path, around: Surroundings) -> Checked:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise ScheduleError.unreadable(path, error.strerror or str(error)) from error
    if len(data) > LARGEST_BYTES:
        mistake = _("is larger than {limit} bytes, so it is no programme").format(
            limit=LARGEST_BYTES
        )
        return Checked(path, "", None, (mistake,))
    try:
        text = data.decode("utf-8-sig")
        programme = read_programme(text, around.zones, around.holidays)
        return Checked(path, text, programme, when_mistakes(programme.recurrence))
    except UnicodeDecodeError:
        return Checked(path, "", None, (_("is not UTF-8; save it as UTF-8"),))
    except ProgrammeFileError as error:
        return Checked(path, text, None, tuple(error.mistakes))


def _with_doubles(files: Sequence[Checked]) -> list[Checked]:
    first: dict[str, Path] = {}
    found = []
    for file in files:
        name = file.programme.name if file.programme else ""
        if name and name in first:
            mistake = _('name = "{name}" is also in "{other}"; give one of them another name')
            sentence = mistake.format(name=name, other=first[name].name)
            found.append(Checked(file.path, file.text, None, (sentence,)))
        else:
            first[name] = file.path
            found.append(file)
    return found


def _with_overlaps(files: Sequence[Checked], around: Surroundings) -> list[Checked]:
    """Add each overlap to the file of the programme that starts into another, if it is here."""
    here = {file.programme.name: file.programme for file in files if file.programme}
    every = {**{programme.name: programme for programme in around.standing}, **here}
    notes: dict[str, list[str]] = {name: [] for name in here}
    for overlap in find_overlaps(every.values(), around.today, around.zone, around.sharing):
        changed_one = overlap.second if overlap.second.name in here else overlap.first
        if changed_one.name in here:
            notes[changed_one.name].append(overlap_sentence(overlap, changed_one))
    return [
        replace(file, mistakes=(*file.mistakes, *notes[file.programme.name]))
        if file.programme
        else file
        for file in files
    ]


def relays_named(files: Sequence[Checked]) -> tuple[str, ...]:
    """Return the relays that these programmes carry, by name, each once."""
    layouts = [file.programme.layout for file in files if file.programme]
    return tuple(sorted({part.relay for layout in layouts for part in layout if part.relay}))
