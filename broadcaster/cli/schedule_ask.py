"""`broadcaster schedule explain` and `simulate`: why a bulletin is where it is, what will be."""

from datetime import date

import click

from broadcaster.cli import explanation_view as view
from broadcaster.cli import simulation_view
from broadcaster.cli.days import DAY
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


@click.command("simulate")
@click.option("--from", "since", type=DAY, help="First day; today when left out.")
@click.option("--days", type=click.IntRange(1, 60), help="How many days; else `plan_days`.")
@click.option("--warnings", "only_warnings", is_flag=True, help="Leave the sessions out.")
@JSON
@common_options
@click.pass_obj
def simulate_command(
    session: Session, since: date | None, days: int | None, only_warnings: bool, as_json: bool
) -> None:
    """Show the coming days minute by minute, and warn of what will go wrong in them.

    Nothing is planned or written. The next plan does the same, unless something changes.
    """
    from broadcaster.schedule import actions

    desk = session.desk()
    found = actions.simulate(desk, since, days)
    titles = {one.programme.name: one.programme.title for one in actions.programmes(desk)}
    if as_json:
        show_json(simulation_view.simulation_document(found, titles))
    else:
        simulation_view.show_simulation(found, titles, only_warnings=only_warnings)
