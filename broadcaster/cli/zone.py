"""`broadcaster zone`: named sets of loudspeaker sites."""

from dataclasses import asdict
from pathlib import Path

import click

from broadcaster.cli.columns import show_card, show_table
from broadcaster.cli.session import Session, common_options, show_json
from broadcaster.i18n import _

LANGUAGE_HELP = "The variant it hears of a mandate or offer, such as tyz or hmn."


@click.group("zone")
def zone_command() -> None:
    """Zones: named sets of clusters; `all` is the whole station and always there."""


@zone_command.command("list")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    """List the zones of this station."""
    from broadcaster.units import actions

    every = actions.zones(session.desk())
    if as_json:
        show_json([asdict(one) for one in every])
        return
    show_table(
        (_("Id"), _("Name"), _("Language"), _("Clusters")),
        [(one.id, one.name, one.language, ", ".join(one.clusters)) for one in every],
    )


@zone_command.command("show")
@click.argument("zone", metavar="ZONE")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def show_command(session: Session, zone: str, as_json: bool) -> None:
    """Show a zone with its clusters."""
    from broadcaster.units import actions

    one = actions.zone(session.desk(), zone)
    if as_json:
        show_json(asdict(one))
        return
    show_card(
        [
            (_("Id"), one.id),
            (_("Name"), one.name),
            (_("Language"), one.language),
            (_("Clusters"), ", ".join(one.clusters)),
        ]
    )


@zone_command.command("add")
@click.argument("name")
@click.option("--cluster", "clusters", multiple=True, required=True, help="May be repeated.")
@click.option("--id", "id_", help="Its id, where the name's own is taken.")
@click.option("--language", default="", metavar="CODE", help=LANGUAGE_HELP)
@common_options
@click.pass_obj
def add_command(
    session: Session, name: str, clusters: tuple[str, ...], id_: str | None, language: str
) -> None:
    """Enter a zone of some of this station's clusters (technician)."""
    from broadcaster.units import actions

    one = actions.add_zone(session.desk(), name, clusters, id_=id_, language=language)
    click.echo(one.id)


@zone_command.command("set")
@click.argument("zone", metavar="ZONE")
@click.option("--language", required=True, metavar="CODE", help=LANGUAGE_HELP + ' "" is none.')
@common_options
@click.pass_obj
def set_command(session: Session, zone: str, language: str) -> None:
    """Say which language a zone asks for (technician); `all` is the whole station."""
    from broadcaster.units import actions

    click.echo(actions.set_zone_language(session.desk(), zone, language).id)


@zone_command.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.xlsx")
@common_options
@click.pass_obj
def import_command(session: Session, file: Path) -> None:
    """Enter zones from a spreadsheet: name, clusters (separated by commas), language, id."""
    from broadcaster.cli.unit import say_imported
    from broadcaster.units import actions

    say_imported(actions.import_zones(session.desk(), file))
