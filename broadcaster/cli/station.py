"""`broadcaster station`: the player installs."""

from dataclasses import asdict
from pathlib import Path

import click

from broadcaster.cli.columns import show_card, show_table
from broadcaster.cli.session import Session, common_options, show_json
from broadcaster.i18n import _


@click.group("station")
def station_command() -> None:
    """Stations: player installs, each of one unit."""


@station_command.command("list")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    """List the stations."""
    from broadcaster.units import actions

    every = actions.stations(session.desk())
    if as_json:
        show_json([asdict(one) for one in every])
        return
    show_table(
        (_("Id"), _("Name"), _("Unit"), _("Address")),
        [(one.id, one.name, one.unit, one.address) for one in every],
    )


@station_command.command("show")
@click.argument("station", metavar="[STATION]", required=False)
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def show_command(session: Session, station: str | None, as_json: bool) -> None:
    """Show a station, or the one this home is."""
    from broadcaster.units import actions
    from broadcaster.units.wording import show_changes

    desk = session.desk()
    one = actions.station(desk, station)
    if as_json:
        show_json(asdict(one))
        return
    show_card(
        [
            (_("Id"), one.id),
            (_("Name"), one.name),
            (_("Unit"), one.unit),
            (_("Address"), one.address),
            *show_changes(actions.changes_of(desk, one.id), desk.settings.zone_info),
        ]
    )


@station_command.command("add")
@click.argument("name")
@click.option("--unit", help="Its unit; this station's own when left out.")
@click.option("--address", default="")
@click.option("--id", "id_", help="Its id, where the name's own is taken.")
@common_options
@click.pass_obj
def add_command(
    session: Session, name: str, unit: str | None, address: str, id_: str | None
) -> None:
    """Enter a further station (administrator)."""
    from broadcaster.units import actions

    one = actions.add_station(session.desk(), name, unit_handle=unit, address=address, id_=id_)
    click.echo(one.id)


@station_command.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.xlsx")
@common_options
@click.pass_obj
def import_command(session: Session, file: Path) -> None:
    """Enter stations from a spreadsheet: name, unit, address, id."""
    from broadcaster.cli.unit import say_imported
    from broadcaster.units import actions

    say_imported(actions.import_stations(session.desk(), file))
