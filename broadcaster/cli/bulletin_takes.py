"""`broadcaster bulletin takes` and `record`: a person reads it paragraph by paragraph."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.bulletin_options import JSON
from broadcaster.cli.recording_view import finding_documents, finding_lines, tell_findings
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.bulletins.taking import Placed


@click.command("takes")
@click.argument("id_", metavar="ID")
@JSON
@common_options
@click.pass_obj
def takes_command(session: Session, id_: str, as_json: bool) -> None:
    """List the paragraphs of a bulletin with what was recorded of each."""
    from broadcaster.bulletins import actions
    from broadcaster.reports.columns import wrap

    placed = actions.takes_of(session.desk(), id_)
    if as_json:
        show_json([_document(one) for one in placed])
        return
    for one in placed:
        for line in wrap(one.paragraph.text, " " * 4, f"{one.paragraph.number:>2}  "):
            click.echo(line)
        for said in _said(one):
            for line in wrap(said, " " * 6, " " * 6):
                click.echo(line)


@click.command("record")
@click.argument("id_", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--paragraph", type=int, required=True, metavar="N", help="Which one it is of.")
@JSON
@common_options
@click.pass_obj
def record_command(session: Session, id_: str, file: Path, paragraph: int, as_json: bool) -> None:
    """Bring a person's recording of one paragraph; brought again, it is replaced."""
    from broadcaster.bulletins import actions

    desk = session.desk()
    placed = actions.record_paragraph(desk, id_, paragraph, file)
    if as_json:
        show_json(_document(placed))
    elif placed.take:
        click.echo(placed.take.heard.sha256)
    if placed.take:
        tell_findings(placed.take.heard.findings)
    left = [one.paragraph.number for one in actions.takes_of(desk, id_) if one.take is None]
    if left:
        talk(_("Paragraphs still to read: {numbers}").format(numbers=", ".join(map(str, left))))
    else:
        talk(_("All are there. Next: `broadcaster render {id} --takes`").format(id=id_))


def _said(placed: "Placed") -> list[str]:
    from broadcaster.quantities import length_in_words

    if placed.take is None:
        return [_("not read yet")]
    heard = placed.take.heard
    length = length_in_words(heard.duration_ms)
    return [f"{placed.take.name}, {length}, {heard.sha256[:16]}…", *finding_lines(heard.findings)]


def _document(placed: "Placed") -> dict[str, Any]:
    take = placed.take
    return {
        "paragraph": placed.paragraph.number,
        "lines": list(placed.paragraph.lines),
        "text": placed.paragraph.text,
        "take": take.heard.sha256 if take else None,
        "name": take.name if take else None,
        "duration_ms": take.heard.duration_ms if take else None,
        "findings": finding_documents(take.heard.findings) if take else [],
    }
