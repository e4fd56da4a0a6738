"""`broadcaster journal`: read the as-run log, ask it, verify it, sign it."""

from pathlib import Path

import click

from broadcaster.cli.journal_declare import declare_command
from broadcaster.cli.journal_export import export_command, page_command
from broadcaster.cli.journal_list import LOG_HELP, list_command
from broadcaster.cli.journal_proof import (
    check_proof_command,
    cosign_command,
    prove_command,
    witness_command,
)
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _


@click.group("journal")
def journal_command() -> None:
    """Read, ask, verify and sign the as-run log."""


for _command in (prove_command, check_proof_command, cosign_command, witness_command):
    journal_command.add_command(_command)
journal_command.add_command(export_command)
journal_command.add_command(declare_command)
journal_command.add_command(list_command)
journal_command.add_command(page_command)


@journal_command.command("show")
@click.argument("what", metavar="SEQ|ITEM")
@click.option("--log", "which", help=LOG_HELP)
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def show_command(session: Session, what: str, which: str | None, as_json: bool) -> None:
    """Show one record by its number, or every record of an item (id, unique tail, or @last).

    Below stand the exact words that were approved, and where the cut lies, if they are at hand.
    """
    from broadcaster.cli import journal_material, journal_view
    from broadcaster.feedback.asking import approved_words
    from broadcaster.journal.logs import choose_log
    from broadcaster.timebase import SystemTime

    home, settings = session.settings()
    logs = choose_log(home, which)
    found = journal_view.find(logs, what)
    if as_json:
        show_json([journal_view.document(record) for record in found])
        return
    journal_view.show_records(found)
    journal_material.show(home, found, approved_words(home, settings, SystemTime(), found))


@journal_command.command("at")
@click.argument("time", metavar="TIME")
@click.option("--cluster", default="", help="What this cluster got of it.")
@click.option("--log", "which", help=LOG_HELP)
@click.option("--format", "shape", type=click.Choice(("text", "json", "html")), default="text")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@common_options
@click.pass_obj
def at_command(
    session: Session,
    time: str,
    cluster: str,
    which: str | None,
    shape: str,
    as_json: bool,
    out: Path | None,
) -> None:
    """Say what sounded at TIME: 04:45, 04:45:30 or 2026-11-22T04:45, at the station.

    Without a date it is the last such time that is past. One page: what was sent, by whose
    approval, under which hours, how well it is known, and the exact words; or why nobody can say.
    """
    from broadcaster.cli import journal_answer
    from broadcaster.feedback.asking import ask
    from broadcaster.reports.actions import write_report
    from broadcaster.timebase import SystemTime

    home, settings = session.settings()
    pages = ask(home, settings, SystemTime(), time, cluster=cluster, which=which)
    content = journal_answer.render(pages, "json" if as_json else shape)
    if out:
        write_report(out, content.encode())
        talk(_('The answer is in "{path}".').format(path=out))
        return
    click.echo(content, nl=False)


@journal_command.command("verify")
@click.option(
    "--against",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A checkpoint kept elsewhere; may be given several times.",
)
@click.option(
    "--key",
    "key_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The box's public key (PEM, hexadecimal or verifier key); else the home's own.",
)
@click.option(
    "--journal",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A copy of a journal folder, to verify without a home.",
)
@click.option("--head", "codes", multiple=True, help="The code at the end of a report on paper.")
@click.option(
    "--witness",
    "witness_files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Verifier keys of witnesses; may be given several times.",
)
@click.option("--log", "which", default="all", help=LOG_HELP)
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def verify_command(
    session: Session,
    against: tuple[Path, ...],
    codes: tuple[str, ...],
    witness_files: tuple[Path, ...],
    key_file: Path | None,
    folder: Path | None,
    which: str,
    as_json: bool,
) -> None:
    """Verify every log against itself, its checkpoints and its locked running orders.

    One sentence per log; it says up to which record somebody beside the station vouches. Exit 0
    when nothing wrong was found, 1 when what is wrong is named.
    """
    from broadcaster.cli import journal_view
    from broadcaster.config import Settings
    from broadcaster.home import read_plain
    from broadcaster.journal import inspection, public_key, verdict
    from broadcaster.journal.checkpoint import LARGEST_BYTES
    from broadcaster.journal.errors import JournalError
    from broadcaster.journal.head_code import read_code
    from broadcaster.journal.vouchers import Asked

    if folder is None:
        home, settings = session.settings()
        folder, trust = home.journal, inspection.trust_of(home)
    else:
        settings, trust = Settings(), inspection.Trust(None, "log")
    if key_file:
        trust = inspection.Trust(public_key.read_key(key_file), "given")
    brought = [(str(path), read_plain(path, LARGEST_BYTES + 1)) for path in against]
    heads = [read_code(code) for code in codes]
    witnesses = [one for path in witness_files for one in public_key.read_witnesses(path)]
    reports = inspection.inspect(folder, trust, brought, which, Asked(witnesses, heads))
    lost = inspection.unmatched(heads, reports)
    failed = sum(not report.is_sound for report in reports)
    if as_json:
        logs = [verdict.document(report) for report in reports]
        codes_lost = [head.code for head in lost]
        status = verdict.status_of_all(reports, lost)
        show_json({"status": status, "logs": logs, "unmatched_heads": codes_lost})
    else:
        for report in reports:
            journal_view.show_sentence(verdict.sentence(report, settings.zone_info))
        for head in lost:
            journal_view.show_sentence([verdict.unmatched_words(head)])
    if lost:
        raise JournalError.heads_lost(len(lost))
    if failed:
        raise JournalError.failed(failed)


@journal_command.command("checkpoint")
@click.option(
    "--add",
    "brought",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take the cosignatures of a note that was cosigned elsewhere into our own.",
)
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def checkpoint_command(session: Session, brought: tuple[Path, ...], as_json: bool) -> None:
    """Print a signed checkpoint over the log, to be kept elsewhere; sign one where needed.

    While the player runs, its newest one is printed: it signs after each session.
    """
    from broadcaster.cli import journal_view
    from broadcaster.home import read_plain
    from broadcaster.journal import actions, vouching
    from broadcaster.journal.checkpoint import LARGEST_BYTES
    from broadcaster.journal.errors import JournalError
    from broadcaster.journal.lock import is_locked

    desk = session.desk()
    if brought:
        read = [(path.name, read_plain(path, LARGEST_BYTES + 1)) for path in brought]
        for name in vouching.add_cosignatures(desk.home.journal, read, desk.key.public_bytes):
            talk(_('Taken into "{name}".').format(name=name))
        return
    if is_locked(desk.home):
        newest = actions.newest_checkpoint(desk)
        if newest is None:
            raise JournalError.no_checkpoint(desk.home.checkpoints)
        talk(_("The player is running and signs after each session; this is its newest."))
    else:
        newest = actions.sign_checkpoint(desk)
    if as_json:
        show_json(journal_view.checkpoint_document(newest, desk.key.public_bytes))
        return
    click.echo(newest.note, nl=False)
    talk(
        _("Checkpoint over {size} records, code {code}. Keep a copy outside this machine.").format(
            size=newest.size, code=newest.short_code
        )
    )
