"""`broadcaster schedule`: plan the coming sessions and show them; more verbs stand beside."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli import schedule_view as view
from broadcaster.cli.days import DAY
from broadcaster.cli.schedule_ask import explain_command, simulate_command
from broadcaster.cli.schedule_order import order_command
from broadcaster.cli.schedule_out import export_command
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.schedule.actions.looking import Planned

JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")


@click.group("schedule")
def schedule_command() -> None:
    """Which bulletins go into which session, and why."""


schedule_command.add_command(order_command)
schedule_command.add_command(explain_command)
schedule_command.add_command(simulate_command)
schedule_command.add_command(export_command)


@schedule_command.command("plan")
@click.option("--from", "since", type=DAY, help="First day; today when left out.")
@click.option("--days", type=click.IntRange(1, 60), help="How many days; else `plan_days`.")
@JSON
@common_options
@click.pass_obj
def plan_command(session: Session, since: date | None, days: int | None, as_json: bool) -> None:
    """Plan the sessions that are not locked, and write their running orders."""
    from broadcaster.schedule import actions

    desk = session.desk()
    report = actions.plan(desk, since, days)
    if as_json:
        show_json(
            {
                "sessions": [order.to_document() for order in report.orders],
                "written": list(report.written),
                "removed": list(report.removed),
                "deferred": [
                    {"session": one.session, "bulletin": one.bulletin, "to": one.to}
                    for one in report.deferrals
                ],
                "refused": [
                    {"session": one.session, "items": list(one.items)} for one in report.guarded
                ],
            }
        )
    else:
        view.show_orders(report.orders, view.report_notes(report))
    for deferral in report.deferrals:
        talk(view.deferral_text(deferral))
    for guarded in report.guarded:
        talk(view.guarded_text(guarded))
    for removed in report.removed:
        talk(_("Removed: {names}.").format(names=removed))
    if not report.orders:
        talk(_("No session starts in that time."))
    elif not any(order.items for order in report.orders):
        talk(_("These sessions stay silent: no approved bulletin goes into them."))
    if any(order.left_out for order in report.orders):
        talk(
            _(
                "Not every bulletin is in every session. `broadcaster schedule show SESSION` and "
                "`broadcaster schedule explain BULLETIN` say why."
            )
        )


@schedule_command.command("show")
@click.argument("id_", metavar="[SESSION]", required=False)
@JSON
@common_options
@click.pass_obj
def show_command(session: Session, id_: str | None, as_json: bool) -> None:
    """List the coming sessions, or show one with its items and what was left out."""
    from broadcaster.schedule import actions

    desk = session.desk()
    if id_:
        one = actions.session_order(desk, id_)
        if as_json:
            show_json(_document(one))
        else:
            view.show_order(one)
        return
    every = actions.planned(desk)
    if as_json:
        show_json([_document(one) for one in every])
        return
    notes = {one.order.session: _("locked") for one in every if one.locked}
    view.show_orders([one.order for one in every], notes)
    if not every:
        talk(_("No session is planned. Run `broadcaster schedule plan`."))


def _document(one: "Planned") -> dict[str, Any]:
    return {**one.order.to_document(), "locked": one.locked}
