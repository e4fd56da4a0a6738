"""`broadcaster cluster set`: correct what the register says of a loudspeaker site."""

from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.days import DAY
from broadcaster.cli.session import Session, common_options, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.desk import Desk
    from broadcaster.units import Cluster

TECHNOLOGIES = ("ip", "fm-bridge", "wired-bridge")
LATE = "How long that output takes from a written sample to a sounding one; subtracted."
LATER = "How much later than its neighbours it is to sound."
SWITCHED_BY = "What switches its amplifier: hold:CMD or file:PATH."
HEARD_BY = "What hears what its output plays, as the setting `loopback`."
FED_BY = "Id of the FM transmitter that feeds it; its clusters always sound together."


@click.command("set")
@click.argument("cluster", metavar="CLUSTER")
@click.option("--name", help="What people call it; its id stays.")
@click.option("--village")
@click.option("--latitude", type=float)
@click.option("--longitude", type=float)
@click.option("--technology", type=click.Choice(TECHNOLOGIES))
@click.option("--transmitter", help=FED_BY + ' "" takes it away.')
@click.option("--speakers", type=int, help="How many horns.")
@click.option("--watts", type=int, help="Of all of them together.")
@click.option("--provider", help="Who supplies the connection.")
@click.option("--sim", help="Number of the SIM card.")
@click.option("--volume", "volume_cap_percent", type=int)
@click.option(
    "--near-sensitive-site/--no-sensitive-site",
    default=None,
    help="A hospital, school or house of worship.",
)
@click.option("--installed", "installed_on", type=DAY)
@click.option("--warranty", "warranty_until", type=DAY)
@click.option("--note")
@click.option("--output", help='What of this box feeds it, as the setting `output`; "" for none.')
@click.option("--latency-ms", "output_latency_ms", type=int, help=LATE)
@click.option("--stagger-ms", type=int, help=LATER)
@click.option("--amplifier", help=SWITCHED_BY)
@click.option("--loopback", help=HEARD_BY)
@common_options
@click.pass_obj
def set_command(session: Session, /, cluster: str, **fields: Any) -> None:
    """Correct a loudspeaker site (technician). What is left out stays as it is."""
    from broadcaster.units import actions
    from broadcaster.units.model import Technology

    changes = {name: value for name, value in fields.items() if value is not None}
    if not changes:
        raise click.UsageError(_("Say what is to change, such as --transmitter or --note."))
    if "technology" in changes:
        changes["technology"] = Technology(changes["technology"])
    desk = session.desk()
    changed = actions.set_cluster(desk, cluster, changes)
    click.echo(changed.id)
    say_who_sounds_too(desk, changed)


def say_who_sounds_too(desk: "Desk", one: "Cluster") -> None:
    """Tell which clusters and zones its transmitter ties to a cluster."""
    from broadcaster.units import actions

    others, zones = actions.sounding_with(desk, one)
    if others:
        names = ", ".join(other.name for other in others)
        talk(
            _('"{name}" sounds together with {others}: the transmitter "{transmitter}".').format(
                name=one.name, others=names, transmitter=one.transmitter
            )
        )
    if zones:
        ids = ", ".join(zone.id for zone in zones)
        talk(_("So all of them belong to these zones: {zones}.").format(zones=ids))
