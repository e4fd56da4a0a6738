"""`broadcaster agency`: who leads policy communication in each agency, and who is asked."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from broadcaster.cli.columns import show_card, show_table
from broadcaster.cli.days import DAY
from broadcaster.cli.policy_import import show_imported
from broadcaster.cli.session import Session, common_options, show_json
from broadcaster.i18n import _

JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
FIELDS = {"leader_contact": "leader-contact", "focal_point_contact": "focal-point-contact",
          "focal_point": "focal-point", "since": "from"}  # fmt: skip
"""Parameter of `add` -> field of the sheet, where they differ."""


@click.group("agency")
def agency_command() -> None:
    """Agencies, with the leader and the focal point each has named, and since when."""


@agency_command.command("add")
@click.argument("name")
@click.option("--unit", help="The unit it belongs to.")
@click.option("--leader", help="Who leads policy communication; empty where nobody does.")
@click.option("--leader-contact", help="How to reach them.")
@click.option("--focal-point", help="Who is asked; empty where nobody is.")
@click.option("--focal-point-contact", help="How to reach them.")
@click.option("--document", help="Number of the document that names them.")
@click.option("--from", "since", type=DAY, help="Since when they do; today when left out.")
@click.option("--founded", type=DAY, help="Its first day; open when left out.")
@click.option("--dissolved", type=DAY, help="Its last day; open when left out.")
@common_options
@click.pass_obj
def add_command(session: Session, /, name: str, **typed: Any) -> None:
    """Enter an agency, or whom it names now; whoever held the post before stays, with dates."""
    from broadcaster.policies import actions

    stated = {FIELDS.get(key, key): value for key, value in typed.items() if value is not None}
    click.echo(actions.state_agency(session.desk(), name, stated).id)


@agency_command.command("list")
@click.option("--on", "day", type=DAY, help="As it was on that day; today when left out.")
@JSON
@common_options
@click.pass_obj
def list_command(session: Session, day: date | None, as_json: bool) -> None:
    """List the agencies there are, with whom each has named."""
    from broadcaster.policies import Post, actions
    from broadcaster.units.actions import today

    desk = session.desk()
    asked = day or today(desk)
    found = [one for one in actions.agencies(desk) if one.term.covers(asked)]
    if as_json:
        show_json([one.to_document(asked) for one in found])
        return
    held = [[one.holder_on(post, asked) for post in Post] for one in found]
    show_table(
        (_("Id"), _("Name"), _("Leader"), _("Focal point")),
        [
            (one.id, one.name, *(who.name if who else "-" for who in holders))
            for one, holders in zip(found, held, strict=True)
        ],
    )


@agency_command.command("show")
@click.argument("agency", metavar="AGENCY")
@JSON
@common_options
@click.pass_obj
def show_command(session: Session, agency: str, as_json: bool) -> None:
    """Show one agency with everybody who held a post there."""
    from broadcaster.policies import actions
    from broadcaster.policies.words import post_name
    from broadcaster.units.actions import changes_of, today
    from broadcaster.units.wording import show_changes, show_term

    desk = session.desk()
    one = actions.agency(desk, agency)
    if as_json:
        show_json(one.to_document(today(desk)))
        return
    show_card(
        [
            (_("Id"), one.id),
            (_("Name"), one.name),
            (_("Belongs to"), one.unit),
            (_("Dates"), show_term(one.term)),
            *(
                (
                    post_name(who.post),
                    "  ".join(
                        text
                        for text in (who.name, who.contact, show_term(who.term), who.document)
                        if text
                    ),
                )
                for who in one.holders
            ),
            *show_changes(changes_of(desk, one.id), desk.settings.zone_info),
        ]
    )


@agency_command.command("import")
@click.argument("file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Write it; else only what would change is shown.")
@JSON
@common_options
@click.pass_obj
def import_command(session: Session, file: Path, yes: bool, as_json: bool) -> None:
    """Show what a workbook of agencies would change; with --yes write it, all or none."""
    from broadcaster.policies import actions
    from broadcaster.policies.agency import differences

    found = actions.import_agencies(session.desk(), file, confirmed=yes)
    show_imported(found, lambda change: differences(change.before, change.after), as_json=as_json)


@agency_command.command("template")
@click.argument("file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@common_options
@click.pass_obj
def template_command(session: Session, file: Path) -> None:
    """Write an empty workbook with the headings that `import` knows."""
    from broadcaster.policies import actions

    actions.write_agency_template(file)
