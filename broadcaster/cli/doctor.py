"""`broadcaster doctor`: what is wrong with this station."""

import textwrap

import click

from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_context
def doctor_command(ctx: click.Context, as_json: bool) -> None:
    """Check software, clock, disk, database, key, output and voices; exit 1 if any fails.

    Without a home, only what concerns the machine is checked.
    """
    from broadcaster.home import HomeError
    from broadcaster.upkeep.actions import examine
    from broadcaster.upkeep.finding import Level

    session: Session = ctx.obj
    try:
        home = session.locate()
    except HomeError as error:
        if session.home:
            raise
        home = None
        talk(str(error))
    found = []
    for finding in examine(home):
        found.append(finding)
        if not as_json:
            click.echo(_line(finding.verdict, finding.title, finding.sentence))
    if as_json:
        show_json(
            [{"name": one.name, "level": str(one.level), "sentence": one.sentence} for one in found]
        )
    failed = sum(one.level is Level.FAIL for one in found)
    if failed:
        talk(_("{count} of {all} checks failed.").format(count=failed, all=len(found)))
        ctx.exit(1)


def _line(verdict: str, title: str, sentence: str) -> str:
    head = f"{verdict:<6} {title:<18} "
    return textwrap.fill(
        sentence,
        width=80,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_long_words=False,
        break_on_hyphens=False,
    )
