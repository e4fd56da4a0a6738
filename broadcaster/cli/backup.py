"""`broadcaster backup` and `broadcaster restore`: a home as one file, and back."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from broadcaster.cli.session import Session, common_options, talk
from broadcaster.i18n import _
from broadcaster.timebase import from_rfc3339


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@common_options
@click.pass_obj
def backup_command(session: Session, file: Path) -> None:
    """Save the home to FILE (tar, compressed if it ends in .gz), while everything goes on.

    It holds the box's key: keep it where only you can read it.
    """
    from broadcaster.upkeep import actions

    manifest = actions.back_up(session.desk(), file)
    click.echo(str(file))
    size = sum(saved.size for saved in manifest.files)
    talk(
        _("Saved {count} files, {mb} MB. The box's key is among them: keep it safe.").format(
            count=len(manifest.files), mb=-(-size // 1_000_000)
        )
    )


@click.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace the station in DIR; it is moved aside.")
@common_options
@click.pass_obj
def restore_command(session: Session, file: Path, folder: Path | None, force: bool) -> None:
    """Bring a home back from FILE into DIR, else the folder named by --home, else this one."""
    from broadcaster.config import read_settings
    from broadcaster.upkeep import actions

    target = folder or session.wanted_root()
    home, manifest, aside = actions.restore(file, target, force=force)
    click.echo(str(home.root))
    zone = read_settings(home.config).zone_info
    if aside:
        talk(_('What stood there is kept in "{path}".').format(path=aside))
    talk(
        _(
            'This is station "{station}" as it was on {at}. What was approved, withdrawn or '
            "planned since then is not in it: withdraw again what must not sound, then plan. "
            "A new as-run log begins. Everybody signs in to the console anew; passwords are those "
            "of that day, and codes are void."
        ).format(station=manifest.station, at=_show(from_rfc3339(manifest.at), zone))
    )


def _show(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d/%m/%Y %H:%M}"
