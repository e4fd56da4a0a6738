"""`broadcaster init`: make a station."""

from pathlib import Path

import click

from broadcaster.cli.session import Session, common_options, show_json, talk, warn_if_root
from broadcaster.i18n import _


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--role", type=click.Choice(["station", "hub", "both"]), default="station")
@click.option(
    "--station", "station_name", metavar="NAME", help="What the station is called on air."
)
@click.option(
    "--unit", "unit_name", metavar="NAME", help="The commune or other unit it belongs to."
)
@click.option("--json", "as_json", is_flag=True, help="Describe the new home as JSON.")
@common_options
@click.pass_obj
def init_command(
    session: Session,
    folder: Path,
    role: str,
    station_name: str | None,
    unit_name: str | None,
    as_json: bool,
) -> None:
    """Make a station in DIR, a new or empty folder; `--as NAME` becomes its administrator.

    It gets a key, the default hours (05:30-06:30 and 17:00-18:00), its sounds and two programmes.
    """
    from broadcaster.desk import Desk
    from broadcaster.timetrust import current_trust
    from broadcaster.units import UnitsError
    from broadcaster.units import actions as units_actions
    from broadcaster.upkeep import actions
    from broadcaster.users import actions as users_actions

    warn_if_root()
    name = session.named()
    if not name:
        raise UnitsError.nobody_to_found()
    home = actions.initialise(
        folder, as_name=name, role=role, station_name=station_name, unit_name=unit_name
    )
    desk = Desk.open(home)
    station = units_actions.station(desk)
    person = units_actions.people(desk)[0]
    issued = users_actions.first_code(desk, person.id)
    if as_json:
        show_json(
            {
                "home": str(home.root),
                "unit": station.unit,
                "station": station.id,
                "administrator": person.id,
                "sign_in_code": issued.code,
            }
        )
    else:
        click.echo(str(home.root))
    talk(
        _('Station "{station}" is ready; its administrator is {person} ({id}).').format(
            station=station.name, person=person.name, id=person.id
        )
    )
    talk(_("Code to sign in to the console for the first time: {code}").format(code=issued.code))
    talk(
        _(
            "Start the console with `broadcaster web`, open its page and choose a password with "
            "this code, which works once and until {until}."
        ).format(until=f"{issued.until.astimezone(desk.settings.zone_info):%d/%m/%Y %H:%M}")
    )
    talk(
        _(
            "Next: enter an approver with `broadcaster person add`, and check the hours with "
            "`broadcaster hours show` against your own rules."
        )
    )
    if not current_trust(home, desk.settings, desk.time).is_trusted:
        talk(_("The clock is not trusted yet, so nothing would sound: `broadcaster time show`."))
