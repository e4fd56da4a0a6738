"""`broadcaster workplan`: what a quarter is to achieve, and what is to be said of it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.columns import show_card, show_table
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _, ngettext

if TYPE_CHECKING:
    from broadcaster.policies.workplan import Workplan

JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")


@click.group("workplan")
def workplan_command() -> None:
    """Plans of quarters: lines with targets, difficulties, good practice, the next quarter."""


@workplan_command.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--quarter", help="Of a spreadsheet: 2026-Q4.")
@click.option("--yes", is_flag=True, help="Write it; else it is only shown.")
@JSON
@common_options
@click.pass_obj
def import_command(
    session: Session, file: Path, quarter: str | None, yes: bool, as_json: bool
) -> None:
    """Show the plan in FILE (.toml or .xlsx); with --yes its lines replace the quarter's."""
    from broadcaster.policies import actions

    old, new = actions.import_workplan(session.desk(), file, quarter, confirmed=yes)
    _show(new, as_json=as_json)
    if old == new:
        talk(_("The plan of {quarter} is so already.").format(quarter=new.quarter))
    elif not yes:
        talk(_("Nothing was written yet. Give it again with --yes."))


@workplan_command.command("list")
@JSON
@common_options
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    """List the quarters that have a plan."""
    from broadcaster.policies import actions

    found = actions.workplans(session.desk())
    if as_json:
        show_json([plan.to_document() for plan in found])
        return
    for plan in found:
        count = len(plan.lines)
        lines = ngettext("{count} line", "{count} lines", count).format(count=count)
        click.echo(f"{plan.quarter}  {lines}")


@workplan_command.command("show")
@click.argument("quarter")
@JSON
@common_options
@click.pass_obj
def show_command(session: Session, quarter: str, as_json: bool) -> None:
    """Show the plan of QUARTER (2026-Q4) with its texts."""
    from broadcaster.policies import PoliciesError, actions

    plan = actions.workplan(session.desk(), quarter)
    if plan is None:
        raise PoliciesError.no_workplan(quarter)
    _show(plan, as_json=as_json)


@workplan_command.command("note")
@click.argument("quarter")
@click.option("--difficulties", help="What was hard.")
@click.option("--good-practice", help="What others should do too.")
@click.option("--next-quarter", help="What comes next.")
@common_options
@click.pass_obj
def note_command(
    session: Session,
    quarter: str,
    difficulties: str | None,
    good_practice: str | None,
    next_quarter: str | None,
) -> None:
    """Enter what the report of QUARTER is to say; an empty text takes one out."""
    from broadcaster.policies import actions
    from broadcaster.policies.workplan import Texts

    texts = Texts(difficulties, good_practice, next_quarter)
    click.echo(actions.write_texts(session.desk(), quarter, texts).quarter)


@workplan_command.command("template")
@click.argument("file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@common_options
@click.pass_obj
def template_command(session: Session, file: Path) -> None:
    """Write an empty spreadsheet with the headings that `import` knows."""
    from broadcaster.policies import actions

    actions.write_workplan_template(file)


def _show(plan: "Workplan", *, as_json: bool) -> None:
    if as_json:
        show_json(plan.to_document())
        return
    rows = [
        (line.name, str(line.target), line.unit, line.measure or _done(line.done), line.note)
        for line in plan.lines
    ]
    if rows:
        show_table((_("Content"), _("Target"), _("In"), _("Counted by"), _("Note")), rows)
    show_card(
        [
            (_("Difficulties"), plan.difficulties),
            (_("Good practice"), plan.good_practice),
            (_("Next quarter"), plan.next_quarter),
        ]
    )


def _done(done: int | None) -> str:
    return _("entered: {done}").format(done="–" if done is None else done)
