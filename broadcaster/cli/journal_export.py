"""`broadcaster journal export` and `journal page`: what an inspector takes and looks with."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.days import DAY
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.home import write_atomically
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


@click.command("page")
@click.option("--sha256", "only_hash", is_flag=True, help="Print only the page's SHA-256.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it there.")
@common_options
@click.pass_obj
def page_command(session: Session, only_hash: bool, out: Path | None) -> None:
    """Write kiem-tra.html, with which an inspector verifies an export in any browser, offline.

    The same version gives the same bytes; their SHA-256 is published in docs/audit.
    """
    from broadcaster.audit import AuditError
    from broadcaster.audit.page_file import build_page, page_sha256

    if only_hash:
        click.echo(page_sha256())
        return
    if out is None:
        click.echo(build_page(), nl=False)
        return
    try:
        write_atomically(out, build_page())
    except OSError as error:
        raise AuditError.cannot_write(out, error.strerror or str(error)) from error
    click.echo(out)
    talk(f"SHA-256 {page_sha256()}")
