"""`broadcaster unit`: the tree of organisations."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.columns import show_card, show_table
from broadcaster.cli.days import DAY, term_options
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _, ngettext

if TYPE_CHECKING:
    from broadcaster.units import Unit

KINDS = ("province", "centre", "district", "commune", "village", "agency")


@click.group("unit")
def unit_command() -> None:
    """Units: provinces, centres, communes, villages, agencies, in a tree with dates."""


@unit_command.command("list")
@click.option("--on", "day", type=DAY, help="The tree as it stood on that day.")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def list_command(session: Session, day: date | None, as_json: bool) -> None:
    """List the units with what each belongs to."""
    from broadcaster.units import actions
    from broadcaster.units.wording import kind_word, show_term

    every = actions.units(session.desk(), day)
    if as_json:
        show_json([document_of(one) for one in every])
        return
    show_table(
        (_("Id"), _("Name"), _("Kind of unit"), _("Belongs to"), _("Dates")),
        [(one.id, one.name, kind_word(one.kind), one.parent, show_term(one.term)) for one in every],
    )


@unit_command.command("show")
@click.argument("unit", metavar="UNIT")
@click.option("--on", "day", type=DAY, help="As it stood on that day.")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def show_command(session: Session, unit: str, day: date | None, as_json: bool) -> None:
    """Show one unit with its former names and who changed it."""
    from broadcaster.units import actions
    from broadcaster.units.wording import kind_word, show_changes, show_day, show_term

    desk = session.desk()
    one = actions.unit(desk, unit, day)
    if as_json:
        show_json(document_of(one))
        return
    former = [
        _('"{name}" until {day}').format(name=was.name, day=show_day(was.until))
        for was in one.former
    ]
    show_card(
        [
            (_("Id"), one.id),
            (_("Name"), one.name),
            (_("Kind of unit"), kind_word(one.kind)),
            (_("Code"), one.code),
            (_("Belongs to"), one.parent),
            (_("Dates"), show_term(one.term)),
            (_("Merged into"), one.merged_into),
            (_("Formerly"), "; ".join(former)),
            *show_changes(actions.changes_of(desk, one.id), desk.settings.zone_info),
        ]
    )


@unit_command.command("add")
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), default="commune", show_default=True)
@click.option("--code", default="", help="Administrative code.")
@click.option("--parent", help="The unit it belongs to.")
@click.option("--id", "id_", help="Its id, where the name's own is taken.")
@term_options
@common_options
@click.pass_obj
def add_command(
    session: Session,
    name: str,
    kind: str,
    code: str,
    parent: str | None,
    id_: str | None,
    since: date | None,
    until: date | None,
) -> None:
    """Enter a unit (administrator)."""
    from broadcaster.units import Term, UnitKind, actions

    one = actions.add_unit(
        session.desk(),
        name,
        kind=UnitKind(kind),
        code=code,
        parent=parent,
        term=Term(since, until),
        id_=id_,
    )
    click.echo(one.id)


@unit_command.command("move")
@click.argument("unit", metavar="UNIT")
@click.option("--parent", help="The unit it belongs to from then on; none when left out.")
@click.option("--from", "since", type=DAY, required=True, help="First day of the new membership.")
@common_options
@click.pass_obj
def move_command(session: Session, unit: str, parent: str | None, since: date) -> None:
    """Let a unit belong to another from a day on; what was before stays readable."""
    from broadcaster.schedule.actions import refresh_hours
    from broadcaster.units import actions

    desk = session.desk()
    one = actions.move_unit(desk, unit, parent, since)
    refresh_hours(desk)  # other units may be above the station now
    click.echo(one.id)


@unit_command.command("rename")
@click.argument("unit", metavar="UNIT")
@click.argument("name")
@click.option("--from", "since", type=DAY, required=True, help="First day of the new name.")
@click.option("--code", help="New administrative code.")
@click.option("--document", default="", help="Number of the document that changed it.")
@common_options
@click.pass_obj
def rename_command(
    session: Session, unit: str, name: str, since: date, code: str | None, document: str
) -> None:
    """Give a unit a new name; its id stays, and so does its former name."""
    from broadcaster.units import actions

    one = actions.rename_unit(session.desk(), unit, name, since=since, code=code, document=document)
    click.echo(one.id)


@unit_command.command("merge")
@click.argument("unit", metavar="UNIT")
@click.option("--into", required=True, help="The unit that takes it in.")
@click.option("--from", "since", type=DAY, required=True, help="First day it no longer exists.")
@common_options
@click.pass_obj
def merge_command(session: Session, unit: str, into: str, since: date) -> None:
    """End a unit by merging it into another."""
    from broadcaster.schedule.actions import refresh_hours
    from broadcaster.units import actions

    desk = session.desk()
    one = actions.merge_unit(desk, unit, into, since)
    refresh_hours(desk)  # other units may be above the station now
    click.echo(one.id)


@unit_command.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.xlsx")
@common_options
@click.pass_obj
def import_command(session: Session, file: Path) -> None:
    """Enter units from a spreadsheet: name, kind, code, parent, from, until, id."""
    from broadcaster.units import actions

    say_imported(actions.import_units(session.desk(), file))


def say_imported(ids: tuple[str, ...]) -> None:
    """Write the new ids to stdout, and their number as talk."""
    for id_ in ids:
        click.echo(id_)
    talk(
        ngettext("{count} row was entered.", "{count} rows were entered.", len(ids)).format(
            count=len(ids)
        )
    )


def document_of(unit: "Unit") -> dict[str, Any]:
    """Return a unit as JSON values."""
    return {
        "id": unit.id,
        "name": unit.name,
        "kind": str(unit.kind),
        "code": unit.code,
        "parent": unit.parent,
        "from": unit.term.since and unit.term.since.isoformat(),
        "until": unit.term.until and unit.term.until.isoformat(),
        "merged_into": unit.merged_into,
        "former": [
            {
                "name": was.name,
                "code": was.code,
                "until": was.until.isoformat(),
                "document": was.document,
            }
            for was in unit.former
        ],
    }
