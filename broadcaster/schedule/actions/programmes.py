"""Check and apply programmes, and show what is applied.

The files are the only truth, but a hand edit does nothing until it is applied: planning reads the
applied text from the database. A file with mistakes changes nothing and raises an alarm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.handles import resolve
from broadcaster.home import write_atomically
from broadcaster.schedule import store
from broadcaster.schedule.alarms import PROGRAMME_NOT_APPLIED, clear_alarms, raise_alarm
from broadcaster.schedule.calendar.bounds import is_known
from broadcaster.schedule.errors import ScheduleError
from broadcaster.schedule.plan_files import hours_or_none
from broadcaster.schedule.programmes.check import Checked, Surroundings, check_files
from broadcaster.schedule.programmes.file import read_programme
from broadcaster.schedule.programmes.firing_list import Firing, changed, judge, list_firings
from broadcaster.schedule.programmes.model import Programme
from broadcaster.schedule.programmes.templates import templates
from broadcaster.schedule.sessions.sharing import Sharing
from broadcaster.schedule.station_time import station_date
from broadcaster.units import Authority, Role, ZoneMap
from broadcaster.units import actions as units_actions

APPLIERS = (Role.OPERATOR, Role.APPROVER)


@dataclass(frozen=True)
class Applied:
    """A programme that stands."""

    programme: Programme
    text: str
    by: str
    at: datetime
    file_differs: bool
    """The file in `playlists/` is not what was applied, or is gone."""


@dataclass(frozen=True)
class Proposal:
    """What applying would do. `removed` names programmes whose file is gone."""

    files: tuple[Checked, ...]
    removed: tuple[str, ...]
    firings: tuple[Firing, ...]

    @property
    def moves(self) -> int:
        """How many starts within seven days are new, moved or gone."""
        return len(changed(self.firings))


def programmes(desk: Desk) -> tuple[Applied, ...]:
    """Return the programmes that stand, by name."""
    with desk.database.transaction() as session:
        rows, table = store.read_applied(session), store.read_holiday_table(session)
    return tuple(
        Applied(
            # A zone that was removed since must not take its programme off the air unasked.
            read_programme(row.text, None, table),
            row.text,
            row.by,
            row.at,
            _file_text(desk.home.playlists / f"{row.name}.toml") != row.text,
        )
        for row in rows
    )


def programme(desk: Desk, handle: str) -> Applied:
    """Return the applied programme that `handle` names."""
    every = {applied.programme.name: applied for applied in programmes(desk)}
    return every[resolve(handle, list(every))]


def check(desk: Desk, paths: Sequence[Path] = ()) -> tuple[Checked, ...]:
    """Read programme files (all of `playlists/` unless some are named), with every mistake.

    Overlaps are looked for among these files and the programmes that stand.
    """
    standing = [applied.programme for applied in programmes(desk)] if paths else []
    today, zone = known_today(desk), desk.settings.zone_info
    with desk.database.transaction() as session:
        table = store.read_holiday_table(session)
    zones = units_actions.zone_ids(desk)
    around = Surroundings(zones, today, zone, standing, table, sharing=sharing_of(desk))
    return check_files(paths or _all_files(desk), around)


def propose(desk: Desk, paths: Sequence[Path] = ()) -> Proposal:
    """Return what `apply_programme` would do, with the firings of the next seven days.

    Without `paths` the folder is the whole truth: a programme whose file is gone is removed.
    Raises `ScheduleError` with every mistake, after raising an alarm: nothing was applied.
    """
    units_actions.require_role(desk, *APPLIERS)
    files = check(desk, paths)
    mistakes = [f"{file.path.name}: {mistake}" for file in files for mistake in file.mistakes]
    now = desk.time.now()
    if mistakes:
        refusal = ScheduleError.not_applied(mistakes)
        raise_alarm(desk.home, PROGRAMME_NOT_APPLIED, str(refusal), now)
        raise refusal
    before = {applied.programme.name: applied.programme for applied in programmes(desk)}
    named = {file.programme.name: file.programme for file in files if file.programme}
    after = {**before, **named} if paths else named
    firings = list_firings(before.values(), after.values(), now, desk.settings.zone_info)
    hours = hours_or_none(desk.home, desk.key.public)
    lead_ms = desk.settings.amplifier_lead_ms
    judged = judge(firings, hours, {}, greatest_doubt_ms(desk), lead_ms)
    return Proposal(files, tuple(sorted(before.keys() - after.keys())), judged)


def apply_programme(desk: Desk, paths: Sequence[Path] = (), *, confirmed: bool = False) -> Proposal:
    """Make files the programmes that stand; an operator's or approver's act.

    A file from elsewhere is copied into `playlists/`. Raises `ScheduleError` for mistakes, and
    when starts within seven days would change and `confirmed` is not given.
    """
    authority = units_actions.require_role(desk, *APPLIERS)
    while True:
        seen = _standing(desk)
        proposal = propose(desk, paths)
        if proposal.moves and not confirmed:
            raise ScheduleError.starts_move(proposal.moves)
        # Whoever applied something since then won: it is judged again, beside theirs.
        if _write(desk, proposal, seen, authority):
            break
    for file in proposal.files:
        _keep(desk, file)
    clear_alarms(desk.home, PROGRAMME_NOT_APPLIED, desk.time.now())
    return proposal


def _standing(desk: Desk) -> dict[str, str]:
    with desk.database.transaction() as session:
        return {row.name: row.text for row in store.read_applied(session)}


def _write(desk: Desk, proposal: Proposal, seen: dict[str, str], authority: Authority) -> bool:
    """Make the proposal stand, all of it; False when what stands is not what was `seen` with it."""
    now = desk.time.now()
    with desk.database.transaction() as session:
        standing = {row.name: row.text for row in store.read_applied(session)}
        if standing != seen:
            return False
        for file in proposal.files:
            if file.programme and standing.get(file.programme.name) != file.text:
                store.write_applied(session, file.programme.name, file.text, authority, now)
        for name in proposal.removed:
            store.write_applied(session, name, None, authority, now)
    return True


def copy_templates(desk: Desk) -> tuple[Path, ...]:
    """Copy the shipped programmes into the home, without touching a file that is there."""
    copied = []
    for name, content in templates():
        target = desk.home.playlists / name
        if not target.exists():
            write_atomically(target, content)
            copied.append(target)
    return tuple(copied)


def greatest_doubt_ms(desk: Desk) -> int:
    """Return the greatest uncertainty the player may state for a clock it trusts."""
    settings = desk.settings
    return max(
        settings.ntp_uncertainty_ms,
        settings.rtc_uncertainty_ms,
        settings.held_uncertainty_ms,
        settings.operator_uncertainty_ms,
    )


def sharing_of(desk: Desk) -> Sharing:
    """Return how the sessions of this station share its hours."""
    return Sharing(ZoneMap.of(units_actions.zones(desk)), desk.settings.amplifier_lead_ms)


def known_today(desk: Desk) -> date:
    """Return the station's date; `ScheduleError` when its clock is outside what can be planned."""
    today = station_date(desk.time.now(), desk.settings.zone_info)
    if not is_known(today):
        raise ScheduleError.clock_outside(today)
    return today


def _all_files(desk: Desk) -> list[Path]:
    return sorted(desk.home.playlists.glob("*.toml"))


def _file_text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None


def _keep(desk: Desk, file: Checked) -> None:
    if file.programme is None or file.path.absolute().parent == desk.home.playlists.absolute():
        return
    target = desk.home.playlists / f"{file.programme.name}.toml"
    write_atomically(target, file.text.encode())
