"""`broadcaster lexicon`: how names and abbreviations are said in this commune."""

from collections.abc import Sequence

import click

from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _


@click.group("lexicon")
def lexicon_command() -> None:
    """Teach how names and abbreviations are said. Scripts that are stored do not change."""


@lexicon_command.command("add")
@click.argument("written")
@click.argument("spoken")
@click.option("--context", multiple=True, help="Only in a sentence that holds this word.")
@click.option("--source", default="", help="Who or what says so.")
@common_options
@click.pass_obj
def add_command(
    session: Session, written: str, spoken: str, context: Sequence[str], source: str
) -> None:
    """Say WRITTEN as SPOKEN from now on."""
    from broadcaster.bulletins import actions

    entry = actions.lexicon_add(session.desk(), written, spoken, context=context, source=source)
    click.echo(f"{entry.written}\t{entry.spoken}")
    talk(_("Texts read from now on use it; scripts that are stored stay as they are."))


@lexicon_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
@common_options
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    """List the commune's own entries."""
    from broadcaster.bulletins import actions
    from broadcaster.timebase import as_rfc3339

    desk = session.desk()
    entries = actions.lexicon_list(desk)
    if as_json:
        show_json(
            [
                {
                    "written": one.written,
                    "spoken": one.spoken,
                    "context": list(one.context),
                    "source": one.source,
                    "by": one.by,
                    "at": as_rfc3339(one.at),
                }
                for one in entries
            ]
        )
        return
    from broadcaster.cli.bulletin_desk import names_at
    from broadcaster.reports.columns import wrap

    name_of = names_at(desk)
    for one in entries:
        beside = _("beside {words}").format(words=", ".join(one.context)) if one.context else ""
        about = f"{one.at.astimezone(desk.settings.zone_info):%d/%m/%Y} {name_of(one.by)}"
        parts = [part for part in (beside, one.source, about) if part]
        for line in wrap(f"{one.written} = {one.spoken}", "    "):
            click.echo(line)
        for line in wrap("; ".join(parts), "    ", "    "):
            click.echo(line)
    if not entries:
        talk(_("The commune has no entry of its own yet; the built-in lexicon is used."))


@lexicon_command.command("remove")
@click.argument("written")
@common_options
@click.pass_obj
def remove_command(session: Session, written: str) -> None:
    """Take every entry of WRITTEN out of the commune's lexicon."""
    from broadcaster.bulletins import actions

    actions.lexicon_remove(session.desk(), written)
    click.echo(written)
