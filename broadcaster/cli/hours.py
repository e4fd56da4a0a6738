"""`broadcaster hours`: the allowed hours, their exceptions, and what they let sound."""

from datetime import date

import click

from broadcaster.cli.days import DAY
from broadcaster.cli.hours_set import set_command
from broadcaster.cli.hours_view import exception_text, hours_document, show_hours
from broadcaster.cli.schedule_view import firing_document, show_firings
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")


@click.group("hours")
def hours_command() -> None:
    """When loudspeakers may sound. The player obeys this last of all."""


hours_command.add_command(set_command)


@hours_command.command("show")
@click.option("--unit", help="What a station of that unit obeys; this one when left out.")
@JSON
@common_options
@click.pass_obj
def show_command(session: Session, unit: str | None, as_json: bool) -> None:
    """Show the signed hours, from whom each limit comes, and the sessions of seven days."""
    from broadcaster.schedule import actions
    from broadcaster.units import actions as units_actions

    desk = session.desk()
    policy = actions.hours_of(desk, unit) if unit else actions.policy_in_force(desk)
    firings = actions.coming(desk, policy) if not unit else ()
    today = units_actions.today(desk)
    if as_json:
        coming = [firing_document(firing) for firing in firings]
        show_json({**hours_document(policy, today), "firings": coming})
        return
    show_hours(policy, today, actions.unit_names(desk))
    if firings:
        click.echo()
        show_firings(firings, desk.settings.zone_info)


@hours_command.group("exception")
def exception_group() -> None:
    """Dated stretches beyond the windows, with a reason."""


@exception_group.command("add")
@click.argument("day", metavar="DATE", type=DAY)
@click.argument("stretch", metavar="HH:MM-HH:MM")
@click.option("--reason", required=True, help="Why; it stands in the reports.")
@click.option("--unit", help="Whose limits it lifts; the station's own unit when left out.")
@JSON
@common_options
@click.pass_obj
def add_command(
    session: Session, day: date, stretch: str, reason: str, unit: str | None, as_json: bool
) -> None:
    """Sign an exception on DATE inside the outer limits, as an approver."""
    from broadcaster.schedule import actions
    from broadcaster.schedule.hours.file import read_stretch

    added = actions.add_exception(session.desk(), day, read_stretch(stretch), reason, unit)
    if as_json:
        show_json(added.to_document())
    else:
        click.echo(exception_text(added))
    talk(_("Signed. A session in that stretch needs a programme that starts there."))
