"""`broadcaster hours`: the allowed hours, their exceptions, and what they let sound."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.columns import show_card
from broadcaster.cli.days import DAY
from broadcaster.cli.schedule_view import firing_document, show_firings
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.schedule import HoursException, HoursPolicy

JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")


@click.group("hours")
def hours_command() -> None:
    """When loudspeakers may sound. The player obeys this last of all."""


@hours_command.command("show")
@JSON
@common_options
@click.pass_obj
def show_command(session: Session, as_json: bool) -> None:
    """Show the signed policy, its exceptions, and the sessions of the next seven days."""
    from broadcaster.schedule import actions

    desk = session.desk()
    policy = actions.policy_in_force(desk)
    firings = actions.coming(desk, policy)
    if as_json:
        show_json({**policy.to_document(), "firings": [firing_document(f) for f in firings]})
        return
    _show_policy(policy)
    click.echo()
    show_firings(firings, desk.settings.zone_info)


@hours_command.command("set")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--window", "windows", multiple=True, metavar="HH:MM-HH:MM")
@click.option("--days", metavar="mon,tue,...", help="Days of the windows; every day if left out.")
@click.option("--closed", is_flag=True, help="No window at all: nothing but an emergency.")
@click.option("--built-in", is_flag=True, help="Put the built-in hours back.")
@click.option("--document", default="", help="Number of the document that allows it.")
@click.option("--title", default="", help="What people call it.")
@click.option("--session-minutes", type=click.IntRange(0, 1440), help="Cap per session.")
@click.option("--day-minutes", type=click.IntRange(0, 1440), help="Cap per day.")
@click.option("--lock-lead", type=click.IntRange(1, 86_400), metavar="SECONDS")
@click.option("--from", "since", type=DAY, help="First day of a dated policy.")
@click.option("--until", "until", type=DAY, help="Last day of a dated policy.")
@click.option("--yes", is_flag=True, help="Sign it.")
@JSON
@common_options
@click.pass_obj
def set_command(
    session: Session,
    /,
    file: Path | None,
    windows: Sequence[str],
    days: str | None,
    closed: bool,
    built_in: bool,
    document: str,
    title: str,
    session_minutes: int | None,
    day_minutes: int | None,
    lock_lead: int | None,
    since: date | None,
    until: date | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Sign new hours, from FILE (TOML) or options, as an approver.

    Shows what becomes of the sessions of the next seven days, and wants --yes. A policy with
    dates lies over the one that stands and gives way to it outside them.
    """
    from broadcaster.schedule import ScheduleError, actions
    from broadcaster.schedule.hours_file import HoursDraft, read_draft, read_windows

    if [file is not None, bool(windows), closed, built_in].count(True) != 1:
        raise click.UsageError(_("Give one of FILE, --window, --closed or --built-in."))
    desk = session.desk()
    if file is not None:
        draft = read_draft(file)
    elif built_in:
        draft = actions.built_in()
    else:
        draft = HoursDraft(
            title=title or document or _("Hours of the commune"),
            document=document,
            windows=read_windows(windows, days),
            session_minutes=session_minutes,
            day_minutes=day_minutes,
            lock_lead_s=lock_lead,
            valid_from=since,
            valid_until=until,
        )
    firings = actions.propose_hours(desk, draft)
    if yes:  # before anything is printed: a closed pipe must not stop it halfway
        if built_in:
            actions.restore_built_in(desk, confirmed=True)
        else:
            actions.set_hours(desk, draft, confirmed=True)
    if as_json:
        show_json({"signed": yes, "firings": [firing_document(firing) for firing in firings]})
    else:
        show_firings(firings, desk.settings.zone_info)
    if not yes:
        raise ScheduleError.hours_want_consent()
    talk(_('The hours "{title}" are signed and hold from now on.').format(title=draft.title))
    talk(_("Planned sessions take them up with `broadcaster schedule plan`."))


@hours_command.group("exception")
def exception_group() -> None:
    """Dated stretches beyond the windows, with a reason."""


@exception_group.command("add")
@click.argument("day", metavar="DATE", type=DAY)
@click.argument("stretch", metavar="HH:MM-HH:MM")
@click.option("--reason", required=True, help="Why; it stands in the reports.")
@JSON
@common_options
@click.pass_obj
def add_command(session: Session, day: date, stretch: str, reason: str, as_json: bool) -> None:
    """Sign an exception on DATE inside the outer limits, as an approver."""
    from broadcaster.schedule import actions
    from broadcaster.schedule.hours_file import read_stretch

    added = actions.add_exception(session.desk(), day, read_stretch(stretch), reason)
    if as_json:
        show_json(added.to_document())
    else:
        click.echo(_exception_text(added))
    talk(_("Signed. A session in that stretch needs a programme that starts there."))


def _show_policy(policy: "HoursPolicy") -> None:
    from broadcaster.schedule.wording import windows_text

    origin = _("built-in") if policy.origin == "built-in" else _("set by {by}")
    show_card(
        [
            (_("Allowed hours"), policy.title),
            (_("Document"), policy.document),
            (_("Where from"), origin.format(by=policy.by)),
            (_("Holds"), _dates(policy)),
            (_("Windows"), windows_text(policy.windows)),
            (_("Cap per session"), _minutes(policy.session_minutes)),
            (_("Cap per day"), _minutes(policy.day_minutes)),
            (_("Volume"), ", ".join(f"{c.stretch} {c.percent} %" for c in policy.volume)),
            (_("Lock before the start"), f"{policy.lock_lead_s} s" if policy.lock_lead_s else ""),
            (_("Exceptions within"), ", ".join(str(stretch) for stretch in policy.outer)),
            *((_("Exception"), _exception_text(exception)) for exception in policy.exceptions),
        ]
    )
    if policy.standing:
        click.echo()
        click.echo(_("Outside these dates:"))
        _show_policy(policy.standing)


def _dates(policy: "HoursPolicy") -> str:
    first, last = policy.valid_from, policy.valid_until
    parts = []
    if first:
        parts.append(_("from {day}").format(day=f"{first:%d/%m/%Y}"))
    if last:
        parts.append(_("until {day}").format(day=f"{last:%d/%m/%Y}"))
    return " ".join(parts)


def _minutes(count: int | None) -> str:
    return "" if count is None else _("{count} minutes").format(count=count)


def _exception_text(exception: "HoursException") -> str:
    return f"{exception.day:%d/%m/%Y} {exception.stretch}: {exception.reason} ({exception.by})"
