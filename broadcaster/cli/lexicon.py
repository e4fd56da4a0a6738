"""`broadcaster lexicon`: how names and abbreviations are said at this station, and who said so."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.bulletin_options import JSON
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.bulletins.actions import Changed, Coming
    from broadcaster.desk import Desk
    from broadcaster.reading import Entry

LAYER = click.option("--layer", "unit", metavar="UNIT", help="Of that unit above, not our own.")
DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")


@click.group("lexicon")
def lexicon_command() -> None:
    """Teach how names and abbreviations are said. Scripts that are stored do not change."""


@lexicon_command.command("add")
@click.argument("written")
@click.argument("spoken")
@click.option("--context", multiple=True, help="Only in a sentence that holds this word.")
@click.option("--source", default="", help="Who or what says so.")
@DRY_RUN
@JSON
@common_options
@click.pass_obj
def add_command(
    session: Session,
    written: str,
    spoken: str,
    context: Sequence[str],
    source: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Say WRITTEN as SPOKEN from now on; lists the bulletins to air that would read differently."""
    from broadcaster.bulletins import actions
    from broadcaster.bulletins.lexicon_entries import typed_entry

    desk = session.desk()
    entry = typed_entry(written, spoken, context, source)
    changed = actions.lexicon_add(
        desk,
        written,
        spoken,
        context=context,
        source=source,
        coming=_coming(desk),
        dry_run=dry_run,
    )
    if not as_json:
        click.echo(f"{entry.written}\t{entry.spoken}")
    _tell(changed, dry_run, as_json)


@lexicon_command.command("remove")
@click.argument("written")
@LAYER
@DRY_RUN
@JSON
@common_options
@click.pass_obj
def remove_command(
    session: Session, written: str, unit: str | None, dry_run: bool, as_json: bool
) -> None:
    """Take every entry of WRITTEN out; lists the bulletins to air that would read differently."""
    from broadcaster.bulletins import actions

    desk = session.desk()
    changed = actions.lexicon_remove(
        desk, written, unit=unit, coming=_coming(desk), dry_run=dry_run
    )
    if not as_json:
        click.echo(written)
    _tell(changed, dry_run, as_json)


@lexicon_command.command("list")
@click.option("--all", "every", is_flag=True, help="The layers of the units above too.")
@click.option("--built-in", is_flag=True, help="The entries that come with the program.")
@click.option("--removed", is_flag=True, help="Also what was taken out, by whom and when.")
@LAYER
@JSON
@common_options
@click.pass_obj
def list_command(
    session: Session,
    every: bool,
    built_in: bool,
    removed: bool,
    unit: str | None,
    as_json: bool,
) -> None:
    """List the commune's own entries: what is said, in which context, who said so and when."""
    from broadcaster.bulletins import actions
    from broadcaster.cli import lexicon_view as view
    from broadcaster.cli.bulletin_desk import names_at

    desk = session.desk()
    if every:
        layers = actions.lexicon_layers(desk, removed=removed)
    else:
        layers = (actions.lexicon_layer(desk, unit, removed=removed),)
    if as_json:
        show_json(view.list_document(layers, built_in))
        return
    zone, names = desk.settings.zone_info, names_at(desk)
    for line in view.list_lines(layers, built_in, zone, names):
        click.echo(line)
    if not built_in and not any(layer.entries for layer in layers):
        talk(_("The commune has no entry of its own yet; the built-in lexicon is used."))


@lexicon_command.command("export")
@click.argument(
    "file", metavar="[FILE|-]", required=False, type=click.Path(dir_okay=False, path_type=Path)
)
@LAYER
@common_options
@click.pass_obj
def export_command(session: Session, file: Path | None, unit: str | None) -> None:
    """Write the entries as tab-separated text to FILE, or to stdout."""
    from broadcaster.bulletins import actions

    out = None if file == Path("-") else file
    text = actions.lexicon_export(session.desk(), out, unit=unit)
    click.echo(out or text, nl=out is not None)


@lexicon_command.command("import")
@click.argument("file", metavar="FILE|-")
@LAYER
@click.option("--whole", is_flag=True, help="Take out what FILE does not hold.")
@DRY_RUN
@JSON
@common_options
@click.pass_obj
def import_command(
    session: Session, file: str, unit: str | None, whole: bool, dry_run: bool, as_json: bool
) -> None:
    """Enter the entries of a tab-separated FILE, all or none: written, spoken, context, source.

    The same form and context replaces. --layer enters the lexicon of a unit above this one.
    """
    from broadcaster.bulletins import actions

    desk = session.desk()
    changed = actions.lexicon_import(
        desk, file, unit=unit, whole=whole, coming=_coming(desk), dry_run=dry_run
    )
    if not as_json:
        for one in changed.change.entering:
            click.echo(f"{one.written}\t{one.spoken}")
    _tell(changed, dry_run, as_json, counts=True)


@lexicon_command.command("test")
@click.argument("text", nargs=-1)
@click.option("--file", "file", metavar="FILE|-", help="Read the text of this file instead.")
@click.option(
    "--with", "tried", multiple=True, metavar="WRITTEN=SPOKEN", help="As if this were taught."
)
@click.option("--context", multiple=True, help="Only in a sentence that holds this: for --with.")
@JSON
@common_options
@click.pass_obj
def test_command(
    session: Session,
    text: Sequence[str],
    file: str | None,
    tried: Sequence[str],
    context: Sequence[str],
    as_json: bool,
) -> None:
    """Show how TEXT (or stdin) is read here, and which entry of which layer said what."""
    from broadcaster.bulletins import actions
    from broadcaster.bulletins.intake import bring
    from broadcaster.cli.lexicon_try import tried_document, tried_lines

    entries = [_tried(value, context) for value in tried]
    wanted = "\n".join(text) if text and not file else bring(file or "-").text
    found = actions.lexicon_test(session.desk(), wanted, entries)
    if as_json:
        show_json(tried_document(found))
        return
    for line in tried_lines(found):
        click.echo(line)


def _tried(value: str, context: Sequence[str]) -> "Entry":
    from broadcaster.bulletins import BulletinsError
    from broadcaster.bulletins.lexicon_entries import typed_entry

    written, separator, spoken = value.partition("=")
    if not separator:
        raise BulletinsError.bad_pair("--with", value, "WRITTEN=SPOKEN")
    return typed_entry(written, spoken, context)


def _coming(desk: "Desk") -> "Coming":
    """Return what asks the planner which airings are to come."""
    from broadcaster.schedule import actions as schedule_actions

    return lambda: schedule_actions.airings_to_come(desk)


def _tell(changed: "Changed", dry_run: bool, as_json: bool, *, counts: bool = False) -> None:
    """Say what a change did and which bulletins it would alter."""
    from broadcaster.cli import lexicon_view as view

    if as_json:
        show_json(view.change_document(changed, dry_run))
        return
    if counts:
        talk(view.counts(changed.change))
    if dry_run:
        talk(_("Nothing was written."))
    else:
        talk(_("Texts read from now on use it; scripts that are stored stay as they are."))
    for line in view.altered_lines(changed.alters):
        talk(line)
