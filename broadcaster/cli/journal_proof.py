"""`broadcaster journal prove`, `check-proof`, `cosign`, `witness`: what leaves the box as proof."""

from pathlib import Path

import click

from broadcaster.cli.pins import ask_pin
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("prove")
@click.argument("what", metavar="SEQ|ITEM")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Else standard output."
)
@click.option("--log", "which", help="real, rehearsal, all, or the id of a log.")
@common_options
@click.pass_obj
def prove_command(session: Session, what: str, out: Path | None, which: str | None) -> None:
    """Prove one record: its bytes, its path in the tree, the checkpoint, in one text file.

    An item has several records; the proof is of its last one, the outcome when there is one.
    """
    from broadcaster.cli import journal_view
    from broadcaster.home import write_atomically
    from broadcaster.journal import vouching
    from broadcaster.journal.inspection import box_key
    from broadcaster.journal.logs import choose_log

    home, _settings = session.settings()
    logs = choose_log(home, which)
    record = journal_view.find(logs, what)[-1]
    (log,) = [log for log in logs if log.id == record["log_id"]]
    proof = vouching.prove_record(home.journal, log, record, box_key(home, log))
    if out is None:
        click.echo(proof, nl=False)
        return
    write_atomically(out, proof)
    talk(_('Record {seq} is proved in "{path}".').format(seq=record.seq, path=out))


@click.command("check-proof")
@click.argument("file", type=FILE)
@click.option("--key", "key_file", type=FILE, required=True, help="The box's public key.")
@click.option(
    "--witness", "witness_files", type=FILE, multiple=True, help="Verifier keys of witnesses."
)
@click.option("--json", "as_json", is_flag=True)
@common_options
def check_proof_command(
    file: Path, key_file: Path, witness_files: tuple[Path, ...], as_json: bool
) -> None:
    """Check a proof with the box's public key alone: no log, no home and no network."""
    from broadcaster.cli import proof_view
    from broadcaster.journal.cosignature import cosignatures
    from broadcaster.journal.proof import LARGEST_BYTES, read_proof
    from broadcaster.journal.public_key import read_key, read_witnesses

    witnesses = [one for path in witness_files for one in read_witnesses(path)]
    with file.open("rb") as opened:
        data = opened.read(LARGEST_BYTES + 1)
    proof = read_proof(data, read_key(key_file), file.name)
    vouched = cosignatures(proof.checkpoint, witnesses)
    if as_json:
        show_json(proof_view.document(proof, vouched))
    else:
        proof_view.show(proof, vouched)


@click.command("cosign")
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option(
    "--journal", "journal", type=FOLDER, help="A copy of a journal folder; else the home's."
)
@click.option("--key", "key_file", type=FILE, help="The box's public key; else the home's own.")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def cosign_command(
    session: Session, folder: Path, journal: Path | None, key_file: Path | None, as_json: bool
) -> None:
    """Let the witness whose folder is DIR vouch for the newest checkpoints of the real logs.

    A tree that is smaller than the one it saw last, or does not go on from it, is refused. The
    passphrase is asked for, or read as a line of standard input.
    """
    from broadcaster.cli import proof_view
    from broadcaster.journal import inspection, vouching
    from broadcaster.journal.errors import JournalError
    from broadcaster.journal.public_key import read_key
    from broadcaster.timebase import SystemTime

    key = read_key(key_file) if key_file else None
    if journal is None:
        home, _settings = session.settings()
        journal, key = home.journal, key or inspection.trust_of(home).key
    if key is None:
        raise JournalError.no_key(journal)
    passphrase = ask_pin(_("Passphrase of the witness's key"))
    told = vouching.cosign_logs(journal, folder, passphrase, key, SystemTime().now())
    proof_view.show_vouched(told, as_json=as_json)


@click.group("witness")
def witness_command() -> None:
    """Keep a witness's own folder: its key, and what it has seen of each log."""


@witness_command.command("make")
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--name", required=True, help="Who the witness is, as thanh-tra.lang-son.gov.vn.")
@common_options
def make_command(folder: Path, name: str) -> None:
    """Make a witness's key in DIR, on a stick say, under a passphrase that is asked for."""
    from broadcaster.journal import witness_folder

    made = witness_folder.make(folder, name, ask_pin(_("A passphrase for the new key"), twice=True))
    click.echo(made.text)
    talk(
        _(
            "Hand this verifier key to whoever verifies (also in {path}). Keep the folder and its "
            "passphrase apart, and away from every station."
        ).format(path=folder / witness_folder.PUBLIC_NAME)
    )


@witness_command.command("show")
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--json", "as_json", is_flag=True)
@common_options
def show_command(folder: Path, as_json: bool) -> None:
    """Show a witness's verifier key, and up to where it vouched for each log."""
    from broadcaster.cli import proof_view
    from broadcaster.journal import witness_folder

    witness = witness_folder.public_of(folder)
    if not as_json:
        click.echo(witness.text)
    proof_view.show_vouched(witness_folder.seen(folder), as_json=as_json)
