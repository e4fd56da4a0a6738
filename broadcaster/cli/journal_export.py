"""`broadcaster journal export`: the log on a stick, for an inspector."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.days import DAY
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _, ngettext

if TYPE_CHECKING:
    from broadcaster.audit import Exported


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--from", "since", type=DAY, help="First day whose cuts and texts are wanted.")
@click.option("--to", "until", type=DAY, help="Last such day.")
@click.option(
    "--cuts",
    multiple=True,
    default=("aired",),
    metavar="all|aired|ID",
    help="Which cuts: all that the records name, those that were begun, or those of a bulletin, "
    "revision, session, item or SHA-256; may be given several times.",
)
@click.option("--without-texts", is_flag=True, help="Leave the texts out.")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def export_command(
    session: Session,
    folder: Path,
    since: date | None,
    until: date | None,
    cuts: tuple[str, ...],
    without_texts: bool,
    as_json: bool,
) -> None:
    """Write the whole log with all it takes to verify it to FOLDER, for an inspector.

    FOLDER must be empty or not there. The days choose cuts and texts only: a proof needs the
    whole log. By an auditor, whose export stands in the trail.
    """
    from broadcaster.audit import Wanted, actions

    wanted = Wanted(since, until, cuts, texts=not without_texts)
    done = actions.export(session.desk(), folder, wanted)
    if as_json:
        show_json(_document(done))
        return
    click.echo(done.folder)
    for line in _said(done):
        talk(line)


def _said(done: "Exported") -> list[str]:
    lines = [
        ngettext("{count} file, {size} kB.", "{count} files, {size} kB.", done.files).format(
            count=done.files, size=-(-done.size // 1000)
        )
    ]
    lines += [
        _(
            "Log {log} is given up to its newest checkpoint; {count} records after it are "
            "not signed yet, and in the next export."
        ).format(log=log.log_id, count=log.left_off)
        for log in done.logs
        if log.left_off
    ]
    if done.missing_cuts:
        lines.append(
            ngettext(
                "{count} cut is not in the cache any more: {names}",
                "{count} cuts are not in the cache any more: {names}",
                len(done.missing_cuts),
            ).format(
                count=len(done.missing_cuts),
                names=", ".join(sha[:12] for sha in done.missing_cuts[:5]),
            )
        )
    return lines


def _document(done: "Exported") -> dict[str, Any]:
    return {
        "folder": str(done.folder),
        "files": done.files,
        "bytes": done.size,
        "logs": [
            {
                "log": log.log_id,
                "records": log.records,
                "left_off": log.left_off,
                "checkpoint": log.sealed,
                "code": log.code,
            }
            for log in done.logs
        ],
        "missing_cuts": list(done.missing_cuts),
    }
