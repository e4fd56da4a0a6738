"""`broadcaster schedule explain`: why a bulletin is where it is, or nowhere."""

import click

from broadcaster.cli import explanation_view as view
from broadcaster.cli.session import Session, common_options, show_json

JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")


@click.command("explain")
@click.argument("id_", metavar="BULLETIN")
@click.option("--session", "session_id", help="Of one session only: its id or the tail of it.")
@click.option("--zone", help="Of what sounds in one zone only.")
@JSON
@common_options
@click.pass_obj
def explain_command(
    session: Session, id_: str, session_id: str | None, zone: str | None, as_json: bool
) -> None:
    """Say when a bulletin airs and why there, what shut it out elsewhere, and what would help."""
    from broadcaster.schedule import actions

    desk = session.desk()
    found = actions.explain(desk, id_, session_id, zone)
    if as_json:
        show_json(view.explanation_document(found))
        return
    titles = {one.programme.name: one.programme.title for one in actions.programmes(desk)}
    view.show_explanation(found, titles, desk.settings.zone_info)
