"""`broadcaster policy`: the policies that bulletins speak of, by document number."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.columns import show_card, show_table
from broadcaster.cli.days import DAY
from broadcaster.cli.policy_import import show_imported
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.policies import Stage

LEVELS = ("central", "province", "commune")
SCOPES = ("own", "impact")
STAGES = (
    "proposal", "drafting", "consultation", "approval", "promulgation", "implementation",
    "feedback",
)  # fmt: skip
JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")


@click.group("policy")
def policy_command() -> None:
    """Keep the list of policies: number, title, level, scope, issuer, agency, dated stages."""


@policy_command.command("add")
@click.argument("number")
@click.option("--title", help="What the policy is called.")
@click.option("--level", type=click.Choice(LEVELS), help="Who made it.")
@click.option(
    "--scope",
    type=click.Choice(SCOPES),
    help="own: made here; impact: from above, bearing on the people. Of a central one impact.",
)
@click.option("--issuer", help="Who signs it.")
@click.option("--owner", help="The agency that answers for it.")
@click.option("--unit", help="Whose people it concerns; everybody when left out.")
@click.option("--stage", "stages", multiple=True, metavar="STAGE=DATE", help="Reached on that day.")
@click.option("--until", type=DAY, help="Its last day, once it was repealed or given up.")
@common_options
@click.pass_obj
def add_command(
    session: Session,
    number: str,
    title: str | None,
    level: str | None,
    scope: str | None,
    issuer: str | None,
    owner: str | None,
    unit: str | None,
    stages: Sequence[str],
    until: date | None,
) -> None:
    """Enter the policy of document NUMBER, or add to it, such as a stage it has reached."""
    from broadcaster.policies import actions
    from broadcaster.policies.amending import Stated

    reached = tuple(_stage(text) for text in stages)
    stated = Stated(title, level, scope, issuer, owner, unit, reached, until)
    click.echo(actions.state_policy(session.desk(), number, stated).id)


@policy_command.command("stage")
@click.argument("number")
@click.argument("stage", type=click.Choice(STAGES))
@click.argument("day", metavar="[DATE]", type=DAY, required=False)
@click.option("--remove", is_flag=True, help="It has not reached it after all.")
@common_options
@click.pass_obj
def stage_command(
    session: Session, number: str, stage: str, day: date | None, remove: bool
) -> None:
    """Say that a policy reached a stage, on DATE or today."""
    from broadcaster.policies import Stage, actions

    if remove:
        actions.take_back_stage(session.desk(), number, Stage(stage))
    else:
        actions.set_stage(session.desk(), number, Stage(stage), day)


@policy_command.command("list")
@click.option("--on", "day", type=DAY, help="The stages as of that day; today when left out.")
@JSON
@common_options
@click.pass_obj
def list_command(session: Session, day: date | None, as_json: bool) -> None:
    """List the policies with the stage each has reached."""
    from broadcaster.policies import actions
    from broadcaster.policies.words import scope_name, stage_name
    from broadcaster.units.actions import today

    desk = session.desk()
    found, asked = actions.policies(desk), day or today(desk)
    if as_json:
        show_json([policy.to_document() for policy in found])
        return
    rows = [
        (
            policy.id,
            stage_name(stage) if (stage := policy.stage_on(asked)) else "-",
            scope_name(policy.scope),
            policy.title,
        )
        for policy in found
    ]
    if rows:
        show_table((_("Number"), _("Stage"), _("Scope"), _("Title")), rows)
    else:
        talk(_("There is no policy in the list yet. `broadcaster policy add` enters one."))


@policy_command.command("show")
@click.argument("number")
@JSON
@common_options
@click.pass_obj
def show_command(session: Session, number: str, as_json: bool) -> None:
    """Show one policy with the day of each stage, and who changed it."""
    from broadcaster.policies import actions
    from broadcaster.policies.words import field_name, stage_name, value_text
    from broadcaster.units.actions import changes_of
    from broadcaster.units.wording import show_changes

    desk = session.desk()
    policy = actions.policy(desk, number)
    if as_json:
        show_json(policy.to_document())
        return
    names = ("title", "level", "scope", "issuer", "owner", "unit", "until")
    plain = [(name, getattr(policy, name)) for name in names]
    show_card(
        [
            (_("Number"), policy.id),
            *((field_name(name), value_text(value)) for name, value in plain if value),
            *((stage_name(stage), value_text(day)) for stage, day in policy.stages),
            *show_changes(changes_of(desk, actions.subject_of(policy)), desk.settings.zone_info),
        ]
    )


@policy_command.command("import")
@click.argument("file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Write it; else only what would change is shown.")
@JSON
@common_options
@click.pass_obj
def import_command(session: Session, file: Path, yes: bool, as_json: bool) -> None:
    """Show what a workbook of policies would change; with --yes write it, all or none."""
    from broadcaster.policies import actions
    from broadcaster.policies.amending import changed

    found = actions.import_policies(session.desk(), file, confirmed=yes)
    show_imported(found, lambda change: changed(change.before, change.after), as_json=as_json)


@policy_command.command("template")
@click.argument("file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@common_options
@click.pass_obj
def template_command(session: Session, file: Path) -> None:
    """Write an empty workbook with the headings that `import` knows."""
    from broadcaster.policies import actions

    actions.write_policy_template(file)


def _stage(text: str) -> "tuple[Stage, date]":
    from broadcaster.policies import PoliciesError, Stage
    from broadcaster.units.days import read_day

    code, separator, day = text.partition("=")
    if not separator:
        raise PoliciesError.bad_pair(text)
    try:
        return Stage.named(code), read_day(day)
    except ValueError as error:
        raise PoliciesError.bad_day(day) from error
