"""`broadcaster journal declare`: what sounded by other means, on somebody's word."""

import click

from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _


@click.command("declare")
@click.argument("title")
@click.option("--source", required=True, help="Who or what broadcast it.")
@click.option("--where", required=True, help="Where it was heard.")
@click.option("--from", "since", required=True, help="When it began: 06:00 or 2026-11-22T06:00.")
@click.option("--minutes", required=True, type=int, help="How long it took.")
@click.option("--document", required=True, help="Number of the paper that bears it out.")
@click.option("--bulletin", default="", help="The bulletin that was read, where it is one of ours.")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def declare_command(
    session: Session,
    title: str,
    source: str,
    where: str,
    since: str,
    minutes: int,
    document: str,
    bulletin: str,
    as_json: bool,
) -> None:
    """Declare an airing by another system or a mobile loudspeaker; it counts as nothing else.

    It stays in the log with the grade `declared`, and on a line of its own in every report.
    """
    from broadcaster.operating.declaring import declare

    desk = session.desk()
    said = declare(
        desk,
        title=title,
        source=source,
        where=where,
        since=since,
        minutes=minutes,
        document=document,
        bulletin=bulletin,
    )
    if as_json:
        show_json(said.to_document())
        return
    first = said.first.astimezone(desk.settings.zone_info)
    talk(
        _("Declared: “{title}” by {source}, {where}, from {first}, {minutes} min.").format(
            title=said.title,
            source=said.source,
            where=said.where,
            first=f"{first:%d/%m/%Y %H:%M}",
            minutes=minutes,
        )
    )
