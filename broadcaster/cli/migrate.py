"""`broadcaster migrate`: take a home of an earlier version to this one's form."""

import click

from broadcaster.cli.session import Session, common_options, talk
from broadcaster.i18n import _


@click.command("migrate")
@common_options
@click.pass_obj
def migrate_command(session: Session) -> None:
    """Bring the home to the form of this version, after a copy of its database was made."""
    from broadcaster.upkeep import actions

    home = session.locate()
    before = actions.migrate(home)
    if before is None:
        talk(_("The home has the form of this version already."))
    else:
        talk(
            _('The home was migrated. Its former database is in "{path}".').format(
                path=home.backups
            )
        )
