"""`broadcaster policy`: the policies that bulletins serve, by document number."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.bulletins import Policy, Stage

LEVELS = ("central", "province", "commune")


@click.group("policy")
def policy_command() -> None:
    """Keep the list of policies: document number, title, level, agency, days of stages."""


@policy_command.command("add")
@click.argument("number")
@click.option("--title", help="What the policy is called.")
@click.option("--level", type=click.Choice(LEVELS), help="Who made it.")
@click.option("--owner", help="The agency that answers for it.")
@click.option("--stage", "stages", multiple=True, metavar="STAGE=DATE", help="Reached on that day.")
@common_options
@click.pass_obj
def add_command(
    session: Session,
    number: str,
    title: str | None,
    level: str | None,
    owner: str | None,
    stages: Sequence[str],
) -> None:
    """Enter the policy of document NUMBER, or add to it, such as a stage it has reached."""
    from broadcaster.bulletins import actions

    policy = actions.policy_add(
        session.desk(),
        number,
        title=title,
        level=level,
        owner=owner,
        stages=[_stage(text) for text in stages],
    )
    click.echo(policy.id)


@policy_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
@common_options
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    """List the policies with the stage each has reached today."""
    from broadcaster.bulletins import actions
    from broadcaster.bulletins.words import stage_name
    from broadcaster.reports.columns import WIDTH, display_width, pad, shorten

    desk = session.desk()
    found = actions.policy_list(desk)
    if as_json:
        show_json([policy.to_document() for policy in found])
        return
    today = desk.time.now().astimezone(desk.settings.zone_info).date()
    width = max((display_width(policy.id) for policy in found), default=0)
    for policy in found:
        stage = policy.stage_on(today)
        head = f"{pad(policy.id, width)}  {pad(stage_name(stage) if stage else '-', 14)}  "
        click.echo(head + shorten(policy.title, max(20, WIDTH - display_width(head))))
    if not found:
        talk(_("There is no policy in the list yet. `broadcaster policy add` enters one."))


@policy_command.command("show")
@click.argument("number")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
@common_options
@click.pass_obj
def show_command(session: Session, number: str, as_json: bool) -> None:
    """Show one policy with the day of each stage."""
    from broadcaster.bulletins import actions

    policy = actions.policy_show(session.desk(), number)
    if as_json:
        show_json(policy.to_document())
        return
    for line in _lines(policy):
        click.echo(line)


@policy_command.command("import")
@click.argument("file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@common_options
@click.pass_obj
def import_command(session: Session, file: Path) -> None:
    """Enter the policies of a workbook, all or none: number, title, level, owner, stage days."""
    from broadcaster.bulletins import actions
    from broadcaster.bulletins.policy_sheet import read_policies

    policies = read_policies(file)
    new, changed = actions.policy_import(session.desk(), policies)
    for policy in policies:
        click.echo(policy.id)
    talk(_("{new} new policies, {changed} changed.").format(new=new, changed=changed))


def _lines(policy: "Policy") -> list[str]:
    from broadcaster.bulletins.words import level_name, stage_name
    from broadcaster.reports.columns import pad, wrap

    pairs = [
        (_("Number"), policy.id),
        (_("Title"), policy.title),
        (_("Level"), level_name(policy.level)),
        (_("Agency"), policy.owner),
        *((stage_name(stage), f"{day:%d/%m/%Y}") for stage, day in policy.stages),
    ]
    return [
        line
        for name, value in pairs
        if value
        for line in wrap(value, " " * 18, pad(f"{name}:", 18))
    ]


def _stage(text: str) -> "tuple[Stage, date]":
    from broadcaster.bulletins import BulletinsError, Stage
    from broadcaster.bulletins.validity import read_day

    code, separator, day = text.partition("=")
    if not separator:
        raise BulletinsError.bad_pair("--stage", text, "STAGE=DATE")
    return Stage.named(code), read_day(day, "--stage")
