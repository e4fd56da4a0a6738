"""`broadcaster schedule order`: which PRIORITY bulletin of a session goes first."""

from typing import TYPE_CHECKING

import click

from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.desk import Desk
    from broadcaster.schedule.demands.priorities import PriorityOrder


@click.command("order")
@click.argument("id_", metavar="SESSION")
@click.argument("items", metavar="[ITEM]...", nargs=-1)
@click.option("--turn", type=click.IntRange(0), help="The turn you saw, where others order too.")
@click.option("--reset", is_flag=True, help="Put them back to approval time.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
@common_options
@click.pass_obj
def order_command(
    session: Session,
    id_: str,
    items: tuple[str, ...],
    turn: int | None,
    reset: bool,
    as_json: bool,
) -> None:
    """Order a session's PRIORITY bulletins, until it locks; without ITEM show how they stand."""
    from broadcaster.schedule import actions

    desk = session.desk()
    if reset and items:
        raise click.UsageError(_("Name items, or put them back with --reset; not both."))
    if items or reset:
        given, report = actions.order(desk, id_, items, turn)
        if report.written:
            talk(_("Planned anew: {names}.").format(names=", ".join(report.written)))
        name = given.session
    else:
        name = actions.session_order(desk, id_).order.session
    _show(desk, name, as_json=as_json)


def _show(desk: "Desk", name: str, *, as_json: bool) -> None:
    from broadcaster.schedule import actions
    from broadcaster.schedule.demands.actions import priority_order

    standing = priority_order(desk, name)
    order = actions.session_order(desk, name).order
    items = [item for item in order.items if item.item_class == "priority"]
    if as_json:
        show_json(
            {
                "session": name,
                "turn": standing.turn if standing else 0,
                "ordered": list(standing.bulletins) if standing else [],
                "by": standing.by if standing else "",
                "items": [{"id": item.id, "bulletin": item.bulletin} for item in items],
            }
        )
        return
    for item in items:
        click.echo(f"{item.tail}  {item.bulletin}  {item.title}")
    if not items:
        talk(_("The plan of this session holds no PRIORITY bulletin."))
    talk(_turn_text(desk, standing))


def _turn_text(desk: "Desk", standing: "PriorityOrder | None") -> str:
    from broadcaster.units import actions as units_actions

    if standing is None:
        return _("Nobody has ordered them: they go by approval time.")
    how = ", ".join(standing.bulletins) or _("by approval time")
    names = {one.id: one.name for one in units_actions.people(desk)}
    return _("Ordered by {person} (turn {turn}): {how}.").format(
        person=names.get(standing.by, standing.by), turn=standing.turn, how=how
    )
