"""`broadcaster schedule export`: running orders for other eyes and other programs."""

import sys
from datetime import date
from pathlib import Path

import click

from broadcaster.cli.days import DAY
from broadcaster.cli.session import Session, common_options, talk
from broadcaster.i18n import _

FORMS = ("json", "m3u8", "ical", "pdf")


@click.command("export")
@click.argument("id_", metavar="[SESSION]", required=False)
@click.option("--from", "since", type=DAY, help="First day; today when left out.")
@click.option("--days", type=click.IntRange(1, 60), help="How many days; seven when left out.")
@click.option("--format", "form", type=click.Choice(FORMS), default="json")
@click.option("--out", type=click.Path(path_type=Path), help="File; stdout when left out.")
@common_options
@click.pass_obj
def export_command(
    session: Session,
    id_: str | None,
    since: date | None,
    days: int | None,
    form: str,
    out: Path | None,
) -> None:
    """Write one running order, or those of some days, for other programs or for paper.

    json is the order itself (schema in docs/), m3u8 a playlist of its cuts, ical a calendar that
    phones and desks open, pdf a schedule to sign and put up.
    """
    from broadcaster.schedule import actions

    if id_ and (since or days):
        raise click.UsageError("name one SESSION, or days with --from and --days")
    if form == "pdf" and out is None and sys.stdout.isatty():
        raise click.UsageError("a PDF is for a file: name it with --out")
    wanted = actions.Form(form)
    if id_:
        data = actions.export(session.desk(), id_, wanted, out)
    else:
        data = actions.export_days(session.desk(), since, days, wanted, out)
    if out is None:
        click.get_binary_stream("stdout").write(data)
    else:
        talk(_('Written to "{path}".').format(path=out))
