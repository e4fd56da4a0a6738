"""`broadcaster programme`: check, apply, list and show the recurring broadcasts."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.columns import show_card, show_table
from broadcaster.cli.schedule_view import (
    firing_document,
    part_name,
    short,
    show_firings,
)
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.schedule.actions.programmes import Applied
    from broadcaster.schedule.programmes.model import Part, Programme

JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
FILES = click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))


@click.group("programme")
def programme_command() -> None:
    """Recurring broadcasts. Their files do nothing until they are applied."""


@programme_command.command("check")
@FILES
@JSON
@common_options
@click.pass_obj
def check_command(session: Session, files: Sequence[Path], as_json: bool) -> None:
    """Say what is wrong in FILES (all of `playlists/` when none is named), changing nothing."""
    from broadcaster.schedule import ScheduleError, actions
    from broadcaster.schedule.programmes.check import relays_named

    checked = actions.check(session.desk(), files)
    if as_json:
        show_json(
            [
                {
                    "file": str(file.path),
                    "programme": file.programme.name if file.programme else None,
                    "mistakes": list(file.mistakes),
                }
                for file in checked
            ]
        )
    else:
        for file in checked:
            for line in file.mistakes or (_("no mistakes"),):
                click.echo(f"{file.path.name}: {line}")
    if not checked:
        talk(_("There is no programme file in `playlists/`."))
    if relays := relays_named(checked):
        talk(
            _(
                "This version of the player cannot carry a relay yet: {relays}. Its time stays "
                "silent, and the log says so."
            ).format(relays=", ".join(relays))
        )
    count = sum(len(file.mistakes) for file in checked)
    if count:
        raise ScheduleError.check_failed(count)


@programme_command.command("apply")
@FILES
@click.option("--yes", is_flag=True, help="Do it although starts move, appear or disappear.")
@JSON
@common_options
@click.pass_obj
def apply_command(session: Session, files: Sequence[Path], yes: bool, as_json: bool) -> None:
    """Make FILES (else the whole folder `playlists/`) the programmes that stand.

    Prints seven days of firings. Without FILES a programme whose file is gone is removed.
    """
    from broadcaster.schedule import ScheduleError, actions

    desk = session.desk()
    proposal = actions.propose(desk, files)
    consented = yes or not proposal.moves
    if consented:  # before anything is printed: a closed pipe must not stop it halfway
        actions.apply_programme(desk, files, confirmed=yes)
    if as_json:
        show_json(
            {
                "applied": consented,
                "removed": list(proposal.removed),
                "firings": [firing_document(firing) for firing in proposal.firings],
            }
        )
    else:
        show_firings(proposal.firings, desk.settings.zone_info)
    if not consented:
        raise ScheduleError.starts_move(proposal.moves)
    names = [file.programme.name for file in proposal.files if file.programme]
    talk(_("Applied: {names}.").format(names=", ".join(names) or _("nothing")))
    if proposal.removed:
        talk(_("Removed: {names}.").format(names=", ".join(proposal.removed)))
    talk(_("The coming sessions take it up with `broadcaster schedule plan`."))


@programme_command.command("list")
@JSON
@common_options
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    """List the programmes that stand."""
    from broadcaster.schedule import actions
    from broadcaster.schedule.programmes.rhythm import rhythm
    from broadcaster.schedule.wording import length_text

    applied = actions.programmes(session.desk())
    if as_json:
        show_json([_document(one) for one in applied])
        return
    rows = [
        (
            one.programme.name,
            short(one.programme.title, 24),
            short(rhythm(one.programme.recurrence), 30),
            length_text(one.programme.longest_ms),
            _("file differs") if one.file_differs else "",
        )
        for one in applied
    ]
    if rows:
        show_table((_("Name"), _("Title"), _("When"), _("At most"), _("Note")), rows)
    else:
        talk(_("No programme is applied. `broadcaster programme apply` takes those of playlists/."))


@programme_command.command("show")
@click.argument("name")
@JSON
@common_options
@click.pass_obj
def show_command(session: Session, name: str, as_json: bool) -> None:
    """Show one programme as it was applied, with its layout."""
    from broadcaster.schedule import actions
    from broadcaster.schedule.programmes.rhythm import rhythm
    from broadcaster.schedule.wording import length_text, moment_text

    desk = session.desk()
    applied = actions.programme(desk, name)
    if as_json:
        show_json(_document(applied))
        return
    programme = applied.programme
    show_card(
        [
            (_("Name"), programme.name),
            (_("Title"), programme.title),
            (_("When"), rhythm(programme.recurrence)),
            (_("At most"), length_text(programme.longest_ms)),
            (_("Zones"), ", ".join(programme.zones)),
            (_("Applied"), f"{moment_text(applied.at, desk.settings.zone_info)} {applied.by}"),
            (
                _("Note"),
                _("the file differs from what was applied") if applied.file_differs else "",
            ),
        ]
    )
    click.echo()
    rows = [
        (str(number), part_name(part.kind), part.sound, _rules(part))
        for number, part in enumerate(programme.layout, start=1)
    ]
    show_table((_("No."), _("Part"), _("Sound"), _("Rules")), rows)


def _rules(part: "Part") -> str:
    rules = []
    if part.hard_start:
        rules.append(_("hard start"))
    if part.max_items is not None:
        rules.append(_("at most {count} bulletins").format(count=part.max_items))
    if part.max_ms is not None:
        rules.append(_("at most {count} minutes").format(count=part.max_ms // 60_000))
    filter_ = part.filter
    named = (filter_.classes, filter_.columns, filter_.kinds, filter_.languages, filter_.origins)
    rules.extend(" | ".join(values) for values in named if values)
    late = {"skip": _("skipped when late"), "join": _("joined when late")}
    if part.late in late:
        rules.append(late[part.late])
    rules += [f"{name}: {late[how]}" for name, how in part.late_by_class if how in late]
    return "; ".join(rules)


def _document(applied: "Applied") -> dict[str, Any]:
    from broadcaster.timebase import as_rfc3339

    return {
        **_programme_document(applied.programme),
        "by": applied.by,
        "at": as_rfc3339(applied.at),
        "file_differs": applied.file_differs,
        "text": applied.text,
    }


def _programme_document(programme: "Programme") -> dict[str, Any]:
    from broadcaster.schedule.station_time import clock_text

    return {
        "name": programme.name,
        "title": programme.title,
        "days": list(programme.recurrence.day_names),
        "start": clock_text(programme.recurrence.start),
        "starts": [clock_text(start) for start in programme.recurrence.starts],
        "longest_ms": programme.longest_ms,
        "zones": list(programme.zones),
        "layout": [{"part": str(part.kind), "sound": part.sound} for part in programme.layout],
    }
