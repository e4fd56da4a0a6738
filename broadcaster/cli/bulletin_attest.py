"""`broadcaster bulletin attest`: a second listener says that a recording is right."""

import click

from broadcaster.cli.bulletin_options import JSON
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _


@click.command("attest")
@click.argument("id_", metavar="ID")
@JSON
@common_options
@click.pass_obj
def attest_command(session: Session, id_: str, as_json: bool) -> None:
    """Attest, as one who understands its language, that figures, dates and names are heard right.

    Not by its author, its reader or its approver. It holds for this recording only.
    """
    from broadcaster.bulletins import actions

    attested = actions.attest(session.desk(), id_)
    if as_json:
        show_json(attested.to_document())
    else:
        click.echo(attested.cut)
    talk(
        _("Attested by {name} for the recording {cut}…; another recording needs it anew.").format(
            name=attested.name, cut=attested.cut[:16]
        )
    )
