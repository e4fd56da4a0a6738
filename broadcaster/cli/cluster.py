"""`broadcaster cluster`: the loudspeaker sites."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.cluster_set import (
    FED_BY,
    HEARD_BY,
    LATE,
    LATER,
    SWITCHED_BY,
    TECHNOLOGIES,
    say_who_sounds_too,
    set_command,
)
from broadcaster.cli.columns import show_card, show_table
from broadcaster.cli.days import DAY
from broadcaster.cli.session import Session, common_options, show_json
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.units import Cluster


@click.group("cluster")
def cluster_command() -> None:
    """Clusters: loudspeaker sites, with what an inspection asks about them."""


cluster_command.add_command(set_command)


@cluster_command.command("list")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    """List the loudspeaker sites."""
    from broadcaster.units import actions
    from broadcaster.units.wording import technology_word

    every = actions.clusters(session.desk())
    if as_json:
        show_json([document_of(one) for one in every])
        return
    show_table(
        (_("Id"), _("Name"), _("Village"), _("Technology"), _("Speakers")),
        [
            (one.id, one.name, one.village, technology_word(one.technology), _count(one.speakers))
            for one in every
        ],
    )


def _count(value: int | None) -> str:
    return "" if value is None else str(value)


@cluster_command.command("show")
@click.argument("cluster", metavar="CLUSTER")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def show_command(session: Session, cluster: str, as_json: bool) -> None:
    """Show one loudspeaker site."""
    from broadcaster.units import actions
    from broadcaster.units.wording import show_changes

    desk = session.desk()
    one = actions.cluster(desk, cluster)
    if as_json:
        show_json(document_of(one))
        return
    changes = actions.changes_of(desk, one.id)
    show_card([*_card(one), *show_changes(changes, desk.settings.zone_info)])


def _card(one: "Cluster") -> list[tuple[str, str]]:
    from broadcaster.units.wording import show_day, technology_word

    place = f"{one.latitude}, {one.longitude}" if one.latitude is not None else ""
    return [
        (_("Id"), one.id),
        (_("Name"), one.name),
        (_("Station"), one.station),
        (_("Unit"), one.unit),
        (_("Village"), one.village),
        (_("Latitude, longitude"), place),
        (_("Technology"), technology_word(one.technology)),
        (_("Speakers"), _count(one.speakers)),
        (_("Watts"), _count(one.watts)),
        (_("Provider"), one.provider),
        (_("SIM"), one.sim),
        (_("Transmitter"), one.transmitter),
        (_("Volume at most"), f"{one.volume_cap_percent} %"),
        (_("Near a sensitive site"), _("yes") if one.near_sensitive_site else _("no")),
        (_("Installed"), show_day(one.installed_on) if one.installed_on else ""),
        (_("Warranty until"), show_day(one.warranty_until) if one.warranty_until else ""),
        (_("Output"), one.output),
        (_("Output's latency"), f"{one.output_latency_ms} ms" if one.output else ""),
        (_("Later on purpose"), f"{one.stagger_ms} ms" if one.stagger_ms else ""),
        (_("Amplifier"), one.amplifier),
        (_("Loopback"), one.loopback),
        (_("Note"), one.note),
    ]


@cluster_command.command("add")
@click.argument("name")
@click.option("--station", default="", help="Its station; this one when left out.")
@click.option("--unit", default="", help="Its unit; this station's own when left out.")
@click.option("--village", default="")
@click.option("--latitude", type=float)
@click.option("--longitude", type=float)
@click.option("--technology", type=click.Choice(TECHNOLOGIES), default="ip", show_default=True)
@click.option("--transmitter", default="", help=FED_BY)
@click.option("--speakers", type=int, help="How many horns.")
@click.option("--watts", type=int, help="Of all of them together.")
@click.option("--provider", default="", help="Who supplies the connection.")
@click.option("--sim", default="", help="Number of the SIM card.")
@click.option("--volume", "volume_cap_percent", type=int, default=100, show_default=True)
@click.option("--near-sensitive-site", is_flag=True, help="A hospital, school or house of worship.")
@click.option("--installed", "installed_on", type=DAY)
@click.option("--warranty", "warranty_until", type=DAY)
@click.option("--note", default="")
@click.option("--output", default="", help="What of this box feeds it, as the setting `output`.")
@click.option("--latency-ms", "output_latency_ms", type=int, default=0, help=LATE)
@click.option("--stagger-ms", type=int, default=0, help=LATER)
@click.option("--amplifier", default="", help=SWITCHED_BY)
@click.option("--loopback", default="", help=HEARD_BY)
@click.option("--id", "id_", default="", help="Its id, where the name's own is taken.")
@common_options
@click.pass_obj
def add_command(
    session: Session,
    /,
    name: str,
    technology: str,
    id_: str,
    installed_on: date | None,
    warranty_until: date | None,
    **fields: Any,
) -> None:
    """Enter a loudspeaker site (technician)."""
    from broadcaster.units import Cluster, actions
    from broadcaster.units.model import Technology

    wanted = Cluster(
        id=id_,
        name=name,
        technology=Technology(technology),
        installed_on=installed_on,
        warranty_until=warranty_until,
        **fields,
    )
    desk = session.desk()
    added = actions.add_cluster(desk, wanted)
    click.echo(added.id)
    say_who_sounds_too(desk, added)


@cluster_command.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.xlsx")
@common_options
@click.pass_obj
def import_command(session: Session, file: Path) -> None:
    """Enter clusters from a spreadsheet, with the fields of `cluster add` as columns."""
    from broadcaster.cli.unit import say_imported
    from broadcaster.units import actions

    say_imported(actions.import_clusters(session.desk(), file))


def document_of(one: "Cluster") -> dict[str, Any]:
    """Return a site as JSON values."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(one).items()
    }
